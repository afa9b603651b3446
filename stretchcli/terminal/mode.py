"""Which view of a session: chosen in one place, from what was asked for and where the output goes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from enum import Enum


class Mode(Enum):
    """The three views."""

    LIVE = "live"
    LINES = "lines"
    JSON = "json"


def choose(*, as_json: bool, plain: bool, stdout_is_terminal: bool, environment: Mapping[str, str]) -> Mode:
    """The view for a session.

    ``FORCE_COLOR`` is about colour and never makes a pipe a screen.
    """
    if as_json:
        return Mode.JSON
    dumb = environment.get("TERM", "dumb") == "dumb"
    if plain or not stdout_is_terminal or dumb or accessible(environment) or os.name == "nt":
        return Mode.LINES
    return Mode.LIVE


def takes_escapes(environment: Mapping[str, str]) -> bool:
    """Whether a terminal is to be sent escape sequences: it knows them, and nobody asked for output that a reader can speak."""
    return environment.get("TERM", "dumb") not in ("dumb", "unknown") and not accessible(environment)


def has_braille(environment: Mapping[str, str]) -> bool:
    """Whether the terminal has letters for dots and quarters of cells: the font of the Linux console has at most 512."""
    return environment.get("TERM") != "linux"


def accessible(environment: Mapping[str, str]) -> bool:
    """Whether the person wants output for a screen reader."""
    return environment.get("ACCESSIBLE", "") not in ("", "0")
