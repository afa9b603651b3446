"""Writing that never makes a session wait."""

from __future__ import annotations

import io
import json
import os
import threading

from stretchcli.catalog.records import Catalog, HoldRange
from stretchcli.session.engine import start
from stretchcli.session.layout import PlannedStretch, compile_session
from stretchcli.terminal.jsonlines import JsonLines
from stretchcli.terminal.outlet import Outlet
from tests.samples import PHRASES


class Stuck(io.StringIO):
    """A stream whose reader has stopped reading until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.reached, self.go = threading.Event(), threading.Event()

    def flush(self) -> None:
        self.reached.set()
        assert self.go.wait(20)


def test_everything_is_written_in_order() -> None:
    """Closing waits for it."""
    stream = io.StringIO()
    outlet = Outlet(stream)
    for number in range(100):
        outlet.write(f"{number}\n")
    outlet.close()
    assert stream.getvalue().split() == [str(number) for number in range(100)]


def test_a_reader_that_stopped_reading_never_blocks_a_write() -> None:
    """All this is handed over while the first line is still stuck; once the reader goes on, nothing is missing."""
    stream = Stuck()
    outlet = Outlet(stream)
    outlet.write("first\n")
    assert stream.reached.wait(20)
    for _ in range(1000):
        outlet.write("more\n")
    assert outlet.behind
    assert stream.getvalue() == "first\n"
    stream.go.set()
    outlet.close()
    assert stream.getvalue().count("more") == 1000


def test_a_reader_that_has_gone_away_is_reported_once() -> None:
    """From then on everything is dropped."""
    read, write = os.pipe()
    os.close(read)
    reports: list[str] = []
    stream = os.fdopen(write, "w")
    outlet = Outlet(stream, on_closed=lambda: reports.append("closed"))
    for _ in range(10):
        outlet.write("line\n")
    outlet.close()
    outlet.write("after the end\n")
    assert outlet.closed
    assert reports == ["closed"]
    os.dup2(os.open(os.devnull, os.O_WRONLY), write)  # what is left in the buffer goes nowhere
    stream.close()


def test_json_lines_are_one_object_each(catalog: Catalog) -> None:
    """Written as they happen."""
    timeline = compile_session(
        "x", [PlannedStretch(catalog.stretches["glute-bridge"], 1, HoldRange(20, 30))], catalog.vocabulary, PHRASES
    )
    stream = io.StringIO()
    lines = JsonLines(Outlet(stream))
    state, events = start(timeline, PHRASES)
    for event in events:
        lines.hear(event, state)
    lines.close()
    assert [json.loads(line)["event"] for line in stream.getvalue().splitlines()] == ["session_started", "phase_started"]
