"""Warnings about what is allowed but rarely intended: named checks of valid records, each with advice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from stretchcli.catalog.records import Routine, Stretch
from stretchcli.catalog.steps import AGAIN_S, SWITCH_S, first_text
from stretchcli.catalog.text import SECONDS_PER_WORD, spoken_s
from stretchcli.catalog.vocabulary import Vocabulary
from stretchcli.reading.problems import Place, place_of

LONG_HOLD_S: Final = 120
LONGEST_SENTENCE_WORDS: Final = 20

_SENTENCE_END: Final = re.compile(r"(?<=[.!?:;])\s+")
_STOP: Final = re.compile(r"[.!?;]")
# "right angle" and "right away" do not name a side.
WRITTEN_SIDE: Final = re.compile(r"\b(left|right)\b(?![ -](?:angle|away|now|after))", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Advice:
    """A warning: where, which check, what was seen, what to try next."""

    place: Place
    check: str
    message: str
    advice: str

    def __str__(self) -> str:
        return f"{self.place}: warning: {self.message}; {self.advice} [{self.check}]"


def stretch_advice(stretch: Stretch, words: Vocabulary) -> list[Advice]:
    """What the checks say about a stretch, in the order of its file."""
    return sorted({*unmarked_use(stretch, words), *(advice for check in CHECKS for advice in check(stretch))})


def routine_advice(routine: Routine) -> list[Advice]:
    """What the checks say about a routine."""
    longest_s = max((item.hold.target_s for item in routine.items if item.hold), default=0)
    return [_long_hold(routine.id, longest_s)] if longest_s > LONG_HOLD_S else []


def long_hold(stretch: Stretch) -> Iterator[Advice]:
    """A hold over two minutes."""
    if stretch.hold.target_s > LONG_HOLD_S:
        yield _long_hold(stretch.id, stretch.hold.target_s)


def _long_hold(name: str, seconds: int) -> Advice:
    advice = f"try {LONG_HOLD_S} s or less, and more reps"
    return Advice(place_of(name), "long-hold", f"the hold of `{name}` lasts {seconds} s", advice)


def unshown_caution(stretch: Stretch) -> Iterator[Advice]:
    """A caution that no step says and no condition brings up."""
    told = {"intro", *(step.kind for step in stretch.steps if not step.once)}
    for caution in stretch.cautions:
        if caution.condition is None and caution.at not in told:
            advice = "give it `at: intro`, `at: setup`, `at: hold` or `at: release`, or a `condition`"
            yield Advice(place_of(caution.text), "unshown-caution", "this caution is never said", advice)


def too_long_to_say(stretch: Stretch) -> Iterator[Advice]:
    """A text that takes longer to say than its phase lasts."""
    switch_s = max(SWITCH_S, stretch.switch_s or 0)
    timed = [(stretch.again, stretch.again, AGAIN_S), *([(stretch.switch, stretch.switch, switch_s)] if stretch.switch else [])]
    for step in stretch.steps:
        seconds = stretch.hold.target_s if step.kind == "hold" else step.takes_s
        if seconds is not None:
            timed.append((step.text, first_text(stretch, step), seconds))
    for text, said, seconds in timed:
        fitting = int(seconds / SECONDS_PER_WORD + 0.01)  # the little that a division by 0.4 may fall short of
        if len(said.split()) > fitting:
            message = f"saying this takes {spoken_s(said)} s, and it has {seconds} s"
            yield Advice(place_of(text), "too-long-to-say", message, f"say it in {fitting} words, or give it more time")


def written_side(stretch: Stretch) -> Iterator[Advice]:
    """Left or right written out, which is wrong for the other side."""
    if stretch.sides == "both":
        return
    for texts, advice in ((_texts(stretch), "write `{side}` or `{other}`"), (_sideless_texts(stretch), "say it without a side")):
        for text in texts:
            if found := WRITTEN_SIDE.search(text):
                yield Advice(place_of(text), "written-side", f"`{found[0]}` is right for one side only", advice)


def long_sentence(stretch: Stretch) -> Iterator[Advice]:
    """A sentence that nobody can follow while stretching."""
    for text in [*_texts(stretch), *(step.text for step in stretch.steps if step.once)]:
        words = max(len(sentence.split()) for sentence in _SENTENCE_END.split(text))
        if words > LONGEST_SENTENCE_WORDS:
            message, advice = f"a sentence has {words} words", f"make two of it, {LONGEST_SENTENCE_WORDS} words each at most"
            yield Advice(place_of(text), "long-sentence", message, advice)


def several_actions(stretch: Stretch) -> Iterator[Advice]:
    """A short text with more than one action, or with a full stop."""
    for text in _shorts(stretch):
        if _STOP.search(text):
            yield Advice(place_of(text), "several-actions", f"`{text}` is more than one action", "name one, without a full stop")


def unmarked_use(stretch: Stretch, words: Vocabulary) -> Iterator[Advice]:
    """A step that names optional equipment which no step is said to use, so that it is never offered."""
    for piece in stretch.optional:
        names = (piece, *(words.needs[piece].aliases if piece in words.needs else ()))
        named = re.compile(rf"\b({'|'.join(re.escape(name.replace('-', ' ')) for name in names)})\b", re.IGNORECASE)
        found = next((step for step in stretch.steps if named.search(step.text)), None)
        if found is not None and piece not in stretch.offered:
            message = f"this step names the optional `{piece}`, which is not offered"
            yield Advice(place_of(found.text), "unmarked-use", message, f"give it `uses: [{piece}]`, unless it means another one")


def _shorts(stretch: Stretch) -> list[str]:
    """The texts for big letters."""
    return [text for text in (*(step.short for step in stretch.steps), stretch.switch_short, stretch.again_short) if text]


def _texts(stretch: Stretch) -> list[str]:
    """What is said on each side."""
    said = [step.text for step in stretch.steps if not step.once] + [stretch.again] + _shorts(stretch)
    said += [text for text in (stretch.switch, stretch.lead) if text]
    return said + [caution.text for caution in stretch.cautions if caution.at not in (None, "intro")]


def _sideless_texts(stretch: Stretch) -> list[str]:
    """What is said or shown once for both sides."""
    variants = [variant.text for variant in (*stretch.easier, *stretch.harder) if variant.text]
    once = [step.text for step in stretch.steps if step.once]
    cautions = [caution.text for caution in stretch.cautions if caution.at in (None, "intro")]
    return [stretch.name, stretch.felt_at, *([stretch.suits] if stretch.suits else []), *once, *variants, *cautions]


CHECKS: Final[tuple[Callable[[Stretch], Iterator[Advice]], ...]] = (
    long_hold,
    unshown_caution,
    too_long_to_say,
    written_side,
    long_sentence,
    several_actions,
)
