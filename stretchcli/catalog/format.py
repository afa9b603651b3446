"""The catalog format as shapes: what a stretch, a routine and the program's own further files look like.

data/FORMAT.md says the same in words; a test compares the two.
"""

from __future__ import annotations

from typing import Any, Final

from stretchcli.reading.containers import Field, Keyed, ListOf, Record, ShortOr
from stretchcli.reading.shapes import Choice, Flag, Hold, Name, Text, Whole

_NAMES: Final = ListOf(Name())
_ALIASES: Final = ListOf(Text(longest=60, example="runner's lunge"))
_MOMENT: Final = Choice(("intro", "setup", "hold", "release"))
_SHORT: Final = Text(longest=60, example="{side} foot forward")  # links.py counts it with the side filled in

SCHEMA: Final = Field(Whole(1, 1), required=True, about="The version of the format.")

SOURCE: Final = Record(
    "a source",
    {
        "org": Field(Text(example="Verywell Fit"), required=True, about="The organisation."),
        "title": Field(Text(example="5 Essential Iliopsoas Stretches"), required=True, about="The title of its page."),
        "url": Field(Text(example="https://example.org/page"), about="Only a page of the organisation itself."),
    },
    "{org: Verywell Fit, title: 5 Essential Iliopsoas Stretches}",
)

STEP: Final = Record(
    "a step",
    {
        "setup": Field(Text(), about="Get into position."),
        "hold": Field(Text(), about="The timed part: what to do and where it is felt."),
        "release": Field(Text(), about="Come out of it."),
        "short": Field(_SHORT, about="The same in at most 24 characters, for big letters and a voice that says little."),
        "takes_s": Field(Whole(1, 120, "seconds"), about="Seconds the step lasts, where saying it is not enough."),
        "once": Field(Flag(), about="Only before the first hold; names no side."),
    },
    "{setup: Stand tall.}",
)

VARIANT: Final = Record(
    "a variant",
    {
        "text": Field(Text(example="Take a shorter step."), about="A way to do it."),
        "stretch": Field(Name(), about="The id of another stretch."),
    },
    "{text: Take a shorter step.}",
)

CAUTION: Final = Record(
    "a caution",
    {
        "text": Field(Text(example="Ease off if your low back hurts."), required=True, about="What to mind."),
        "at": Field(_MOMENT, about="The moment that says it; the intro comes before the first movement."),
        "condition": Field(Name("knee-pain"), about="The state of the person whom it concerns."),
    },
    "{text: Ease off if your low back hurts., at: hold}",
)

EQUIPMENT: Final = Record(
    "equipment",
    {
        "required": Field(ListOf(Name("table")), about="Without it the stretch cannot be done."),
        "optional": Field(ListOf(Name("mat")), about="Nice to have."),
    },
    "{required: [table], optional: [towel]}",
)

STRETCH: Final = Record(
    "a stretch",
    {
        "id": Field(Name(), required=True, about="Unique among stretches, routines and muscle groups."),
        "name": Field(Text(longest=48, example="Standing hip flexor stretch"), required=True, about="What is said and listed."),
        "aliases": Field(_ALIASES, about="Other names by which it is found."),
        "targets": Field(ListOf(Name("hip-flexors"), least=1), required=True, about="Muscle groups, the primary first."),
        "position": Field(Name("standing"), required=True, about="How the body is held."),
        "also_positions": Field(_NAMES, about="Other positions in which it can be done as well."),
        "needs": Field(ListOf(Name("balance")), about="What it asks of the body or the room."),
        "equipment": Field(EQUIPMENT, about="What has to be at hand."),
        "sides": Field(Choice(("each", "both")), required=True, about="Right and left in turn, or both at once."),
        "felt": Field(Choice(("same", "other", "both")), required=True, about="Relative to the leading side."),
        "lead": Field(_SHORT, about="What the side means here, in at most 24 characters; where sides is each."),
        "felt_at": Field(Text(longest=80, example="front of the hip"), required=True, about="The place, without a side."),
        "hold_s": Field(Hold(), required=True, about="Floor and target in whole seconds."),
        "longest_s": Field(Whole(3, 300, "seconds"), about="The longest hold that the source gives, where the target is less."),
        "reps": Field(Whole(1, 50), required=True, about="Per side where sides is each."),
        "most_reps": Field(Whole(1, 50), about="The most that the source gives, where reps is less."),
        "effect": Field(Choice(("stretch", "work")), about="work: it works a muscle more than it stretches it."),
        "suits": Field(Text(), about="Whom it suits."),
        "steps": Field(ListOf(STEP, least=1, most=30), required=True, about="setup (1 or more), hold (1), release (1 or more)."),
        "switch": Field(Text(), about="The whole way back in on the other side; where sides is each."),
        "switch_short": Field(_SHORT, about="The switch in at most 24 characters."),
        "switch_s": Field(Whole(1, 120, "seconds"), about="Seconds of every switch, where 8 are not enough."),
        "again": Field(Text(example="Lean into it again."), required=True, about="The same side once more, said in 4 s."),
        "again_short": Field(_SHORT, about="The same in at most 24 characters."),
        "easier": Field(ListOf(VARIANT), about="Easier ways to do it, or easier stretches."),
        "harder": Field(ListOf(VARIANT), about="Harder ways to do it, or harder stretches."),
        "skip_if": Field(ListOf(Name("knee-pain")), about="Conditions with which a source says to leave it out."),
        "cautions": Field(ListOf(CAUTION), about="What to mind, and when or with which condition."),
        "inferred": Field(ListOf(Text(example="felt")), about="Fields that no source states."),
        "review": Field(ListOf(Text(example="sides")), about="Fields that an import guessed."),
        "replaces": Field(Flag(), about="Takes the place of the built-in stretch with this id."),
        "source": Field(ListOf(SOURCE, least=1), required=True, about="Who says so."),
    },
    "{id: ..., name: ...}",
)

ROUTINE_ITEM: Final = Record(
    "an item",
    {
        "stretch": Field(Name(), required=True, about="The id of a stretch."),
        "reps": Field(Whole(1, 50), about="For this stretch alone."),
        "hold_s": Field(Hold(), about="For this stretch alone."),
    },
    "{stretch: glute-bridge, reps: 2}",
)

ROUTINE: Final = Record(
    "a routine",
    {
        "id": Field(Name("desk-break"), required=True, about="Unique among stretches, routines and muscle groups."),
        "name": Field(Text(longest=48, example="Desk break"), required=True, about="What is said and listed."),
        "aliases": Field(_ALIASES, about="Other names by which it is found."),
        "for": Field(Text(example="People who have been sitting for an hour."), required=True, about="Whom it is for."),
        "reps": Field(Whole(1, 50), about="For every stretch of it."),
        "hold_s": Field(Hold(), about="For every stretch of it."),
        "stretches": Field(
            ListOf(ShortOr(ROUTINE_ITEM, "stretch"), least=1), required=True, about="Names, or mappings with a dose."
        ),
    },
    "{id: ..., name: ...}",
)

FILE: Final = Record(
    "a catalog file",
    {
        "schema": SCHEMA,
        "stretches": Field(ListOf(STRETCH), about="Stretches, each with all its fields."),
        "routines": Field(ListOf(ROUTINE), about="Named, ordered lists of stretches."),
    },
    "schema: 1",
)


def json_schema() -> dict[str, Any]:
    """The format of a catalog file as the JSON Schema that editors read."""
    return {"$schema": "http://json-schema.org/draft-07/schema#", **FILE.schema()}


_PIECE_FIELDS: Final = {
    "means": Field(Text(example="lie on the back"), required=True),
    "aliases": Field(_ALIASES),
    "implies": Field(_NAMES),
    "any_of": Field(_NAMES),
}
_POSITION_FIELDS: Final = {
    "said": Field(Text(example="lying on your back"), required=True),
    "aliases": Field(_ALIASES),
    "implies": Field(_NAMES),
}
_NEED_FIELDS: Final = {
    "means": _PIECE_FIELDS["means"],
    "said": Field(Text(example="you lie on your back"), required=True),
    **_PIECE_FIELDS,
}

ASK_AGAIN: Final = Record(
    "a time limit",
    {
        "weeks": Field(
            ListOf(Whole(1, 100, "weeks"), least=2, most=2), required=True, about="The first and the last that a source names."
        ),
        "since": Field(Text(longest=40, example="the operation"), required=True, about="What they are counted from."),
    },
    "{weeks: [6, 12], since: the operation}",
)

VOCABULARY: Final = Record(
    "a vocabulary",
    {
        "schema": SCHEMA,
        "positions": Field(Keyed(Record("a position", _POSITION_FIELDS)), required=True),
        "needs": Field(Keyed(Record("a need", _NEED_FIELDS)), required=True),
        "equipment": Field(Keyed(Record("a piece of equipment", _PIECE_FIELDS)), required=True),
        "comforts": Field(_NAMES, required=True),
        "groups": Field(
            Keyed(
                Record(
                    "a muscle group",
                    {
                        "name": Field(Text(), required=True),
                        "muscles": Field(Text(), required=True),
                        "aliases": Field(_ALIASES),
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
                        "aliases": Field(_ALIASES, required=True),
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
        "hold_s": Field(Hold(), required=True),
        "reps": Field(Whole(1, 50), required=True),
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
        "group": Field(Name("hamstrings"), required=True, about="The muscle group left empty."),
        "constraint": Field(Name("straight-leg"), required=True, about="The need or the condition that empties it."),
        "strength": Field(Choice(("removes", "warns")), about="warns: nothing is removed, all of it is warned of."),
        "reason": Field(Text(), required=True, about="Why nothing should fill it."),
    },
    "{group: hamstrings, constraint: straight-leg, reason: ...}",
)

COVERAGE: Final = Record(
    "a coverage file",
    {
        "schema": SCHEMA,
        "together": Field(ListOf(ListOf(Name("kneeling"), least=2)), required=True),
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
