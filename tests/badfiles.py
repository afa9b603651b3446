"""Catalog files that are wrong, each in one way, with what the loader has to say about it.

Every one is tried twice: through the loader directly, and as the user's own file through the program.
"""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from tests.samples import stretches

# With a list of needs, which the samples go without.
GOOD: Final = stretches(("    position: standing\n", "    position: standing\n    needs: []\n"))


@dataclass(frozen=True)
class BadFile:
    """A wrong file.

    Attributes:
        name: What is wrong, for the test's id.
        data: The bytes.
        found: Code, line and column of each problem, in order.
        size_bytes: What the file is stretched to, with a hole that takes no room on the disk.
    """

    name: str
    data: bytes
    found: tuple[tuple[str, int, int], ...]
    size_bytes: int = 0

    def write(self, path: Path) -> None:
        """Put the file there."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.data)
        if self.size_bytes:
            os.truncate(path, self.size_bytes)


def _bad(name: str, old: str, new: str, *found: tuple[str, int, int]) -> BadFile:
    """The good file with one thing changed."""
    assert GOOD.count(old) == 1, f"{old!r} stands in the good file {GOOD.count(old)} times"
    return BadFile(name, GOOD.replace(old, new).encode(), found)


def _several(name: str, changes: tuple[tuple[str, str], ...], *found: tuple[str, int, int]) -> BadFile:
    """The good file with several things changed."""
    text = GOOD
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands in the good file {text.count(old)} times"
        text = text.replace(old, new)
    return BadFile(name, text.encode(), found)


def _with_line(name: str, line: str, *found: tuple[str, int, int]) -> BadFile:
    """The good file with a line put in after the name, as line 5."""
    return _bad(name, "    targets", f"    {line}\n    targets", *found)


_BRACKETS: Final = b"schema: 1\nstretches:\n" + b" [\n" * 100_000
_LAUGHS: Final = "schema: 1\n" + "\n".join(
    [f'a0: &a0 "{"ha" * 20}"', *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10))]
)

BAD_FILES: Final = (
    # Wrong types
    _bad("text-for-a-list", "[calves]", "calves", ("wrong-type", 5, 14)),
    _bad("list-for-a-text", "Calf stretch at the wall", "[Calf stretch]", ("wrong-type", 4, 11)),
    _bad("mapping-for-a-text", "Calf stretch at the wall", "{a: b}", ("wrong-type", 4, 11)),
    _bad("number-for-a-text", "name: Calf stretch at the wall", "name: 12", ("wrong-type", 4, 11)),
    _bad("text-for-a-number", "reps: 2", "reps: two", ("wrong-type", 13, 11)),
    _bad("quoted-number", "reps: 2", 'reps: "2"', ("wrong-type", 13, 11)),
    _bad("fraction", "reps: 2", "reps: 2.5", ("wrong-type", 13, 11)),
    _bad("negative-number", "reps: 2", "reps: -2", ("wrong-type", 13, 11)),
    _bad("number-out-of-range", "reps: 2", "reps: 51", ("out-of-range", 13, 11)),
    _bad("hold-as-one-number", "[20, 30]", "30", ("wrong-type", 12, 13)),
    _bad("hold-the-wrong-way-round", "[20, 30]", "[30, 20]", ("out-of-range", 12, 13)),
    _bad("longest-hold-below-the-target", "reps: 2", "reps: 2\n    longest_s: 25", ("out-of-range", 3, 5)),
    _bad("hold-too-long", "[20, 30]", "[20, 301]", ("out-of-range", 12, 18)),
    _bad("unknown-choice", "sides: each", "sides: left", ("wrong-type", 9, 12)),
    _bad("stretches-as-a-mapping", "  - id: wall-calf", "    id: wall-calf", ("wrong-type", 3, 5)),
    BadFile("a-list-of-nothing", b"- 1\n- 2\n", (("wrong-type", 1, 1),)),
    BadFile("a-word", b"stretches", (("wrong-type", 1, 1),)),
    BadFile("a-list-as-key", b"schema: 1\n? [a, b]\n: c\n", (("wrong-type", 2, 3),)),
    BadFile("another-schema", b"schema: 2\nstretches: []\n", (("out-of-range", 1, 9),)),
    # Keys
    _with_line("unknown-key", "colour: blue", ("unknown-key", 5, 5)),
    _with_line("duplicate-key", "name: Another name", ("duplicate-key", 5, 5)),
    _bad("no-schema", "schema: 1\n", "", ("missing-key", 1, 1)),
    _bad("no-hold-range", "    hold_s: [20, 30]\n", "", ("missing-key", 3, 5)),
    _bad("no-switch", "    switch: Step your {side} foot forward.\n", "", ("missing-key", 3, 5)),
    # Ids and names
    _bad("built-in-id", "id: wall-calf", "id: glute-bridge", ("duplicate-id", 3, 9)),
    _bad("id-of-a-group", "id: wall-calf", "id: calves", ("duplicate-id", 3, 9)),
    BadFile("duplicate-id", (GOOD + GOOD.split("stretches:\n")[1]).encode(), (("duplicate-id", 22, 9),)),
    _bad("id-in-capitals", "id: wall-calf", "id: Wall-Calf", ("bad-name", 3, 9)),
    _bad("id-with-a-line-break", "id: wall-calf", r'id: "wall-calf\n"', ("bad-name", 3, 9)),
    _bad("id-as-a-path", "id: wall-calf", "id: ../../etc", ("bad-name", 3, 9)),
    _bad("unknown-group", "[calves]", "[calfs]", ("unknown-name", 5, 15)),
    _bad("unknown-position", "position: standing", "position: upside-down", ("unknown-name", 6, 15)),
    _bad("unknown-need", "needs: []", "needs: [wings]", ("unknown-name", 7, 13)),
    _bad("unknown-equipment", "{required: [wall]}", "{required: [moat]}", ("unknown-name", 8, 28)),
    _bad("use-of-what-is-unknown", "Stand facing the wall.", "Stand.\n        uses: [moat]", ("not-optional", 16, 16)),
    _bad("use-of-what-is-not-optional", "Stand facing the wall.", "Stand.\n        uses: [wall]", ("not-optional", 16, 16)),
    _with_line("unknown-condition", "skip_if: [hangover]", ("unknown-name", 5, 15)),
    _with_line("unknown-easier-stretch", "easier: [{stretch: nowhere}]", ("unknown-name", 5, 24)),
    _with_line("circle", "easier: [{stretch: wall-calf}]", ("circle", 5, 24)),
    # Steps and sides
    _bad("no-setup", "      - setup: Stand facing the wall.\n", "", ("missing-step", 3, 5)),
    _bad("no-hold", "- hold: Keep your {other} heel down.", "- setup: Lean in.", ("missing-step", 3, 5)),
    _bad("no-release", "- release: Step back to the wall.", "- hold: Hold.", ("missing-step", 3, 5)),
    _bad("two-kinds-in-one-step", "- setup: Stand facing the wall.", "- {setup: Stand., hold: Hold.}", ("not-one-kind", 15, 9)),
    _bad("hold-with-its-own-time", "Keep your {other} heel down.", "Keep still.\n        takes_s: 5", ("step-order", 16, 9)),
    _bad("once-on-a-release", "Step back to the wall.", "Step back.\n        once: true", ("step-order", 17, 9)),
    _bad("every-setup-once", "Stand facing the wall.", "Stand.\n        once: true", ("missing-step", 15, 9)),
    _bad("unknown-placeholder", "{other} heel", "{others} heel", ("placeholder", 16, 15)),
    _bad("side-in-a-short-once", "Stand facing the wall.",
         'Stand.\n        once: true\n        short: "{side} foot"\n      - setup: Lean.',
         ("placeholder", 17, 16)),
    _bad("short-too-long", "Keep your {other} heel down.", 'Keep it down.\n        short: "{other} heel flat on the floor"',
         ("text-length", 17, 16)),
    _with_line("lead-without-a-side", "lead: leg in front", ("placeholder", 5, 11)),
    _with_line("lead-too-long", 'lead: "{side} leg stretched out behind"', ("text-length", 5, 11)),
    _bad("side-in-an-intro-caution", "    source:", '    cautions: [{text: "Mind your {side} knee.", at: intro}]\n    source:',
         ("placeholder", 20, 23)),
    _bad("side-where-none-is", "felt_at: calf", '"felt_at": "{side} calf"', ("placeholder", 11, 16)),
    _bad("felt-on-one-side-of-both", "sides: each", "sides: both", ("side-mismatch", 3, 5),
         ("side-mismatch", 10, 11), ("placeholder", 16, 15), ("placeholder", 18, 13)),
    _several("a-wrong-type-among-other-mistakes", (
        ("sides: each", "sides: both"), ("felt: other", "felt: same"), ("reps: 2", "reps: two"),
        ("      - release: Step back to the wall.\n", ""), ("[calves]", "[calfs]"),
        ("felt_at: calf", "felt_at: '{side} calf'"),
    ), ("missing-step", 3, 5), ("side-mismatch", 3, 5), ("unknown-name", 5, 15), ("side-mismatch", 10, 11),
       ("placeholder", 11, 14), ("wrong-type", 13, 11), ("placeholder", 16, 15), ("placeholder", 17, 13)),
    _several("a-text-that-is-none-among-steps", (
        ("Keep your {other} heel down.", "[down]"), ("Step back to the wall.", "Step back to the {wall}."),
        ("again: Lean in again.", "again: no"), ("id: wall-calf", "id: glute-bridge"),
    ), ("duplicate-id", 3, 9), ("wrong-type", 16, 15), ("placeholder", 17, 18), ("not-text", 19, 12)),
    # What YAML makes of innocent words
    _bad("minutes", "reps: 2", "reps: 1:30", ("wrong-type", 13, 11)),
    _bad("minutes-as-seconds", "[20, 30]", "[0:30, 1:30]", ("wrong-type", 12, 14), ("wrong-type", 12, 20)),
    _bad("bare-no", "felt_at: calf", "felt_at: no", ("not-text", 11, 14)),
    _bad("bare-on", "again: Lean in again.", "again: on", ("not-text", 19, 12)),
    _bad("nothing", "again: Lean in again.", "again:", ("not-text", 19, 11)),
    _bad("bare-no-in-a-list", "targets: [calves]", "targets: [no]", ("wrong-type", 5, 15)),
    _bad("tab", "    position: standing", "\tposition: standing", ("not-yaml", 6, 1)),
    _bad("open-quote", "name: Calf stretch at the wall", "name: 'Calf", ("not-yaml", 22, 1)),
    _bad("two-documents", "stretches:\n", "---\nstretches:\n", ("second-document", 3, 1)),
    # Bytes and characters
    BadFile("latin-1", GOOD.replace("Calf stretch", "Wadendehnung für").encode("latin-1"), (("not-utf8", 4, 25),)),
    _bad("nul", "at the wall", "at\0the wall", ("unsafe-text", 4, 26)),
    _bad("escape-sequence", "at the wall", "at é \x1b[31mthe wall", ("unsafe-text", 4, 29)),
    _bad("escaped-escape-sequence", "Calf stretch at the wall", r'"Calf \e[31m"', ("unsafe-text", 4, 11)),
    _bad("escaped-line-break", "Calf stretch at the wall", r'"Calf\nstretch"', ("unsafe-text", 4, 11)),
    _bad("bidi-override", "at the wall", "at \u202ethe wall", ("unsafe-text", 4, 11)),
    _bad("bidi-isolate", "Lean in again.", "Lean \u2067in.", ("unsafe-text", 19, 12)),
    _bad("text-too-long", "Calf stretch at the wall", "Calf " * 10, ("text-length", 4, 11)),
    # Attacks
    BadFile("60-mb", GOOD.encode(), (("too-large", 1, 1),), size_bytes=60_000_000),
    BadFile("100,000-brackets", _BRACKETS, (("too-deep", 22, 2),)),
    BadFile("alias-bomb", _LAUGHS.encode(), (("alias", 2, 5),)),
    BadFile("python-tag", b"schema: 1\nstretches: !!python/object/apply:os.system ['true']\n", (("tag", 2, 12),)),
    BadFile("pickled-object", yaml.dump({"schema": 1, "stretches": [io.BytesIO]}).encode(), (("tag", 3, 3),)),
    _with_line("merge-key", "<<: {reps: 3}", ("unknown-key", 5, 5)),
    # Nothing
    BadFile("empty-file", b"", (("empty", 1, 1),)),
    BadFile("comments-alone", b"# nothing\n", (("empty", 1, 1),)),
    BadFile("schema-alone", b"schema: 1\n", (("empty", 1, 1),)),
    BadFile("empty-list", b"schema: 1\nstretches: []\n", (("empty", 1, 1),)),
)  # fmt: skip
