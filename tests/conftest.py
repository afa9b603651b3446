"""What all tests share: no test can reach the real home folder; property tests try the same examples at home, new ones in CI."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

if sys.dont_write_bytecode:
    # Tests start the program hundreds of times, and each would compile it anew, for half a second; so would every worker the
    # tests. What is compiled is kept out of the folders of the sources.
    sys.dont_write_bytecode = False
    sys.pycache_prefix = str(Path(__file__).resolve().parent.parent / ".pytest_cache" / "bytecode")
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

import pytest
from hypothesis import HealthCheck, settings

from stretchcli.catalog import files, loader
from stretchcli.catalog.cache import load_cached, load_phrases
from stretchcli.catalog.folders import data_folder
from stretchcli.catalog.loader import load
from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.records import Catalog
from stretchcli.figure.loading import load_poses
from stretchcli.reading.containers import Record
from tests.samples import PHRASES

# At home the same examples every time, so half as many as in CI, which tries new ones.
settings.register_profile("suite", max_examples=50, deadline=None, derandomize=True)
settings.register_profile("ci", max_examples=50, deadline=None, print_blob=True)  # .ci/run prints the seed
settings.register_profile("mutants", max_examples=5, deadline=None, derandomize=True)
settings.register_profile("thorough", max_examples=3000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if "CI" in os.environ else "suite"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those that wait for a real terminal come first: at the end nothing else would run beside their waiting."""
    items.sort(key=lambda item: item.path.parent.name != "terminal")


@pytest.fixture(scope="session", autouse=True)
def built_in_files_read_once() -> Iterator[None]:
    """The program's own files do not change while the tests run, wherever a test copies them to: each text is read once."""
    read_text, read_checked, kept = files.read_text, files.read_checked, dict[Any, Any]()

    def text_once(data: bytes, name: str, *, own: bool) -> files.CatalogFile:
        if own:
            return read_text(data, name, own=own)
        if (data, name) not in kept:
            kept[data, name] = read_text(data, name, own=own)
        return cast(files.CatalogFile, kept[data, name])

    def checked_once(path: Path, shape: Record) -> dict[str, Any]:
        if not path.is_file():
            return read_checked(path, shape)
        key = path.read_bytes(), path.name, id(shape)
        if key not in kept:
            kept[key] = read_checked(path, shape)
        return cast(dict[str, Any], kept[key])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "read_text", text_once)
        patch.setattr(loader, "read_checked", checked_once)
        yield


@pytest.fixture(scope="session")
def compiled_catalog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the compiled catalog and poses, made once: most tests are about something else than reading YAML."""
    folder = tmp_path_factory.mktemp("compiled")
    load_cached(data_folder(), folder / "nothing", folder)
    load_phrases(data_folder(), folder)
    load_poses(data_folder(), folder)
    return folder


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compiled_catalog: Path) -> Path:
    """A home for the program with nothing but its cache, and an environment that says nothing else."""
    folder = tmp_path / "home"
    folder.mkdir()
    for file in compiled_catalog.iterdir():
        shutil.copy(file, folder)
    for name in list(os.environ):
        if name.startswith("STRETCHCLI_") or name in ("NO_COLOR", "FORCE_COLOR", "ACCESSIBLE", "COLUMNS", "LINES"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("STRETCHCLI_HOME", str(folder))
    monkeypatch.setenv("HOME", str(tmp_path))
    return folder


@pytest.fixture(scope="session")
def phrases() -> Phrases:
    """What the program says."""
    return PHRASES


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The built-in catalog."""
    return load(data_folder()).catalog
