"""A session printed on this terminal, in lines or as JSON."""

from __future__ import annotations

import pytest

from stretchcli.running.host import RunOptions, run_session
from stretchcli.session.state import Event, State
from stretchcli.session.timeline import Timeline
from stretchcli.terminal.mode import Mode
from tests.running.test_loop import bridge as bridge
from tests.samples import PHRASES


class Broken:
    """A listener that fails at once."""

    def hear(self, event: Event, state: State) -> None:
        raise RuntimeError("out of order")

    def close(self) -> None:
        """Nothing to close."""


@pytest.mark.parametrize("mode", [Mode.LINES, Mode.JSON])
def test_a_listener_that_fails_is_reported_after_the_session(
    bridge: Timeline, mode: Mode, capsys: pytest.CaptureFixture[str]
) -> None:
    """Once, on stderr, with the exit code of a session that went well: nothing of it was lost."""
    options = RunOptions(mode, PHRASES, speed=1000, on_crash=lambda error: [f"A bug: {error}"])
    assert run_session(bridge, options, [Broken()]) == 0
    out, err = capsys.readouterr()
    assert err == "A bug: out of order\n"
    assert "complete" in out
