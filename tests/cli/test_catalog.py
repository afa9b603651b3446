"""``catalog coverage``, and how its holes reach a person."""

from __future__ import annotations

from stretchcli.catalog.records import Catalog
from tests.clis import stretchcli


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
    planned = stretchcli("plan", "whole-body", "--condition", "hip replacement")
    assert "comes under a strong caution" in listed.err
    assert listed.json["stretches"]
    assert "Nothing is left for the glutes with a hip replacement." in planned.err


def test_a_refusal_explains_the_hole() -> None:
    """Exit 3, what was left out, and why nothing could be added."""
    ran = stretchcli("list", "abductors", "--condition", "gluteal tendinopathy", "--json")
    assert (ran.code, ran.json) == (3, {"format": 1, "stretches": []})
    assert "none is the right answer" in ran.err
