"""What is known about somebody, in words: the talk says it, and so does what ``me`` shows."""

from __future__ import annotations

from collections.abc import Mapping

from stretchcli.asking.known import Has
from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.vocabulary import Vocabulary


def has_said(has: Has, words: Vocabulary, phrases: Phrases) -> str:
    """A condition of the person in words, "a hip replacement since 2026-09-01"."""
    said = words.conditions[has.condition].said
    return phrases.say("me.since", condition=said, day=has.since) if has.since else said


def need_said(need: str, words: Vocabulary, because: Mapping[str, str], phrases: Phrases) -> str:
    """What is left out, in words: "where you kneel", "what needs a steady table"."""
    found = words.needs[need]
    if found.equipment:
        return phrases.say("me.left-thing", thing=found.means)
    return phrases.say("me.left-need", said=because.get(need, found.said))
