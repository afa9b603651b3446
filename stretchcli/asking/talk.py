"""The talk itself: it yields what is to be asked and is sent what was typed. No terminal, no clock, no files."""

from __future__ import annotations

from collections.abc import Generator, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from stretchcli.asking.answers import YES, Unclear, chosen, either, is_one_of, number_of
from stretchcli.asking.asker import Asker, Prompt
from stretchcli.asking.conditions import Conditions, Flagged, flags_called
from stretchcli.asking.known import Answer, Has, Known
from stretchcli.asking.questions import FlagQuestion, Option, Question, Questions, RedFlag
from stretchcli.asking.wording import has_said, need_said
from stretchcli.catalog.finder import Finder
from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.vocabulary import Condition, Vocabulary

NO_BREAK: Final = "\u00a0"  # a space at which no line is folded; printing makes it a plain one


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


@dataclass(slots=True)
class Talk:
    """Everything that the talk needs to know.

    Attributes:
        known: What was known before.
        today: The day of the talk.
    """

    questions: Questions
    words: Vocabulary
    finder: Finder
    known: Known
    today: date
    phrases: Phrases
    asker: Asker = field(init=False)
    conditions: Conditions = field(init=False)

    def __post_init__(self) -> None:
        self.asker = Asker(self.questions, self.phrases)
        self.conditions = Conditions(self.asker, self.words, self.finder, self.today)

    def run(self) -> Generator[Prompt, str, Outcome]:
        """Ask everything: the signs first, then what is over, then the questions."""
        try:
            return (yield from self._run())
        except Flagged as flagged:
            return Outcome(flags=flagged.flags)

    def _run(self) -> Generator[Prompt, str, Outcome]:
        total = len(self.questions.flags) + len(self.questions.questions)
        self.asker.notes += [self.phrases.say("me.hello"), self.phrases.say("me.rules")]
        for number, asked in enumerate(self.questions.flags, 1):
            flags = yield from self._flags(asked, ("", self._heading(number, total, asked.ask)))
            if flags:
                return Outcome(flags=flags)
        answers = []
        for has in self.known.pain:
            still = yield from self.conditions.still(has)
            if still != has:
                answers.append(Answer(frozenset({has.condition}), pain=(still,) if still else ()))
                self._note(answers[-1], self.known)
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
                self._note(answer, known)
        return Outcome(tuple(answers), (), numbers.get("minutes"), numbers.get("days"))

    def _note(self, answer: Answer, before: Known) -> None:
        """Say what an answer adds and what it takes away."""
        notes, phrases = self.asker.notes, self.phrases
        if noted := self._in_words(answer.pain, answer.avoid):
            notes.append(phrases.say("me.noted", what=phrases.listed(noted)))
        pain = [has for has in before.pain if has.condition in answer.about - {one.condition for one in answer.pain}]
        if pain:
            notes.append(phrases.say("me.gone", what=phrases.listed(self._in_words(pain, ()))))
        if avoid := [need for need in before.avoid if need in answer.about - {*answer.avoid}]:
            notes.append(phrases.say("me.back", what=phrases.listed(self._needs_said(avoid))))

    def _in_words(self, pain: Sequence[Has], avoid: Sequence[str]) -> list[str]:
        said = [has_said(has, self.words, self.phrases) for has in pain]
        if avoid:
            said.append(self.phrases.say("me.leaving-out", what=self.phrases.listed(self._needs_said(avoid))))
        return said

    def _needs_said(self, needs: Sequence[str]) -> list[str]:
        return [need_said(need, self.words, self.questions.because, self.phrases) for need in needs]

    def _heading(self, number: int, total: int, ask: str) -> str:
        return self.phrases.say("me.question", number=number, total=total, ask=ask)

    def _flags(self, asked: FlagQuestion, heading: Sequence[str]) -> Generator[Prompt, str, tuple[RedFlag, ...]]:
        questions = self.questions
        lines = (*heading, *self.asker.numbered([flag.said for flag in asked.flags]))
        # Whoever does not know is asked again: these are not passed over by a word.
        while text := (yield from self.asker.typed(lines, self.phrases.say("me.flags"))):
            if is_one_of(text, questions.none):
                break
            if is_one_of(text, (*questions.all, *YES)):  # some of them apply: everything about them is said
                return asked.flags
            try:
                return flags_called(text, questions, asked.flags)
            except Unclear as unclear:
                with suppress(Unclear):  # a sign of the other list, by its name
                    return flags_called(text, questions, questions.all_flags, numbers=False)
                yield from self.conditions.ask_flags(text)
                lines = (self.asker.unclear(unclear),)
        return ()

    def _answer(self, question: Question, known: Known, heading: Sequence[str]) -> Generator[Prompt, str, Answer | None]:
        if question.kind == "names":
            return (yield from self._names(question, known, heading))
        if question.kind == "missing":
            return (yield from self._missing(question, heading))
        return (yield from self._options(question, known, heading))

    def _names(self, question: Question, known: Known, heading: Sequence[str]) -> Generator[Prompt, str, Answer | None]:
        text = yield from self.asker.ask((*heading, self.phrases.say("me.names", hint=question.hint)))
        if not text:
            return None
        nothing = is_one_of(text, self.questions.none)
        pain: dict[str, Has] = {}
        for condition in [] if nothing else (yield from self.conditions.named(text)):
            new = yield from self.conditions.dated((condition,), condition.said, known)
            pain |= {has.condition: has for has in new}
        kept = yield from self._not_lifted(question.about - pain.keys(), known)
        pain |= {has.condition: has for has in kept}
        for has in known.pain:  # whoever names one thing more does not mean that the others are over
            other = has.condition in question.about - pain.keys() and not self.words.conditions[has.condition].ask_again
            if other and not nothing and (yield from self.conditions.kept(has)):
                pain[has.condition] = has
        return Answer(question.about, pain=tuple(pain.values()))

    def _options(self, question: Question, known: Known, heading: Sequence[str]) -> Generator[Prompt, str, Answer | None]:
        names = [(option.said, option.words) for option in question.options]
        if len(names) == 2 and not question.many:
            lines, ready = tuple(heading), self.asker.either([said for said, _ in names])
        else:
            lines, ready = (*heading, *self.asker.numbered([said for said, _ in names])), self.phrases.say("me.many")
        while text := (yield from self.asker.ask(lines, ready)):
            try:
                indexes = self._indexes(text, question, names)
            except Unclear as unclear:
                lines = (self._unclear(text, unclear, question),)
                continue
            return (yield from self._chosen(question, [question.options[index] for index in indexes], known))
        return None

    def _unclear(self, text: str, unclear: Unclear, question: Question) -> str:
        if question.many:
            return self.phrases.say("me.which-ones") if is_one_of(text, YES) else self.asker.unclear(unclear)
        return self.asker.unclear_either(text, [option.said for option in question.options])

    def _indexes(self, text: str, question: Question, names: Sequence[tuple[str, Sequence[str]]]) -> list[int]:
        """Which of the options were chosen.

        Raises:
            Unclear: a part of the text is none.
        """
        if not question.many:
            return [either(text, names, self.questions.none)]
        if is_one_of(text, self.questions.none):
            return []
        return [*range(len(names))] if is_one_of(text, self.questions.all) else chosen(text, names, self.questions.filler)

    def _chosen(self, question: Question, options: Sequence[Option], known: Known) -> Generator[Prompt, str, Answer]:
        avoid: list[str] = []
        pain: dict[str, Has] = {}
        for option in options:
            avoid += option.avoid
            conditions = tuple(self.words.conditions[name] for name in option.conditions)
            what = option.said if question.many else self._conditions_said(conditions)
            has = yield from self.conditions.dated(conditions, what, known, option)
            pain |= {one.condition: one for one in has}
        if question.many:
            kept = yield from self._not_lifted(question.about - self._settled(question, options, known), known)
            pain |= {has.condition: has for has in kept}
        return Answer(question.about, tuple(avoid), tuple(pain.values()))

    def _settled(self, question: Question, options: Sequence[Option], known: Known) -> set[str]:
        """The conditions that the chosen options settle: their own, and of two that were noted because it was not known which,
        the other one.
        """
        settled = {name for option in options for name in option.conditions}
        for option in question.options:
            had = [known.having(name) for name in option.conditions]
            if settled & {*option.conditions} and None not in had and len({has.since for has in had if has}) == 1:
                settled |= {*option.conditions}
        return settled

    def _not_lifted(self, about: Set[str], known: Known) -> Generator[Prompt, str, list[Has]]:
        """What stays of these conditions that were known, each with precautions that somebody lifts.

        An operation that is over a year old is none of the last year, a dislocated shoulder may not hurt: that is asked.
        """
        kept = []
        for has in known.pain:
            if has.condition in about and self.words.conditions[has.condition].ask_again:
                still = yield from self.conditions.lifted(has)
                kept += [still] if still else []
        return kept

    def _missing(self, question: Question, heading: Sequence[str]) -> Generator[Prompt, str, Answer | None]:
        things = [(thing.said, (thing.need, *self.words.needs[thing.need].aliases)) for thing in question.missing]
        numbered = [one.replace(" ", NO_BREAK) for one in self.asker.numbered([said for said, _ in things])]
        lines: tuple[str, ...] = (*heading, f"{', '.join(numbered)}.", self.phrases.say("me.missing", hint=question.hint))
        filler = (*self.questions.filler, "no")  # "no bed"
        while text := (yield from self.asker.ask(lines)):
            if is_one_of(text, self.questions.none):
                return Answer(question.about)
            try:
                indexes = chosen(text, things, filler)
            except Unclear as unclear:
                if not is_one_of(text, self.questions.all):
                    lines = (self.asker.unclear(unclear),)
                    continue
                # "Everything" may as well be what somebody has.
                if not (yield from self.asker.yes_or_no((self.phrases.say("me.nothing-there"),))):
                    return None
                indexes = list(range(len(things)))
            return Answer(question.about, tuple(question.missing[index].need for index in indexes))
        return None

    def _number(self, question: Question, heading: Sequence[str]) -> Generator[Prompt, str, int | None]:
        least, most = question.number
        lines = tuple(heading)
        while text := (yield from self.asker.ask(lines, self.phrases.say("me.number", least=least, most=most))):
            try:
                return number_of(text, question.number)
            except Unclear:
                lines = (self.phrases.say("me.unclear-number", said=self.asker.quoted(text), least=least, most=most),)
        return None

    def _so_far(self, question: Question, known: Known) -> list[str]:
        """What is already known about what the question asks, in words."""
        pain = [has for has in known.pain if has.condition in question.about]
        return self._in_words(pain, [need for need in known.avoid if need in question.about])

    def _conditions_said(self, conditions: Sequence[Condition]) -> str:
        return self.phrases.listed([condition.said for condition in conditions])
