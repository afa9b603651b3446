"""The checks of valid records: each one speaks up for what it is about, at its place, and for nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from stretchcli.authoring.checking import check_files
from stretchcli.authoring.lint import stretch_advice
from stretchcli.catalog import building
from stretchcli.catalog.files import read_text
from stretchcli.catalog.folders import catalog_paths, data_folder
from stretchcli.catalog.loader import read_vocabulary
from tests.samples import put, stretches

LONG = "Keep your heel on the floor and your knee quite straight while you lean in slowly and breathe out all the way."
TWO = "Step your {side} foot far forward and keep your {other} knee straight. Then lean in with your {other} heel on the floor."

CASES: dict[str, tuple[tuple[str, str], list[tuple[str, int]]]] = {
    "a hold of two minutes and a second": (("[20, 30]", "[20, 121]"), [("long-hold", 3)]),
    "a hold of two minutes": (("[20, 30]", "[20, 120]"), []),
    "a caution nobody says": (("    source:", "    cautions: [{text: Mind your back.}]\n    source:"), [("unshown-caution", 19)]),
    "a caution at a moment": (("    source:", "    cautions: [{text: Mind it., at: release}]\n    source:"), []),
    "a caution for some": (("    source:", "    cautions: [{text: Mind it., condition: knee-pain}]\n    source:"), []),
    "a setup in a hurry": (
        ("Stand facing the wall.", "Stand facing the wall now.\n        takes_s: 1"),
        [("too-long-to-say", 14)],
    ),
    "a setup that has the time": (("Stand facing the wall.", "Stand facing the wall.\n        takes_s: 2"), []),
    "a hold told at length": (("down.\n", "down. Feel it in your {other} calf.\n"), []),
    "a switch in a hurry": (("Step your {side} foot forward.", TWO), [("too-long-to-say", 17)]),
    "a switch that has the time": (("Step your {side} foot forward.", f"{TWO}\n    switch_s: 10"), []),
    "again in ten words": (("Lean in again.", "Lean in as far as you did the time before."), []),
    "again in eleven": (
        ("Lean in again.", "Lean in again as far as you did the time before."),
        [("too-long-to-say", 18)],
    ),
    "a short text of two actions": (
        ("Stand facing the wall.", "Stand.\n        short: Stand. Lean in"),
        [("several-actions", 15)],
    ),
    "a short text with a side": (
        ("Stand facing the wall.", "Stand.\n        short: Right foot forward"),
        [("written-side", 15)],
    ),
    "a caution of the intro": (("    source:", "    cautions: [{text: Mind it., at: intro}]\n    source:"), []),
    "right written out": (("Stand facing", "Put your right hand on"), [("written-side", 14)]),
    "left in a variant": (("    source:", "    easier: [{text: Lift your left heel.}]\n    source:"), [("written-side", 19)]),
    "a right angle": (("Stand facing the wall.", "Bend your knee to a right angle."), []),
    "an optional thing that a step names": (
        ("equipment: {required: [wall]}", "equipment: {optional: [wall]}"),
        [("unmarked-use", 14)],
    ),
    "a required thing that a step names": (("[wall]}", "[wall], optional: [chair]}"), []),
    "a sentence of 23 words": (("Stand facing the wall.", LONG), [("long-sentence", 14)]),
}


def advice(text: str) -> list[tuple[str, int]]:
    """Checks and lines for the stretch of a file."""
    words = read_vocabulary(data_folder() / "vocabulary.yaml")
    file = read_text(text.encode(), "own.yaml", own=True)
    assert not file.problems
    [stretch] = building.stretches_of(file.stretches, words)
    return [(found.check, found.place.line) for found in stretch_advice(stretch, words)]


@pytest.mark.parametrize("case", CASES)
def test_each_check_speaks_up_at_its_place(case: str) -> None:
    """And no other one does; where there is nothing to say, none does."""
    change, expected = CASES[case]
    assert advice(stretches(change)) == expected


def test_the_words_of_a_caution_count_with_its_step() -> None:
    """They are said in the same phase."""
    hurried = ("Stand facing the wall.", "Stand facing the wall.\n        takes_s: 4")
    caution = ("    source:", "    cautions: [{text: Do not lock your knee and do not bounce., at: setup}]\n    source:")
    assert advice(stretches(hurried)) == []
    assert advice(stretches(hurried, caution)) == [("too-long-to-say", 14)]


def test_a_stretch_of_both_sides_may_say_left_and_right() -> None:
    """There is no other side for which it would read wrong."""
    both = (("each", "both"), ("felt: other", "felt: both"), ("    switch: Step your {side} foot forward.\n", ""))
    assert advice(stretches(*both, ("your {other} heel", "your right and left heel"))) == []


def test_the_programs_own_files_leave_nothing_to_say(tmp_path: Path) -> None:
    """What we ask of others we keep ourselves."""
    copies = []
    for path in catalog_paths(data_folder()):
        text = path.read_text(encoding="utf-8").replace("    source:\n", "    replaces: true\n    source:\n")
        if path.parent.name == "stretches":
            copies.append(put(tmp_path / "stretches", path.name, text))
    report = check_files(data_folder(), tmp_path, [])
    assert len(report.files) == len(copies) > 0
    assert [str(found) for found in (*report.problems, *report.advice)] == []
