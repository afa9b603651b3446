"""Names as people write them, and texts that strangers wrote."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchcli.catalog.finder import Finder
from stretchcli.catalog.names import Names, did_you_mean
from stretchcli.catalog.text import filled, opposite, spoken_s
from stretchcli.reading.text import harmless, unsafe_character
from tests.strategies import CATALOG

FINDER = Finder.of(CATALOG)


@pytest.mark.parametrize("name", ["kneeling", "kneel", "Kneeling", "KNEEL", " kneeling ", "knees-on_the floor"])
def test_a_need_is_found_however_it_is_written(name: str) -> None:
    """Aliases, case, spaces, hyphens and underscores."""
    assert FINDER.needs.find(name) == "kneeling"


@pytest.mark.parametrize(
    ("names", "written", "found"),
    [
        (FINDER.groups, "hips", "hip-flexors"),
        (FINDER.groups, "hip flexor", "hip-flexors"),
        (FINDER.groups, "Hamstring", "hamstrings"),
        (FINDER.groups, "calf", "calves"),
        (FINDER.conditions, "knees", "knee-pain"),
        (FINDER.conditions, "lower_back", "low-back-pain"),
        (FINDER.stretches, "glute bridges", "glute-bridge"),
        (FINDER.stretches, "Standing Hip Flexor Stretch", "standing-hip-flexor"),
    ],
)
def test_plurals_and_full_names_are_found(names: Names[object], written: str, found: str) -> None:
    """In every namespace."""
    assert getattr(names.find(written), "id", None) == found


def test_an_exact_id_comes_before_an_alias() -> None:
    """A thing called so is meant before one that is also called so."""
    names = Names.of("thing", [("first", ["second"], 1), ("second", [], 2)])
    assert (names.find("second"), names.find("first")) == (2, 1)


def test_a_remedy_names_the_nearest_or_some() -> None:
    """All where they are few, a few where they are many."""
    assert did_you_mean("tabel", ["table", "bed"]) == "Did you mean table?"
    assert did_you_mean("zzz", ["table", "bed"]) == "Known: bed, table."
    assert did_you_mean("zzz", [f"word-{number}" for number in range(50)]).startswith("Known are, for example, word-0")


def test_a_side_is_filled_in_with_a_capital_at_the_beginning() -> None:
    """Of the text and of each sentence."""
    assert filled("{side} foot. {other} leg, {side} hip? {side}.", "left", "right") == "Left foot. Right leg, left hip? Left."


@given(st.text(alphabet="ab .{}", max_size=30))
def test_a_text_without_placeholders_stays_as_it_is(text: str) -> None:
    """Braces alone mean nothing."""
    assert filled(text, "right", "left") == text


def test_the_other_side_of_both_is_both() -> None:
    """And of right and left each other."""
    assert [opposite(side) for side in ("right", "left", "both")] == ["left", "right", "both"]


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\n", "\t", "\x7f", "\x9b", "\u202e", "\u2066", "\u2028", "\udcff"])
def test_characters_that_command_a_terminal_are_unsafe(character: str) -> None:
    """Controls, overrides of direction, line separators, lone surrogates."""
    assert unsafe_character(f"a{character}b") is not None
    assert harmless(f"a{character}b") == "a?b"


@pytest.mark.parametrize("text", ["Dehnung für die Hüfte", "伸び", "नमस्\u200dते", "[bold]x[/]", "½ – “x”", "🧘"])
def test_words_of_any_language_are_safe(text: str) -> None:
    """Markup is text, and joiners belong to some scripts."""
    assert unsafe_character(text) is None
    assert harmless(text) == text


@given(st.text())
def test_harmless_text_has_nothing_unsafe_left(text: str) -> None:
    """And keeps its length."""
    assert unsafe_character(harmless(text)) is None
    assert len(harmless(text)) == len(text)


def test_time_to_say_something() -> None:
    """Four seconds at least, then 0.4 s a word, rounded up."""
    assert [spoken_s(" ".join(["word"] * count)) for count in (0, 10, 11, 25, 26)] == [4, 4, 5, 10, 11]


def test_words_that_carry_no_meaning_may_be_part_of_a_name() -> None:
    """They are passed over only where they stand by themselves: my-stretch is no word around another name."""
    names = Names.of("thing", [("my-stretch", (), "own"), ("childs-pose", (), "pose")])
    assert names.find_all(["my-stretch", "childs-pose"]) == ["own", "pose"]
    assert names.find_all(["my", "childs", "pose", "stretch"]) == ["pose"]
