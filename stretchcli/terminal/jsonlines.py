"""A session as JSON lines: one flat object for each event, as it happens."""

from __future__ import annotations

import json
import math

from stretchcli.session.codec import event_json
from stretchcli.session.state import Event, State
from stretchcli.terminal.outlet import Outlet


class JsonSink:
    """Prints every event as a line of JSON."""

    def __init__(self, outlet: Outlet) -> None:
        self._outlet = outlet

    def hear(self, event: Event, state: State) -> None:
        self._outlet.write(json.dumps(event_json(event)) + "\n")

    def look(self, state: State, now_s: float) -> float:
        return math.inf

    def close(self) -> None:
        self._outlet.close()
