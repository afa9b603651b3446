"""Keeping the system awake with what it has for that."""

from __future__ import annotations

import sys

import pytest

from stretchcli.running.awake import KeepAwake, command


@pytest.mark.parametrize(
    ("platform", "installed", "first"),
    [
        ("linux", {"systemd-inhibit"}, "systemd-inhibit"),
        ("darwin", {"caffeinate"}, "caffeinate"),
        ("linux", set(), None),
        ("linux", {"caffeinate"}, None),
    ],
)
def test_the_tool_of_the_system_is_taken(platform: str, installed: set[str], first: str | None) -> None:
    """And none where there is none."""
    found = command(lambda name: name if name in installed else None, platform)
    assert (found[0] if found else None) == first


def test_the_child_lives_as_long_as_the_session() -> None:
    """A real process that waits for the end of its input, and is gone with the session."""
    with KeepAwake([sys.executable, "-c", "import sys; sys.stdin.read()"]) as awake:
        assert awake.works
        child = awake._child
    assert child is not None
    assert child.returncode == 0


def test_a_tool_that_gives_up_is_noticed_and_does_no_harm() -> None:
    """The session goes on without."""
    with KeepAwake([sys.executable, "-c", "raise SystemExit(1)"]) as awake:
        assert awake._child is not None
        awake._child.wait(10)
        assert not awake.works


def test_a_missing_tool_does_no_harm() -> None:
    """Neither when it vanished in between."""
    with KeepAwake(["/nowhere/to/be/found"]) as awake:
        assert not awake.works
