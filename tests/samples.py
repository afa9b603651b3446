"""What tests start from: the program's phrases, sample records whose sentences stay, one good stretch as text."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from stretchcli.catalog.folders import data_folder
from stretchcli.catalog.loader import load, read_phrases
from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.records import Catalog

PHRASES = Phrases(read_phrases(data_folder() / "phrases.yaml"))

STRETCH = """\
  - id: wall-calf
    name: Calf stretch at the wall
    targets: [calves]
    position: standing
    equipment: {required: [wall]}
    sides: each
    felt: other
    felt_at: calf
    hold_s: [20, 30]
    reps: 2
    steps:
      - setup: Stand facing the wall.
      - hold: Keep your {other} heel down.
      - release: Step back to the wall.
    switch: Step your {side} foot forward.
    again: Lean in again.
    source:
      - {org: A physiotherapist, title: A leaflet}
"""


@cache
def sample_catalog() -> Catalog:
    """The catalog with the sample stretches in place of those with the same ids."""
    loaded = load(data_folder(), Path(__file__).parent / "sample_catalog")
    assert not loaded.problems, loaded.problems
    stretches = {name: stretch._replace(own=False) for name, stretch in loaded.catalog.stretches.items()}
    return loaded.catalog._replace(stretches=stretches)


def stretches(*changes: tuple[str, str], body: str = STRETCH) -> str:
    """A file with the stretch, each of the texts replaced by the other; a text that is not there is a mistake."""
    for old, new in changes:
        assert old in body, old
        body = body.replace(old, new)
    return f"schema: 1\nstretches:\n{body}"


def put(folder: Path, name: str, text: str) -> Path:
    """Write a file into a folder that need not exist."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
