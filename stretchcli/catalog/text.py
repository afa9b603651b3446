"""Filling a side into a text, estimating how long it takes to say, comparing names."""

from __future__ import annotations

import math
import re
from typing import Final, Literal

Side = Literal["right", "left", "both"]

SECONDS_PER_WORD: Final = 0.4
SHORTEST_STEP_S: Final = 4

_SEPARATORS: Final = re.compile(r"[\s_\-,;]+")
_PLACEHOLDER: Final = re.compile(r"(^|[.!?]\s+)?\{(side|other)\}")


def opposite(side: Side) -> Side:
    """The other side; ``both`` stays ``both``."""
    if side == "both":
        return "both"
    return "left" if side == "right" else "right"


def filled(text: str, side: str, other: str, *, within: bool = False) -> str:
    """Put words in place of ``{side}`` and ``{other}``, with a capital where a sentence begins with one.

    Args:
        within: The text stands within a line and begins no sentence.

    >>> filled("Put your {side} foot forward. {other} leg straight.", "left", "right")
    'Put your left foot forward. Right leg straight.'
    """

    def fill(match: re.Match[str]) -> str:
        word = side if match[2] == "side" else other
        return word if match[1] is None else match[1] + (word if within else word.capitalize())

    return _PLACEHOLDER.sub(fill, text)


def spoken_s(text: str) -> int:
    """Whole seconds that saying and following a text takes: 0.4 s a word, at least 4 s."""
    return words_s(len(text.split()))


def words_s(count: int) -> int:
    """The same for a number of words."""
    # Tenths, because 0.4 * 5 is a little more than 2 in floating point and would round up to 3.
    return max(SHORTEST_STEP_S, math.ceil(count * round(SECONDS_PER_WORD * 10) / 10))


def normalised(name: str) -> str:
    """A name in the form in which names are compared: case, spaces, commas, hyphens and underscores do not count."""
    return _SEPARATORS.sub("", name).casefold()


def split_words(name: str) -> list[str]:
    """The words of a name, whatever separates them."""
    return [word for word in _SEPARATORS.split(name) if word]


def readable(identifier: str) -> str:
    """An identifier in words: ``knee-pain`` is ``knee pain``."""
    return identifier.replace("-", " ")
