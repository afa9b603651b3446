"""What `data/` carries of the fact sheets is what the sheets say: no fact is lost or made up when either changes."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from stretchcli.catalog.coverage import matrix
from stretchcli.catalog.finder import Finder
from stretchcli.catalog.records import Catalog

FIVE: Final = {"standing-hip-flexor": 3, "kneeling-hip-flexor": 3, "glute-bridge": 10, "hip-flexor-bed": 3, "table-psoas": 3}
AIM_S: Final = 60

# Cautions of the sheet that became steps: the chair against a wall, and a hand on something steady.
STEPS_NOW: Final = {"chair-supported-quad": 2}


@cache
def sheet() -> dict[str, Any]:
    """The copy of the sheets' figures."""
    return yaml.safe_load((Path(__file__).parent / "sheet.yaml").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def default_dose(hold_s: list[int], reps: list[int]) -> tuple[int, int]:
    """Seconds and reps of the default dose.

    The pair within the sources' ranges, holds in steps of five seconds, whose product is nearest to 60 s; among equals the
    hold nearest to 30 s, then the fewer reps.
    """
    shortest, longest = hold_s
    holds = {*range(shortest, longest + 1, 5), longest}
    pairs = [(hold, count) for hold in holds for count in range(reps[0], reps[1] + 1)]
    return min(pairs, key=lambda pair: (abs(pair[0] * pair[1] - AIM_S), abs(pair[0] - 30), pair[1]))


def test_the_same_stretches(catalog: Catalog) -> None:
    """Every stretch of the sheets is there, and no other."""
    assert set(catalog.stretches) == set(sheet()["stretches"])


@pytest.mark.parametrize("name", ["targets", "position", "also_positions", "needs", "required", "sides", "felt", "skip_if"])
def test_a_fact_of_every_stretch(name: str, catalog: Catalog) -> None:
    """What it stretches, how, on which side it is felt, what it asks for and who leaves it out."""
    for key, facts in sheet()["stretches"].items():
        fact, found = facts.get(name, []), getattr(catalog.stretches[key], name)
        ordered = name in ("targets", "also_positions")
        assert (fact if isinstance(fact, str) else tuple(fact) if ordered else set(fact)) == (
            found if isinstance(found, str) or ordered else set(found)
        ), key


def test_the_doses_follow_the_rule(catalog: Catalog) -> None:
    """About 60 s a muscle and side within the sources' ranges; the article's five stand as they are."""
    for key, facts in sheet()["stretches"].items():
        stretch = catalog.stretches[key]
        (shortest, longest), (_, most) = facts["hold_s"], facts["reps"]
        target, reps = (30, FIVE[key]) if key in FIVE else default_dose(facts["hold_s"], facts["reps"])
        assert (stretch.hold.floor_s, stretch.hold.target_s, stretch.reps) == (shortest, target, reps), key
        assert (stretch.longest_s or target, stretch.most_reps or reps) == (longest, most), key


def test_the_rule_itself() -> None:
    """Two of thirty where that fits; a short dose stays short, a long one stays long."""
    assert default_dose([15, 30], [2, 4]) == (30, 2)
    assert default_dose([15, 30], [3, 5]) == (20, 3)
    assert default_dose([5, 5], [3, 3]) == (5, 3)
    assert default_dose([20, 20], [5, 10]) == (20, 5)


def test_no_caution_is_dropped(catalog: Catalog) -> None:
    """Each condition that the sheet names has its caution, and there are at least as many cautions as facts."""
    for key, facts in sheet()["stretches"].items():
        cautions = catalog.stretches[key].cautions
        conditions = facts.get("conditions", [])
        assert set(conditions) <= {caution.condition for caution in cautions}, key
        assert len(cautions) >= facts.get("cautions", 0) + len(conditions) - STEPS_NOW.get(key, 0), key


def test_the_ways_to_make_it_easier_or_harder_lead_where_the_sheets_say(catalog: Catalog) -> None:
    """Every link of the sheets is there."""
    for key, links in sheet()["links"].items():
        for name, targets in links.items():
            variants = getattr(catalog.stretches[key], name)
            assert set(targets) <= {variant.stretch for variant in variants}, (key, name)


def test_needs_imply_what_the_sheets_say(catalog: Catalog) -> None:
    """The same needs and pieces of equipment, each with what follows from it."""
    assert {need.id: list(need.implies) for need in catalog.vocabulary.needs.values()} == sheet()["needs"]


def test_what_is_only_optional_is_what_the_sheets_say(catalog: Catalog) -> None:
    """Nothing that the sheets offer is lost; a stretch may offer more."""
    offered = {key: stretch.optional for key, stretch in catalog.stretches.items()}
    assert [key for key, pieces in sheet()["optional"].items() if not set(pieces) <= set(offered[key])] == []


def test_positions_imply_what_the_sheets_say(catalog: Catalog) -> None:
    """The same positions, each with the needs that follow from it."""
    assert {key: list(position.implies) for key, position in catalog.vocabulary.positions.items()} == sheet()["positions"]


@pytest.mark.parametrize("kind", ["positions", "needs", "equipment", "groups", "conditions"])
def test_every_word_of_the_sheets_leads_where_they_say(kind: str, catalog: Catalog) -> None:
    """Whatever people type for it, they get it."""
    finder = Finder.of(catalog)
    table: Any = getattr(finder, "needs" if kind == "equipment" else kind)
    lost = [
        (word, name) for name, words in sheet()["words"][kind].items() for word in words if table.get(word) != table.find(name)
    ]
    assert lost == []


def test_weeks_are_counted_from_where_the_sheets_say(catalog: Catalog) -> None:
    """An operation, an injury, a dislocation or the last period."""
    conditions = catalog.vocabulary.conditions.values()
    found = {one.id: one.ask_again.since.removeprefix("your ") for one in conditions if one.ask_again}
    assert found == sheet()["since"]


def test_conditions_remove_set_aside_and_mind_what_the_sheets_say(catalog: Catalog) -> None:
    """All forty, with the weeks after which they are asked about again."""
    found = {}
    for condition in catalog.vocabulary.conditions.values():
        strengths = {"skip_needs": condition.skip_needs, "warn": condition.warn, "mind": condition.mind}
        found[condition.id] = {key: sorted(needs) for key, needs in strengths.items() if needs}
        if condition.ask_again:
            found[condition.id]["weeks"] = [*condition.ask_again.weeks]  # type: ignore[list-item]
    said = {
        name: {key: value if key == "weeks" else sorted(value) for key, value in (facts or {}).items()}
        for name, facts in sheet()["conditions"].items()
    }
    assert len(said) == 40
    assert found == said


def test_the_holes_are_those_of_the_sheets(catalog: Catalog) -> None:
    """Which groups one need or one condition empties, and for which it leaves only what is to be done with care."""
    removed: dict[str, list[str]] = {}
    care: dict[str, list[str]] = {}
    for left in matrix(catalog):
        for found, empty in ((removed, left.empty()), (care, left.empty(warned=True))):
            if empty:
                found[" ".join(left.names)] = empty
    assert {key: set(groups) for key, groups in removed.items()} == {k: set(v) for k, v in sheet()["holes"]["removed"].items()}
    assert {key: set(groups) for key, groups in care.items()} == {k: set(v) for k, v in sheet()["holes"]["care"].items()}
