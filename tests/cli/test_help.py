"""The help of every command, as it stands in a window of 80 columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import typer

from stretchcli.cli import app
from tests.clis import stretchcli


def every_command(command: Any = None, *path: str) -> Iterator[list[str]]:
    """The words that name each command, the program itself first."""
    command = command or typer.main.get_command(app)
    yield list(path)
    for name in command.list_commands(None) if hasattr(command, "list_commands") else ():
        yield from every_command(command.get_command(None, name), *path, name)


@pytest.mark.parametrize("command", list(every_command()), ids=" ".join)
def test_every_help_fits_80_columns(command: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """No line is cut off, runs over the edge, or ends in the middle of a word."""
    monkeypatch.setenv("COLUMNS", "80")
    ran = stretchcli(*command, "-h")
    assert ran.code == 0
    for line in ran.out.splitlines():
        assert len(line) < 80, line
        assert not line.endswith(("...", "-")) or "[" in line, line


@pytest.mark.parametrize(
    ("line", "help_of"),
    [
        ("run --bogus", "stretchcli run -h"),
        ("log show", "stretchcli log show -h"),
        ("--bogus", "stretchcli -h"),
        ("qqqqqq", "stretchcli -h"),
    ],
)
def test_wrong_usage_points_to_the_help_of_its_command(line: str, help_of: str) -> None:
    """Not to the top of it all."""
    ran = stretchcli(*line.split())
    assert (ran.code, ran.err.splitlines()[-1]) == (2, f"See {help_of}.")


@pytest.mark.parametrize("line", ["", "catalog"])
def test_a_command_that_needs_another_one_answers_with_its_help(line: str) -> None:
    """On stderr and with the code of wrong usage, and with no further remedy."""
    ran = stretchcli(*line.split())
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("Usage: ")
    assert "See " not in ran.err
