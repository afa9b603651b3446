"""The one table of keys: it drives what a key does, the footer, the help and the README."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from stretchcli.session.state import Action

ViewKey = Literal["help"]


class Key(NamedTuple):
    """One thing that keys do.

    Attributes:
        presses: The keys as ``keyboard`` names them.
        does: What the session is asked, or what the view does.
        shown: The first of them as people read it.
        short: For the footer.
        long: For the help.
    """

    presses: tuple[str, ...]
    does: Action | ViewKey
    shown: str
    short: str
    long: str


KEYS: Final = (
    Key((" ",), Action.TOGGLE, "space", "pause", "Pause, and go on. In a hold you get 3 seconds to get back in."),
    Key(("n", "right"), Action.NEXT, "n", "next", "Go to the next step. A hold ends here and keeps its seconds."),
    Key(("enter",), Action.CONFIRM, "Enter", "ready", "With --manual: you are in position, go on."),
    Key(("s",), Action.SKIP, "s", "skip", "Skip the rest of this stretch."),
    Key(("b", "left"), Action.BACK, "b", "back", "Start this step again; pressed twice, go one step back."),
    Key(("+", "="), Action.EXTEND, "+", "5 s more", "Hold for five seconds more."),
    Key(("o",), Action.OUCH, "o", "ouch", "It hurts: ease off, and leave this stretch."),
    Key(("?",), "help", "?", "help", "Show this help, and hide it."),
    Key(("q",), Action.QUIT, "q", "quit", "Stop the session. What you held is kept."),
)

BY_PRESS: Final = {press: key for key in KEYS for press in key.presses}


def key_rows() -> list[tuple[str, str]]:
    """The keys with what they do, for the help and the README."""
    return [(" or ".join([key.shown, *key.presses[1:]]).replace("+ or =", "+"), key.long) for key in KEYS]


def footer_keys(*, manual: bool) -> list[Key]:
    """The keys that are worth a place in the footer."""
    return [key for key in KEYS if manual or key.does is not Action.CONFIRM]
