"""``catalog coverage``, and how its holes reach a person."""

from __future__ import annotations

import re
import sys

import pytest

from stretchcli.catalog.records import Catalog
from tests.clis import stretchcli
from tests.terminal.ptys import Terminal


def test_the_matrix_has_a_row_for_each_group_and_a_column_for_each_constraint(catalog: Catalog) -> None:
    """Piped, every row is one line, with a number under every heading."""
    lines = stretchcli("catalog", "coverage").out.splitlines()
    words = catalog.vocabulary
    rows = [line.split() for line in lines[1 : 1 + len(words.groups)]]
    assert [row[0] for row in rows] == list(words.groups)
    assert {len(row) for row in rows} == {2 + len(words.needs) + len(words.conditions) + len(catalog.together)}
    assert "no kneeling" in lines[0]
    assert "knee pain + low back pain" in lines[0]


def test_the_holes_stand_below_the_matrix(catalog: Catalog) -> None:
    """Each with its reason."""
    out = stretchcli("catalog", "coverage").out
    assert [hole.reason for hole in catalog.holes if hole.reason not in out] == []


@pytest.fixture(scope="module")
def wide_words() -> set[str]:
    """The words of the table and of what stands below it where there is room for everything."""
    return words_at(400)


def words_at(columns: int) -> set[str]:
    """The words in a terminal of so many columns, those with a hyphen in their parts."""
    command = [sys.executable, "-m", "stretchcli", "catalog", "coverage"]
    with Terminal(*command, columns=columns, rows=400) as terminal:
        assert terminal.ended() == 0
        return set(re.split(r"[\s-]+", terminal.text.replace("─", " ")))


@pytest.mark.parametrize("columns", [80, 60, 40])
def test_no_word_of_the_coverage_is_broken_in_a_terminal(columns: int, wide_words: set[str]) -> None:
    """Names of muscle groups and words of reasons stand whole on their lines."""
    assert words_at(columns) - wide_words == set()


def test_coverage_as_json(catalog: Catalog) -> None:
    """The same numbers by name, and the holes."""
    data = stretchcli("catalog", "coverage", "--json").json
    assert data["format"] == 1
    by_names = {(*entry["without"], *entry["with"]): entry for entry in data["constraints"]}
    assert by_names[()]["left"]["neck"] == 4
    assert by_names[("straight-leg",)]["left"]["hamstrings"] == 0
    assert by_names[("sciatica",)]["left"]["hamstrings"] > by_names[("sciatica",)]["unwarned"]["hamstrings"] == 0
    assert [(hole["group"], hole["constraint"]) for hole in data["holes"]] == [(h.group, h.constraint) for h in catalog.holes]


def test_list_and_plan_tell_of_a_hole_on_stderr() -> None:
    """The reason is a message; the data stays clean."""
    listed = stretchcli("list", "hamstrings", "--pain", "sciatica", "--json")
    planned = stretchcli("plan", "glutes", "calves", "--condition", "hip replacement")
    assert "no stretch that is mainly for the hamstrings is chosen automatically" in listed.err
    assert listed.json["stretches"]
    assert "With a hip replacement, no stretch is left that is mainly for the glutes." in planned.err


def test_no_sentence_denies_what_a_plan_with_care_does() -> None:
    """It does stretch the hamstrings then, is aimed at them, and says why it would not by itself."""
    ran = stretchcli("plan", "hamstrings", "--condition", "sciatica", "--with-care")
    assert "hamstrings stay only because of --with-care" in ran.err
    assert "chosen automatically" not in ran.err
    assert "no stretch is chosen" not in ran.out


def test_a_refusal_explains_the_hole() -> None:
    """Exit 3, what was left out, and why nothing could be added."""
    ran = stretchcli("list", "abductors", "--condition", "gluteal tendinopathy", "--json")
    assert (ran.code, ran.json) == (3, {"format": 1, "stretches": []})
    assert "none is the right answer" in ran.err
