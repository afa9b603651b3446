"""How anything is asked: a prompt, what is typed, and asking again where that is no answer."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from stretchcli.asking.answers import Unclear, chosen
from stretchcli.asking.questions import Questions
from stretchcli.catalog.phrases import Phrases
from stretchcli.reading.text import harmless

YES_OR_NO: Final = ("yes", "no")


class Prompt(NamedTuple):
    """What is to be printed, and the prompt before the answer."""

    lines: tuple[str, ...]
    ready: str


@dataclass(slots=True)
class Asker:
    """Asks single questions.

    Attributes:
        notes: What is said before the next question.
    """

    questions: Questions
    phrases: Phrases
    notes: list[str] = field(default_factory=list)

    def prompt(self, lines: Sequence[str], ready: str = "> ") -> Prompt:
        """A prompt with what was noted before it."""
        noted, self.notes = self.notes, []
        return Prompt((*noted, *lines), ready)

    def yes_or_no(self, lines: tuple[str, ...], ready: str = "") -> Generator[Prompt, str, bool | None]:
        """Whether it is so; None where the question is passed over."""
        ready = ready or f"{self.phrases.listed(YES_OR_NO, 'or')}: "
        while text := (yield self.prompt(lines, ready)).strip():
            try:
                return chosen(text, [(word, ()) for word in YES_OR_NO])[0] == 0
            except Unclear as unclear:
                lines = (self.unclear(unclear),)
        return None

    def numbered(self, said: Sequence[str]) -> list[str]:
        """What can be chosen, a line each, with its number from 1."""
        return [self.phrases.say("me.option", number=number, said=one) for number, one in enumerate(said, 1)]

    def unclear(self, unclear: Unclear) -> str:
        """That something is none of the answers."""
        return self.phrases.say("me.unclear", said=harmless(str(unclear.args[0]).strip()))
