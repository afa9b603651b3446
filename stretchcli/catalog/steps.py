"""What each step of a stretch says and how long it takes. These rules are defined here alone."""

from __future__ import annotations

from typing import Final, NamedTuple

from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.records import Moment, Step, Stretch
from stretchcli.catalog.text import spoken_s

AGAIN_S: Final = 4
SWITCH_S: Final = 8


def first_text(stretch: Stretch, step: Step) -> str:
    """The step as it comes the first time on a side, with the cautions of its moment.

    They come with the last setup step, with the hold and with the first release step; a step that comes once says none.
    """
    alike = [other for other in stretch.steps if other.kind == step.kind and not other.once]
    if not alike or step is not (alike[-1] if step.kind == "setup" else alike[0]):
        return step.text
    return " ".join([step.text, *cautions_at(stretch, step.kind)])


def cautions_at(stretch: Stretch, moment: Moment) -> list[str]:
    """The cautions for everybody at a moment.

    One for a condition is said only to people with that condition, in the intro.
    """
    return [caution.text for caution in stretch.cautions if caution.at == moment and caution.condition is None]


class Told(NamedTuple):
    """What one phase of a setup says, before a side is filled in, and its seconds.

    Attributes:
        at_once: It stands for all steps; ``short`` is that of the first.
    """

    text: str
    seconds: int
    short: str | None
    at_once: bool = False


def setups(stretch: Stretch, phrases: Phrases, *, at_once: bool) -> list[Told]:
    """The setup on a side, apart from the steps that come once.

    Args:
        at_once: For somebody who knows it: the short texts in a row, with the cautions of the moment, as one phase. A record
            that has not got them all is told step by step. What takes the body its time keeps it: the seconds that the
            steps themselves ask for add up.
    """
    steps = [step for step in stretch.steps if step.kind == "setup" and not step.once]
    shorts = [step.short for step in steps if step.short]
    if not at_once or not steps or len(shorts) < len(steps):
        told = [(first_text(stretch, step), step) for step in steps]
        return [Told(text, step_s(step, text), step.short) for text, step in told]
    said = [*(phrases.say("setup.told", short=short) for short in shorts), *cautions_at(stretch, "setup")]
    text = " ".join(said)
    return [Told(text, max(spoken_s(text), sum(step.takes_s or 0 for step in steps)), shorts[0], at_once=True)]


def step_s(step: Step, text: str) -> int:
    """Seconds of a setup or a release that says this text: the record's own, else as long as saying it takes."""
    return step.takes_s or spoken_s(text)
