"""The compiled catalog: what the files say, checked, kept as JSON, so that a start need not read YAML.

It is only ever a shortcut. Whatever is odd about the file (stale, damaged, of another version, somebody else's), it is
set aside without a word and the catalog read from its sources; a folder that cannot be written to costs time, nothing
else. JSON holds data alone, so a planted file cannot run code.
"""

from __future__ import annotations

import json
import os
import stat
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from stretchcli import __version__, reading
from stretchcli.catalog import building
from stretchcli.catalog.building import Loaded
from stretchcli.catalog.folders import catalog_paths
from stretchcli.catalog.phrases import Phrases
from stretchcli.reading.files import files_under, identity, write_atomically

FORMAT: Final = 1
_LARGEST_BYTES: Final = 256 * 1024 * 1024


def load_cached(data: Path, user_folder: Path, cache: Path) -> Loaded:
    """What ``loader.load`` returns, from the compiled catalog where that is up to date.

    The program's own files and the user's are kept apart, so that a change to one of the user's leaves the other alone.

    Args:
        data, user_folder: As for ``load``.
        cache: The folder of the compiled catalog; it need not exist.

    Raises:
        CatalogProblems: the program's own files have mistakes.
    """
    keys = _keys(data, user_folder)
    known = [read_compiled(cache / name, key) for name, key in keys.items()]
    with suppress(Exception):  # whatever is wrong with it, the sources are read instead
        if None not in known:
            return building.loaded(*known)
    from stretchcli.catalog.loader import check

    parts = check(data, user_folder)
    if _keys(data, user_folder) == keys:  # else a file changed while it was being read
        for name, part in zip(keys, parts, strict=False):
            with suppress(OSError):
                write_atomically(cache / name, encoded(keys[name], part))
    return building.loaded(*parts)


def load_phrases(data: Path, cache: Path) -> Phrases:
    """What the program says. It is compiled apart, since reports want it without the catalog and lists without it.

    Raises:
        CatalogProblems: the file has mistakes.
    """
    source, compiled = data / "phrases.yaml", cache / "phrases.json"
    key = [*_program_key(data), identity(source)]
    if (known := read_compiled(compiled, key)) is not None:
        return Phrases(known)
    from stretchcli.catalog.loader import read_phrases

    texts = read_phrases(source)
    with suppress(OSError):
        write_atomically(compiled, encoded(key, texts))
    return Phrases(texts)


def _program_key(data: Path) -> list[Any]:
    """The format, the version and the checking modules, so that a clone updated without a new version is compiled again."""
    rooms = (Path(__file__).parent, Path(reading.__file__ or "").parent)
    modules = sorted(str(module) for room in rooms for module in room.glob("*.py"))
    return [FORMAT, __version__, str(data), *map(identity, modules)]


def _keys(data: Path, user_folder: Path) -> dict[str, list[Any]]:
    """What each part of the compiled catalog is made from: its format, the program, and every file that went into it.

    Without files of the user's there is no second part.
    """
    key = [*_program_key(data), *map(identity, files_under(data))]
    users = [identity(path) for path in catalog_paths(user_folder)]
    return {"catalog.json": key} | ({"own.json": [*key, *users]} if users else {})


def encoded(key: list[Any], checked: Any) -> bytes:
    """Two lines: what it was made from with a checksum of the rest, and the rest."""
    body = json.dumps(checked, separators=(",", ":")).encode()
    return json.dumps([zlib.crc32(body), key], separators=(",", ":")).encode() + b"\n" + body


def read_compiled(file: Path, key: list[Any]) -> Any:
    """A compiled file, or None if it does not match ``key``."""
    try:
        head, _, body = _trusted_bytes(file).partition(b"\n")
        return json.loads(body) if json.loads(head) == [zlib.crc32(body), key] else None
    except Exception:  # as above
        return None


def _trusted_bytes(file: Path) -> bytes:
    """The bytes of a regular file that belongs to this user and that nobody else may write to, else none.

    Raises:
        OSError: it cannot be read.
    """
    # Without O_NONBLOCK, opening a pipe of that name would wait for a writer.
    with open(os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as opened:
        status = os.fstat(opened.fileno())
        others = hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & 0o022)
        if others or not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST_BYTES:
            return b""
        return opened.read()
