"""Asking about one condition: which is meant by a word, since when it is so, and whether its precautions are lifted."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from stretchcli.asking.answers import Unclear, chosen, found_in, is_one_of, nearest
from stretchcli.asking.asker import Asker, Prompt
from stretchcli.asking.dates import NoDay, day_of
from stretchcli.asking.known import Has, Known
from stretchcli.asking.questions import Option, RedFlag
from stretchcli.asking.wording import has_said
from stretchcli.catalog.finder import Finder
from stretchcli.catalog.phrases import capital
from stretchcli.catalog.precautions import is_over
from stretchcli.catalog.vocabulary import Condition, Vocabulary
from stretchcli.reading.text import harmless


class Flagged(Exception):
    """A sign that needs a doctor has come up in the middle of the talk."""

    def __init__(self, flags: tuple[RedFlag, ...]) -> None:
        super().__init__()
        self.flags = flags


@dataclass(slots=True)
class Conditions:
    """Asks about conditions.

    Attributes:
        today: The day of the talk.
    """

    asker: Asker
    words: Vocabulary
    finder: Finder
    today: date

    def named(self, part: str) -> Generator[Prompt, str, Condition | None]:
        """The condition that a word means; where it could be several, or none, that is asked.

        Raises:
            Flagged: it means a sign that needs a doctor.
        """
        questions, phrases = self.asker.questions, self.asker.phrases
        while part.strip():
            for several in questions.several:
                if is_one_of(part, several.words):
                    return (yield from self._which(part, [self.words.conditions[name] for name in several.may_be]))
            condition = found_in(self.finder.conditions, part, questions.filler)
            if condition is not None:
                return condition
            yield from self._is_flag(part)
            if near := nearest(self.finder.conditions, part, questions.filler):
                return (yield from self._which(part, near))
            part = yield self.asker.prompt((phrases.say("me.unknown", said=harmless(part.strip())),))
        return None

    def _is_flag(self, part: str) -> Generator[Prompt, str, None]:
        """Ask back where a name that is no condition is the name of a sign."""
        with suppress(Unclear):
            for flag in flags_called(part, self.asker.questions.all_flags, numbers=False):
                asked = self.asker.phrases.say("me.is-it", said=harmless(part.strip()), flag=flag.said)
                if (yield from self.asker.yes_or_no((asked,))):
                    raise Flagged((flag,))

    def _which(self, part: str, conditions: Sequence[Condition]) -> Generator[Prompt, str, Condition | None]:
        phrases = self.asker.phrases
        lines = (
            phrases.say("me.which", said=harmless(part.strip())),
            *self.asker.numbered([condition.said for condition in conditions]),
        )
        while text := (yield self.asker.prompt(lines, f"{phrases.say('me.choose')}: ")).strip():
            if is_one_of(text, self.asker.questions.none):
                break
            try:
                return conditions[chosen(text, [(one.said, (one.id, *one.aliases)) for one in conditions])[0]]
            except Unclear as unclear:
                lines = (self.asker.unclear(unclear),)
        return None

    def dated(
        self, conditions: Sequence[Condition], what: str, known: Known, option: Option | None = None
    ) -> Generator[Prompt, str, list[Has]]:
        """The conditions with the day since which they hold; it is asked where their precautions end and no day is known."""
        before = [known.having(condition.id) or Has(condition.id) for condition in conditions]
        ending = next((condition for condition in conditions if condition.ask_again), None)
        if ending is None or all(has.since for has in before):
            return before
        since = yield from self._when(ending, what, option)
        if since is None:
            return before
        dated = [Has(condition.id, since if condition.ask_again else None) for condition in conditions]
        kept = []
        for condition, has in zip(conditions, dated, strict=True):
            if has.since is None or not is_over(condition, has.since, self.today):
                kept.append(has)
            elif (still := (yield from self._lifted(condition, has))) is not None:
                kept.append(still)
        return kept

    def _when(self, condition: Condition, what: str, option: Option | None) -> Generator[Prompt, str, date | None]:
        assert condition.ask_again is not None  # the caller asks about no other
        phrases = self.asker.phrases
        question = phrases.say("me.when", what=capital(what), since=condition.ask_again.since)
        if option is not None and option.when:
            question = option.when
        lines: tuple[str, ...] = (question, phrases.say("me.day"))
        while text := (yield self.asker.prompt(lines)).strip():
            try:
                return day_of(text, self.today, weeks=option is not None and option.weeks)
            except NoDay as no_day:
                lines = (phrases.say("me.no-day", why=no_day),)
        return None

    def still(self, has: Has) -> Generator[Prompt, str, Has | None]:
        """What becomes of a condition that was known: as it is, unless its precautions have lasted their usual time."""
        condition = self.words.conditions[has.condition]
        if has.since is None or not is_over(condition, has.since, self.today):
            return has
        return (yield from self._lifted(condition, has))

    def _lifted(self, condition: Condition, has: Has) -> Generator[Prompt, str, Has | None]:
        """The condition, without its date where it stays for good, or None where the precautions have been lifted."""
        assert condition.ask_again is not None  # else it is never over
        phrases = self.asker.phrases
        usual = phrases.say("count.weeks", count=condition.ask_again.weeks.last)
        what = capital(has_said(has, self.words, phrases))
        asked = phrases.say("me.over", what=what, usual=usual, whom=condition.ask_again.ask)
        lifted = yield from self.asker.yes_or_no(("", asked, phrases.say("me.lifted")), "> ")
        if lifted is None:
            return has
        return None if lifted else Has(has.condition)


def flags_called(text: str, flags: Sequence[RedFlag], *, numbers: bool = True) -> tuple[RedFlag, ...]:
    """The signs that were meant, by their numbers or their names.

    Raises:
        Unclear: a part of the text is none.
    """
    if not numbers and any(character.isdecimal() for character in text):
        raise Unclear(text)
    return tuple(flags[index] for index in chosen(text, [(flag.said, flag.words) for flag in flags]))
