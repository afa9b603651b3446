"""How long a stretch takes on its own, without laying it out phase by phase: a list shows this for every stretch."""

from __future__ import annotations

from typing import Final, NamedTuple

from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.records import Stretch
from stretchcli.catalog.steps import AGAIN_S, SWITCH_S, first_text, setups, step_s
from stretchcli.catalog.text import spoken_s
from stretchcli.catalog.vocabulary import Vocabulary
from stretchcli.session import sentences

FIRST_INTRO_S: Final = 10
INTRO_S: Final = 5
REST_LEVEL_S: Final = 25


class Pace(NamedTuple):
    """How quickly a session goes from hold to hold: the pauses in seconds (0 leaves the phase out), and what is said briefly.

    Attributes:
        rest_s: Between two holds on the same side.
        brisk: For people who know their stretches: short rests, and the way into the position said at once wherever it has
            been said step by step before.
        known: Stretches that have been done so often that a brisk session says them briefly from the first side on.
    """

    ready_s: int = 3
    switch_s: int = SWITCH_S
    rest_s: int = 5
    brisk: bool = False
    known: frozenset[str] = frozenset()

    def switching_s(self, stretch: Stretch) -> int:
        """Seconds of a switch: the record's own only where turning round takes longer."""
        return max(self.switch_s, stretch.switch_s or 0) if self.switch_s else 0

    def between_s(self, before: Stretch, coming: Stretch, words: Vocabulary) -> int:
        """Seconds of the rest between two stretches, at least; what is said in it may need more.

        10 s, 20 s where the position or the required equipment changes, half of that when brisk. 25 s where one gets up or
        down, at any pace: blood pressure needs that time.
        """
        if sentences.changes_level(before, coming, words):
            return REST_LEVEL_S
        near = before.position == coming.position and set(before.required) == set(coming.required)
        if self.brisk:
            return 5 if near else 10
        return 10 if near else 20

    def at_once(self, stretch: Stretch, *, first_side: bool) -> bool:
        """Whether the way into the position is said in one phase."""
        return self.brisk and (not first_side or stretch.id in self.known)


class Blocks(NamedTuple):
    """The time of a stretch from its first setup to its last release, without its intro: a sum that grows with each rep.

    Attributes:
        sides: How many sides lead, one or two.
        fixed_s: Seconds that do not depend on the reps.
        rep_s: Seconds of one rep on all its sides beside the hold.
    """

    sides: int
    fixed_s: int
    rep_s: int

    def seconds(self, reps: int, target_s: int) -> int:
        """With so many reps of so long a hold."""
        return self.fixed_s + reps * (self.rep_s + self.sides * target_s)


def blocks(stretch: Stretch, pace: Pace, phrases: Phrases, *, grouped: bool = False) -> Blocks:
    """The same seconds as ``compile_session`` gives them, at a twentieth of the cost.

    Args:
        grouped: All reps of one side come before the other; else sides alternate.
    """
    sides = 1 if stretch.sides == "both" else 2
    once_s = sum(step_s(step, step.text) for step in stretch.steps if step.once)
    releases = [step for step in stretch.steps if step.kind == "release"]
    release_s = sum(step_s(step, step.text) for step in releases)
    # Each side begins with every setup step, and its first release says what the later ones do not.
    begin_s = sides * (sum(step_s(step, first_text(stretch, step)) for step in releases) - release_s)
    for side in range(sides):
        told = setups(stretch, phrases, at_once=pace.at_once(stretch, first_side=side == 0))
        begin_s += sum(one.seconds for one in told)
    again_s, switch_s = pace.rest_s + AGAIN_S, pace.switching_s(stretch)
    hold_s = pace.ready_s + release_s
    if sides == 1:
        return Blocks(1, once_s + begin_s - again_s, hold_s + again_s)
    if grouped:
        return Blocks(2, once_s + begin_s + switch_s - 2 * again_s, 2 * (hold_s + again_s))
    return Blocks(2, once_s + begin_s - switch_s, 2 * (hold_s + switch_s))


def alone_s(stretch: Stretch, pace: Pace, words: Vocabulary, phrases: Phrases) -> int:
    """Seconds of a session of this stretch alone, with its own reps and hold, sides alternating.

    The same as the total of ``compile_session``.
    """
    intro = sentences.intro(phrases, stretch, stretch.reps, stretch.hold, sentences.fetching(phrases, stretch, words))
    rest_s = blocks(stretch, pace, phrases).seconds(stretch.reps, stretch.hold.target_s)
    return max(FIRST_INTRO_S, spoken_s(intro)) + rest_s
