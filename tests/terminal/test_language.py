"""A second language, made up: whoever is spoken to in it hears and reads not one word of another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from stretchcli.catalog.phrases import Phrase, Phrases
from stretchcli.catalog.records import Equipment, Stretch
from stretchcli.catalog.vocabulary import Vocabulary
from stretchcli.session.engine import Action, Message, start, step
from stretchcli.session.layout import PlannedStretch, compile_session
from stretchcli.session.state import State, Status
from stretchcli.session.timeline import Timeline
from stretchcli.terminal.ending import held_lines
from stretchcli.terminal.layout import Appearance, Size
from stretchcli.terminal.lines import lines_for
from stretchcli.terminal.picture import card, picture
from stretchcli.terminal.theme import PLAIN, UNICODE
from stretchcli.terminal.wording import closing
from tests.samples import PHRASES, sample_catalog

SIZES = [Size(120, 40), Size(80, 24), Size(40, 12), Size(24, 6)]
TEXTS = ("name", "felt_at", "again", "switch", "again_short", "switch_short", "lead")
APPEARANCE = Appearance(PLAIN, UNICODE)


def translated(text: str) -> str:
    """The text in the made-up language, in which every word begins with zu; fields stay as they are.

    >>> translated("Get ready, {side} side.")
    'Zuget zuready, {side} zuside.'
    """

    def word(match: re.Match[str]) -> str:
        found = match[0]
        if found.startswith("{"):
            return found
        made = f"zu{found.lower()}"
        return made.upper() if found.isupper() and len(found) > 1 else made.capitalize() if found[0].isupper() else made

    return re.sub(r"\{\w+\}|[^\W\d_]+", word, text)


def translated_phrase(phrase: Phrase) -> Phrase:
    """A phrase with all its forms."""
    return translated(phrase) if isinstance(phrase, str) else {form: translated(text) for form, text in phrase.items()}


ZU = Phrases({name: translated_phrase(phrase) for name, phrase in PHRASES.texts.items()})


def translated_piece(piece: str) -> str:
    """A comfort is called by its name; what the vocabulary has stays a name."""
    return piece if piece in sample_catalog().vocabulary.needs else translated(piece)


def translated_stretch(stretch: Stretch) -> Stretch:
    """A record whose texts are in the language, as a catalog in that language would have them."""
    texts: dict[str, Any] = {name: translated(value) for name in TEXTS if (value := getattr(stretch, name))}
    steps = [
        step._replace(
            text=translated(step.text), short=step.short and translated(step.short), uses=tuple(map(translated_piece, step.uses))
        )
        for step in stretch.steps
    ]
    cautions = tuple(caution._replace(text=translated(caution.text)) for caution in stretch.cautions)
    optional = tuple(map(translated_piece, stretch.optional))
    return stretch._replace(steps=tuple(steps), cautions=cautions, equipment=Equipment(stretch.required, optional), **texts)


def translated_words(words: Vocabulary) -> Vocabulary:
    """A vocabulary whose things are called by words of the language."""
    return words._replace(needs={name: need._replace(means=translated(need.means)) for name, need in words.needs.items()})


@pytest.fixture(scope="module")
def session() -> Timeline:
    """Three stretches that need every sentence: each side and both at once, fetching, steps that come once, several reps."""
    catalog = sample_catalog()
    names = ("standing-hip-flexor", "glute-bridge", "table-psoas")
    planned = [PlannedStretch(translated_stretch(catalog.stretches[name]), 2, catalog.stretches[name].hold) for name in names]
    return compile_session(translated("Three stretches"), planned, translated_words(catalog.vocabulary), ZU)


def heard_and_seen(timeline: Timeline, happened: dict[float, Action], *, manual: bool = False) -> Iterator[str]:
    """All lines of a session and its picture in every size at every second, while these things happen."""
    state, events = start(timeline, ZU, manual=manual)
    now_s = 0.0
    while True:
        for event in events:
            yield from lines_for(event, state)
        for size in SIZES:
            yield from seen(state, now_s, size, APPEARANCE._replace(keys=now_s % 7 != 0))
        if state.status is Status.ENDED:
            break
        now_s += 1
        state, events = step(state, Message(happened.get(now_s, Action.TICK), now_s))
    yield from [*held_lines(state), *closing(state, resumable=True)]


def seen(state: State, now_s: float, size: Size, appearance: Appearance) -> list[str]:
    """The rows of the picture as text."""
    return [row.plain for row in picture(state, now_s, size, appearance)]


def foreign(texts: Iterator[str] | list[str]) -> set[str]:
    """The words that are not of the language; a word that is cut off at the edge of a window may have lost its end."""
    words = {word for text in texts for word in re.findall(r"[^\W\d_]+…?", text)}
    return {word for word in words if not word.casefold().startswith("zu") and word not in ("z…", "Z…")}


def first_s(timeline: Timeline, kind: str) -> float:
    """When the first phase of a kind begins."""
    return timeline.starts_s[next(phase.index for phase in timeline.phases if phase.kind == kind)]


def test_a_session_runs_in_another_language_from_start_to_end(session: Timeline) -> None:
    """Plain lines, the live picture in every second and size, and the closing words."""
    assert foreign(heard_and_seen(session, {})) == set()


def test_everything_a_person_can_do_is_answered_in_the_language(session: Timeline) -> None:
    """Pause, settling, more time, going on early, pain, and leaving with holds left."""
    hold_s = first_s(session, "hold")
    keys = [Action.TOGGLE, Action.TOGGLE, Action.TICK, Action.TICK, Action.EXTEND, Action.BACK, Action.NEXT, Action.BACK]
    happened = {hold_s + 2.0 + number: action for number, action in enumerate(keys)}
    assert foreign(heard_and_seen(session, happened | {hold_s + 30: Action.SKIP, hold_s + 70: Action.QUIT})) == set()
    assert (
        foreign(heard_and_seen(session, {hold_s + 3: Action.OUCH, hold_s + 5: Action.TOGGLE, hold_s + 9: Action.QUIT})) == set()
    )


def test_waiting_for_a_key_is_told_in_the_language(session: Timeline) -> None:
    """With --manual, until somebody presses it."""
    assert foreign(heard_and_seen(session, {25.0: Action.QUIT}, manual=True)) == set()


@pytest.mark.parametrize("size", SIZES)
def test_the_help_and_the_card_are_in_the_language(session: Timeline, size: Size) -> None:
    """What lies over the picture, and what comes before it."""
    state, _ = start(session, ZU)
    assert foreign(seen(state, 0.0, size, APPEARANCE._replace(help=True))) == set()
    lines = [ZU.say(f"safety.{part}") for part in ("before", "stop", "information")]
    assert foreign([row.plain for row in card(ZU, lines, 7.5, size, APPEARANCE)]) == set()
