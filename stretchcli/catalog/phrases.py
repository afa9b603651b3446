"""What the program itself says, in any language: sentences with named fields, plural forms and side forms.

The words are in ``data/phrases.yaml``, never in code. A ``Phrases`` is passed to the code that needs it; there is no global one.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from stretchcli.catalog.text import Side, filled, opposite

# A text, or its forms: ``one`` and ``other`` by ``count``, ``each`` and ``both`` by ``side``.
Phrase = str | Mapping[str, str]


class PhraseError(LookupError):
    """A phrase that does not exist was asked for, or one without a field that it needs. A bug of the caller."""


class Phrases(NamedTuple):
    """The phrases of one language by their dotted names.

    >>> rest = {"rest.next": "Rest. Next: the {name}."}
    >>> Phrases(rest).say("rest.next", name="calf stretch")
    'Rest. Next: the calf stretch.'
    >>> Phrases({"holds": {"one": "1 hold", "other": "{count} holds"}}).say("holds", count=3)
    '3 holds'
    """

    texts: Mapping[str, Phrase]

    def say(self, key: str, /, **fields: object) -> str:
        """The phrase with its fields filled in. Two of them are more than text.

        Args:
            key: The dotted name. Written out where it is used, so that a test can find unused phrases.
            fields: ``count``, a whole number, chooses between ``one`` and ``other``. ``side``, a ``Side``, chooses between
                ``each`` and ``both`` and is said in the words of this language.

        Raises:
            PhraseError: there is no such phrase, or a field is missing.
        """
        phrase = self.texts.get(key)
        try:
            text = phrase if isinstance(phrase, str) else _form(phrase, fields) if phrase is not None else None
            if text is not None and "side" in fields:
                fields["side"] = self.texts[f"side.{fields['side']}"]
            if text is not None:
                return text.format_map(fields)
        except KeyError as error:
            raise PhraseError(f"the phrase {key} needs {error}") from None
        raise PhraseError(f"there is no phrase {key}")

    def seconds(self, value_s: float) -> str:
        """Whole seconds: "1 second", "30 seconds"."""
        return self.say("time.seconds", count=_whole(value_s))

    def duration(self, value_s: float) -> str:
        """A length of time: "45 seconds", "2 minutes", "33 minutes 28 seconds"."""
        minutes, seconds = divmod(_whole(value_s), 60)
        if not minutes:
            return self.seconds(seconds)
        said = self.say("time.minutes", count=minutes)
        return self.say("time.minutes-and-seconds", minutes=said, seconds=self.seconds(seconds)) if seconds else said

    def listed(self, words: Sequence[str], last: Literal["and", "or"] = "and") -> str:
        """Words as a sentence lists them: "a mat, a table and a bed", "calves, and ankles and feet"; empty without any."""
        *before, end = words or [""]
        if not before:
            return end
        said = before[0]
        for word in before[1:]:
            said = self.say("list.more", words=said, word=word)
        joins = self.say(f"list.{last}", words="", word="")
        apart = any(joins in word for word in words)
        return self.say(f"list.{last}-apart" if apart else f"list.{last}", words=said, word=end)

    def for_side(self, text: str, side: Side) -> str:
        """A text of the catalog, which says ``{side}`` and ``{other}``, for one leading side."""
        return filled(text, self.say(f"side.{side}"), self.say(f"side.{opposite(side)}"))

    def lead(self, text: str, side: Side) -> str:
        """What the side means in a stretch, as it stands within a line: "left leg in front"."""
        return filled(text, self.say(f"side.{side}"), self.say(f"side.{opposite(side)}"), within=True)

    def sideless(self, text: str) -> str:
        """A text of the catalog for no side in particular: "your leading knee"."""
        return filled(text, self.say("side.leading"), self.say("side.opposite"))


def _form(forms: Mapping[str, str], fields: Mapping[str, object]) -> str:
    if "other" in forms:
        return forms["one" if fields["count"] == 1 else "other"]
    return forms["both" if fields["side"] == "both" else "each"]


def _whole(value_s: float) -> int:
    return math.floor(value_s + 0.5)


def capital(text: str) -> str:
    """The text with a capital first letter, as the start of a sentence."""
    return text[:1].upper() + text[1:]
