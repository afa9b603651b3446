"""From checked data to the records of a catalog: what follows from a record is worked out, then the records are made.

The data of a record has the names of its fields, so `plain.from_plain` makes the records. Whatever has to be
worked out is so before the catalog is compiled: a start only makes records.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from stretchcli.catalog.records import Catalog, Routine, Stretch
from stretchcli.catalog.vocabulary import Vocabulary
from stretchcli.plain import from_plain

if TYPE_CHECKING:
    from stretchcli.reading.problems import Problem

Plain = dict[str, Any]


class Loaded(NamedTuple):
    """A catalog, and the problems of the user's files that were left out of it."""

    catalog: Catalog
    problems: tuple[Problem, ...] = ()


def loaded(program: Plain, users: Plain | None = None) -> Loaded:
    """The catalog of the program's part and the user's, whose stretches replace those of the program."""
    users = users or {"stretches": {}, "routines": {}, "problems": []}
    both = {key: program[key] | users[key] for key in ("stretches", "routines")}
    return Loaded(from_plain(Catalog, program | both), tuple(map(_problem, users["problems"])))


def _problem(plain: Plain) -> Problem:
    from stretchcli.reading.problems import Problem  # rarely needed, so imported only here

    return from_plain(Problem, plain)


def vocabulary(plain: Mapping[str, Any]) -> Plain:
    """The data of a vocabulary: a piece of equipment is a need too."""
    words = {key: value for key, value in plain.items() if key not in ("schema", "equipment")}
    return words | {"needs": plain["needs"] | {name: piece | {"equipment": True} for name, piece in plain["equipment"].items()}}


def stretch(plain: Plain, words: Vocabulary, *, own: bool) -> Plain:
    """The data of a stretch, with all that its needs imply and the conditions that remove it."""
    positional = () if plain.get("also_positions") else words.positions[plain["position"]].implies
    required = plain.get("equipment", {}).get("required", ())
    all_needs = words.expanded((*plain.get("needs", ()), *required, *positional))
    skip_if = plain.get("skip_if", ())
    removing = [
        name
        for name, condition in words.conditions.items()
        if name in skip_if or not set(all_needs).isdisjoint(condition.skip_needs)
    ]
    worked_out: Plain = {"all_needs": all_needs, "skip_conditions": removing, "own": own}
    if plain["sides"] == "each" and (least_s := words.switch_s(plain["position"], required)):
        worked_out["switch_s"] = max(plain.get("switch_s") or 0, least_s)
    return plain | worked_out


def routine(plain: Plain, *, own: bool) -> Plain:
    """The data of a routine; what it says for all its stretches is written into each."""
    usual = {key: plain[key] for key in ("reps", "hold") if key in plain}
    rest = {key: value for key, value in plain.items() if key not in usual}
    return rest | {"items": [usual | item for item in plain["items"]], "own": own}


def stretches_of(plains: Iterable[Plain], words: Vocabulary) -> list[Stretch]:
    """Records of a user's stretches as they were read."""
    return [from_plain(Stretch, stretch(plain, words, own=True)) for plain in plains]


def routines_of(plains: Iterable[Plain]) -> list[Routine]:
    """Records of a user's routines as they were read."""
    return [from_plain(Routine, routine(plain, own=True)) for plain in plains]
