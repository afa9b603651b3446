"""The formats of the program's own further files: vocabulary, coverage, pages about muscle groups, rules of an import."""

from __future__ import annotations

from typing import Final

from stretchcli.catalog.format import ALIASES, HOLD, REPS, SCHEMA, SOURCE
from stretchcli.reading.containers import Field, Keyed, ListOf, Record
from stretchcli.reading.shapes import Choice, Flag, Name, Range, Text, Whole

_NAMES: Final = ListOf(Name("kneeling"))

_PIECE_FIELDS: Final = {
    "means": Field(Text(example="lie on the back"), required=True),
    "aliases": Field(ALIASES),
    "implies": Field(_NAMES),
    "any_of": Field(_NAMES),
}
_SWITCH_S: Final = Field(Whole(1, 120, "seconds"), about="Changing sides takes at least so long there.")
_EQUIPMENT_FIELDS: Final = _PIECE_FIELDS | {"place": Field(Flag()), "level": Field(Choice(("bed",))), "switch_s": _SWITCH_S}
_POSITION_FIELDS: Final = {
    "said": Field(Text(example="lying on your back"), required=True),
    "level": Field(Choice(("up", "knees", "floor")), required=True),
    "switch_s": _SWITCH_S,
    "aliases": Field(ALIASES),
    "implies": Field(_NAMES),
}
_NEED_FIELDS: Final = {
    "means": _PIECE_FIELDS["means"],
    "said": Field(Text(example="you lie on your back"), required=True),
    "asks": Field(Text(example="you kneel"), about="Where nothing was said before it, if that differs."),
    **_PIECE_FIELDS,
}

ASK_AGAIN: Final = Record(
    "a time limit",
    {
        "weeks": Field(
            Range(("first", "last"), ("first", "last"), Whole(1, 100, "weeks"), "[6, 12]"),
            required=True,
            about="The first and the last that a source names.",
        ),
        "since": Field(Text(longest=40, example="the operation"), required=True, about="What they are counted from."),
        "ask": Field(Text(longest=40, example="your surgeon"), required=True, about="Who ends the precautions."),
    },
    "{weeks: [6, 12], since: the operation, ask: your surgeon}",
)

GUIDANCE: Final = Record(
    "the guidance",
    {
        "least_days": Field(Whole(1, 7), required=True, about="Days a week."),
        "most_days": Field(Whole(1, 7), required=True, about="Days a week."),
        "session_s": Field(Whole(1, 3600, "seconds"), required=True, about="For a muscle group and side in a session."),
        "most_session_s": Field(Whole(1, 3600, "seconds"), required=True, about="More of it in a session gains nothing."),
        "most_week_s": Field(Whole(1, 36_000, "seconds"), required=True, about="More of it in a week gains nothing."),
        "source": Field(ListOf(SOURCE, least=1), required=True, about="Who says so."),
    },
    "{least_days: 2, most_days: 3, session_s: 60, ...}",
)

VOCABULARY: Final = Record(
    "a vocabulary",
    {
        "schema": SCHEMA,
        "positions": Field(Keyed(Record("a position", _POSITION_FIELDS)), required=True),
        "needs": Field(Keyed(Record("a need", _NEED_FIELDS)), required=True),
        "equipment": Field(Keyed(Record("a piece of equipment", _EQUIPMENT_FIELDS)), required=True),
        "comforts": Field(_NAMES, required=True),
        "decisive": Field(_NAMES, required=True, about="The needs by which a routine is chosen."),
        "way_down": Field(_NAMES, required=True, about="What the usual way down to the floor asks for."),
        "groups": Field(
            Keyed(
                Record(
                    "a muscle group",
                    {
                        "name": Field(Text(), required=True),
                        "muscles": Field(Text(), required=True),
                        "aliases": Field(ALIASES),
                    },
                )
            ),
            required=True,
        ),
        "regions": Field(
            Keyed(
                Record(
                    "a region",
                    {
                        "groups": Field(ListOf(Name("hamstrings"), least=2), required=True),
                        "aliases": Field(ALIASES),
                    },
                )
            ),
            required=True,
        ),
        "conditions": Field(
            Keyed(
                Record(
                    "a condition",
                    {
                        "said": Field(Text(example="a new hip"), required=True),
                        "aliases": Field(ALIASES, required=True),
                        "advice": Field(Text(), required=True),
                        "skip_needs": Field(_NAMES),
                        "warn": Field(_NAMES),
                        "mind": Field(_NAMES),
                        "ask_again": Field(ASK_AGAIN),
                        "source": Field(ListOf(SOURCE)),
                        "inferred": Field(Flag()),
                    },
                )
            ),
            required=True,
        ),
        "guidance": Field(GUIDANCE, required=True),
    },
)

GUESS: Final = Record(
    "a guess",
    {
        "is": Field(Name("hamstrings"), required=True, about="The word of the vocabulary."),
        "words": Field(ListOf(Text(longest=60, example="hamstrings"), least=1), required=True, about="What means it."),
    },
    "{is: hamstrings, words: [hamstrings]}",
)
_GUESSES: Final = Field(ListOf(GUESS, least=1), required=True)
_PHRASES: Final = Field(ListOf(Text(longest=60, example="switch sides"), least=1), required=True)
_SAID: Final = Field(Text(), required=True)

IMPORT: Final = Record(
    "the rules of an import",
    {
        "schema": SCHEMA,
        "category": Field(Text(example="stretching"), required=True),
        "source": Field(SOURCE, required=True),
        "muscles": _GUESSES,
        "nothing": _PHRASES,
        "equipment": _GUESSES,
        "positions": _GUESSES,
        "needs": _GUESSES,
        "sided": _PHRASES,
        "holding": _PHRASES,
        "leaving": _PHRASES,
        "repeating": _PHRASES,
        "hold_s": Field(HOLD, required=True),
        "reps": Field(REPS, required=True),
        "position": Field(Name("standing"), required=True),
        "setup": _SAID,
        "hold": _SAID,
        "release": _SAID,
        "switch": _SAID,
        "again": _SAID,
        "fetch": _SAID,
    },
)


HOLE: Final = Record(
    "a hole",
    {
        "group": Field(Name("hamstrings", of="muscle group"), required=True, about="The muscle group left empty."),
        "constraint": Field(
            Name("straight-leg", of="need or condition"), required=True, about="The need or the condition that empties it."
        ),
        "strength": Field(Choice(("removes", "warns")), about="warns: nothing is removed, all of it is warned of."),
        "reason": Field(Text(), required=True, about="Why nothing should fill it."),
    },
    "{group: hamstrings, constraint: straight-leg, reason: ...}",
)

COVERAGE: Final = Record(
    "a coverage file",
    {
        "schema": SCHEMA,
        "together": Field(ListOf(ListOf(Name("kneeling", of="need or condition"), least=2)), required=True),
        "holes": Field(ListOf(HOLE), required=True),
    },
)

_SENTENCES: Final = ListOf(Text(), least=1)

PAGE: Final = Record(
    "a page about a muscle group",
    {
        "what": Field(_SENTENCES, required=True, about="Where it is and what it does."),
        "tightened_by": Field(_SENTENCES, required=True, about="What shortens it or makes it work hard."),
        "feels": Field(_SENTENCES, required=True, about="How that can feel."),
        "may": Field(_SENTENCES, required=True, about="What stretching may do; promises nothing."),
        "clinician": Field(_SENTENCES, required=True, about="When to see one, and when to ask first."),
        "dosage": Field(_SENTENCES, required=True, about="How long and how often."),
        "inferred": Field(
            ListOf(Choice(("what", "tightened_by", "feels", "may", "clinician", "dosage"))),
            about="Which of these no source states.",
        ),
        "source": Field(ListOf(SOURCE, least=1), required=True),
    },
)

MUSCLES: Final = Record("a muscle file", {"schema": SCHEMA, "groups": Field(Keyed(PAGE), required=True)})
