"""Poses are read once and kept compiled, apart from the catalog; whatever is odd about the copy, the files are read."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from stretchcli.catalog.folders import data_folder
from stretchcli.errors import CatalogProblems
from stretchcli.figure import loading
from stretchcli.figure.loading import load_poses
from stretchcli.figure.picture import Figure
from stretchcli.reading.problems import Problem
from tests.figure.test_format import GOOD


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with one pose."""
    folder = tmp_path / "data" / "poses"
    folder.mkdir(parents=True)
    (folder / "some.yaml").write_text(GOOD, encoding="utf-8")
    return folder.parent


def _reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that are read from now on."""
    found: list[Path] = []
    read = loading.read_pose_file

    def noted(path: Path, name: str) -> tuple[dict[str, Any], list[Problem]]:
        found.append(path)
        return read(path, name)

    monkeypatch.setattr(loading, "read_pose_file", noted)
    return found


def test_compiled_poses_draw_the_same(tmp_path: Path) -> None:
    """A figure from the compiled poses is the figure from the files."""
    data = data_folder()
    fresh = load_poses(data, tmp_path)
    compiled = load_poses(data, tmp_path)
    assert fresh.keys() == compiled.keys()
    for name in fresh:
        assert Figure(fresh[name]).rows(0.7, (24, 12)) == Figure(compiled[name]).rows(0.7, (24, 12))


def test_files_are_read_once(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time the compiled poses are enough; a changed file is read again."""
    cache = tmp_path / "cache"
    load_poses(data, cache)
    reads = _reads(monkeypatch)
    load_poses(data, cache)
    assert reads == []
    file = data / "poses" / "some.yaml"
    file.write_text(GOOD.replace("-10", "-12"), encoding="utf-8")
    changed = load_poses(data, cache)
    assert reads == [file]
    assert changed["some-stretch"].frames[1].angles["hip_left"][0] == -12


@pytest.mark.parametrize("rubbish", [b"", b"[1]\n{}", b"\xff\xfe", b"null\nnull"])
def test_a_damaged_copy_is_set_aside(data: Path, tmp_path: Path, rubbish: bytes) -> None:
    """Whatever stands in the compiled file, the poses are those of the sources."""
    cache = tmp_path / "cache"
    expected = load_poses(data, cache)
    (cache / "poses.json").write_bytes(rubbish)
    assert load_poses(data, cache).keys() == expected.keys()


def test_a_cache_that_cannot_be_written_costs_nothing_else(data: Path, tmp_path: Path) -> None:
    """A file where the folder should be: the poses are there all the same."""
    blocked = tmp_path / "blocked"
    blocked.write_text("", encoding="utf-8")
    assert "some-stretch" in load_poses(data, blocked)


def test_a_stretch_has_one_pose(data: Path) -> None:
    """The same id in two files is told with both the file and the line."""
    shutil.copy(data / "poses" / "some.yaml", data / "poses" / "other.yaml")
    with pytest.raises(CatalogProblems, match=r"data/poses/some.yaml:4:5: `some-stretch` has a pose in another file too"):
        load_poses(data)


def test_all_mistakes_are_told_together(data: Path) -> None:
    """Two wrong files are two problems."""
    for name in ("some", "other"):
        (data / "poses" / f"{name}.yaml").write_text(GOOD.replace("-10", "ten"), encoding="utf-8")
    with pytest.raises(CatalogProblems) as caught:
        load_poses(data)
    assert str(caught.value).count("[wrong-type]") == 2


def test_without_pose_files_there_are_no_poses(tmp_path: Path) -> None:
    """An older data folder has none, and that is no mistake."""
    assert load_poses(tmp_path) == {}


def test_every_pose_is_of_a_stretch() -> None:
    """No pose waits for a stretch that does not exist."""
    from stretchcli.catalog.loader import load

    assert load_poses(data_folder()).keys() <= load(data_folder()).catalog.stretches.keys()
