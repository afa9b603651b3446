"""Text from untrusted sources: what may reach a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_JOINERS: Final = "\u200c\u200d"  # needed inside words in some scripts, and harmless


def unsafe_character(text: str) -> str | None:
    """The first character that must not reach a terminal, "a control character (U+001B)", or None.

    Control characters carry escape sequences, format characters reorder what is read (bidirectional overrides),
    lone surrogates cannot be encoded.
    """
    if text.isprintable():  # nearly every text is, and this check is quick
        return None
    import unicodedata

    for character in text:
        if character in _JOINERS or (category := unicodedata.category(character)) not in ("Cc", "Cf", "Cs", "Zl", "Zp"):
            continue
        name = unicodedata.name(character, "control character" if category == "Cc" else "character").lower()
        return f"{'an' if name[0] in 'aeiou' else 'a'} {name} (U+{ord(character):04X})"
    return None


def either(words: Sequence[str]) -> str:
    """Words of which one is meant, as a message lists them: "gentle, normal or deep"."""
    *before, last = words
    return f"{', '.join(before)} or {last}" if before else last


def harmless(text: str) -> str:
    """The same text with every unsafe character shown as ``?``, for words that the person typed or a file name."""
    return "".join("?" if unsafe_character(character) else character for character in text)
