"""Easier and harder ways of a stretch that a person's constraints allow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from stretchcli.catalog.constraints import Constraint, PersonalCaution, first_removal, personal_cautions
from stretchcli.catalog.records import Catalog, Stretch, Variant
from stretchcli.catalog.vocabulary import Condition

_FARTHEST_DOWN = 8  # easier ways one below the other


class Way(NamedTuple):
    """An easier way that a person's constraints leave: another stretch, or the same one done as a text says.

    Attributes:
        text: What is easier, in the words of the record that names it.
        stretch: The other stretch; None where the text is all there is.
        cautions: What to mind in it because of the person's conditions.
    """

    text: str | None
    stretch: Stretch | None = None
    cautions: tuple[PersonalCaution, ...] = ()


def open_ways(catalog: Catalog, variants: Sequence[Variant], constraints: Sequence[Constraint]) -> tuple[Variant, ...]:
    """The easier or harder ways, without those that lead to a stretch that a constraint rules out."""
    return tuple(
        variant
        for variant in variants
        if variant.stretch is None or first_removal(catalog.stretches[variant.stretch], constraints) is None
    )


def ways_down(
    catalog: Catalog, stretch: Stretch, constraints: Sequence[Constraint], conditions: Sequence[Condition]
) -> tuple[Way, ...]:
    """The easier way of a stretch, then that one's: the first stretch that is left, or the first text where none is."""
    found: list[Way] = []
    here: Stretch | None = stretch
    while here is not None and len(found) < _FARTHEST_DOWN:
        ways = open_ways(catalog, here.easier, constraints)
        way = next((one for one in ways if one.stretch), next(iter(ways), None))
        here = catalog.stretches[way.stretch] if way and way.stretch else None
        if way is not None:
            cautions = personal_cautions(here, conditions, catalog.vocabulary) if here else ()
            found.append(Way(way.text, here, cautions))
    return tuple(found)
