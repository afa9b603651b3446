"""From checked plain data to records. Plain data comes from files or from the compiled catalog alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stretchcli.catalog.records import (
    AskAgain,
    Catalog,
    Caution,
    Condition,
    Group,
    HoldRange,
    Hole,
    Need,
    Page,
    Position,
    Routine,
    RoutineItem,
    Source,
    Step,
    StepKind,
    Stretch,
    Variant,
    Vocabulary,
)

if TYPE_CHECKING:
    from stretchcli.reading.problems import Problem

Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A catalog, and the problems of the user's files that were left out of it."""

    catalog: Catalog
    problems: tuple[Problem, ...] = ()


def loaded(plain: Plain) -> Loaded:
    """The catalog that ``loader.check`` found, or the compiled one; a later stretch takes the place of an earlier one."""
    words = vocabulary(plain["vocabulary"])
    stretches: dict[str, Stretch] = {}
    routines: dict[str, Routine] = {}
    for file in plain["files"]:
        stretches |= {entry["id"]: stretch(entry, words, own=file["own"]) for entry in file["stretches"]}
        routines |= {entry["id"]: routine(entry, own=file["own"]) for entry in file["routines"]}
    catalog = Catalog(
        vocabulary=words,
        stretches=stretches,
        routines=routines,
        holes=tuple(hole(entry) for entry in plain["coverage"]["holes"]),
        together=tuple(tuple(names) for names in plain["coverage"]["together"]),
    )
    return Loaded(catalog, tuple(_problem(*entry) for entry in plain["problems"]))


def _problem(file: str, line: int, column: int, *said: str) -> Problem:
    from stretchcli.reading.problems import Place, Problem  # rarely needed, so only then

    return Problem(Place(file, line, column), *said)


def vocabulary(plain: Plain) -> Vocabulary:
    """The vocabulary of a checked vocabulary file."""
    needs = {name: _need(name, entry, equipment=False) for name, entry in plain["needs"].items()}
    needs |= {name: _need(name, entry, equipment=True) for name, entry in plain["equipment"].items()}
    return Vocabulary(
        positions={
            name: Position(name, entry["said"], _texts(entry, "aliases"), _texts(entry, "implies"))
            for name, entry in plain["positions"].items()
        },
        needs=needs,
        comforts=tuple(plain["comforts"]),
        groups={
            name: Group(name, entry["name"], entry["muscles"], _texts(entry, "aliases"))
            for name, entry in plain["groups"].items()
        },
        conditions={
            name: Condition(
                id=name,
                said=entry["said"],
                aliases=_texts(entry, "aliases"),
                advice=entry["advice"],
                skip_needs=_texts(entry, "skip_needs"),
                warn=_texts(entry, "warn"),
                mind=_texts(entry, "mind"),
                ask_again=_ask_again(entry.get("ask_again")),
                source=_sources(entry),
                inferred=entry.get("inferred", False),
            )
            for name, entry in plain["conditions"].items()
        },
    )


def stretch(plain: Plain, words: Vocabulary, *, own: bool) -> Stretch:
    """The record of a checked stretch, with all that its needs imply worked out."""
    equipment = plain.get("equipment", {})
    needs, required = _texts(plain, "needs"), _texts(equipment, "required")
    positional = () if plain.get("also_positions") else words.positions[plain["position"]].implies
    all_needs = words.expanded((*needs, *required, *positional))
    skip_if = _texts(plain, "skip_if")
    asked = set(all_needs)
    removing = [
        name for name, condition in words.conditions.items() if name in skip_if or not asked.isdisjoint(condition.skip_needs)
    ]
    return Stretch(
        id=plain["id"],
        name=plain["name"],
        targets=_texts(plain, "targets"),
        position=plain["position"],
        sides=plain["sides"],
        felt=plain["felt"],
        felt_at=plain["felt_at"],
        hold=HoldRange(*plain["hold_s"]),
        reps=plain["reps"],
        steps=tuple(_step(step) for step in plain["steps"]),
        again=plain["again"],
        source=_sources(plain),
        switch=plain.get("switch"),
        switch_s=plain.get("switch_s"),
        lead=plain.get("lead"),
        switch_short=plain.get("switch_short"),
        again_short=plain.get("again_short"),
        longest_s=plain.get("longest_s"),
        most_reps=plain.get("most_reps"),
        effect=plain.get("effect", "stretch"),
        aliases=_texts(plain, "aliases"),
        also_positions=_texts(plain, "also_positions"),
        needs=needs,
        required=required,
        optional=_texts(equipment, "optional"),
        suits=plain.get("suits"),
        easier=_variants(plain, "easier"),
        harder=_variants(plain, "harder"),
        skip_if=skip_if,
        cautions=tuple(Caution(c["text"], c.get("at"), c.get("condition")) for c in plain.get("cautions", ())),
        inferred=_texts(plain, "inferred"),
        review=_texts(plain, "review"),
        all_needs=all_needs,
        skip_conditions=tuple(removing),
        own=own,
    )


def routine(plain: Plain, *, own: bool) -> Routine:
    """The record of a checked routine; what it says for all its stretches is written into each."""
    return Routine(
        id=plain["id"],
        name=plain["name"],
        suits=plain["for"],
        items=tuple(
            RoutineItem(
                stretch=item["stretch"],
                reps=item.get("reps", plain.get("reps")),
                hold=_hold(item.get("hold_s", plain.get("hold_s"))),
            )
            for item in plain["stretches"]
        ),
        aliases=_texts(plain, "aliases"),
        own=own,
    )


def hole(plain: Plain) -> Hole:
    """The record of a checked hole."""
    return Hole(plain["group"], plain["constraint"], plain["reason"], plain.get("strength") == "warns")


def page(plain: Plain) -> Page:
    """The record of a checked page about a muscle group."""
    return Page(
        what=_texts(plain, "what"),
        tightened_by=_texts(plain, "tightened_by"),
        feels=_texts(plain, "feels"),
        may=_texts(plain, "may"),
        clinician=_texts(plain, "clinician"),
        dosage=_texts(plain, "dosage"),
        source=_sources(plain),
        inferred=_texts(plain, "inferred"),
    )


def _need(name: str, entry: Plain, *, equipment: bool) -> Need:
    return Need(
        id=name,
        means=entry["means"],
        said=entry.get("said", ""),
        aliases=_texts(entry, "aliases"),
        implies=_texts(entry, "implies"),
        any_of=_texts(entry, "any_of"),
        equipment=equipment,
    )


def _step(plain: Plain) -> Step:
    kind: StepKind = "setup" if "setup" in plain else "hold" if "hold" in plain else "release"
    return Step(kind, plain[kind], plain.get("takes_s"), plain.get("once", False), plain.get("short"))


def _hold(plain: list[int] | None) -> HoldRange | None:
    return HoldRange(*plain) if plain else None


def _ask_again(plain: Plain | None) -> AskAgain | None:
    return AskAgain(plain["weeks"][0], plain["weeks"][1], plain["since"]) if plain else None


def _texts(plain: Plain, key: str) -> tuple[str, ...]:
    return tuple(plain.get(key, ()))


def _sources(plain: Plain) -> tuple[Source, ...]:
    return tuple(Source(entry["org"], entry["title"], entry.get("url")) for entry in plain.get("source", ()))


def _variants(plain: Plain, key: str) -> tuple[Variant, ...]:
    return tuple(Variant(entry.get("text"), entry.get("stretch")) for entry in plain.get(key, ()))
