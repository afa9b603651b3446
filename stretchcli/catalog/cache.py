"""The compiled catalog: what the files say, checked, kept as JSON, so that a start need not read YAML.

It is only ever a shortcut. Whatever is odd about the file (stale, damaged, of another version, somebody else's), it is
set aside without a word and the catalog read from its sources; a folder that cannot be written to costs time, nothing
else. JSON holds data alone, so a file that somebody planted can run nothing.
"""

from __future__ import annotations

import json
import os
import stat
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from stretchcli import __version__
from stretchcli.catalog import building
from stretchcli.catalog.building import Loaded
from stretchcli.catalog.files import catalog_paths, files_under, identity, write_atomically

FORMAT: Final = 1
_LARGEST_BYTES: Final = 256 * 1024 * 1024


def load_cached(data: Path, own: Path, cache: Path) -> Loaded:
    """What ``loader.load`` returns, from the compiled catalog where that is up to date.

    Args:
        data, own: As for ``load``.
        cache: The folder of the compiled catalog; it need not exist.

    Raises:
        CatalogProblems: the program's own files have mistakes.
    """
    file = cache / "catalog.json"
    key = _key(data, own)
    known = _read(file, key)
    if known is not None:
        return known
    from stretchcli.catalog.loader import check

    checked = check(data, own)
    if _key(data, own) == key:  # else a file changed while it was read, and nobody knows which half was seen
        with suppress(OSError):
            write_atomically(file, _encoded(key, checked))
    return building.loaded(checked)


def _key(data: Path, own: Path) -> list[Any]:
    """What the compiled catalog was made from: its format, the program, and every file that went into it.

    The modules that check the files count too, so that a clone that moves on without a new version is not deceived.
    """
    modules = Path(__file__).parent.glob("*.py")
    paths = [*sorted(map(str, modules)), *files_under(data), *map(str, catalog_paths(own))]
    return [FORMAT, __version__, str(data), str(own), *(identity(path) for path in paths)]


def _encoded(key: list[Any], checked: Any) -> bytes:
    """Two lines: what it was made from with a checksum of the rest, and the rest."""
    body = json.dumps(checked, separators=(",", ":")).encode()
    return json.dumps([zlib.crc32(body), key], separators=(",", ":")).encode() + b"\n" + body


def _read(file: Path, key: list[Any]) -> Loaded | None:
    """The compiled catalog, or None where it is not the one that ``key`` asks for."""
    try:
        head, _, body = _own_bytes(file).partition(b"\n")
        if json.loads(head) != [zlib.crc32(body), key]:
            return None
        return building.loaded(json.loads(body))
    except Exception:  # whatever is the matter with it, the sources know better
        return None


def _own_bytes(file: Path) -> bytes:
    """The bytes of a regular file that belongs to this user and that nobody else may write to, else none.

    Raises:
        OSError: it cannot be read.
    """
    # Without O_NONBLOCK a pipe of that name would wait for a writer.
    with open(os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as opened:
        status = os.fstat(opened.fileno())
        others = hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & 0o022)
        if others or not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST_BYTES:
            return b""
        return opened.read()
