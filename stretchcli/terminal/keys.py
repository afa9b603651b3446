"""The one table of keys: it drives what a key does, the footer, the help and the README."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from stretchcli.catalog.phrases import Phrases
from stretchcli.session.state import Action

ViewKey = Literal["help", "mute"]


class Key(NamedTuple):
    """One thing that keys do. Its words are the phrases ``keys.<does>``.

    Attributes:
        presses: The keys as ``keyboard`` names them.
        does: What the session is asked, or what the view does.
    """

    presses: tuple[str, ...]
    does: Action | ViewKey

    def shown(self, phrases: Phrases) -> str:
        """The first of its keys as people read it."""
        return phrases.say(f"keys.{self.does}.footer")

    def short(self, phrases: Phrases) -> str:
        """What it does, for the footer."""
        return phrases.say(f"keys.{self.does}.short")


KEYS: Final = (
    Key((" ",), Action.TOGGLE),
    Key(("n", "right"), Action.NEXT),
    Key(("enter",), Action.CONFIRM),
    Key(("s",), Action.SKIP),
    Key(("b", "left"), Action.BACK),
    Key(("+", "="), Action.EXTEND),
    Key(("o",), Action.OUCH),
    Key(("m",), "mute"),
    Key(("?",), "help"),
    Key(("q",), Action.QUIT),
)

BY_PRESS: Final = {press: key for key in KEYS for press in key.presses}


def key_rows(phrases: Phrases) -> list[tuple[str, str]]:
    """The keys with what they do, for the help and the README."""
    return [(phrases.say(f"keys.{key.does}.help"), phrases.say(f"keys.{key.does}.long")) for key in KEYS]


def footer_keys(*, manual: bool, audible: bool) -> list[Key]:
    """The keys that are worth a place in the footer.

    Args:
        manual: Steps wait for Enter.
        audible: There is something that could be silenced.
    """
    idle = {*([] if manual else [Action.CONFIRM]), *([] if audible else ["mute"])}
    return [key for key in KEYS if key.does not in idle]
