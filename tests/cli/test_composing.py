"""Composed sessions from the command line: what the log has to do with them, and what they say of themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from stretchcli.cli import logbook
from stretchcli.cli.context import AppContext
from stretchcli.session.history import History
from tests.clis import stretchcli


@pytest.mark.parametrize("line", ["plan hips", "plan --minutes 8"])
def test_a_damaged_log_stops_no_plan(line: str, home: Path) -> None:
    """It is set aside as always, and the plan is made without it."""
    (home / "log.db").write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 40)
    ran = stretchcli(*line.split())
    assert ran.code == 0
    assert "Traceback" not in ran.err


def test_the_log_is_opened_only_where_the_program_chooses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither for a routine nor for what is named by hand, with minutes or without."""
    asked: list[AppContext] = []

    def history_of(context: AppContext) -> History:
        asked.append(context)
        return History()

    monkeypatch.setattr(logbook, "history_of", history_of)
    for line in ("plan", "plan neck-rotation", "plan neck-rotation --minutes 5", "plan whole-body --level gentle"):
        assert stretchcli(*line.split()).code == 0
    assert asked == []
    for line in ("plan neck", "plan --minutes 5", "plan whole-body --minutes 20"):
        assert stretchcli(*line.split()).code == 0
    assert len(asked) == 3


def test_a_session_says_why_it_is_not_longer() -> None:
    """A group without minutes names --minutes; more minutes than gain something are said to be too many."""
    assert "--minutes 30" in stretchcli("plan", "hips").err
    assert "More would add little" in stretchcli("plan", "hips", "--minutes", "600").err
    assert stretchcli("plan", "iliopsoas").err == ""


def test_the_level_is_remembered_and_the_line_beats_it(home: Path) -> None:
    """`level:` in the config, --level on the line."""
    (home / "config.yaml").write_text("level: gentle\n", encoding="utf-8")
    (gentle,) = stretchcli("plan", "standing-hip-flexor", "--json").json["items"]
    (normal,) = stretchcli("plan", "standing-hip-flexor", "--level", "normal", "--json").json["items"]
    assert (gentle["hold_s"]["max"], normal["hold_s"]["max"]) == (20, 30)
    refused = stretchcli("plan", "--level", "hard")
    assert (refused.code, refused.err.splitlines()[-1]) == (2, "Use gentle, normal or deep.")
