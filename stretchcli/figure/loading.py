"""Reading pose files, through the compiled poses where these are up to date. ``list`` and ``plan`` never come here."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from stretchcli import __version__, reading
from stretchcli.catalog.cache import encoded, read_compiled
from stretchcli.errors import CatalogProblems
from stretchcli.figure import building
from stretchcli.figure.poses import Pose
from stretchcli.reading.files import identity, write_atomically
from stretchcli.reading.problems import Entries, Problem

_COMPILED = "poses.json"


def pose_files(data: Path) -> list[Path]:
    """The pose files of the program, in the order in which they are read."""
    return sorted((data / "poses").glob("*.yaml"))


def load_poses(data: Path, cache: Path | None = None) -> dict[str, Pose]:
    """The poses by the id of their stretch.

    Args:
        data: The folder with ``poses/``.
        cache: The folder of the compiled poses; without it the files are read.

    Raises:
        CatalogProblems: a file has mistakes.
    """
    key = _key(data)
    plain = read_compiled(cache / _COMPILED, key) if cache else None
    if plain is not None:
        with suppress(Exception):  # whatever is wrong with it, the sources are right
            return {name: building.pose(name, entry) for name, entry in plain.items()}
    checked = check_poses(data)
    plain = json.loads(json.dumps(checked))
    if cache and _key(data) == key:
        with suppress(OSError):
            write_atomically(cache / _COMPILED, encoded(key, plain))
    return {name: building.pose(name, entry) for name, entry in checked.items()}


def _key(data: Path) -> list[Any]:
    modules = sorted([*Path(__file__).parent.glob("*.py"), *Path(reading.__file__).parent.glob("*.py")])
    return [1, __version__, str(data), *(identity(path) for path in [*modules, *pose_files(data)])]


def check_poses(data: Path) -> dict[str, Any]:
    """The entries of all pose files as plain data with their places.

    Raises:
        CatalogProblems: with every mistake of every file.
    """
    found: dict[str, Any] = {}
    problems: list[Problem] = []
    for path in pose_files(data):
        entries, wrong = read_pose_file(path, f"data/poses/{path.name}")
        for name in found.keys() & entries.keys():
            place = entries[name].place
            wrong.append(Problem(place, "duplicate-id", f"`{name}` has a pose in another file too", "one pose for a stretch"))
        found |= entries
        problems += wrong
    if problems:
        raise CatalogProblems(sorted(problems))
    return found


def read_pose_file(path: Path, name: str) -> tuple[dict[str, Any], list[Problem]]:
    """The entries of one file that have the right form, and what is wrong with the file."""
    from stretchcli.figure.format import FILE
    from stretchcli.reading.nodes import Refused, parse, read_bytes

    problems: list[Problem] = []
    try:
        plain = FILE.check(parse(read_bytes(path, name), name), problems)
    except Refused as refused:
        return {}, [refused.problem]
    entries = plain.get("poses") or {} if plain is not None else {}
    good = {key: entry for key, entry in entries.items() if entry is not None and not _broken(entry)}
    for entry in good.values():
        problems += building.structure_problems(entry)
    return good, problems


def _broken(plain: Any) -> bool:
    if isinstance(plain, Entries) and not plain.fits:
        return True
    if isinstance(plain, dict):
        return any(_broken(value) for value in plain.values())
    return plain is None or (isinstance(plain, list) and any(_broken(item) for item in plain))
