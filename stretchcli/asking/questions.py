"""What ``stretchcli me`` asks: the records of ``data/me.yaml``, and their format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from stretchcli.catalog.files import read_checked
from stretchcli.catalog.format import SCHEMA, SOURCE
from stretchcli.catalog.vocabulary import Source, Vocabulary
from stretchcli.errors import CatalogProblems
from stretchcli.plain import from_plain
from stretchcli.reading.containers import Field, Keyed, ListOf, Record
from stretchcli.reading.problems import Problem, place_of
from stretchcli.reading.shapes import Flag as Switch
from stretchcli.reading.shapes import Name, Text, Whole


class RedFlag(NamedTuple):
    """A sign that needs a doctor before any stretch.

    Attributes:
        said: Its entry in the list.
        words: What else people call it.
        do: What to do, a sentence.
        because: Why, a sentence.
    """

    id: str
    said: str
    words: tuple[str, ...]
    do: str
    because: str
    source: tuple[Source, ...]


class FlagQuestion(NamedTuple):
    """A question about several signs."""

    ask: str
    flags: tuple[RedFlag, ...]


class Option(NamedTuple):
    """One answer to choose.

    Attributes:
        said: Its entry in the list.
        words: What else answers it.
        conditions, avoid: What follows from it.
        when: How to ask since when; empty for the usual words.
        weeks: A bare number answers that in weeks.
    """

    said: str
    words: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    when: str = ""
    weeks: bool = False


class Thing(NamedTuple):
    """A piece of equipment that is asked about."""

    need: str
    said: str


class Bounds(NamedTuple):
    """The smallest and the largest number allowed."""

    least: int
    most: int


class Question(NamedTuple):
    """One question; ``kind`` says which of the fields after ``many`` it is answered by.

    Attributes:
        hint: An example of an answer.
        many: Several of the options may be true.
        names: The conditions that the answer replaces; others may be named as well.
        missing: What may be missing.
    """

    id: str
    kind: Literal["names", "options", "missing", "number"]
    ask: str
    hint: str = ""
    many: bool = False
    names: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    missing: tuple[Thing, ...] = ()
    number: Bounds = Bounds(0, 0)

    @property
    def about(self) -> frozenset[str]:
        """The conditions and needs that the answer replaces."""
        chosen = [name for option in self.options for name in (*option.conditions, *option.avoid)]
        return frozenset([*self.names, *chosen, *(thing.need for thing in self.missing)])


class Several(NamedTuple):
    """Words that fit several conditions."""

    words: tuple[str, ...]
    may_be: tuple[str, ...]


class Questions(NamedTuple):
    """Everything that ``me`` asks.

    Attributes:
        none, all, skip, leave: Words for nothing, for everything, for passing a question over, and for leaving.
        filler: Words around a name that make no difference.
        because: How some needs are put to the person, where the vocabulary's own words do not fit here.
    """

    flags: tuple[FlagQuestion, ...]
    none: tuple[str, ...]
    all: tuple[str, ...]
    skip: tuple[str, ...]
    leave: tuple[str, ...]
    several: tuple[Several, ...]
    filler: tuple[str, ...]
    questions: tuple[Question, ...]
    because: Mapping[str, str]

    @property
    def all_flags(self) -> tuple[RedFlag, ...]:
        """The signs of all questions about signs."""
        return tuple(flag for asked in self.flags for flag in asked.flags)


_SAID: Final = Field(Text(longest=36, example="chest pain"), required=True)
_SENTENCE: Final = Field(Text(longest=100, example="Get medical help now."), required=True)
_WORDS: Final = ListOf(Text(longest=40, example="chest"), least=1)
_CONDITIONS: Final = ListOf(Name("knee-pain", of="condition"), least=1)
_NEEDS: Final = ListOf(Name("kneeling", of="need"), least=1)

_FLAG: Final = Record(
    "a red flag",
    {
        "said": _SAID,
        "words": Field(_WORDS, required=True),
        "do": _SENTENCE,
        "because": _SENTENCE,
        "source": Field(ListOf(SOURCE, least=1), required=True, about="Who says so."),
    },
)
_OPTION: Final = Record(
    "an option",
    {
        "said": _SAID,
        "words": Field(_WORDS),
        "conditions": Field(_CONDITIONS),
        "avoid": Field(_NEEDS),
        "when": Field(Text(longest=60, example="How many weeks?")),
        "weeks": Field(Switch()),
    },
)
_THING: Final = Record("a thing", {"need": Field(Name("chair", of="need"), required=True), "said": _SAID})
_BOUNDS: Final = Record("bounds", {"least": Field(Whole(1, 999), required=True), "most": Field(Whole(1, 999), required=True)})
_KINDS: Final = {
    "names": Field(_CONDITIONS),
    "options": Field(ListOf(_OPTION, least=2)),
    "missing": Field(ListOf(_THING, least=1)),
    "number": Field(_BOUNDS),
}
_QUESTION: Final = Record(
    "a question",
    {
        "id": Field(Name("hurts"), required=True),
        "ask": Field(Text(longest=80, example="What hurts?"), required=True),
        "hint": Field(Text(longest=60, example="knee, lower back")),
        "many": Field(Switch()),
        **_KINDS,
    },
    "{id: hurts, ask: What hurts?, names: [knee-pain]}",
    kinds=tuple(_KINDS),
)
FORMAT: Final = Record(
    "a talk",
    {
        "schema": SCHEMA,
        "flags": Field(
            ListOf(
                Record(
                    "a question about signs",
                    {"ask": Field(Text(longest=80), required=True), "flags": Field(Keyed(_FLAG), required=True)},
                ),
                least=1,
            ),
            required=True,
        ),
        "none": Field(_WORDS, required=True),
        "all": Field(_WORDS, required=True),
        "skip": Field(_WORDS, required=True),
        "leave": Field(_WORDS, required=True),
        "several": Field(
            ListOf(
                Record("words", {"words": Field(_WORDS, required=True), "may_be": Field(_CONDITIONS, required=True)}),
            ),
            required=True,
        ),
        "filler": Field(_WORDS, required=True),
        "questions": Field(ListOf(_QUESTION, least=1), required=True),
        "because": Field(Keyed(Text(longest=60, example="you kneel")), required=True),
    },
)


def read_questions(path: Path, words: Vocabulary) -> Questions:
    """Read the questions.

    Raises:
        CatalogProblems: it has mistakes.
    """
    plain = read_checked(path, FORMAT)
    if problems := [*_unknown(plain, words)]:
        raise CatalogProblems(sorted(problems))
    for question in plain["questions"]:
        question[question["kind"]] = question.pop("text")
    for one in plain["flags"]:
        one["flags"] = list(one["flags"].values())
    return from_plain(Questions, {name: value for name, value in plain.items() if name != "schema"})


def _unknown(plain: Mapping[str, Any], words: Vocabulary) -> Iterable[Problem]:
    """The names of conditions and needs that the vocabulary does not have."""
    conditions = [name for one in plain["several"] for name in one["may_be"]]
    needs = list(plain["because"])
    for question in plain["questions"]:
        answer = question["text"]
        if question["kind"] == "names":
            conditions += answer
        elif question["kind"] == "options":
            conditions += [name for option in answer for name in option.get("conditions") or ()]
            needs += [name for option in answer for name in option.get("avoid") or ()]
        elif question["kind"] == "missing":
            needs += [thing["need"] for thing in answer]
    for what, names, known in (("condition", conditions, words.conditions), ("need", needs, words.needs)):
        for name in names:
            if name not in known:
                yield Problem(place_of(name), "unknown-name", f"there is no {what} `{name}`", "one of the vocabulary")
