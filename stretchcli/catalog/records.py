"""The records of the catalog: plain frozen data, with no input or output.

What stands for itself is a frozen dataclass; the small parts of it are named tuples, which are quicker to define and to
make by the thousand.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

from stretchcli.catalog.text import Side, opposite
from stretchcli.catalog.vocabulary import Source, Vocabulary

StepKind = Literal["setup", "hold", "release"]
Moment = Literal["intro", "setup", "hold", "release"]
Sides = Literal["each", "both"]
Effect = Literal["stretch", "work"]
Felt = Literal["same", "other", "both"]


class Step(NamedTuple):
    """One instruction, written for ``{side}`` and ``{other}``.

    Attributes:
        takes_s: Seconds it lasts; None means as long as it takes to say. A hold lasts what the session says.
        once: Comes only before the first hold and names no side.
        short: The same in at most 24 characters.
        uses: The optional equipment that it speaks of.
    """

    kind: StepKind
    text: str
    takes_s: int | None = None
    once: bool = False
    short: str | None = None
    uses: tuple[str, ...] = ()


class Variant(NamedTuple):
    """An easier or a harder way: in words, as another stretch, or both."""

    text: str | None = None
    stretch: str | None = None


class Caution(NamedTuple):
    """What to mind: at a moment of the stretch, or for people in a certain state, or both."""

    text: str
    at: Moment | None = None
    condition: str | None = None


class Equipment(NamedTuple):
    """Required and optional equipment."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()


NOTHING: Final = Equipment()


class HoldRange(NamedTuple):
    """Seconds from which a hold counts as complete, and seconds that are counted."""

    floor_s: int
    target_s: int

    def __str__(self) -> str:
        return f"{self.target_s} s" if self.floor_s == self.target_s else f"{self.floor_s}-{self.target_s} s"


class Stretch(NamedTuple):
    """One stretch. The fields are those of data/FORMAT.md, and three that the loader works out.

    Attributes:
        lead: What the side means, in at most 24 characters: "{side} leg in front".
        longest_s, most_reps: How far its source goes; None where that is the target and the reps.
        effect: ``work`` works a muscle more than it stretches it.
        all_needs: Needs, required equipment and all that these and the position imply.
        skip_conditions: Conditions that remove it: its own and those that forbid one of its needs.
        replaces: It takes the place of the built-in stretch with this id.
        own: It comes from the user's folder.
    """

    id: str
    name: str
    targets: tuple[str, ...]
    position: str
    sides: Sides
    felt: Felt
    felt_at: str
    hold: HoldRange
    reps: int
    steps: tuple[Step, ...]
    again: str
    source: tuple[Source, ...]
    switch: str | None = None
    switch_s: int | None = None
    lead: str | None = None
    switch_short: str | None = None
    again_short: str | None = None
    longest_s: int | None = None
    most_reps: int | None = None
    effect: Effect = "stretch"
    aliases: tuple[str, ...] = ()
    also_positions: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    equipment: Equipment = NOTHING
    suits: str | None = None
    easier: tuple[Variant, ...] = ()
    harder: tuple[Variant, ...] = ()
    skip_if: tuple[str, ...] = ()
    cautions: tuple[Caution, ...] = ()
    inferred: tuple[str, ...] = ()
    review: tuple[str, ...] = ()
    replaces: bool = False
    all_needs: tuple[str, ...] = ()
    skip_conditions: tuple[str, ...] = ()
    own: bool = False

    def felt_on(self, side: Side) -> Side:
        """Where it is felt when ``side`` leads."""
        if self.felt == "both":
            return "both"
        return side if self.felt == "same" else opposite(side)

    @property
    def required(self) -> tuple[str, ...]:
        """Required equipment."""
        return self.equipment.required

    @property
    def optional(self) -> tuple[str, ...]:
        """Optional equipment."""
        return self.equipment.optional

    @property
    def offered(self) -> tuple[str, ...]:
        """The optional equipment that its steps use."""
        used = {piece for step in self.steps for piece in step.uses}
        return tuple(piece for piece in self.optional if piece in used)

    def all_positions(self) -> tuple[str, ...]:
        """Every position in which it can be done."""
        return (self.position, *self.also_positions)


class RoutineItem(NamedTuple):
    """One stretch of a routine, with the dose where the routine sets it."""

    stretch: str
    reps: int | None = None
    hold: HoldRange | None = None


class Routine(NamedTuple):
    """A named, ordered list of stretches."""

    id: str
    name: str
    suits: str
    items: tuple[RoutineItem, ...]
    aliases: tuple[str, ...] = ()
    own: bool = False


class Hole(NamedTuple):
    """A muscle group that one constraint leaves without a stretch, and why nothing should fill it.

    Attributes:
        constraint: The need that cannot be met, or the condition.
        reason: Sentences for the person affected.
        strength: ``warns``: the condition removes nothing; every stretch of the group comes under a strong caution.
    """

    group: str
    constraint: str
    reason: str
    strength: Literal["removes", "warns"] = "removes"

    @property
    def warns(self) -> bool:
        """It removes nothing."""
        return self.strength == "warns"


class Page(NamedTuple):
    """The page about a muscle group, in sentences.

    Attributes:
        tightened_by: What shortens it or makes it work hard.
        feels: How that can feel.
        may: What stretching may do.
        clinician: When to see one, and when to ask first.
        inferred: Which of these no source states.
    """

    what: tuple[str, ...]
    tightened_by: tuple[str, ...]
    feels: tuple[str, ...]
    may: tuple[str, ...]
    clinician: tuple[str, ...]
    dosage: tuple[str, ...]
    source: tuple[Source, ...]
    inferred: tuple[str, ...] = ()
    id: str = ""


class Catalog(NamedTuple):
    """Everything the program knows, by id, in the order of the files.

    Attributes:
        holes: Where one constraint leaves a muscle group empty.
        together: Needs and conditions that are promised to leave no group empty together, besides each alone.
    """

    vocabulary: Vocabulary
    stretches: Mapping[str, Stretch]
    routines: Mapping[str, Routine]
    holes: tuple[Hole, ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
