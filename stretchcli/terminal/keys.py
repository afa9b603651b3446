"""The one table of keys: it drives what a key does, the footer, the help and the README."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, NamedTuple

from stretchcli.catalog.limits import MOST_HOLD_S
from stretchcli.catalog.phrases import Phrases
from stretchcli.session.easier import open_holds, way_of
from stretchcli.session.engine import Action
from stretchcli.session.state import State, Status

ViewKey = Literal["help", "mute"]


def _always(state: State) -> bool:
    return True


def _waits(state: State) -> bool:
    return state.waiting


def _holds(state: State) -> bool:
    return state.phase.kind == "hold" and state.status is not Status.PAUSED


def _may_grow(state: State) -> bool:
    return _holds(state) and state.duration_s < MOST_HOLD_S


def _eases(state: State) -> bool:
    return way_of(state) is not None and bool(open_holds(state))


class Key(NamedTuple):
    """One thing that keys do. Its words are the phrases ``keys.<does>``.

    Attributes:
        presses: The keys as ``keyboard`` names them.
        does: What the session is asked to do, or what the view does.
        applies: Whether it does anything in a session as it stands.
        confirmed: It is answered in words, since the picture alone may not show that it was heard.
    """

    presses: tuple[str, ...]
    does: Action | ViewKey
    applies: Callable[[State], bool] = _always
    confirmed: bool = False

    def shown(self, phrases: Phrases) -> str:
        """The first of its keys as people read it."""
        return phrases.say(f"keys.{self.does}.footer")

    def short(self, phrases: Phrases) -> str:
        """What it does, for the footer."""
        return phrases.say(f"keys.{self.does}.short")


KEYS: Final = (
    Key((" ",), Action.TOGGLE),
    Key(("n", "right"), Action.NEXT, confirmed=True),
    Key(("enter",), Action.CONFIRM, _waits),
    Key(("s",), Action.SKIP, confirmed=True),
    Key(("b", "left"), Action.BACK, confirmed=True),
    Key(("+", "="), Action.EXTEND, _may_grow, confirmed=True),
    Key(("o",), Action.OUCH, _holds),
    Key(("e",), Action.EASIER, _eases, confirmed=True),
    Key(("m",), "mute"),
    Key(("?",), "help"),
    Key(("q",), Action.QUIT),
)

BY_PRESS: Final = {press: key for key in KEYS for press in key.presses}
BY_ACTION: Final = {key.does: key for key in KEYS}


def key_rows(phrases: Phrases) -> list[tuple[str, str]]:
    """The keys with what they do, for the help and the README."""
    return [(phrases.say(f"keys.{key.does}.help"), phrases.say(f"keys.{key.does}.long")) for key in KEYS]


def live_keys(state: State, *, audible: bool) -> list[Key]:
    """The keys that do something now; ``audible``: there is something that could be silenced."""
    return [key for key in KEYS if key.applies(state) and (audible or key.does != "mute")]


def answer(action: Action, state: State) -> str:
    """What the screen says to a key; empty where the picture itself answers.

    Args:
        state: The session before the key.
    """
    key, phrases = BY_ACTION.get(action), state.phrases
    if key is None:
        return ""
    way = way_of(state)
    if action is Action.EASIER and way is not None:
        if not key.applies(state):
            return phrases.say("keys.easier.over")
        return phrases.say("keys.easier.done") if way.stretch else way.text
    if key.applies(state):
        return phrases.say(f"keys.{key.does}.done") if key.confirmed else ""
    return (
        phrases.say("keys.extend.longest") if action is Action.EXTEND and _holds(state) else phrases.say(f"keys.{key.does}.idle")
    )
