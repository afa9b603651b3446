"""What all tests share: no test can reach the real home folder; property tests try the same examples at home, new ones in CI."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from stretchcli.catalog import files, loader
from stretchcli.catalog.cache import load_cached, load_phrases
from stretchcli.catalog.folders import data_folder
from stretchcli.catalog.loader import load
from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.records import Catalog
from tests.samples import PHRASES

settings.register_profile("suite", max_examples=100, deadline=None, derandomize=True)
settings.register_profile("ci", max_examples=100, deadline=None, print_blob=True)  # .ci/run prints the seed
settings.register_profile("mutants", max_examples=20, deadline=None, derandomize=True)
settings.register_profile("thorough", max_examples=3000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if "CI" in os.environ else "suite"))


@pytest.fixture(scope="session", autouse=True)
def built_in_files_read_once() -> Iterator[None]:
    """The program's own files do not change while the tests run, and reading them takes a fifth of a second."""
    read, folder = files.read_built_in, data_folder()
    kept = read(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loader, "read_built_in", lambda data: kept if data == folder else read(data))
        yield


@pytest.fixture(scope="session")
def compiled_catalog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the compiled built-in catalog, made once: most tests are about something else than reading YAML."""
    folder = tmp_path_factory.mktemp("compiled")
    load_cached(data_folder(), folder / "nothing", folder)
    load_phrases(data_folder(), folder)
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
