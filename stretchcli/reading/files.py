"""Identifying a file, and writing one completely or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def may_exist(file: Path) -> bool:
    """Whether a file may be there to read; if that cannot be determined, reading it reports what is wrong."""
    try:
        file.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def identity(path: str | Path) -> list[str | int]:
    """What changes when a file changes: its size, its times, and which file it is.

    The inode's change time is included, because a file that becomes readable changes nothing else.
    """
    try:
        status = os.stat(path)
    except OSError:  # a broken link; the result is the same for as long as it stays broken
        return [str(path)]
    return [str(path), status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]


def files_under(folder: Path) -> Iterator[str]:
    """Every file of a folder and its subfolders."""
    for parent, folders, names in os.walk(folder):
        folders.sort()
        yield from (os.path.join(parent, name) for name in sorted(names))


def write_atomically(path: Path, data: bytes, *, mode: int = 0o600, lasting: bool = False) -> None:
    """Write a file atomically: readers see the old file or the new one, never a part of it.

    Args:
        mode: Who may read it, less what the person's umask forbids.
        lasting: It is on the disk before the old one goes, and ``mode`` is kept as it is.

    Raises:
        OSError: it cannot be written; the old file is then unchanged.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with suppress(FileNotFoundError):
        aside.unlink()
    try:
        with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(data)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        if lasting:
            aside.chmod(mode)
        os.replace(aside, path)
    except BaseException:
        with suppress(OSError):
            aside.unlink()
        raise
