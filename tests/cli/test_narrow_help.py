"""Help in a narrow window."""

from __future__ import annotations

import pytest

from tests.clis import stretchcli

COMMANDS = ("", "run", "plan", "list", "log", "catalog", "catalog new")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_fits_40_columns_and_breaks_no_word(monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """Every word of the help for a wide window is there, whole, in lines that fit; nothing ends in dots."""
    wide = stretchcli(*command.split(), "-h").out
    monkeypatch.setenv("COLUMNS", "40")
    narrow = stretchcli(*command.split(), "-h").out
    assert [line for line in narrow.splitlines() if len(line) > 40] == []
    words = set(narrow.split())
    assert [word for word in wide.split() if not word.endswith("...") and word not in words] == []
    assert "..." not in narrow.partition("Options:")[2]


def test_an_example_stands_above_what_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where both do not fit on one line."""
    monkeypatch.setenv("COLUMNS", "40")
    assert "  stretchcli run hips --minutes 10\n    ten minutes for the hips\n" in stretchcli("-h").out


def test_the_smallest_window_has_help_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """One column: as for 20, and the terminal folds it; commands run there as well."""
    monkeypatch.setenv("COLUMNS", "1")
    assert stretchcli("run", "-h").code == stretchcli("routines").code == 0
