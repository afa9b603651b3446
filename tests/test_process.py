"""The program as a real process: signals, closed ends, and a wheel far away from the clone."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

import pytest

from tests.clis import spawn

ROOT = Path(__file__).resolve().parent.parent


def finished(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a process that comes to its end."""
    out, err = process.communicate(timeout=60)
    assert "Traceback" not in err
    return process.returncode, out, err


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_ends_a_session_cleanly(number: int, code: int) -> None:
    """The end is told, the exit code is the signal's, and stderr stays empty."""
    process = spawn("run", "glute-bridge", "--json")
    assert process.stdout is not None
    first = json.loads(process.stdout.readline())
    process.send_signal(number)
    ended, out, err = finished(process)
    assert first["event"] == "session_started"
    assert json.loads(out.splitlines()[-1])["outcome"] == "stopped"
    assert (ended, err) == (code, "")


def test_a_signal_in_plain_lines_still_sums_up() -> None:
    """What was held is said."""
    process = spawn("run", "glute-bridge")
    assert process.stdout is not None
    while not process.stdout.readline().startswith("Glute bridge: 10 holds"):  # the intro: the session has begun
        assert process.poll() is None
    process.send_signal(signal.SIGTERM)
    code, out, err = finished(process)
    assert (code, err) == (143, "")
    assert "Stopped here. 0 of 10 holds complete" in out


@pytest.mark.parametrize("arguments", [["--json"], []])
def test_a_reader_that_goes_away_in_a_session_ends_it_in_silence(arguments: list[str]) -> None:
    """141, as other programs in a pipe."""
    process = spawn("run", "glute-bridge", "--speed", "200", *arguments)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(60) == 141
    assert process.stderr.read() == ""
    process.stderr.close()


@pytest.mark.parametrize("arguments", [["list"], ["plan", "--json"], ["run", "glute-bridge"], ["-h"]])
def test_a_reader_that_was_never_there_is_no_error(arguments: list[str]) -> None:
    """Before the first byte, whatever the command."""
    read, write = os.pipe()
    os.close(read)
    process = spawn(*arguments, stdout=write)
    os.close(write)
    assert finished(process)[::2] == (141, "")


@pytest.mark.parametrize("arguments", [["list"], ["run", "glute-bridge", "--speed", "1000"]])
@pytest.mark.parametrize("closed", [">&-", ">&- <&-"])
def test_a_stdout_that_was_closed_before_the_start_is_no_error(arguments: list[str], closed: str) -> None:
    """As a shell closes it."""
    command = ["sh", "-c", f'"$@" {closed}', "sh", sys.executable, "-m", "stretchcli", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.parametrize("closed", ["<&-", "2>&-", "<&- 2>&-"])
def test_a_session_needs_neither_stdin_nor_stderr(closed: str) -> None:
    """Only somebody who listens."""
    session = ["run", "glute-bridge", "--reps", "1", "--speed", "1000", "--json", "--pain", "back"]
    command = ["sh", "-c", f'"$@" {closed}', "sh", sys.executable, "-m", "stretchcli", *session]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0
    assert json.loads(done.stdout.splitlines()[-1])["outcome"] == "complete"


def test_a_rehearsal_as_json_is_complete() -> None:
    """Every phase of the plan starts and ends in order, every line is an object, and the clock never runs back."""
    session = ["standing-hip-flexor", "--reps", "1", "--json"]
    process = spawn("run", *session, "--speed", "60")
    plan = json.loads(finished(spawn("plan", *session))[1])
    code, out, err = finished(process)
    events: list[dict[str, Any]] = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert events[0] == {"event": "session_started", "at_s": 0.0, "total_s": plan["total_s"]}
    assert events[-1]["event"] == "session_ended"
    assert events[-1]["outcome"] == "complete"
    started = [event for event in events if event["event"] == "phase_started"]
    assert [{key: event[key] for key in plan["phases"][0]} for event in started] == plan["phases"]
    ended = [event for event in events if event["event"] == "phase_ended"]
    assert [event["index"] for event in ended] == [phase["index"] for phase in plan["phases"]]
    holds = [event for event in ended if event["kind"] == "hold"]
    assert [(event["held_s"], event["outcome"]) for event in holds] == [(30, "full")] * 2
    cues = [event["event"] for event in events if event["event"] in ("floor_reached", "halfway", "countdown")]
    assert [cues.count(name) for name in ("floor_reached", "halfway", "countdown")] == [2, 2, 2 * 3 + 2 * 3]
    moments = [event["at_s"] for event in events]
    assert moments == sorted(moments)
    assert moments[-1] >= plan["total_s"]


def test_events_come_as_they_happen() -> None:
    """The first lines can be read while the session goes on."""
    process = spawn("run", "glute-bridge", "--json")
    assert process.stdout is not None
    names = [json.loads(process.stdout.readline())["event"] for _ in range(2)]
    assert process.poll() is None
    process.terminate()
    assert names == ["session_started", "phase_started"]
    assert finished(process)[0] == 143


def test_the_wheel_finds_its_data_far_away_from_the_clone(tmp_path: Path) -> None:
    """Built from the tree, installed into an environment of its own, started from another folder."""
    pip = [sys.executable, "-m", "pip", "-q", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", str(ROOT), "--no-deps", "-w", str(tmp_path)], check=True, timeout=120)
    (wheel,) = tmp_path.glob("*.whl")
    environment = tmp_path / "environment"
    venv.create(environment, symlinks=True, with_pip=False)
    (site,) = environment.glob("lib/python*/site-packages")
    subprocess.run([*pip, "install", "--no-deps", "--target", str(site), str(wheel)], check=True, timeout=120)
    # The packages it needs come from here: this test is about our own files.
    (site / "needed.pth").write_text("\n".join(path for path in sys.path if path.endswith("site-packages")))
    code = "import stretchcli, sys; sys.argv = ['stretchcli', 'plan', '--json']; print(stretchcli.__file__, file=sys.stderr); "
    code += "from stretchcli.cli import main; main()"
    done = subprocess.run(
        [environment / "bin/python", "-c", code], capture_output=True, text=True, cwd=tmp_path, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.strip() == str(site / "stretchcli/__init__.py")
    assert json.loads(done.stdout)["holds"] == 34
