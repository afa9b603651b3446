"""Who listens to a session: what the loop asks of a log, a printer, a screen, a voice."""

from __future__ import annotations

from typing import Protocol

from stretchcli.session.state import Event, State


class Listener(Protocol):
    """Something that listens to a session. It must not wait for anything."""

    def hear(self, event: Event, state: State) -> None:
        """Take note of an event; ``state`` is the session right after it."""

    def close(self) -> None:
        """This listener has failed and gets no more events."""


class View(Listener, Protocol):
    """A listener that draws."""

    def draw(self, state: State, now_s: float) -> float:
        """Draw what is due, and return the session moment at which to be asked again (infinite: only on events)."""


class Prompter(Listener, Protocol):
    """A listener that has something to do at moments of its own."""

    def prompt(self, state: State, now_s: float) -> float:
        """Do what is due, and return the session moment at which to be asked again (infinite: only on events)."""
