"""What a file cannot know alone: do the names it uses exist, do the pieces of a record fit together.

Works on checked plain data, so every finding still has its place.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from stretchcli.catalog.format import STEP, STRETCH
from stretchcli.catalog.records import Vocabulary
from stretchcli.catalog.text import LONGEST_SHORT, filled
from stretchcli.reading.containers import PLACE
from stretchcli.reading.problems import Located, Place, Problem

Plain = Mapping[str, Any]

STEP_KINDS: Final = ("setup", "hold", "release")
_ORDER: Final = re.compile(r"(setup )+hold (release )+$")
_BRACES: Final = re.compile(r"\{[^}]*\}?|\}")


def unknown(name: Located, what: str, known: Collection[str]) -> Problem:
    """The problem of a name that nothing has, with the nearest known ones."""
    near = difflib.get_close_matches(name, known, n=2)
    expected = " or ".join(f"`{word}`" for word in near) or f"a known {what}"
    return Problem(name.place, "unknown-name", f"there is no {what} `{name}`", expected)


def stretch_problems(plain: Plain, words: Vocabulary, stretches: Collection[str]) -> Iterator[Problem]:
    """What is wrong with one stretch, given the vocabulary and the ids of all stretches."""
    yield from name_problems(plain, words, stretches)
    yield from _step_problems(plain)
    yield from _side_problems(plain)
    for key, least, of in (("longest_s", plain["hold_s"][1], "target"), ("most_reps", plain["reps"], "reps")):
        if plain.get(key, least) < least:
            yield Problem(plain[PLACE], "out-of-range", f"`{key}` is less than the {of}", f"{least} or more, or nothing")
    for key in ("easier", "harder"):
        for variant in plain.get(key, ()):
            if "text" not in variant and "stretch" not in variant:
                yield Problem(variant[PLACE], "missing-key", f"`{key}` says nothing", "`text`, `stretch` or both")
    for key in ("inferred", "review"):
        for name in plain.get(key, ()):
            if name not in STRETCH.fields:
                yield unknown(name, "field", STRETCH.fields)


def name_problems(plain: Plain, words: Vocabulary, stretches: Collection[str]) -> Iterator[Problem]:
    """Names in a stretch that nothing has. What did not fit in the stretch is passed over: it has been reported."""
    needs = [name for name, need in words.needs.items() if not need.equipment]
    pieces = [name for name, need in words.needs.items() if need.equipment]
    equipment = plain.get("equipment") or {}
    looked_up: list[tuple[Sequence[Any], str, Collection[str]]] = [
        (_all(plain, "targets"), "muscle group", words.groups),
        ([plain.get("position"), *_all(plain, "also_positions")], "position", words.positions),
        (_all(plain, "needs"), "need", needs),
        (_all(equipment, "required"), "piece of equipment", pieces),
        (_all(equipment, "optional"), "piece of equipment", [*pieces, *words.comforts]),
        (_all(plain, "skip_if"), "condition", words.conditions),
        ([caution.get("condition") for caution in _all(plain, "cautions") if caution], "condition", words.conditions),
    ]
    for key in ("easier", "harder"):
        looked_up.append(([variant.get("stretch") for variant in _all(plain, key) if variant], "stretch", stretches))
    for names, what, known in looked_up:
        for name in names:
            if name is not None and name not in known:
                yield unknown(name, what, known)


def _all(plain: Plain, key: str) -> Sequence[Any]:
    return plain.get(key) or ()


def step_kind(step: Plain) -> str:
    """The one kind a step has."""
    return next(kind for kind in STEP_KINDS if kind in step)


def _step_problems(plain: Plain) -> Iterator[Problem]:
    steps = plain["steps"]
    for step in steps:
        if sum(kind in step for kind in STEP_KINDS) != 1:
            yield Problem(step[PLACE], "step-kind", "a step is one of setup, hold and release", "one of them", STEP.example)
            return
    kinds = [step_kind(step) for step in steps]
    for kind in STEP_KINDS:
        if kind not in kinds:
            expected = "exactly one hold" if kind == "hold" else f"at least one {kind}"
            yield Problem(plain[PLACE], "missing-step", f"the steps have no {kind}", expected, f"- {kind}: ...")
            return
    if not _ORDER.match(" ".join(kinds) + " "):
        yield Problem(steps[0][PLACE], "step-order", "the steps are out of order", "setups, then one hold, then releases")
    seen_sided = False
    for step, kind in zip(steps, kinds, strict=True):
        if kind == "hold" and "takes_s" in step:
            yield Problem(step[PLACE], "step-order", "a hold has no `takes_s`", "`hold_s` on the stretch")
        if step.get("once") and (kind != "setup" or seen_sided):
            yield Problem(step[PLACE], "step-order", "`once` belongs to the first setup steps", "it before the others")
        seen_sided = seen_sided or not step.get("once")
    if all(step.get("once") for step, kind in zip(steps, kinds, strict=True) if kind == "setup"):
        expected = "a setup that is told on each side"
        yield Problem(steps[0][PLACE], "missing-step", "every setup is `once`", expected, "- setup: ...")


def _side_problems(plain: Plain) -> Iterator[Problem]:
    each = plain["sides"] == "each"
    if each and "switch" not in plain:
        example = "switch: Step your {side} foot forward and sink in."
        yield Problem(plain[PLACE], "missing-key", "a stretch of each side has no `switch`", "the way back in", example)
    if not each:
        for key in ("switch", "switch_s", "switch_short", "lead"):
            if key in plain:
                yield Problem(plain[PLACE], "side-mismatch", f"`{key}` has no place where both sides work at once", "it left out")
        if plain["felt"] != "both":
            yield Problem(plain["felt"].place, "side-mismatch", "both sides work at once", "felt: both", "felt: both")
    sided = [plain[key] for key in ("again", "again_short", "switch", "switch_short", "lead") if key in plain]
    sideless = [plain["name"], plain["felt_at"], *plain.get("aliases", ())]
    sideless += [plain["suits"]] if "suits" in plain else []
    sideless += [variant["text"] for key in ("easier", "harder") for variant in plain.get(key, ()) if "text" in variant]
    for step in plain["steps"]:
        texts = [step[kind] for kind in STEP_KINDS if kind in step]
        (sideless if step.get("once") else sided).extend(texts)
        if "short" in step:
            (sideless if step.get("once") else sided).append(step["short"])
    for caution in plain.get("cautions", ()):
        (sided if caution.get("at", "intro") != "intro" else sideless).append(caution["text"])
    for text in sided:
        yield from _placeholder_problems(text, allowed=each)
    for text in sideless:
        yield from _placeholder_problems(text, allowed=False)
    yield from _short_problems(plain)


def _short_problems(plain: Plain) -> Iterator[Problem]:
    """Short texts that do not fit, with whichever side is longer; a lead without a side."""
    keys = [key for key in ("lead", "switch_short", "again_short") if key in plain]
    shorts = [plain[key] for key in keys] + [step["short"] for step in plain["steps"] if "short" in step]
    for text in shorts:
        if (length := len(filled(text, "right", "left", within=True))) > LONGEST_SHORT:
            found = f"with the side filled in this is {length} characters long"
            yield Problem(text.place, "text-length", found, f"at most {LONGEST_SHORT} characters")
    if "lead" in plain and not _BRACES.search(plain["lead"]):
        yield Problem(plain["lead"].place, "placeholder", "the lead names no side", "`{side}` or `{other}` in it")


def _placeholder_problems(text: Located, *, allowed: bool) -> Iterator[Problem]:
    for found in _BRACES.findall(text):
        if found not in ("{side}", "{other}"):
            yield Problem(text.place, "placeholder", f"`{found}` is no placeholder", "`{side}` or `{other}`")
        elif not allowed:
            yield Problem(text.place, "placeholder", f"`{found}` has no side to stand for here", "text without a side")


def circle_problems(stretches: Mapping[str, Plain]) -> Iterator[Problem]:
    """Chains of ``easier`` or ``harder`` links that lead back to where they began."""
    for key in ("easier", "harder"):
        links = {
            name: [variant["stretch"] for variant in plain.get(key, ()) if "stretch" in variant]
            for name, plain in stretches.items()
        }
        for start, first_links in links.items():
            for link in first_links:
                if link in links and start in _reached(link, links):
                    message = f"`{key}` leads from `{start}` over `{link}` back to `{start}`"
                    yield Problem(place_of(link), "circle", message, "links that end somewhere")


def _reached(start: str, links: Mapping[str, Sequence[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting.extend(links.get(name, ()))
    return reached


def routine_problems(plain: Plain, stretches: Collection[str]) -> Iterator[Problem]:
    """What is wrong with one routine, given the ids of all stretches."""
    seen: set[str] = set()
    for item in plain["stretches"]:
        name = item["stretch"]
        if name not in stretches:
            yield unknown(name, "stretch", stretches)
        elif name in seen:
            yield Problem(name.place, "duplicate-id", f"`{name}` stands in the routine twice", "each stretch once")
        seen.add(name)


def coverage_problems(plain: Plain, words: Vocabulary) -> Iterator[Problem]:
    """What is wrong with the list of holes, given the vocabulary."""
    known = [*words.needs, *words.conditions]
    for names in plain["together"]:
        yield from (unknown(name, "need or condition", known) for name in names if name not in known)
    for hole in plain["holes"]:
        if hole["group"] not in words.groups:
            yield unknown(hole["group"], "muscle group", words.groups)
        if hole["constraint"] not in known:
            yield unknown(hole["constraint"], "need or condition", known)


def page_problems(plain: Plain, words: Vocabulary) -> Iterator[Problem]:
    """What is wrong with the pages about muscle groups, given the vocabulary."""
    for name, entry in plain["groups"].items():
        if name not in words.groups:
            yield unknown(Located.at(name, entry[PLACE]), "muscle group", words.groups)


def place_of(name: str) -> Place:
    """Where a name was read."""
    return name.place if isinstance(name, Located) else Place("?")
