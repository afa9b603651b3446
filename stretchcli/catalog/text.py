"""Text that strangers wrote: what may reach a terminal, how a side is filled in, how long it takes to say."""

from __future__ import annotations

import math
import re
from typing import Final, Literal

Side = Literal["right", "left", "both"]

SECONDS_PER_WORD: Final = 0.4
SHORTEST_STEP_S: Final = 4

_JOINERS: Final = "\u200c\u200d"  # needed inside words of some scripts, and harmless
_SEPARATORS: Final = re.compile(r"[\s_\-]+")
_PLACEHOLDER: Final = re.compile(r"(^|[.!?]\s+)?\{(side|other)\}")


def opposite(side: Side) -> Side:
    """The other side; ``both`` stays ``both``."""
    if side == "both":
        return "both"
    return "left" if side == "right" else "right"


def unsafe_character(text: str) -> str | None:
    """The name of the first character that must not reach a terminal, or None.

    Control characters carry escape sequences, format characters reorder what is read (bidirectional overrides),
    lone surrogates cannot be encoded.
    """
    if text.isprintable():  # nearly every text is, and this takes no time
        return None
    import unicodedata

    for character in text:
        if character in _JOINERS or (category := unicodedata.category(character)) not in ("Cc", "Cf", "Cs", "Zl", "Zp"):
            continue
        name = unicodedata.name(character, "control character" if category == "Cc" else "character")
        return f"{name.lower()} (U+{ord(character):04X})"
    return None


def harmless(text: str) -> str:
    """The same text with every unsafe character shown as ``?``, for words that the person typed or a file name."""
    return "".join("?" if unsafe_character(character) else character for character in text)


def for_side(text: str, side: Side) -> str:
    """Fill ``{side}`` and ``{other}`` in, with a capital where a sentence begins with one.

    >>> for_side("Put your {side} foot forward. {other} leg straight.", "left")
    'Put your left foot forward. Right leg straight.'
    """

    def fill(match: re.Match[str]) -> str:
        word = side if match[2] == "side" else opposite(side)
        return word if match[1] is None else match[1] + word.capitalize()

    return _PLACEHOLDER.sub(fill, text)


def sideless(text: str) -> str:
    """The text for both sides at once: ``{side}`` is the leading one, ``{other}`` the other.

    >>> sideless("Keep your {side} knee behind your toes.")
    'Keep your leading knee behind your toes.'
    """
    return text.replace("{side}", "leading").replace("{other}", "other")


def spoken_s(text: str) -> int:
    """Whole seconds that saying and following a text takes: 0.4 s a word, at least 4 s."""
    # Tenths, because 0.4 * 5 is a little more than 2 in floating point and would round up to 3.
    return max(SHORTEST_STEP_S, math.ceil(len(text.split()) * round(SECONDS_PER_WORD * 10) / 10))


def normalised(name: str) -> str:
    """A name as it is compared: whatever its case, spaces, hyphens and underscores."""
    return _SEPARATORS.sub("", name).casefold()


def readable(identifier: str) -> str:
    """An identifier in words: ``knee-pain`` is ``knee pain``."""
    return identifier.replace("-", " ")


def listed(words: list[str] | tuple[str, ...], last: str = "and") -> str:
    """Words as a sentence lists them.

    >>> listed(["a mat", "a table", "a bed"])
    'a mat, a table and a bed'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
