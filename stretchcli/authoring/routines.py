"""A session written down as a routine of the user's own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from stretchcli.authoring.template import check_id
from stretchcli.catalog.format import ROUTINE
from stretchcli.catalog.limits import LONGEST_NAME
from stretchcli.catalog.records import RoutineItem
from stretchcli.catalog.text import readable, split_words
from stretchcli.errors import UsageProblem
from stretchcli.reading.nodes import Scalar
from stretchcli.reading.problems import Place, Problem
from stretchcli.reading.text import harmless

HEAD: Final = "# A routine of yours: change it as you like, then run `stretchcli catalog check`.\n"


def id_and_name(said: str) -> tuple[str, str]:
    """What a routine is called by and what it is named, from what a person said: "Tuesday hips" is ``tuesday-hips``.

    Raises:
        UsageProblem: no id can be made of it, or the name is too long.
    """
    name = " ".join(said.split())
    routine = "-".join(split_words(name)).lower()
    try:
        check_id(routine, "routine")
    except UsageProblem as problem:
        raise UsageProblem(f"“{harmless(said)}” cannot be the name of a routine.", problem.remedy) from None
    if name == routine:
        name = readable(routine).capitalize()
    problems: list[Problem] = []
    ROUTINE.fields["name"].shape.check(Scalar(Place("NAME"), name, plain=False), problems)
    if problems:
        raise UsageProblem(f"“{harmless(said)}” is too long for a name.", f"Use at most {LONGEST_NAME} characters.")
    return routine, name


def routine_text(routine: str, name: str, suits: str, items: Sequence[RoutineItem]) -> str:
    """A catalog file with one routine; a double-quoted text of YAML is one of JSON."""
    lines = [
        HEAD + "schema: 1",
        "routines:",
        f"  - id: {_quoted(routine)}",
        f"    name: {_quoted(name)}",
        f"    for: {_quoted(suits)}",
        "    stretches:",
    ]
    for item in items:
        lines.append(f"      - stretch: {_quoted(item.stretch)}")
        lines += [f"        reps: {item.reps}"] if item.reps else []
        lines += [f"        hold_s: [{item.hold.floor_s}, {item.hold.target_s}]"] if item.hold else []
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
