"""How long a stretch takes on its own, without laying it out phase by phase: a list shows this for every stretch."""

from __future__ import annotations

from typing import Final, NamedTuple

from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.records import Stretch
from stretchcli.catalog.steps import AGAIN_S, SWITCH_S, first_text, step_s
from stretchcli.catalog.text import spoken_s
from stretchcli.catalog.vocabulary import Vocabulary
from stretchcli.session import sentences

FIRST_INTRO_S: Final = 10


class Pace(NamedTuple):
    """The pauses that the config sets, in seconds; 0 leaves the phase out."""

    ready_s: int = 3
    switch_s: int = SWITCH_S
    rest_s: int = 5

    def switching_s(self, stretch: Stretch) -> int:
        """Seconds of a switch: the record's own only where turning round takes longer."""
        return max(self.switch_s, stretch.switch_s or 0) if self.switch_s else 0


def alone_s(stretch: Stretch, pace: Pace, words: Vocabulary, phrases: Phrases) -> int:
    """Seconds of a session of this stretch alone, with its own reps and hold, sides alternating.

    The same as the total of ``compile_session``, at a twentieth of the cost.
    """
    sides = 1 if stretch.sides == "both" else 2
    holds = sides * stretch.reps
    once_s = sum(step_s(step, step.text) for step in stretch.steps if step.once)
    setups = [step for step in stretch.steps if step.kind == "setup" and not step.once]
    releases = [step for step in stretch.steps if step.kind == "release"]
    release_s = sum(step_s(step, step.text) for step in releases)
    # Each side begins with every setup step, and its first release says what the later ones do not.
    begin_s = sum(step_s(step, first_text(stretch, step)) for step in [*setups, *releases]) - release_s
    hold_s = pace.ready_s + stretch.hold.target_s + release_s
    between_s = pace.rest_s + AGAIN_S if sides == 1 else pace.switching_s(stretch)
    intro = sentences.intro(phrases, stretch, stretch.reps, stretch.hold, sentences.fetching(phrases, stretch, words))
    return max(FIRST_INTRO_S, spoken_s(intro)) + once_s + sides * begin_s + holds * hold_s + (holds - 1) * between_s
