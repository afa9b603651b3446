"""Where catalog files are, what identifies them, and how a file is written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def data_folder() -> Path:
    """Where the program's own files are: inside the installed package, else beside it (a clone, an editable install)."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "data"
    return inside if inside.is_dir() else package.parent / "data"


def catalog_paths(folder: Path) -> list[Path]:
    """The catalog files of a folder, in the order in which they are read."""
    found: list[Path] = []
    for kind in ("stretches", "routines"):
        try:
            names = sorted(name for name in os.listdir(folder / kind) if name.endswith(".yaml") and name[0] != ".")
        except OSError:  # no such folder, or none that may be read: then there are no files of this kind
            continue
        found += [folder / kind / name for name in names]
    return found


def identity(path: str | Path) -> list[str | int]:
    """What changes when a file changes: its size, its times, and which file it is.

    The time of the last change to the inode is part of it, because a file that becomes readable changes nothing else.
    """
    try:
        status = os.stat(path)
    except OSError:  # a link to nothing; what comes of it is the same as long as it stays so
        return [str(path)]
    return [str(path), status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]


def files_under(folder: Path) -> Iterator[str]:
    """Every file of a folder and its subfolders."""
    for parent, folders, names in os.walk(folder):
        folders.sort()
        yield from (os.path.join(parent, name) for name in sorted(names))


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file for the person's eyes alone; whoever reads meanwhile sees the old one or the new one, never a half.

    Raises:
        OSError: it cannot be written; then the old one is as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with suppress(FileNotFoundError):
        aside.unlink()
    try:
        with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
        os.replace(aside, path)
    except BaseException:
        with suppress(OSError):
            aside.unlink()
        raise
