"""How anything is asked: a prompt, what is typed, and asking again where that is no answer."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from stretchcli.asking.answers import Unclear, either, is_one_of
from stretchcli.asking.questions import Questions
from stretchcli.catalog.phrases import Phrases
from stretchcli.reading.text import harmless

_MOST_SHOWN: Final = 60
YES_OR_NO: Final = (("yes", ()), ("no", ("not",)))


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

    def typed(self, lines: Sequence[str], ready: str = "") -> Generator[Prompt, str, str]:
        """What is typed, after what was noted before.

        Args:
            ready: What kind of answer is expected.
        """
        noted, self.notes = self.notes, []
        return (yield Prompt((*noted, *lines), f"{ready}: " if ready else "> ")).strip()

    def ask(self, lines: Sequence[str], ready: str = "") -> Generator[Prompt, str, str]:
        """What is typed, empty where the question is passed over, be it by "I don't know"."""
        text = yield from self.typed(lines, ready)
        return "" if is_one_of(text, self.questions.skip) else text

    def yes_or_no(self, lines: tuple[str, ...], *, told: bool = False) -> Generator[Prompt, str, bool | None]:
        """Whether it is so; None where the question is passed over.

        Args:
            told: The lines say what to answer.
        """
        ready = "" if told else self.yes_or_no_ready
        while text := (yield from self.ask(lines, ready)):
            try:
                return either(text, YES_OR_NO, self.questions.none) == 0
            except Unclear:
                lines = (self.unclear_either(text, [said for said, _ in YES_OR_NO]),)
        return None

    @property
    def yes_or_no_ready(self) -> str:
        """What is expected where a yes or a no is."""
        return self.either([said for said, _ in YES_OR_NO])

    def either(self, said: Sequence[str]) -> str:
        """What is expected where one of two answers is."""
        return self.phrases.say("me.either", one=said[0], other=said[1])

    def numbered(self, said: Sequence[str]) -> list[str]:
        """What can be chosen, a line each, with its number from 1."""
        return [self.phrases.say("me.option", number=number, said=one) for number, one in enumerate(said, 1)]

    def quoted(self, text: str) -> str:
        """What was typed, harmless and not too long to be shown again."""
        return harmless(text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}...")

    def unclear_either(self, text: str, said: Sequence[str]) -> str:
        """That something is neither of two answers."""
        return self.phrases.say("me.unclear-either", said=self.quoted(text), one=said[0], other=said[1])

    def unclear(self, unclear: Unclear) -> str:
        """That something is none of the answers."""
        return self.phrases.say("me.unclear", said=self.quoted(str(unclear.args[0]).strip()))
