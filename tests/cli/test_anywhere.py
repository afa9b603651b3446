"""What holds for every command: the config is checked, a full disk is told, the help is whole."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from stretchcli.settings import keys
from tests.clis import stretchcli

FULL_DISK = Path("/dev/full")

COMMANDS = [
    "list",
    "plan",
    "run --speed 1000",
    "routines",
    "me",
    "me --show",
    "me --json",
    "show hips",
    "show glute-bridge",
    "show iliopsoas",
    "resume",
    "resume --list",
    "log",
    "log show 1",
    "log stats",
    "log pain",
    "log export",
    "log delete 1",
    "log import nothing.json",
    "catalog new mine",
    "catalog check",
    "catalog coverage",
    "catalog schema",
    "catalog import nothing.json",
]


@pytest.mark.parametrize("line", COMMANDS)
def test_a_config_with_a_mistake_ends_every_command(home: Path, line: str) -> None:
    """Exit 2 with its place, before anything is printed or written."""
    (home / "config.yaml").write_text("bogus: 1\n")
    ran = stretchcli(*line.split())
    assert (ran.code, ran.out) == (2, "")
    assert f"{home / 'config.yaml'}:1:1: " in ran.err
    assert "bogus" in ran.err


@pytest.mark.parametrize("line", [*COMMANDS, "list hips --json", "catalog coverage --json"])
def test_a_name_in_the_config_that_nothing_has_ends_every_command(home: Path, line: str) -> None:
    """Those too that leave nothing out, so that nobody believes that it is heeded; exit 2 with its place."""
    (home / "config.yaml").write_text("avoid: [banana]\n")
    ran = stretchcli(*line.split())
    assert (ran.code, ran.out) == (2, "")
    assert line == "me" or f"{home / 'config.yaml'}:1:9: In `avoid:` of your config, there is no need called “banana”." in ran.err


@pytest.mark.parametrize("key", ["hold: 30-20", "reps: 0", "theme: blue"])
def test_a_value_out_of_range_in_the_config_ends_the_log_too(home: Path, key: str) -> None:
    """Not only the commands that use it."""
    (home / "config.yaml").write_text(f"{key}\n")
    ran = stretchcli("log")
    assert ran.code == 2
    assert f"{home / 'config.yaml'}:1:" in ran.err


@pytest.mark.parametrize("line", ["doctor", "catalog path", "run -h", "log stats -h"])
def test_what_helps_to_fix_a_config_runs_in_spite_of_it(home: Path, line: str) -> None:
    """The doctor, the folder, and every help."""
    for mistake in ("bogus: 1", "avoid: [banana]"):
        (home / "config.yaml").write_text(f"{mistake}\n")
        assert stretchcli(*line.split()).code == 0


@pytest.mark.skipif(not FULL_DISK.exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize(
    "line",
    [
        "list",
        "plan --json",
        "run --speed 1000 --plain",
        "log pain",
        "log stats --json",
        "log export",
        "doctor --json",
        "me --json",
    ],
)
def test_a_full_disk_behind_stdout_is_told_in_one_sentence(home: Path, line: str) -> None:
    """Exit 1 and no crash report: it is no bug of the program."""
    with FULL_DISK.open("w") as full:
        command = [sys.executable, "-m", "stretchcli", *line.split()]
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False)
    assert ran.returncode == 1
    assert "The output could not be written: No space left on device." in ran.stderr
    assert "bug" not in ran.stderr
    assert not list(home.glob("crash-*"))


@pytest.mark.parametrize("line", ["", "log", "catalog"])
def test_the_help_cuts_no_command_off(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """At 80 columns every command has a whole sentence."""
    monkeypatch.setenv("COLUMNS", "80")
    ran = stretchcli(*line.split(), "-h")
    rows = ran.out.partition("Commands:\n")[2].splitlines()
    assert rows
    assert [row for row in rows if not row.endswith(".")] == []
    assert [row for row in rows if row.endswith("...")] == []


@pytest.mark.parametrize("environment", [{"ACCESSIBLE": "1"}, {"TERM": "dumb"}])
@pytest.mark.parametrize("line", ["list hips", "list -l calves", "plan hips", "routines", "show glute-bridge"])
@pytest.mark.parametrize("columns", ["100", "40"])
def test_a_terminal_for_a_screen_reader_gets_no_escape_sequences(
    line: str, environment: dict[str, str], columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bold letters and colours are for eyes."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", columns)
    assert "\x1b[" in stretchcli(*line.split(), terminal=True).out
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert "\x1b" not in stretchcli(*line.split(), terminal=True).out


def test_every_key_of_the_config_is_read_somewhere() -> None:
    """A key that does nothing would mislead, and one that is read but unknown could never be set."""
    sources = [path for path in (Path(__file__).parents[2] / "stretchcli").rglob("*.py") if path.name != "settings.py"]
    code = "".join(path.read_text() for path in sources)
    limits = {"avoid", "pain", "never"}  # as a whole: Settings.limits
    assert [key for key in keys() if key not in limits and f'"{key}"' not in code] == []
    read = set(re.findall(r'settings\.get\(\s*"([a-z_]+)"', code))
    assert read - {*keys()} == set()
