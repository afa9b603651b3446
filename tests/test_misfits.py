"""Data that anybody may have written, against the type hints of a class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal, NamedTuple

import pytest

from stretchcli.misfits import Between, Like, Misfit, check


class Leg(NamedTuple):
    """A part of the sample."""

    side: Literal["right", "left"]
    toes: Annotated[int, Between(0, 5)] = 5


@dataclass(frozen=True)
class Body:
    """Every kind of hint."""

    name: Annotated[str, Like("[a-z]+", "ann")]
    legs: tuple[Leg, ...]
    tall_m: float
    awake: bool
    left_leg: Leg | None = None


GOOD: dict[str, Any] = {"name": "ann", "legs": [{"side": "right"}, {"side": "left", "toes": 4}], "tall_m": 1, "awake": True}


def test_what_fits_is_let_through() -> None:
    """Fields with a default may be missing, and a whole number is a number."""
    check(Body, GOOD)
    check(Body, {**GOOD, "left_leg": {"side": "left"}})


@pytest.mark.parametrize(
    ("change", "place", "expected"),
    [
        ({"name": "Ann"}, "name", "like ann"),
        ({"name": 3}, "name", "a text"),
        ({"legs": "two"}, "legs", "a list"),
        ({"legs": [{"side": "right"}, {"side": "up"}]}, "legs[1].side", "one of right, left"),
        ({"legs": [{"side": "right", "toes": 6}]}, "legs[0].toes", "a number from 0 to 5"),
        ({"legs": [{"side": "right", "toes": True}]}, "legs[0].toes", "a whole number"),
        ({"legs": [{"toes": 2}]}, "legs[0].side", "there"),
        ({"legs": [None]}, "legs[0]", "a record"),
        ({"tall_m": float("nan")}, "tall_m", "a number"),
        ({"awake": 1}, "awake", "true or false"),
        ({"left_leg": {"side": []}}, "left_leg.side", "one of right, left"),
        ({"heel": 1}, "heel", "left out"),
    ],
)
def test_what_does_not_fit_is_named_with_its_place(change: dict[str, Any], place: str, expected: str) -> None:
    """From the outside in."""
    with pytest.raises(Misfit) as raised:
        check(Body, {**GOOD, **change})
    assert (raised.value.place, raised.value.expected) == (place, expected)
