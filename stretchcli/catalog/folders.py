"""Where catalog files are."""

from __future__ import annotations

import os
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
        except OSError:  # no such folder, or one that may not be read: then there are no files of this kind
            continue
        found += [folder / kind / name for name in names]
    return found
