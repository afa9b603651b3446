"""The file that an import writes. A later import never changes what a person has edited.

Every record stands under a line with the name of its exercise and a checksum of the record as it was written. Where the
checksum still fits, nobody has edited the record and a later import may rewrite it.
"""

from __future__ import annotations

import itertools
import re
import textwrap
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from stretchcli.authoring.importing import LARGEST_IMPORT_BYTES, Exercise, exercises, record
from stretchcli.authoring.template import SCHEMA_LINE, write_users_file
from stretchcli.catalog.files import CatalogFile, read_built_in, read_checked, read_file, read_text
from stretchcli.catalog.folders import catalog_paths
from stretchcli.catalog.limits import MOST_STRETCHES
from stretchcli.catalog.linking import linked_problems
from stretchcli.catalog.loader import read_vocabulary
from stretchcli.catalog.program_formats import IMPORT
from stretchcli.catalog.text import normalised
from stretchcli.errors import CatalogProblems, UsageProblem
from stretchcli.plain import to_plain
from stretchcli.reading.files import may_exist
from stretchcli.reading.nodes import LARGEST_FILE_BYTES, Refused, read_bytes
from stretchcli.reading.problems import Problem

FILE_NAME: Final = "free-exercise-db.yaml"

_INPUT: Final = re.compile(r"^# input [0-9a-f]{8}$", re.MULTILINE)
_MARK: Final = re.compile(r"^  # imported ([a-z0-9-]+) ([0-9a-f]{8})$", re.MULTILINE)

HEADER: Final = f"""{SCHEMA_LINE}\
# Imported from free-exercise-db, which is in the public domain. Each `review:` names what was guessed from the words:
# set it right and take the name out. A record that you have changed is yours, and a later import leaves it as it is;
# to be rid of one for good, delete it and keep its `# imported` line.
"""


@dataclass(frozen=True, slots=True)
class ImportFile:
    """An import's file as text: what comes before the records, and each record by the key of its exercise."""

    header: str
    marks: Mapping[str, str] = field(default_factory=dict)
    records: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def parsed(cls, text: str) -> ImportFile:
        """The parts of a file that an import wrote and a person may have changed since."""
        found = list(_MARK.finditer(text))
        ends = [*(match.start() for match in found[1:]), len(text)]
        records = {match[1]: text[match.end() + 1 : end] for match, end in zip(found, ends, strict=True)}
        return cls(text[: found[0].start() if found else len(text)], {match[1]: match[2] for match in found}, records)

    def comes_from(self, data: bytes) -> bool:
        """Whether the same input wrote it last."""
        return f"# input {_checksum(data)}" in self.header.splitlines()

    def touched(self, key: str) -> bool:
        """Whether somebody has changed the record."""
        return self.marks[key] != _checksum(self.records[key].encode())

    def merged(self, data: bytes, records: Mapping[str, str]) -> str:
        """The text with these records: new ones at the end, untouched ones as they are now, the others as they were."""
        line = f"# input {_checksum(data)}"
        header = _INPUT.sub(line, self.header) if _INPUT.search(self.header) else f"{line}\n{self.header}"
        kept = {key: text if self.touched(key) or key not in records else records[key] for key, text in self.records.items()}
        parts = []
        for key, text in (kept | {key: text for key, text in records.items() if key not in kept}).items():
            mark = self.marks[key] if key in kept and self.touched(key) else _checksum(text.encode())
            parts.append(f"  # imported {key} {mark}\n{text}")
        return header + "".join(parts)


def fresh() -> ImportFile:
    """The file before the first import."""
    return ImportFile(f"{HEADER}# input 00000000\nschema: 1\nstretches:\n")


def written(plain: Mapping[str, Any]) -> str:
    """A record as it stands in the file."""
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    text: str = yaml.dump(
        [to_plain(plain)], Dumper=dumper, sort_keys=False, allow_unicode=True, width=10_000, default_flow_style=None
    )
    return textwrap.indent(text, "  ")


@dataclass(frozen=True, slots=True)
class Imported:
    """The result of an import.

    Attributes:
        path: The file in the user's folder.
        new, changed, kept: How many records were added, rewritten, and left as they were.
        left_out: Names of the exercises that name no known muscle.
        cleaned: Names of the exercises whose texts held characters that no catalog may hold.
    """

    path: Path
    new: int = 0
    changed: int = 0
    kept: int = 0
    left_out: tuple[str, ...] = ()
    cleaned: tuple[str, ...] = ()


def import_exercises(file: Path, data: Path, user_folder: Path) -> Imported:
    """Take the stretches of free-exercise-db's ``exercises.json`` into the user's folder.

    Args:
        file: The JSON file.
        data: The program's own folder.
        user_folder: The user's folder.

    Raises:
        CatalogProblems: the file cannot be read, is not JSON or of another shape; or what was imported before has mistakes.
        UsageProblem: it holds no stretches.
        StretchError: the user's folder cannot be written to.
    """
    path = user_folder / "stretches" / FILE_NAME
    rules = read_checked(data / "import" / FILE_NAME, IMPORT)
    try:
        given = read_bytes(file, str(file), most=LARGEST_IMPORT_BYTES, expected="the exercises.json of free-exercise-db")
        found = exercises(given, str(file), rules["category"])
        before = read_bytes(path, str(path)) if may_exist(path) else b""
    except Refused as refused:
        raise CatalogProblems([refused.problem]) from None
    if not found:
        raise UsageProblem(f"{file} has no exercises of the category {rules['category']}.", "Is it the whole exercises.json?")
    if len(found) > MOST_STRETCHES:
        raise UsageProblem(f"{file} has {len(found)} stretches.", f"A catalog file may have {MOST_STRETCHES}.")
    old = ImportFile.parsed(before.decode("utf-8", "replace")) if before else fresh()
    if old.comes_from(given):
        return Imported(path, kept=len(old.records))
    words = read_vocabulary(data / "vocabulary.yaml")
    others = read_built_in(data)
    others += [read_file(other, str(other), own=True) for other in catalog_paths(user_folder) if other != path]
    mine = read_text(before, str(path), own=True) if before else CatalogFile(str(path), own=True)
    if mine.problems:  # its records cannot be distinguished from new ones
        raise CatalogProblems(mine.problems)
    groups = {name: group.name for name, group in words.groups.items()}
    records, left_out = _records(found, rules, groups, _taken(others) | set(groups), old, {str(p["id"]) for p in mine.stretches})
    text = old.merged(given, records)
    if len(text.encode()) > LARGEST_FILE_BYTES:
        limit = f"A catalog file may have {LARGEST_FILE_BYTES // 1024 // 1024} MiB; leave some exercises out."
        raise UsageProblem(f"{file} has more than fits into one catalog file.", limit)
    _check(linked_problems([*others, read_text(text.encode(), str(path), own=True)], words), str(path))
    write_users_file(path, text)
    changed = sum(key in old.records and not old.touched(key) and old.records[key] != records[key] for key in records)
    new = sum(key not in old.records for key in records)
    cleaned = tuple(exercise.name for exercise in found if exercise.cleaned)
    return Imported(path, new, changed, len(old.records) - changed, tuple(left_out), cleaned)


def _records(
    found: list[Exercise], rules: Mapping[str, Any], groups: Mapping[str, str], taken: set[str], old: ImportFile, mine: set[str]
) -> tuple[dict[str, str], list[str]]:
    """The records of exercises by key, and the names of the exercises that could not be converted.

    An id that something else has gets a suffix. A record that is in the file without its mark is a person's own by now.
    """
    records: dict[str, str] = {}
    left_out: list[str] = []
    names = {normalised(name) for name in taken}
    users = {normalised(name) for name in mine}
    for exercise in found:
        key = _free(exercise.key, {normalised(other) for other in records}, "")
        name = _free(key, names, "-imported")
        if key not in old.records and normalised(name) in users:
            continue
        plain = record(exercise, rules, groups, name)
        if plain is None:
            left_out.append(exercise.name)
        else:
            records[key] = written(plain)
            names.add(normalised(name))
    return records, left_out


def _free(name: str, taken: set[str], suffix: str) -> str:
    """The name, with a suffix and a number if it is taken, hyphens aside."""
    candidates = itertools.chain([name], [f"{name}{suffix}"], (f"{name}{suffix}-{number}" for number in itertools.count(2)))
    return next(candidate for candidate in candidates if normalised(candidate) not in taken)


def _taken(files: list[CatalogFile]) -> set[str]:
    return {plain["id"] for file in files for plain in (*file.stretches, *file.routines) if plain.get("id")}


def _check(problems: list[Problem], name: str) -> None:
    """Check that the written file would load."""
    mine = [problem for problem in problems if problem.place.file == name]
    if mine:
        raise CatalogProblems(mine)


def _checksum(data: bytes) -> str:
    return f"{zlib.crc32(data):08x}"
