"""From files to a catalog, with every mistake of every file named at once.

The program's own files must be right. A file of the user's that has a mistake is left out as a whole and reported;
everything else keeps working.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import Any, Final

from stretchcli.catalog import building, references
from stretchcli.catalog.building import Loaded
from stretchcli.catalog.folders import catalog_paths
from stretchcli.catalog.format import COVERAGE, FILE, MUSCLES, VOCABULARY
from stretchcli.catalog.phrase_format import PHRASES
from stretchcli.catalog.phrases import Phrase
from stretchcli.catalog.records import Page, Vocabulary
from stretchcli.catalog.text import normalised
from stretchcli.errors import CatalogProblems
from stretchcli.reading.containers import BROKEN, Record, without_places
from stretchcli.reading.nodes import Refused, parse, read_bytes
from stretchcli.reading.problems import Place, Problem

Plain = dict[str, Any]

MOST_PROBLEMS: Final = 100  # of one file: nobody mends more at a time, and a file full of rubbish floods no terminal


@dataclass(slots=True)
class CatalogFile:
    """A file as it was read.

    Attributes:
        stretches, routines: As plain data; of a file with problems those that have none themselves.
        problems: What is wrong with it.
        unfit: Stretches that have problems themselves: still, the names in them can be looked up, and whoever links to
            them has made no mistake.
    """

    name: str
    own: bool
    stretches: list[Plain] = field(default_factory=list)
    routines: list[Plain] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unfit: list[Plain] = field(default_factory=list)


def load(data: Path, own: Path | None = None) -> Loaded:
    """Read the program's catalog and the user's files.

    Args:
        data: The folder with ``vocabulary.yaml``, ``coverage.yaml``, ``stretches/`` and ``routines/``.
        own: The user's folder, with ``stretches/`` and ``routines/`` in it; it need not exist.

    Raises:
        CatalogProblems: the program's own files have mistakes.
    """
    return building.loaded(check(data, own))


def check(data: Path, own: Path | None = None) -> Plain:
    """What ``load`` makes its records from: checked plain data without places, which JSON can hold.

    Raises:
        CatalogProblems: the program's own files have mistakes.
    """
    vocabulary = read_checked(data / "vocabulary.yaml", VOCABULARY)
    words = building.vocabulary(vocabulary)
    coverage = read_checked(data / "coverage.yaml", COVERAGE)
    if problems := list(references.coverage_problems(coverage, words)):
        raise CatalogProblems(problems)
    built_in = read_built_in(data)
    if problems := linked_problems(built_in, words):
        raise CatalogProblems(problems)
    users = read_own(own) if own else []
    good, problems = without_broken(built_in, users, words)
    files = [{"own": file.own, "stretches": file.stretches, "routines": file.routines} for file in [*built_in, *good]]
    found = [[*astuple(problem.place), *astuple(problem)[1:]] for problem in problems]
    checked: Plain = without_places({"vocabulary": vocabulary, "coverage": coverage, "files": files, "problems": found})
    return checked


def read_built_in(data: Path) -> list[CatalogFile]:
    """The program's own catalog files."""
    return [read_file(path, f"data/{path.parent.name}/{path.name}", own=False) for path in catalog_paths(data)]


def read_own(own: Path) -> list[CatalogFile]:
    """The catalog files of the user's folder."""
    return [read_file(path, str(path), own=True) for path in catalog_paths(own)]


def read_checked(path: Path, shape: Record) -> Plain:
    """One of the program's own further files as plain data.

    Raises:
        CatalogProblems: it has mistakes.
    """
    problems: list[Problem] = []
    try:
        plain = shape.check(parse(read_bytes(path, path.name), path.name), problems)
    except Refused as refused:
        raise CatalogProblems([refused.problem]) from None
    if problems or plain is None:
        raise CatalogProblems(sorted(problems))
    return plain


def read_vocabulary(path: Path) -> Vocabulary:
    """Read the vocabulary.

    Raises:
        CatalogProblems: it has mistakes.
    """
    return building.vocabulary(read_checked(path, VOCABULARY))


def read_pages(path: Path, words: Vocabulary) -> dict[str, Page]:
    """Read the pages about the muscle groups. Only ``show`` wants them, so the catalog goes without.

    Raises:
        CatalogProblems: they have mistakes.
    """
    plain = read_checked(path, MUSCLES)
    if problems := list(references.page_problems(plain, words)):
        raise CatalogProblems(problems)
    return {name: building.page(entry) for name, entry in plain["groups"].items()}


def read_phrases(path: Path) -> dict[str, Phrase]:
    """Read what the program says, by dotted names.

    Raises:
        CatalogProblems: it has mistakes.
    """
    found: dict[str, Phrase] = without_places(read_checked(path, PHRASES))["phrases"]
    return found


def read_file(path: Path, name: str, *, own: bool) -> CatalogFile:
    """Read one catalog file; what is wrong with it stands in its ``problems``."""
    try:
        return read_text(read_bytes(path, name), name, own=own)
    except Refused as refused:
        return CatalogFile(name, own, problems=[refused.problem])


def read_text(data: bytes, name: str, *, own: bool) -> CatalogFile:
    """Like ``read_file``, from bytes."""
    file = CatalogFile(name, own)
    try:
        plain = FILE.check(parse(data, name), file.problems)
    except Refused as refused:
        file.problems.append(refused.problem)
        return file
    if len(file.problems) > MOST_PROBLEMS:
        first, rest = sorted(file.problems)[:MOST_PROBLEMS], len(file.problems) - MOST_PROBLEMS
        file.problems = [*first, Problem(first[-1].place, "too-many", f"{rest} more problems follow")]
    if plain is not None:
        stretches = _records(plain, "stretches")
        file.stretches = [record for record in stretches if BROKEN not in record]
        file.unfit = [record for record in stretches if BROKEN in record]
        file.routines = [record for record in _records(plain, "routines") if BROKEN not in record]
        if not file.problems and not file.stretches and not file.routines:
            message = "the file has no stretches and no routines"
            file.problems.append(Problem(Place(name), "empty", message, "at least one", "stretches: [...]"))
    return file


def _records(plain: Plain, key: str) -> list[Plain]:
    return [record for record in plain.get(key) or () if record is not None]


def linked_problems(files: Sequence[CatalogFile], words: Vocabulary) -> list[Problem]:
    """All problems of the files: each one's own, and those between them."""
    problems = [problem for file in files for problem in file.problems]
    problems += _double_ids(files, words.groups)
    stretches = {plain["id"]: plain for file in files for plain in file.stretches}
    named = {*stretches, *(plain["id"] for file in files for plain in file.unfit if plain.get("id"))}
    for file in files:
        for plain in file.unfit:
            problems += references.name_problems(plain, words, named)
        for plain in file.stretches:
            problems += references.stretch_problems(plain, words, named)
        for plain in file.routines:
            problems += references.routine_problems(plain, named)
    problems += references.circle_problems(stretches)
    return sorted(set(problems))


def _double_ids(files: Iterable[CatalogFile], groups: Collection[str]) -> list[Problem]:
    problems = []
    # Names match whatever their hyphens, so ids that differ in these alone are one.
    taken: dict[str, tuple[str, bool, str]] = {normalised(group): ("a muscle group", False, "") for group in groups}
    for file in files:
        for kind, plains in (("stretch", file.stretches), ("routine", file.routines)):
            for plain in plains:
                name = plain["id"]
                holder, holder_own, where = taken.get(normalised(name), ("", False, ""))
                built_in_stretch = holder == "a stretch" and not holder_own
                if holder and not (file.own and plain.get("replaces") and kind == "stretch" and built_in_stretch):
                    remedy = "another id, or `replaces: true`" if built_in_stretch and file.own else "another id"
                    message = f"the id `{name}` is taken by {holder}{where}"
                    problems.append(Problem(name.place, "duplicate-id", message, remedy))
                taken[normalised(name)] = (f"a {kind}", file.own, f" in {file.name}")
    return problems


def without_broken(
    built_in: Sequence[CatalogFile], users: Sequence[CatalogFile], words: Vocabulary
) -> tuple[list[CatalogFile], list[Problem]]:
    """The user's files that are right, and the problems of the others.

    A file may be wrong only because another one is left out, so this goes on until nothing changes.
    """
    good = list(users)
    problems: list[Problem] = []
    while found := linked_problems([*built_in, *good], words):
        problems += found
        broken = {problem.place.file for problem in found}
        kept = [file for file in good if file.name not in broken]
        if len(kept) == len(good):  # cannot happen while every problem has the place of a user's file
            raise CatalogProblems(found)
        good = kept
    return good, sorted(problems)
