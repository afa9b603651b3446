"""The compiled catalog: the same as the files, never in the way, never trusted."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stretchcli.catalog import cache as cache_module
from stretchcli.catalog import loader
from stretchcli.catalog.cache import load_cached
from stretchcli.catalog.folders import data_folder
from stretchcli.catalog.loader import load
from tests.clis import stretchcli
from tests.samples import put, stretches


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A user's folder with one stretch."""
    put(tmp_path / "own" / "stretches", "calf.yaml", stretches())
    return tmp_path / "own"


@pytest.fixture
def compiled(own: Path, tmp_path: Path) -> Path:
    """The compiled catalog of that folder."""
    load_cached(data_folder(), own, tmp_path / "cache")
    return tmp_path / "cache" / "own.json"


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]), min_size=1, max_size=40)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program's data without its stretches and routines, which need not be read a hundred times."""
    return shutil.copytree(
        data_folder(), tmp_path_factory.mktemp("bare") / "data", ignore=shutil.ignore_patterns("stretches", "routines")
    )


@settings(max_examples=30)
@given(
    names=st.lists(TEXTS.filter(lambda text: not set(text) & set("{}") and text.strip()), min_size=1, max_size=3),
    floor=st.integers(3, 300),
    broken=st.booleans(),
)
def test_the_compiled_catalog_equals_the_loaded_one(
    names: list[str], floor: int, broken: bool, bare: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Records and problems alike, whatever stands in the user's files."""
    own = tmp_path_factory.mktemp("own")
    for number, name in enumerate(names):
        changed = stretches(
            ("id: wall-calf", f"id: wall-calf-{number}"),
            ("name: Calf stretch at the wall", f"name: {json.dumps(name, ensure_ascii=False)}"),
            ("[20, 30]", f"[{floor}, 300]"),
        )
        put(own / "stretches", f"{number}.yaml", changed)
    if broken:
        put(own / "routines", "broken.yaml", "schema: 1\nroutines: [{id: calves}]\n")
    fresh = load(bare, own)
    first = load_cached(bare, own, own / "cache")
    again = load_cached(bare, own, own / "cache")
    assert fresh == first == again
    assert bool(fresh.problems) >= broken


def test_the_compiled_catalog_of_the_program_equals_the_loaded_one(tmp_path: Path) -> None:
    """All of it."""
    for _ in range(2):
        assert load_cached(data_folder(), tmp_path, tmp_path / "cache") == load(data_folder(), tmp_path)


def test_a_second_start_reads_no_catalog_file(own: Path, compiled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was compiled is enough."""

    def refuse(*_: object) -> None:
        raise AssertionError("a catalog file was read")

    monkeypatch.setattr(loader, "check", refuse)
    assert "wall-calf" in load_cached(data_folder(), own, compiled.parent).catalog.stretches


def test_a_second_list_imports_no_yaml(own: Path) -> None:
    """Importing it takes longer than listing."""
    program = (
        "import sys; from stretchcli.cli import _run_app; sys.argv[1:] = ['list']; _run_app(); sys.exit('yaml' in sys.modules)"
    )
    environment = {**os.environ, "STRETCHCLI_HOME": str(own)}
    for expected in (1, 0):
        done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
        assert "wall-calf" in done.stdout
        assert done.returncode == expected


def test_it_is_for_the_persons_eyes_alone(compiled: Path) -> None:
    """What somebody stretches is nobody else's business."""
    assert compiled.stat().st_mode & 0o777 == 0o600


def _edited(own: Path) -> None:
    put(own / "stretches", "calf.yaml", stretches(("Calf stretch", "Wall stretch")))  # the same number of characters


def _added(own: Path) -> None:
    put(own / "stretches", "more.yaml", stretches(("id: wall-calf", "id: other-calf")))


def _removed(own: Path) -> None:
    (own / "stretches" / "calf.yaml").unlink()


def _renamed(own: Path) -> None:
    (own / "stretches" / "calf.yaml").rename(own / "stretches" / "legs.yaml")


def _swapped(own: Path) -> None:
    """Another file of the same size and with the same times."""
    path = own / "stretches" / "calf.yaml"
    status = path.stat()
    other = put(own, "other.yaml", stretches(("Calf stretch", "Wall stretch")))
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.rename(path)


@pytest.mark.parametrize("change", [_edited, _added, _removed, _renamed, _swapped])
def test_a_changed_folder_is_read_anew(change: Callable[[Path], None], own: Path, compiled: Path) -> None:
    """Stale is worse than slow."""
    change(own)
    assert load_cached(data_folder(), own, compiled.parent) == load(data_folder(), own)


def _with_body(path: Path, body: bytes) -> None:
    """Another body with a checksum that fits."""
    head = json.loads(path.read_bytes().partition(b"\n")[0])
    path.write_bytes(json.dumps([zlib.crc32(body), head[1]]).encode() + b"\n" + body)


def _instead(path: Path, make: Callable[[Path], None]) -> None:
    """Something else in place of the file."""
    path.unlink()
    make(path)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "truncated": lambda path: path.write_bytes(path.read_bytes()[:-100]),
    "half a header": lambda path: path.write_bytes(path.read_bytes()[:50]),
    "no JSON": lambda path: path.write_bytes(b"\xff\x00 not JSON"),
    "JSON of another shape": lambda path: path.write_bytes(b"{}\n[]"),
    "another body": lambda path: _with_body(path, b"null"),
    "half a body": lambda path: _with_body(path, b'{"vocabulary": {}}'),
    "deeply nested": lambda path: path.write_bytes(b"[" * 100_000),
    "deeply nested body": lambda path: _with_body(path, b"[" * 100_000),
    "a flipped bit": lambda path: path.write_bytes(path.read_bytes().replace(b"Calf stretch", b"Cale stretch")),
    "another version": lambda path: path.write_bytes(path.read_bytes().replace(b'[1,"', b'[1,"9', 1)),
    "a pickle": lambda path: path.write_bytes(pickle.dumps({"a": 1})),
    "writable by others": lambda path: path.chmod(0o622),
    "a folder": lambda path: _instead(path, Path.mkdir),
    "a pipe": lambda path: _instead(path, os.mkfifo),
    "a link to nothing": lambda path: _instead(path, lambda link: link.symlink_to("nowhere")),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_set_aside_without_a_word(damage: str, own: Path, compiled: Path) -> None:
    """The catalog is read from its sources, and the next start is quick again, unless something stands in the way."""
    DAMAGES[damage](compiled)
    assert load_cached(data_folder(), own, compiled.parent) == load(data_folder(), own)
    assert sorted(path.name for path in compiled.parent.iterdir()) == ["catalog.json", "own.json"]
    key = cache_module._keys(data_folder(), own)["own.json"]
    assert compiled.is_dir() or cache_module.read_compiled(compiled, key) is not None


def test_another_format_is_set_aside(own: Path, compiled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A later program does not read what an earlier one compiled."""
    for name, value in (("FORMAT", 2), ("__version__", "9.9")):
        with monkeypatch.context() as patch:
            patch.setattr(cache_module, name, value)
            assert cache_module.read_compiled(compiled, cache_module._keys(data_folder(), own)["own.json"]) is None


def test_somebody_elses_file_is_set_aside(own: Path, compiled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shared temporary folder is no reason to trust what lies in it."""
    monkeypatch.setattr(os, "getuid", lambda: 4711)
    assert cache_module.read_compiled(compiled, cache_module._keys(data_folder(), own)["own.json"]) is None
    assert load_cached(data_folder(), own, compiled.parent) == load(data_folder(), own)


def test_a_folder_that_cannot_be_written_to_costs_only_time(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a read-only folder nor a full disk is a problem of the catalog's."""

    def refuse(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    (tmp_path / "file").write_text("")
    assert load_cached(data_folder(), own, tmp_path / "file" / "cache") == load(data_folder(), own)
    monkeypatch.setattr(os, "replace", refuse)
    assert load_cached(data_folder(), own, tmp_path / "cache") == load(data_folder(), own)
    assert list((tmp_path / "cache").iterdir()) == []


def test_files_that_change_while_they_are_read_are_not_kept(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody knows which half was seen."""
    check = loader.check

    def slow(data: Path, folder: Path) -> object:
        checked = check(data, folder)
        _edited(own)
        return checked

    monkeypatch.setattr(loader, "check", slow)
    load_cached(data_folder(), own, tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


def test_the_problems_of_own_files_are_told_each_time(home: Path) -> None:
    """A warning that comes once is soon forgotten."""
    put(home / "stretches", "own.yaml", stretches(("reps: 2", "reps: 0")))
    told = [stretchcli("list", "--json").err for _ in range(3)]
    assert told[0] == told[1] == told[2]
    assert f"{home / 'stretches' / 'own.yaml'}:12:11: " in told[0]


def test_the_programs_data_may_move(own: Path, tmp_path: Path) -> None:
    """Two installations share the cache folder and never each other's catalog."""
    moved = tmp_path / "data"
    shutil.copytree(data_folder(), moved)
    for file in (moved / "stretches").iterdir():
        file.write_text(file.read_text().replace("reps: 3", "reps: 4"))
    cache = tmp_path / "cache"
    assert load_cached(data_folder(), own, cache) == load(data_folder(), own)
    assert load_cached(moved, own, cache) == load(moved, own) != load(data_folder(), own)
