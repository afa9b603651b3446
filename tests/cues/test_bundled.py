"""The voice of the extra ``[voice]``: it speaks without a system package, wherever it is installed."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from stretchcli.cues import bundled, engines
from stretchcli.cues.children import Channel
from stretchcli.cues.engines import render
from stretchcli.cues.soundtrack import decoded
from stretchcli.cues.tones import RATE_HZ
from tests.cues.standins import eventually, stand_in

FOUND = importlib.util.find_spec("espeakng_loader")
needs_loader = pytest.mark.skipif(FOUND is None, reason="espeakng-loader is not installed")


def loader(tmp_path: Path, player: str = "paplay") -> engines.Engine:
    """The engine on a system where that player is all there is."""
    (found,) = engines.engines(which=lambda name: str(tmp_path / name) if name == player else None, platform="linux")
    return found


@needs_loader
def test_it_becomes_the_player_of_what_it_rendered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file is left behind, whenever it is killed, since there never is one."""
    stand_in(tmp_path, "paplay", 'cat "$2" > "$0.tmp"; mv "$0.tmp" "$0.log"')
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    engine = loader(tmp_path)
    assert engine.name == "espeakng-loader with paplay"
    voice = Channel("test", [engine.way])
    voice.begin("Hold, thirty seconds.", 2)
    played = tmp_path / "paplay.log"
    assert eventually(played.exists, 15)
    voice.close()
    assert len(decoded(played.read_bytes())) > RATE_HZ


@needs_loader
def test_it_renders_for_a_recording(tmp_path: Path) -> None:
    """At the rate of the tones, about as long as espeak-ng itself."""
    made = decoded(render(loader(tmp_path), "Hold, thirty seconds.", tmp_path))
    assert 1.2 < len(made) / RATE_HZ < 2.2


@needs_loader
def test_a_deep_folder_does_not_silence_it(tmp_path: Path) -> None:
    """Its library forgets its data where the path is long, as in a deep virtual environment."""
    assert FOUND is not None
    assert FOUND.origin is not None
    deep = tmp_path / ("a" * 60) / ("b" * 60) / ("c" * 60)
    shutil.copytree(Path(FOUND.origin).parent, deep / "espeakng_loader", ignore=shutil.ignore_patterns("*_dict", "mbrola*"))
    for name in ("en_dict",):
        shutil.copy(Path(FOUND.origin).parent / "espeak-ng-data" / name, deep / "espeakng_loader" / "espeak-ng-data")
    ran = subprocess.run(
        [sys.executable, bundled.__file__, "170", "100"],
        input=b"Hold.",
        env={"PYTHONPATH": str(deep)},
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert len(decoded(ran.stdout)) > RATE_HZ / 4


def test_without_the_extra_or_a_player_it_is_no_voice(monkeypatch: pytest.MonkeyPatch) -> None:
    """It needs both, and Linux."""
    monkeypatch.setitem(sys.modules, "espeakng_loader", None)
    assert engines.engines(which=lambda name: name if name == "paplay" else None, platform="linux") == []
