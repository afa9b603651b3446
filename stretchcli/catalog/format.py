"""The format of catalog files as shapes: what a stretch and a routine look like.

The check of a file, the data that its records are built from, the schema for editors and what names and sides are looked
at all come from here. data/FORMAT.md says the same in words; a test compares the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from stretchcli.catalog.limits import LEAST_HOLD_S, LONGEST_NAME, LONGEST_SHORT, LONGEST_TEXT, MOST_HOLD_S, MOST_REPS, MOST_STEPS
from stretchcli.reading.containers import Field, ListOf, Record, ShortOr
from stretchcli.reading.shapes import Choice, Flag, Name, Range, Text, Whole


@dataclass(frozen=True, slots=True)
class SidedText(Text):
    """A text that is said for one side: it may hold ``{side}`` and ``{other}``.

    Attributes:
        filled: Its greatest length with the longer of the sides filled in; 0 where none is set.
    """

    filled: int = 0


def _text(example: str, longest: int = LONGEST_TEXT) -> Text:
    return Text(longest, example)


def _name(of: str, example: str) -> Name:
    return Name(example, of)


ALIASES: Final = ListOf(_text("runner's lunge", 60))
HOLD: Final = Range(("floor_s", "target_s"), ("floor", "target"), Whole(LEAST_HOLD_S, MOST_HOLD_S, "seconds"), "[20, 30]")
REPS: Final = Whole(1, MOST_REPS)
_SHORT: Final = SidedText(60, "{side} foot forward", filled=LONGEST_SHORT)
_GROUP: Final = _name("muscle group", "hip-flexors")
_POSITION: Final = _name("position", "standing")
_STRETCH: Final = _name("stretch", "standing-hip-flexor")
_CONDITION: Final = _name("condition", "knee-pain")

SCHEMA: Final = Field(Whole(1, 1), required=True, about="The version of the format.")

SOURCE: Final = Record(
    "a source",
    {
        "org": Field(_text("Verywell Fit"), required=True, about="The organisation."),
        "title": Field(_text("5 Essential Iliopsoas Stretches"), required=True, about="The title of its page."),
        "url": Field(_text("https://example.org/page"), about="Only a page of the organisation itself."),
    },
    "{org: Verywell Fit, title: 5 Essential Iliopsoas Stretches}",
)

STEP: Final = Record(
    "a step",
    {
        "setup": Field(SidedText(example="Stand tall with your feet hip-width apart."), about="Get into position."),
        "hold": Field(
            SidedText(example="Keep your {other} heel down."), about="The timed part: what to do and where it is felt."
        ),
        "release": Field(SidedText(example="Step back to the wall."), about="Come out of it."),
        "short": Field(_SHORT, about="The same in at most 24 characters, for big letters and a voice that says little."),
        "takes_s": Field(Whole(1, 120, "seconds"), about="Seconds the step lasts, where saying it is not enough."),
        "once": Field(Flag(), about="Only before the first hold; names no side."),
        "uses": Field(ListOf(Name("chair")), about="Optional equipment that it speaks of: it is offered."),
    },
    "{setup: Stand tall.}",
    kinds=("setup", "hold", "release"),
)

VARIANT: Final = Record(
    "a variant",
    {
        "text": Field(_text("Take a shorter step."), about="A way to do it."),
        "stretch": Field(_STRETCH, about="The id of another stretch."),
    },
    "{text: Take a shorter step.}",
)

CAUTION: Final = Record(
    "a caution",
    {
        "text": Field(SidedText(example="Ease off if your low back hurts."), required=True, about="What to mind."),
        "at": Field(
            Choice(("intro", "setup", "hold", "release")),
            about="The moment that says it; the intro comes before the first movement.",
        ),
        "condition": Field(_CONDITION, about="The condition that it applies to."),
    },
    "{text: Ease off if your low back hurts., at: hold}",
)

EQUIPMENT: Final = Record(
    "equipment",
    {
        "required": Field(ListOf(_name("piece of equipment", "table")), about="Without it the stretch cannot be done."),
        "optional": Field(ListOf(_name("piece of equipment or comfort", "mat")), about="Nice to have."),
    },
    "{required: [table], optional: [towel]}",
)

STRETCH: Final = Record(
    "a stretch",
    {
        "id": Field(Name("standing-hip-flexor"), required=True, about="Unique among stretches, routines and muscle groups."),
        "name": Field(_text("Standing hip flexor stretch", LONGEST_NAME), required=True, about="What is said and listed."),
        "aliases": Field(ALIASES, about="Other names by which it is found."),
        "targets": Field(ListOf(_GROUP, least=1), required=True, about="Muscle groups, the primary first."),
        "position": Field(_POSITION, required=True, about="How the body is held."),
        "also_positions": Field(ListOf(_POSITION), about="Other positions in which it can be done as well."),
        "needs": Field(ListOf(_name("need", "balance")), about="What it asks of the body or the room."),
        "equipment": Field(EQUIPMENT, about="What has to be at hand."),
        "sides": Field(Choice(("each", "both")), required=True, about="Right and left in turn, or both at once."),
        "felt": Field(Choice(("same", "other", "both")), required=True, about="Relative to the leading side."),
        "lead": Field(_SHORT, about="What the side means here, in at most 24 characters; where sides is each."),
        "felt_at": Field(_text("front of the hip", 80), required=True, about="The place, without a side."),
        "hold_s": Field(HOLD, required=True, about="Floor and target in whole seconds.", into="hold"),
        "longest_s": Field(HOLD.number, about="The longest hold that the source gives, where the target is less."),
        "reps": Field(REPS, required=True, about="Per side where sides is each."),
        "most_reps": Field(REPS, about="The most that the source gives, where reps is less."),
        "effect": Field(Choice(("stretch", "work")), about="work: it works a muscle more than it stretches it."),
        "suits": Field(_text("Good when you cannot get into kneeling."), about="Whom it suits."),
        "steps": Field(
            ListOf(STEP, least=1, most=MOST_STEPS), required=True, about="setup (1 or more), hold (1), release (1 or more)."
        ),
        "switch": Field(
            SidedText(example="Step your {side} foot forward and sink in."),
            about="The whole way back in on the other side; where sides is each.",
        ),
        "switch_short": Field(_SHORT, about="The switch in at most 24 characters."),
        "switch_s": Field(Whole(1, 120, "seconds"), about="Seconds of every switch, where 8 are not enough."),
        "again": Field(SidedText(example="Lean into it again."), required=True, about="The same side once more, said in 4 s."),
        "again_short": Field(_SHORT, about="The same in at most 24 characters."),
        "easier": Field(ListOf(VARIANT), about="Easier ways to do it, or easier stretches."),
        "harder": Field(ListOf(VARIANT), about="Harder ways to do it, or harder stretches."),
        "skip_if": Field(ListOf(_CONDITION), about="Conditions with which a source says to leave it out."),
        "cautions": Field(ListOf(CAUTION), about="What to mind, and when or with which condition."),
        "inferred": Field(ListOf(_text("felt")), about="Fields that no source states."),
        "review": Field(ListOf(_text("sides")), about="Fields that an import guessed."),
        "replaces": Field(Flag(), about="Takes the place of the built-in stretch with this id."),
        "source": Field(ListOf(SOURCE, least=1), required=True, about="Who says so."),
    },
    "{id: standing-hip-flexor, name: Standing hip flexor stretch, ...}",
)

ROUTINE_ITEM: Final = Record(
    "an item",
    {
        "stretch": Field(_STRETCH, required=True, about="The id of a stretch."),
        "reps": Field(REPS, about="For this stretch alone."),
        "hold_s": Field(HOLD, about="For this stretch alone.", into="hold"),
    },
    "{stretch: glute-bridge, reps: 2}",
)

ROUTINE: Final = Record(
    "a routine",
    {
        "id": Field(Name("desk-break"), required=True, about="Unique among stretches, routines and muscle groups."),
        "name": Field(_text("Desk break", LONGEST_NAME), required=True, about="What is said and listed."),
        "aliases": Field(ALIASES, about="Other names by which it is found."),
        "for": Field(_text("People who have been sitting for an hour."), required=True, about="Whom it is for.", into="suits"),
        "reps": Field(REPS, about="For every stretch of it."),
        "hold_s": Field(HOLD, about="For every stretch of it.", into="hold"),
        "stretches": Field(
            ListOf(ShortOr(ROUTINE_ITEM, "stretch"), least=1),
            required=True,
            about="Names, or mappings with a dose.",
            into="items",
        ),
    },
    "{id: desk-break, name: Desk break, ...}",
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
