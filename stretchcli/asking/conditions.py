"""Asking about one condition: which is meant by a word, since when it is so, and whether its precautions are lifted."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from stretchcli.asking.answers import YES, Unclear, chosen, either, found_in, is_one_of, named_in, nearest, parts_of, runs_of
from stretchcli.asking.asker import YES_OR_NO, Asker, Prompt
from stretchcli.asking.dates import NoDay, day_of
from stretchcli.asking.known import Has, Known
from stretchcli.asking.questions import Option, Questions, RedFlag
from stretchcli.asking.wording import has_said
from stretchcli.catalog.finder import Finder
from stretchcli.catalog.phrases import capital
from stretchcli.catalog.precautions import is_over
from stretchcli.catalog.text import normalised
from stretchcli.catalog.vocabulary import Condition, Vocabulary


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
        settled: Whose precautions have been asked about.
    """

    asker: Asker
    words: Vocabulary
    finder: Finder
    today: date
    settled: set[str] = field(default_factory=set)

    def named(self, text: str) -> Generator[Prompt, str, list[Condition]]:
        """The conditions that were said; where a word could mean several, or none, that is asked.

        Raises:
            Flagged: it means a sign that needs a doctor.
        """
        found: list[Condition] = []
        left = [(part, part) for part in self._parts(text)]
        while left:
            part, at_first = left.pop(0)
            meant = yield from self._meant(part)
            others: list[str] = []
            if isinstance(meant, str):
                others, meant = self._parts(meant), []
                # One thing in place of another: where it is not understood either, the first is what they wanted to say.
                left = [*((other, at_first if len(others) == 1 else other) for other in others), *left]
            found += meant
            if not meant and not others:
                self.asker.notes.append(self.asker.phrases.say("me.not-noted", said=self.asker.quoted(at_first)))
        return found

    def _parts(self, text: str) -> list[str]:
        questions = self.asker.questions
        if is_one_of(text, questions.none):
            return []
        return [text] if found_in(self.finder.conditions, text, questions.filler) else parts_of(text)

    def _meant(self, part: str) -> Generator[Prompt, str, Sequence[Condition] | str]:
        """The conditions that a word means, or what was said in its place; none where it is left out."""
        questions, phrases = self.asker.questions, self.asker.phrases
        likely = self._several(part)
        if not likely:
            condition = found_in(self.finder.conditions, part, questions.filler)
            if condition is not None:
                return [condition]
            yield from self.ask_flags(part)
            likely = named_in(self.finder.conditions, part)
            likely = likely or next(filter(None, map(self._several, runs_of(part))), [])
            likely = likely or nearest(self.finder.conditions, part, questions.filler)
        if len(likely) > 1:
            return (yield from self._which(part, likely))
        if likely:
            text = yield from self.asker.ask((self._is_it(part, likely[0].said),), self.asker.yes_or_no_ready)
            try:
                if not text or either(text, YES_OR_NO, questions.none) == 0:
                    return likely if text else []
            except Unclear:
                return text
        return (yield from self.asker.ask((phrases.say("me.unknown", said=self.asker.quoted(part)),)))

    def _several(self, part: str) -> list[Condition]:
        """The conditions among which a word does not decide."""
        several = next((one for one in self.asker.questions.several if is_one_of(part, one.words)), None)
        return [self.words.conditions[name] for name in several.may_be] if several else []

    def ask_flags(self, text: str) -> Generator[Prompt, str, None]:
        """Ask back where a text that names no condition names a sign, if only by a word.

        Raises:
            Flagged: it is meant.
        """
        for flag in flags_in(text, self.asker.questions):
            if (yield from self.asker.yes_or_no((self._is_it(text, flag.said),))):
                raise Flagged((flag,))

    def _is_it(self, part: str, meaning: str) -> str:
        return self.asker.phrases.say("me.is-it", said=self.asker.quoted(part), meaning=meaning)

    def _which(self, part: str, conditions: Sequence[Condition]) -> Generator[Prompt, str, Sequence[Condition] | str]:
        questions, phrases = self.asker.questions, self.asker.phrases
        lines = (
            phrases.say("me.which", said=self.asker.quoted(part)),
            *self.asker.numbered([condition.said for condition in conditions]),
        )
        while text := (yield from self.asker.ask(lines, phrases.say("me.choose"))):
            if is_one_of(text, questions.none):
                break
            if is_one_of(text, questions.all):
                return conditions
            if is_one_of(text, YES):
                lines = (phrases.say("me.which-ones"),)
                continue
            try:
                return [conditions[index] for index in chosen(text, [(one.said, (one.id, *one.aliases)) for one in conditions])]
            except Unclear as unclear:
                if not any(character.isdecimal() for character in text):
                    return text
                lines = (self.asker.unclear(unclear),)
        return []

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
            elif (still := (yield from self.lifted(has))) is not None:
                kept.append(still)
        return kept

    def _when(self, condition: Condition, what: str, option: Option | None) -> Generator[Prompt, str, date | None]:
        assert condition.ask_again is not None  # the caller asks about no other
        phrases = self.asker.phrases
        weeks = option is not None and option.weeks
        question = phrases.say("me.when", what=capital(what), since=condition.ask_again.since)
        if option is not None and option.when:
            question = option.when
        lines: tuple[str, ...] = (question, phrases.say("me.weeks" if weeks else "me.day"))
        while text := (yield from self.asker.ask(lines)):
            try:
                return day_of(text, self.today, weeks=weeks)
            except NoDay as no_day:
                lines = (phrases.say("me.no-weeks" if weeks else "me.no-day", why=no_day),)
        return None

    def still(self, has: Has) -> Generator[Prompt, str, Has | None]:
        """What becomes of a condition that was known: as it is, unless its precautions have lasted their usual time."""
        if has.since is None or not is_over(self.words.conditions[has.condition], has.since, self.today):
            return has
        return (yield from self.lifted(has))

    def lifted(self, has: Has) -> Generator[Prompt, str, Has | None]:
        """The condition, without its date where it stays for good, or None where its precautions have been lifted.

        It is asked once in a talk.
        """
        condition = self.words.conditions[has.condition]
        assert condition.ask_again is not None  # the caller asks about no other
        if has.condition in self.settled:
            return has
        self.settled.add(has.condition)
        phrases = self.asker.phrases
        over = has.since is not None and is_over(condition, has.since, self.today)
        usual = phrases.say("count.weeks", count=condition.ask_again.weeks.last)
        what = capital(has_said(has, self.words, phrases))
        asked = phrases.say("me.over", what=what, usual=usual, whom=condition.ask_again.ask)
        lifted = yield from self.asker.yes_or_no(("", asked, phrases.say("me.lifted" if over else "me.lift")), told=True)
        if lifted:
            return None
        return Has(has.condition) if over and lifted is False else has

    def kept(self, has: Has) -> Generator[Prompt, str, bool]:
        """Whether a condition stays beside those that were named."""
        asked = self.asker.phrases.say("me.keep", what=has_said(has, self.words, self.asker.phrases))
        return (yield from self.asker.yes_or_no((asked,))) is not False


def flags_called(text: str, questions: Questions, flags: Sequence[RedFlag], *, numbers: bool = True) -> tuple[RedFlag, ...]:
    """Those of the signs that were meant, by their numbers or their names.

    Raises:
        Unclear: a part of the text is none.
    """
    if not numbers and any(character.isdecimal() for character in text):
        raise Unclear(text)
    return tuple(flags[index] for index in chosen(text, [(flag.said, flag.words) for flag in flags], questions.filler))


def flags_in(text: str, questions: Questions) -> tuple[RedFlag, ...]:
    """The signs that a text may mean: those that it names, else those of which a word stands somewhere in it."""
    with suppress(Unclear):
        return flags_called(text, questions, questions.all_flags, numbers=False)
    runs = {normalised(run) for run in runs_of(text)}
    return tuple(flag for flag in questions.all_flags if runs & {normalised(word) for word in flag.words})
