"""A session as JSON lines: one flat object for each event, as it happens."""

from __future__ import annotations

import json

from stretchcli.session.codec import event_json
from stretchcli.session.state import Event, State
from stretchcli.terminal.outlet import Outlet


class JsonLines:
    """A listener that prints every event as a line of JSON."""

    def __init__(self, outlet: Outlet) -> None:
        self._outlet = outlet

    def hear(self, event: Event, state: State) -> None:
        self._outlet.write(json.dumps(event_json(event)) + "\n")

    def close(self) -> None:
        self._outlet.close()
