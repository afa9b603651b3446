"""What each step of a stretch says and how long it then lasts: the one home of these rules."""

from __future__ import annotations

from typing import Final

from stretchcli.catalog.records import Step, Stretch
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
    # One for a condition is told to whom it concerns, in the intro, and to nobody else.
    said = [caution.text for caution in stretch.cautions if caution.at == step.kind and caution.condition is None]
    return " ".join([step.text, *said])


def step_s(step: Step, text: str) -> int:
    """Seconds of a setup or a release that says this text: the record's own, else as long as saying it takes."""
    return step.takes_s or spoken_s(text)
