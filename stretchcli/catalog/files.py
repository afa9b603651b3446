"""One catalog file: its bytes checked against the format, with all of its problems."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from stretchcli.catalog.folders import catalog_paths
from stretchcli.catalog.format import FILE
from stretchcli.errors import CatalogProblems
from stretchcli.reading.containers import Record
from stretchcli.reading.nodes import Refused, parse, read_bytes
from stretchcli.reading.problems import Entries, Place, Problem


@dataclass(slots=True)
class CatalogFile:
    """A file as it was read.

    Attributes:
        own: It is the user's.
        stretches, routines: Checked data; what did not fit in it is None and stands in ``problems``.
    """

    name: str
    own: bool
    stretches: list[Entries] = field(default_factory=list)
    routines: list[Entries] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_built_in(data: Path) -> list[CatalogFile]:
    """The program's own catalog files."""
    return [read_file(path, f"data/{path.parent.name}/{path.name}", own=False) for path in catalog_paths(data)]


def read_users(folder: Path | None) -> list[CatalogFile]:
    """The catalog files of the user's folder."""
    return [read_file(path, str(path), own=True) for path in catalog_paths(folder)] if folder else []


def read_file(path: Path, name: str, *, own: bool) -> CatalogFile:
    """Read one catalog file; its mistakes are in its ``problems``."""
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
    if plain is not None:
        file.stretches, file.routines = (list(filter(None, plain.get(key) or ())) for key in ("stretches", "routines"))
        if not file.problems and not file.stretches and not file.routines:
            message = "the file has no stretches and no routines"
            file.problems.append(Problem(Place(name), "empty", message, "at least one", "stretches: [...]"))
    return file


def read_checked(path: Path, shape: Record) -> dict[str, Any]:
    """One of the program's own further files as checked data.

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
