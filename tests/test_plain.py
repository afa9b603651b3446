"""Values to plain data and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

import pytest

from stretchcli.catalog.records import Catalog
from stretchcli.plain import from_plain, to_plain


class Leg(NamedTuple):
    """A small part, with a part of its own type's kind left out."""

    side: Literal["right", "left"]
    toes: int = 5


@dataclass(frozen=True, slots=True)
class Body:
    """Every form that a hint may have."""

    name: str
    legs: tuple[Leg, ...]
    pair: tuple[int, Leg]
    best: Leg | None
    worst: Leg | None
    names: Mapping[str, Leg]
    words: tuple[str, ...] = ()


BODY = Body("Ann", (Leg("right"), Leg("left", 4)), (1, Leg("left")), Leg("left"), None, {"a": Leg("right")}, ("x", "y"))


def test_plain_data_survives_json_and_becomes_the_same_value() -> None:
    """Every form of a hint: parts, many parts, pairs, parts that may be missing, parts by name."""
    assert from_plain(Body, json.loads(json.dumps(to_plain(BODY)))) == BODY


def test_the_whole_catalog_goes_there_and_back(catalog: Catalog) -> None:
    """With all its records; a field that is added later is among them."""
    assert from_plain(Catalog, json.loads(json.dumps(to_plain(catalog)))) == catalog


def test_a_field_with_a_default_may_be_missing() -> None:
    """Data that an earlier version wrote has fewer fields."""
    assert from_plain(Leg, {"side": "left"}) == Leg("left", 5)


@pytest.mark.parametrize("wrong", [{"toes": 3}, {"side": "left", "heel": 1}, [1, 2], "left", None])
def test_data_of_another_form_is_an_error(wrong: object) -> None:
    """Never a value with a hole in it."""
    with pytest.raises((KeyError, TypeError, AttributeError)):
        from_plain(Leg, wrong)
