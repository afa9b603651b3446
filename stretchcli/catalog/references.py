"""Checks beyond the shape of a record: do the names it uses exist, do its parts fit together.

Works on checked data, so every finding still has its place. What did not fit its shape is None there and passed over: it
has been reported, and must not hide what else is wrong.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final

from stretchcli.catalog.format import CAUTION, ROUTINE, STEP, STRETCH, SidedText
from stretchcli.catalog.program_formats import COVERAGE
from stretchcli.catalog.text import filled
from stretchcli.catalog.vocabulary import Vocabulary
from stretchcli.reading.containers import Leaf, leaves, missing_key
from stretchcli.reading.problems import Entries, Located, Problem
from stretchcli.reading.shapes import Name, Text
from stretchcli.reading.text import either

Plain = Mapping[str, Any]
Known = Mapping[str, Collection[str]]  # the names that there are, by what they are the names of

_ORDER: Final = re.compile(r"(setup )+hold (release )+$")
_BRACES: Final = re.compile(r"\{[^}]*\}?|\}")
_OF_EACH_SIDE: Final = ("switch", "switch_s", "switch_short", "lead")  # where both sides work at once there is no other side


def unknown(name: Located, what: str, known: Collection[str]) -> Problem:
    """The problem of an unknown name, with the nearest known ones."""
    near = difflib.get_close_matches(name, known, n=2)
    expected = either([f"`{word}`" for word in near]) if near else f"a known {what}"
    example = near[0] if near else next(iter(known), "")
    return Problem(name.place, "unknown-name", f"there is no {what} `{name}`", expected, example)


def known_names(words: Vocabulary, stretches: Collection[str] = ()) -> Known:
    """The names of everything, given the vocabulary and the ids of all stretches."""
    pieces = [name for name, need in words.needs.items() if need.equipment]
    return {
        "muscle group": words.groups,
        "position": words.positions,
        "need": [name for name, need in words.needs.items() if not need.equipment],
        "piece of equipment": pieces,
        "piece of equipment or comfort": [*pieces, *words.comforts],
        "condition": words.conditions,
        "need or condition": [*words.needs, *words.conditions],
        "stretch": stretches,
    }


def stretch_problems(plain: Entries, known: Known) -> Iterator[Problem]:
    """What is wrong with one stretch, given all names."""
    single = leaves(STRETCH, plain)
    yield from _name_problems(single, known)
    yield from _step_problems(plain)
    yield from _use_problems(plain)
    yield from _side_problems(plain)
    yield from _text_problems(plain, single)
    hold = plain.get("hold") or {}
    for key, least, of in (("longest_s", hold.get("target_s"), "target"), ("most_reps", plain.get("reps"), "reps")):
        if plain.get(key) and least and plain[key] < least:
            expected = f"{least} or more, or no such key"
            yield Problem(plain.place, "out-of-range", f"`{key}` is below the {of}", expected, f"{key}: {least}")
    for key in ("easier", "harder"):
        for variant in plain.get(key) or ():
            if variant is not None and "text" not in variant and "stretch" not in variant:
                message = f"this entry of `{key}` is empty"
                yield Problem(variant.place, "missing-key", message, "`text`, `stretch` or both", "text: Take a shorter step.")
    for key in ("inferred", "review"):
        for name in plain.get(key) or ():
            if name is not None and name not in STRETCH.fields:
                yield unknown(name, "field", STRETCH.fields)


def routine_problems(plain: Entries, known: Known) -> Iterator[Problem]:
    """What is wrong with one routine, given all names."""
    yield from _name_problems(leaves(ROUTINE, plain), known)
    seen: set[str] = set()
    for item in plain.get("items") or ():
        if item is None or (name := item.get("stretch")) is None:
            continue
        if name in seen:
            yield Problem(name.place, "duplicate-id", f"`{name}` is in the routine twice", "each stretch once", "reps: 2")
        seen.add(name)


def coverage_problems(plain: Plain, words: Vocabulary) -> Iterator[Problem]:
    """What is wrong with the list of holes, given the vocabulary."""
    return _name_problems(leaves(COVERAGE, plain), known_names(words))


def page_problems(plain: Plain, words: Vocabulary) -> Iterator[Problem]:
    """What is wrong with the pages about muscle groups, given the vocabulary."""
    return (
        unknown(page["id"], "muscle group", words.groups) for page in plain["groups"].values() if page["id"] not in words.groups
    )


def _name_problems(single: Iterable[Leaf], known: Known) -> Iterator[Problem]:
    """Unknown names, wherever the format asks for the name of something."""
    for shape, name, _ in single:
        if isinstance(shape, Name) and shape.of and name not in known[shape.of]:
            yield unknown(name, shape.of, known[shape.of])


def _step_problems(plain: Entries) -> Iterator[Problem]:
    steps = plain.get("steps") or ()
    kinds = [step["kind"] for step in steps if step is not None and "kind" in step]
    if not steps or len(kinds) < len(steps):  # not all kinds are known
        return
    for kind in STEP.kinds:
        if kind not in kinds:
            expected = "exactly one hold" if kind == "hold" else f"at least one {kind}"
            example = f"{kind}: {STEP.fields[kind].shape.example}"
            yield Problem(plain.place, "missing-step", f"the steps have no {kind}", expected, example)
    if set(kinds) == set(STEP.kinds) and not _ORDER.match(" ".join(kinds) + " "):
        expected = "setups, then one hold, then releases"
        yield Problem(steps[0].place, "step-order", "the steps are out of order", expected, "setup, setup, hold, release")
    sided = False
    for step, kind in zip(steps, kinds, strict=True):
        if kind == "hold" and "takes_s" in step:
            yield Problem(step.place, "step-order", "a hold has no `takes_s`", "`hold_s` on the stretch", "hold_s: [20, 30]")
        if step.get("once") and (kind != "setup" or sided):
            expected = "it on the steps before all others"
            yield Problem(step.place, "step-order", "`once` belongs to the first setup steps", expected, STEP.example)
        sided = sided or not step.get("once")
    setups = [step for step in steps if step["kind"] == "setup"]
    if setups and all(step.get("once") for step in setups):
        expected = "a setup that is said on each side"
        yield Problem(steps[0].place, "missing-step", "every setup is `once`", expected, STEP.example)


def _use_problems(plain: Entries) -> Iterator[Problem]:
    """Steps that use what is not optional."""
    if (equipment := plain.get("equipment", {})) is None or (optional := equipment.get("optional", ())) is None:
        return
    for step in plain.get("steps") or ():
        for piece in (step or {}).get("uses") or ():
            if piece is not None and piece not in optional:
                message = f"`{piece}` is not among the optional equipment"
                yield Problem(piece.place, "not-optional", message, "a piece of `equipment: optional`", f"optional: [{piece}]")


def _side_problems(plain: Entries) -> Iterator[Problem]:
    if plain.get("sides") == "each" and "switch" not in plain:
        yield missing_key(plain.place, "a stretch of each side", "switch", STRETCH.fields["switch"].shape)
    if plain.get("sides") == "both":
        for key in _OF_EACH_SIDE:
            if key in plain:
                message = f"`{key}` has no meaning where both sides work at once"
                yield Problem(plain.place, "side-mismatch", message, "no such key, or another `sides`", "sides: each")
        if plain.get("felt") not in ("both", None):
            yield Problem(plain["felt"].place, "side-mismatch", "both sides work at once", "`felt: both`", "felt: both")


def _text_problems(plain: Entries, single: Iterable[Leaf]) -> Iterator[Problem]:
    """Placeholders that are unknown or where there is no side; short texts that are too long once filled in."""
    for shape, text, entry in single:
        if not isinstance(shape, Text):
            continue
        unspoken = shape is CAUTION.fields["text"].shape and entry.get("at", "intro") == "intro"
        sided = isinstance(shape, SidedText) and plain.get("sides") != "both" and not entry.get("once") and not unspoken
        for found in _BRACES.findall(text):
            if found not in ("{side}", "{other}"):
                yield Problem(text.place, "placeholder", f"`{found}` is not a placeholder", "`{side}` or `{other}`", "{side}")
            elif not sided:
                message = f"`{found}` has no side to stand for here"
                yield Problem(text.place, "placeholder", message, "text without a side", "one foot")
        if (
            isinstance(shape, SidedText)
            and shape.filled
            and (length := len(filled(text, "right", "left", within=True))) > shape.filled
        ):
            message = f"this is {length} characters long with the side filled in"
            yield Problem(text.place, "text-length", message, f"at most {shape.filled} characters", shape.example)
    if (lead := plain.get("lead")) and not _BRACES.search(lead):
        yield Problem(lead.place, "placeholder", "the lead names no side", "`{side}` or `{other}` in it", "{side} leg in front")


def circle_problems(stretches: Mapping[str, Plain]) -> Iterator[Problem]:
    """Chains of ``easier`` or ``harder`` stretches that lead back to where they began."""
    for key in ("easier", "harder"):
        next_ones = {
            name: [variant["stretch"] for variant in plain.get(key) or () if variant and variant.get("stretch")]
            for name, plain in stretches.items()
        }
        for start, named in next_ones.items():
            for name in named:
                if name in next_ones and start in _reached(name, next_ones):
                    message = f"`{key}` leads from `{start}` via `{name}` back to `{start}`"
                    yield Problem(name.place, "circle", message, "a chain that ends", "text: Take a shorter step.")


def _reached(start: str, next_ones: Mapping[str, list[Located]]) -> set[str]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting.extend(next_ones.get(name, ()))
    return reached
