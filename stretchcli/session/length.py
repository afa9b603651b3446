"""How long one stretch takes by itself, without laying it out phase by phase: a list shows this for every stretch."""

from __future__ import annotations

from typing import Final, NamedTuple

from stretchcli.catalog.records import Step, Stretch, Vocabulary
from stretchcli.catalog.text import spoken_s
from stretchcli.session import phrases

FIRST_INTRO_S: Final = 10
AGAIN_S: Final = 4


class Pace(NamedTuple):
    """The pauses that a person may set, in seconds; 0 leaves the phase out."""

    ready_s: int = 3
    switch_s: int = 8
    rest_s: int = 5


def alone_s(stretch: Stretch, pace: Pace, words: Vocabulary) -> int:
    """Seconds of a session of this stretch alone, with its own reps and hold, one side after the other.

    The same as the total of ``compile_session``, at a twentieth of the cost.
    """
    sides = 1 if stretch.sides == "both" else 2
    holds = sides * stretch.reps
    once_s = sum(_step_s(step) for step in stretch.steps if step.once)
    setups = [step for step in stretch.steps if step.kind == "setup" and not step.once]
    releases = [step for step in stretch.steps if step.kind == "release"]
    first_s = _told_s(stretch, setups[-1]) - _step_s(setups[-1]) + _told_s(stretch, releases[0]) - _step_s(releases[0])
    into_s = sum(_step_s(step) for step in setups) + first_s
    hold_s = pace.ready_s + stretch.hold.target_s + sum(_step_s(step) for step in releases)
    switch_s = max(pace.switch_s, stretch.switch_s or 0) if pace.switch_s else 0
    between_s = pace.rest_s + AGAIN_S if sides == 1 else switch_s
    intro = phrases.intro(stretch, stretch.reps, stretch.hold, phrases.fetch_list(stretch, words))
    intro_s = max(FIRST_INTRO_S, spoken_s(intro))
    return intro_s + once_s + sides * into_s + holds * hold_s + (holds - 1) * between_s


def _step_s(step: Step) -> int:
    return step.takes_s or spoken_s(step.text)


def _told_s(stretch: Stretch, step: Step) -> int:
    """The step with the cautions of its moment, as it comes the first time on a side."""
    said = [caution.text for caution in stretch.cautions if caution.at == step.kind]
    return step.takes_s or spoken_s(" ".join([step.text, *said]))
