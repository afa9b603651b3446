"""``--pace`` and its key in the config, and what the log has to do with it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from stretchcli.cli import logbook
from tests.cli.test_resume import REHEARSE
from tests.clis import stretchcli
from tests.log.logs import FakeWall, logged, logged_days, opened

BRIDGE = ("plan", "glute-bridge", "--reps", "1", "--json")


def known(home: Path, stretch: str = "glute-bridge") -> None:
    """A log with three sessions of a stretch in the last days."""
    store = opened(home)
    logged_days(store, [date.today() - timedelta(days=back) for back in (1, 3, 5)], stretch=stretch)
    store.close()


def total_s(*arguments: str) -> int:
    """Seconds of a plan."""
    ran = stretchcli(*arguments)
    assert (ran.code, ran.err) == (0, "")
    seconds: int = ran.json["total_s"]
    return seconds


def test_brisk_takes_less_time_for_the_same_holds() -> None:
    """On the line, by its beginning, or always by the config; the line beats the config."""
    steady, brisk = (stretchcli("plan", "--pace", pace, "--json").json for pace in ("steady", "brisk"))
    assert brisk["total_s"] < steady["total_s"] == total_s("plan", "--json")
    assert (brisk["holds"], brisk["held_s"], brisk["items"]) == (steady["holds"], steady["held_s"], steady["items"])
    assert total_s("plan", "--pace", "b", "--json") == brisk["total_s"]


def test_the_config_remembers_the_pace(home: Path) -> None:
    """The line beats it; the lists of stretches and routines tell the time that it makes."""
    steady, listed = total_s("plan", "--json"), stretchcli("list", "standing-hip-flexor").out
    (home / "config.yaml").write_text("pace: brisk\n", encoding="utf-8")
    assert total_s("plan", "--json") < steady == total_s("plan", "--pace", "steady", "--json")
    routines = stretchcli("routines", "--json").json["routines"]
    assert [one["total_s"] for one in routines if one["id"] == "iliopsoas"] == [total_s("plan", "--json")]
    assert stretchcli("list", "standing-hip-flexor").out != listed


@pytest.mark.parametrize(
    ("set_up", "said"),
    [("line", "--pace quick is not one of its values."), ("config", "config.yaml:1:7: found `quick`")],
)
def test_another_pace_is_refused_with_the_two(home: Path, set_up: str, said: str) -> None:
    """On the line and in the config, where the line of the file is told."""
    if set_up == "config":
        (home / "config.yaml").write_text("pace: quick\n", encoding="utf-8")
    ran = stretchcli("plan", *(("--pace", "quick") if set_up == "line" else ()))
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "steady or brisk" in ran.err


def test_what_the_log_knows_is_told_briefly_from_the_start(home: Path) -> None:
    """After three sessions with it, and only when brisk; with `log: false` nothing is known."""
    steady, brisk = total_s(*BRIDGE), total_s(*BRIDGE, "--pace", "brisk")
    assert brisk == steady  # it has one side, and nobody knows it yet
    known(home)
    assert total_s(*BRIDGE) == steady > total_s(*BRIDGE, "--pace", "brisk")
    (home / "config.yaml").write_text("log: false\n", encoding="utf-8")
    assert total_s(*BRIDGE, "--pace", "brisk") == steady


def test_the_log_is_left_alone_at_a_steady_pace(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening it costs a start 10 ms."""
    known(home)
    monkeypatch.setattr(logbook, "open_store", lambda *_: pytest.fail("opened"))
    assert total_s(*BRIDGE) > 0
    assert stretchcli("list").code == 0


def test_a_damaged_log_does_not_stop_a_brisk_session(home: Path) -> None:
    """Whether it shows at once or deep inside: it is set aside, that is said once, and the session runs."""
    store = opened(home)
    for _ in range(30):
        logged(store, FakeWall())
    store.close()
    sound = (home / "log.db").read_bytes()
    for damaged in (b"garbage" * 1000, sound[:8192] + b"\xff" * (len(sound) - 8192)):
        (home / "log.db").write_bytes(damaged)
        ran = stretchcli("run", "glute-bridge", "--reps", "1", "--pace", "brisk", *REHEARSE)
        assert (ran.code, ran.err.count("Your log was damaged."), len(ran.err.splitlines())) == (0, 1, 1)
        assert len(stretchcli("log", "--json").json["sessions"]) == 1
