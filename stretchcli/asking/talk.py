"""The talk itself: it yields what is to be asked and is sent what was typed. No terminal, no clock, no files."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from stretchcli.asking.answers import Unclear, chosen, found_in, is_one_of, nearest, number_of, parts_of
from stretchcli.asking.dates import NoDay, day_of
from stretchcli.asking.known import Answer, Has, Known
from stretchcli.asking.questions import FlagQuestion, Option, Question, Questions, RedFlag
from stretchcli.asking.wording import has_said, need_said
from stretchcli.catalog.finder import Finder
from stretchcli.catalog.phrases import Phrases, capital
from stretchcli.catalog.precautions import is_over
from stretchcli.catalog.vocabulary import Condition, Vocabulary
from stretchcli.reading.text import harmless

YES_OR_NO: Final = ("yes", "no")
NO_BREAK: Final = "\u00a0"  # a space at which no line is folded; printing makes it a plain one


class Prompt(NamedTuple):
    """What is to be printed, and the prompt before the answer."""

    lines: tuple[str, ...]
    ready: str


class Outcome(NamedTuple):
    """How a talk ended.

    Attributes:
        answers: What was answered, in order.
        flags: Signs that need a doctor first; with one of them nothing else was asked.
        minutes, days: What was answered; it is not stored.
    """

    answers: tuple[Answer, ...] = ()
    flags: tuple[RedFlag, ...] = ()
    minutes: int | None = None
    days: int | None = None


class _Flagged(Exception):
    """A sign that needs a doctor has come up in the middle of the talk."""

    def __init__(self, flags: tuple[RedFlag, ...]) -> None:
        super().__init__()
        self.flags = flags


@dataclass(slots=True)
class Talk:
    """Everything that the talk needs to know.

    Attributes:
        known: What was known before.
        today: The day of the talk.
        notes: What is said before the next question.
    """

    questions: Questions
    words: Vocabulary
    finder: Finder
    known: Known
    today: date
    phrases: Phrases
    notes: list[str] = field(default_factory=list)

    def run(self) -> Generator[Prompt, str, Outcome]:
        """Ask everything: the signs first, then what is over, then the questions."""
        try:
            return (yield from self._run())
        except _Flagged as flagged:
            return Outcome(flags=flagged.flags)

    def _run(self) -> Generator[Prompt, str, Outcome]:
        total = len(self.questions.flags) + len(self.questions.questions)
        self.notes += [self.phrases.say("me.hello"), self.phrases.say("me.rules")]
        for number, asked in enumerate(self.questions.flags, 1):
            flags = yield from self._flags(asked, ("", self._heading(number, total, asked.ask)))
            if flags:
                return Outcome(flags=flags)
        answers = []
        for has in self.known.pain:
            still = yield from self._still(has)
            answers += [still] if still else []
        numbers = {}
        for number, question in enumerate(self.questions.questions, len(self.questions.flags) + 1):
            known = self.known.after(answers)
            heading: tuple[str, ...] = ("", self._heading(number, total, question.ask))
            if question.kind == "number":
                numbers[question.id] = yield from self._number(question, heading)
                continue
            so_far = self._so_far(question, known)
            if so_far:
                heading = (*heading, self.phrases.say("me.now", what=self.phrases.listed(so_far)))
            answer = yield from self._answer(question, known, heading)
            if answer is not None:
                answers.append(answer)
                self._note(answer)
        return Outcome(tuple(answers), (), numbers.get("minutes"), numbers.get("days"))

    def _prompt(self, lines: Sequence[str], ready: str) -> Prompt:
        noted, self.notes = self.notes, []
        return Prompt((*noted, *lines), ready)

    def _note(self, answer: Answer) -> None:
        noted = [self._said(has) for has in answer.pain]
        if answer.avoid:
            noted.append(self.phrases.say("me.leaving-out", what=self.phrases.listed(self._needs_said(answer.avoid))))
        if noted:
            self.notes.append(self.phrases.say("me.noted", what=self.phrases.listed(noted)))

    def _needs_said(self, needs: Sequence[str]) -> list[str]:
        return [need_said(need, self.words, self.questions.because, self.phrases) for need in needs]

    def _heading(self, number: int, total: int, ask: str) -> str:
        return self.phrases.say("me.question", number=number, total=total, ask=ask)

    def _flags(self, asked: FlagQuestion, heading: Sequence[str]) -> Generator[Prompt, str, tuple[RedFlag, ...]]:
        lines = (*heading, *self._numbered([flag.said for flag in asked.flags]))
        while text := (yield self._prompt(lines, self._ready(self.phrases.say("me.flags")))).strip():
            if is_one_of(text, self.questions.none):
                break
            if is_one_of(text, (*self.questions.all, "yes", "y")):  # some of them apply: everything about them is said
                return asked.flags
            try:
                return _flags_called(text, asked.flags)
            except Unclear as unclear:
                with suppress(Unclear):  # a sign of the other list, by its name
                    return _flags_called(text, self._all_flags, numbers=False)
                lines = (self._unclear(unclear),)
        return ()

    @property
    def _all_flags(self) -> tuple[RedFlag, ...]:
        return tuple(flag for asked in self.questions.flags for flag in asked.flags)

    def _is_flag(self, part: str) -> Generator[Prompt, str, None]:
        """Ask back where a name that is no condition is the name of a sign.

        Raises:
            _Flagged: the answer is yes.
        """
        with suppress(Unclear):
            for flag in _flags_called(part, self._all_flags, numbers=False):
                asked = self.phrases.say("me.is-it", said=harmless(part.strip()), flag=flag.said)
                if (yield from self._yes_or_no((asked,))):
                    raise _Flagged((flag,))

    def _yes_or_no(self, lines: tuple[str, ...], ready: str = "") -> Generator[Prompt, str, bool | None]:
        ready = ready or self._ready(self.phrases.listed(YES_OR_NO, "or"))
        while text := (yield self._prompt(lines, ready)).strip():
            try:
                return chosen(text, [(word, ()) for word in YES_OR_NO])[0] == 0
            except Unclear as unclear:
                lines = (self._unclear(unclear),)
        return None

    def _answer(self, question: Question, known: Known, heading: Sequence[str]) -> Generator[Prompt, str, Answer | None]:
        if question.kind == "names":
            return (yield from self._names(question, known, heading))
        if question.kind == "missing":
            return (yield from self._missing(question, heading))
        return (yield from self._options(question, known, heading))

    def _names(self, question: Question, known: Known, heading: Sequence[str]) -> Generator[Prompt, str, Answer | None]:
        text = yield self._prompt((*heading, self.phrases.say("me.names", hint=question.hint)), "> ")
        if not text.strip():
            return None
        pain: dict[str, Has] = {}
        if not is_one_of(text, self.questions.none):
            whole = found_in(self.finder.conditions, text, self.questions.filler)
            for part in [text] if whole else parts_of(text):
                condition = yield from self._condition(part)
                if condition is not None:
                    has = yield from self._dated((condition,), condition.said, known)
                    pain |= {one.condition: one for one in has}
        return Answer(question.about, pain=tuple(pain.values()))

    def _condition(self, part: str) -> Generator[Prompt, str, Condition | None]:
        """The condition that a word means; where it could be several, or none, that is asked."""
        lines: tuple[str, ...]
        while part.strip():
            for several in self.questions.several:
                if is_one_of(part, several.words):
                    return (yield from self._which(part, [self.words.conditions[name] for name in several.may_be]))
            condition = found_in(self.finder.conditions, part, self.questions.filler)
            if condition is not None:
                return condition
            yield from self._is_flag(part)
            if near := nearest(self.finder.conditions, part, self.questions.filler):
                return (yield from self._which(part, near))
            lines = (self.phrases.say("me.unknown", said=harmless(part.strip())),)
            part = yield self._prompt(lines, "> ")
        return None

    def _which(self, part: str, conditions: Sequence[Condition]) -> Generator[Prompt, str, Condition | None]:
        lines = (
            self.phrases.say("me.which", said=harmless(part.strip())),
            *self._numbered([condition.said for condition in conditions]),
        )
        while text := (yield self._prompt(lines, self._ready(self.phrases.say("me.choose")))).strip():
            if is_one_of(text, self.questions.none):
                break
            try:
                return conditions[chosen(text, [(one.said, (one.id, *one.aliases)) for one in conditions])[0]]
            except Unclear as unclear:
                lines = (self._unclear(unclear),)
        return None

    def _options(self, question: Question, known: Known, heading: Sequence[str]) -> Generator[Prompt, str, Answer | None]:
        options = [(option.said, option.words) for option in question.options]
        either = len(options) == 2 and not question.many
        lines = (*heading, *([] if either else self._numbered([said for said, _ in options])))
        ready = self.phrases.listed([said for said, _ in options], "or") if either else self.phrases.say("me.many")
        while text := (yield self._prompt(lines, self._ready(ready))).strip():
            try:
                indexes = chosen(text, options)
                if len(indexes) > 1 and not question.many:
                    raise Unclear(text)
            except Unclear as unclear:
                if not is_one_of(text, self.questions.none):
                    lines = (self._unclear(unclear),)
                    continue
                indexes = []
            return (yield from self._chosen(question, [question.options[index] for index in indexes], known))
        return None

    def _chosen(self, question: Question, options: Sequence[Option], known: Known) -> Generator[Prompt, str, Answer]:
        avoid: list[str] = []
        pain: dict[str, Has] = {}
        for option in options:
            avoid += option.avoid
            conditions = tuple(self.words.conditions[name] for name in option.conditions)
            what = option.said if question.many else self._conditions_said(conditions)
            has = yield from self._dated(conditions, what, known, option)
            pain |= {one.condition: one for one in has}
        return Answer(question.about, tuple(avoid), tuple(pain.values()))

    def _missing(self, question: Question, heading: Sequence[str]) -> Generator[Prompt, str, Answer | None]:
        things = [(thing.said, (thing.need, *self.words.needs[thing.need].aliases)) for thing in question.missing]
        numbered = [one.replace(" ", NO_BREAK) for one in self._numbered([said for said, _ in things])]
        lines: tuple[str, ...] = (*heading, f"{', '.join(numbered)}.", self.phrases.say("me.missing", hint=question.hint))
        while text := (yield self._prompt(lines, "> ")).strip():
            try:
                indexes = chosen(text, things)
            except Unclear as unclear:
                if is_one_of(text, self.questions.all):
                    indexes = list(range(len(things)))
                elif is_one_of(text, self.questions.none):
                    indexes = []
                else:
                    lines = (self._unclear(unclear),)
                    continue
            return Answer(question.about, tuple(question.missing[index].need for index in indexes))
        return None

    def _number(self, question: Question, heading: Sequence[str]) -> Generator[Prompt, str, int | None]:
        least, most = question.number
        ready = self._ready(self.phrases.say("me.number", least=least, most=most))
        lines = tuple(heading)
        while text := (yield self._prompt(lines, ready)).strip():
            try:
                return number_of(text, question.number)
            except Unclear:
                lines = (self.phrases.say("me.unclear-number", said=harmless(text), least=least, most=most),)
        return None

    def _dated(
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
        question = self.phrases.say("me.when", what=capital(what), since=condition.ask_again.since)
        if option is not None and option.when:
            question = option.when
        lines: tuple[str, ...] = (question, self.phrases.say("me.day"))
        while text := (yield self._prompt(lines, "> ")).strip():
            try:
                return day_of(text, self.today, weeks=option is not None and option.weeks)
            except NoDay as no_day:
                lines = (self.phrases.say("me.no-day", why=no_day),)
        return None

    def _still(self, has: Has) -> Generator[Prompt, str, Answer | None]:
        """What becomes of a condition whose precautions have lasted their usual time; None before that, or if skipped."""
        condition = self.words.conditions[has.condition]
        if has.since is None or not is_over(condition, has.since, self.today):
            return None
        still = yield from self._lifted(condition, has)
        return None if still == has else Answer(frozenset({condition.id}), pain=(still,) if still else ())

    def _lifted(self, condition: Condition, has: Has) -> Generator[Prompt, str, Has | None]:
        """The condition, without its date where it stays for good, or None where the precautions have been lifted."""
        assert condition.ask_again is not None  # else it is never over
        usual = self.phrases.say("count.weeks", count=condition.ask_again.weeks.last)
        asked = self.phrases.say("me.over", what=capital(self._said(has)), usual=usual, whom=condition.ask_again.ask)
        lifted = yield from self._yes_or_no(("", asked, self.phrases.say("me.lifted")), "> ")
        if lifted is None:
            return has
        return None if lifted else Has(has.condition)

    def _so_far(self, question: Question, known: Known) -> list[str]:
        """What is already known about what the question asks, in words."""
        conditions = [self._said(has) for has in known.pain if has.condition in question.about]
        needs = [need for need in known.avoid if need in question.about]
        if needs:
            conditions.append(self.phrases.say("me.leaving-out", what=self.phrases.listed(self._needs_said(needs))))
        return conditions

    def _said(self, has: Has) -> str:
        return has_said(has, self.words, self.phrases)

    def _conditions_said(self, conditions: Sequence[Condition]) -> str:
        return self.phrases.listed([condition.said for condition in conditions])

    def _numbered(self, said: Sequence[str]) -> list[str]:
        return [self.phrases.say("me.option", number=number, said=one) for number, one in enumerate(said, 1)]

    def _unclear(self, unclear: Unclear) -> str:
        return self.phrases.say("me.unclear", said=harmless(str(unclear.args[0]).strip()))

    def _ready(self, text: str) -> str:
        return f"{text}: "


def _flags_called(text: str, flags: Sequence[RedFlag], *, numbers: bool = True) -> tuple[RedFlag, ...]:
    """The signs that were meant, by their numbers or their names.

    Raises:
        Unclear: a part of the text is none.
    """
    if not numbers and any(character.isdecimal() for character in text):
        raise Unclear(text)
    return tuple(flags[index] for index in chosen(text, [(flag.said, flag.words) for flag in flags]))
