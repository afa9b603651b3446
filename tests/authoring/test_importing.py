"""What an exercise of free-exercise-db becomes: guesses from its words, marked, and always loadable."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from stretchcli.authoring.importfile import FILE_NAME, ImportFile, fresh, written
from stretchcli.authoring.importing import exercises, record
from stretchcli.catalog import building
from stretchcli.catalog.files import read_checked, read_text
from stretchcli.catalog.finder import Finder
from stretchcli.catalog.folders import data_folder
from stretchcli.catalog.linking import linked_problems
from stretchcli.catalog.loader import load, read_vocabulary
from stretchcli.catalog.program_formats import IMPORT
from stretchcli.catalog.records import Stretch
from tests.samples import put

WORDS = read_vocabulary(data_folder() / "vocabulary.yaml")
RULES = read_checked(data_folder() / "import" / FILE_NAME, IMPORT)
MUSCLES = [
    "abdominals",
    "abductors",
    "adductors",
    "biceps",
    "calves",
    "chest",
    "forearms",
    "glutes",
    "hamstrings",
    "lats",
    "lower back",
    "middle back",
    "neck",
    "quadriceps",
    "shoulders",
    "traps",
    "triceps",
]


def exercise(*instructions: str, **changes: Any) -> dict[str, Any]:
    """An exercise as the file has it."""
    entry: dict[str, Any] = {
        "id": "Side_Reach",
        "name": "Side Reach",
        "force": None,
        "level": "beginner",
        "mechanic": None,
        "equipment": None,
        "primaryMuscles": ["lats"],
        "secondaryMuscles": [],
        "instructions": list(instructions),
        "category": "stretching",
        "images": ["Side_Reach/0.jpg"],
    }
    return entry | changes


def imported(*instructions: str, **changes: Any) -> Stretch:
    """The stretch that an exercise becomes."""
    [found] = exercises(json.dumps([exercise(*instructions, **changes)]).encode(), "exercises.json", "stretching")
    plain = record(found, RULES, {name: group.name for name, group in WORDS.groups.items()}, found.key)
    assert plain is not None
    file = read_text(f"schema: 1\nstretches:\n{written(plain)}".encode(), "own.yaml", own=True)
    [stretch] = building.stretches_of(file.stretches, WORDS)
    return stretch


def steps(stretch: Stretch) -> list[tuple[str, str]]:
    """Kinds and texts."""
    return [(step.kind, step.text) for step in stretch.steps]


def test_instructions_become_setup_hold_and_release() -> None:
    """How often and when to change sides is what the program says itself."""
    stretch = imported(
        "Sit on the floor with your legs apart. This will be your starting position.",
        "Reach your left arm over your head. Hold for 10 to 15 seconds and then switch sides.",
        "Slowly return. Repeat with the other arm.",
    )
    assert steps(stretch) == [
        ("setup", "Sit on the floor with your legs apart."),
        ("setup", "Reach your {other} arm over your head."),
        ("hold", "Hold for 10 to 15 seconds."),
        ("release", "Slowly return."),
    ]
    assert (stretch.position, stretch.sides, stretch.felt) == ("seated-floor", "each", "same")
    assert (stretch.hold.floor_s, stretch.hold.target_s, stretch.reps) == (10, 15, 3)
    assert set(stretch.needs) == {"overhead", "legs-wide"}
    assert stretch.targets == ("upper-back",)


def test_what_the_data_lacks_stays_at_the_marked_default() -> None:
    """A hold of 20 to 30 seconds, three times, and sentences that fit anything."""
    stretch = imported("Clasp your hands and push them forward.")
    assert (str(stretch.hold), stretch.reps, stretch.position, stretch.sides) == ("20-30 s", 3, "standing", "both")
    assert [kind for kind, _ in steps(stretch)] == ["setup", "hold", "release"]
    assert set(stretch.review) == {
        *("position", "needs", "equipment", "sides", "felt", "felt_at", "hold_s", "reps", "steps", "again"),
    }
    assert set(imported("Lift one leg.").review) - set(stretch.review) == {"switch"}


def test_no_instructions_at_all_are_still_a_stretch() -> None:
    """Every step is then a default."""
    assert [kind for kind, _ in steps(imported())] == ["setup", "hold", "release"]


@pytest.mark.parametrize(
    ("told", "position"),
    [
        ("Lie on your back.", "supine"),
        ("Lie face down on the floor.", "prone"),
        ("Lie on your side.", "side-lying"),
        ("Begin on your hands and knees.", "quadruped"),
        ("Sit upright in a chair.", "seated"),
        ("Kneel on the floor.", "kneeling"),
        ("Stand with your feet apart.", "standing"),
    ],
)
def test_the_position_is_guessed_from_the_words(told: str, position: str) -> None:
    """The most telling words first."""
    assert imported(told).position == position


def test_every_muscle_of_the_dataset_has_its_group() -> None:
    """The same one that the vocabulary's aliases lead to."""
    groups = Finder.of(load(data_folder()).catalog).groups
    for muscle in MUSCLES:
        assert imported(primaryMuscles=[muscle]).targets == (groups.find(muscle).id,)


def test_every_word_of_the_mapping_is_in_the_vocabulary() -> None:
    """A guess at a word that nobody knows could not be loaded."""
    pieces = {name for name, need in WORDS.needs.items() if need.equipment}
    known = {
        "muscles": set(WORDS.groups),
        "positions": set(WORDS.positions),
        "needs": set(WORDS.needs) - pieces,
        "equipment": pieces,
    }
    for key, names in known.items():
        assert {guess["is"] for guess in RULES[key]} <= names
    assert RULES["position"] in WORDS.positions


def test_equipment_is_mapped_or_told() -> None:
    """A band is a strap; for a foam roll there is no word, so the first step asks for it; a body needs nothing."""
    assert imported(equipment="bands").required == ("strap",)
    assert imported("Face a wall.").required == ("wall",)
    roll = imported(equipment="foam roll")
    assert (roll.required, roll.steps[0].once, "foam roll" in roll.steps[0].text) == ((), True, True)
    assert not imported(equipment="body only").steps[0].once


def test_left_and_right_are_written_as_sides() -> None:
    """Right is the leading one; a right angle is none."""
    stretch = imported("Right foot forward, left foot back. Bend your knee to a right angle.")
    assert [text for _, text in steps(stretch)][:2] == [
        "{side} foot forward, {other} foot back.",
        "Bend your knee to a right angle.",
    ]


TEXTS = st.one_of(
    st.text(max_size=60),
    st.text("{}:#'\"\\-[]&*!|>%@`,?\x1b\u202e\ud800\u2028\x85\t\n\r\ufffe\U0001f600 ab.", max_size=60),
    st.sampled_from(
        ["no", "1:30", "{side}", "- a", "left and right. " * 40, "word " * 900, "x" * 5000, "Hold. " * 90, "~", "0x1F"]
    ),
)
ENTRIES = st.builds(
    lambda id_, name, equipment, muscle, instructions: exercise(
        *instructions, id=id_, name=name, equipment=equipment, primaryMuscles=[muscle]
    ),
    TEXTS,
    TEXTS,
    st.one_of(st.none(), TEXTS),
    st.sampled_from(MUSCLES),
    st.lists(TEXTS, max_size=40),
)


@given(entry=ENTRIES)
def test_whatever_the_texts_are_the_record_loads(entry: dict[str, Any]) -> None:
    """It has no problem, and what is read is what was meant."""
    [found] = exercises(json.dumps([entry]).encode(), "exercises.json", "stretching")
    plain = record(found, RULES, {name: group.name for name, group in WORDS.groups.items()}, found.key)
    assert plain is not None
    text = fresh().merged(b"", {found.key: written(plain)})
    file = read_text(text.encode(), "own.yaml", own=True)
    assert linked_problems([file], WORDS) == []
    assert yaml.safe_load(text)["stretches"] == [plain]
    assert dict(ImportFile.parsed(text).records) == {found.key: written(plain)}


def test_a_file_without_records_is_only_its_header() -> None:
    """And reads back as it was written."""
    text = fresh().merged(b"[]", {"one": "  - id: one\n", "two": "  - id: two\n"})
    read = ImportFile.parsed(text)
    assert dict(read.records) == {"one": "  - id: one\n", "two": "  - id: two\n"}
    assert not read.touched("one")
    assert read.comes_from(b"[]")
    assert read.merged(b"[]", {}) == text


def test_the_rules_file_is_checked_like_any_other(tmp_path: Path) -> None:
    """A rule with a mistake in it is named with its place."""
    text = (data_folder() / "import" / FILE_NAME).read_text(encoding="utf-8").replace("reps: 3", "reps: many")
    bad = put(tmp_path, "rules.yaml", text)
    with pytest.raises(Exception, match=r"rules\.yaml:\d+:7: .*wrong-type"):
        read_checked(bad, IMPORT)
