"""From a selection to a session: which stretches, in which order, and how much of each.

What was named stays as its author wrote it. Where there are minutes, or a whole muscle group or the whole catalog to choose
from, the session is composed: ``aims.py`` says for what, ``search.py`` how it is found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from stretchcli.catalog.constraints import Aiming
from stretchcli.catalog.phrases import Phrases, capital
from stretchcli.catalog.records import Stretch
from stretchcli.catalog.selection import Selection
from stretchcli.catalog.vocabulary import Vocabulary
from stretchcli.catalog.ways import Way
from stretchcli.catalog.wording import caution_words
from stretchcli.session.doses import (
    Bound,
    Short,
    Why,
    all_as_written,
    doses_of,
    shortages,
    targeted,
    wished_hold,
)
from stretchcli.session.history import History
from stretchcli.session.layout import PlannedStretch, compile_session
from stretchcli.session.summary import BodySide
from stretchcli.session.timeline import Easier, Timeline
from stretchcli.session.wishes import Wishes


class Plan(NamedTuple):
    """A timeline, and what there is to say about it.

    Attributes:
        no_time: Stretches of a routine for which there is no time.
        spared: Stretches of a routine that are left out although there is time: the muscles have had all that they gain from,
            or they would need another way down to the floor or a bed.
        targets: The muscle groups that the session is for.
        doses: Seconds that it gives to each muscle group and side that it reaches.
        short: The groups that get less than an effective dose, and why.
        bound: Why it is not longer.
        spare_s: Seconds of the minutes that it does not use.
    """

    timeline: Timeline
    no_time: tuple[Stretch, ...] = ()
    spared: tuple[Stretch, ...] = ()
    targets: tuple[str, ...] = ()
    doses: Mapping[tuple[str, BodySide], int] = MappingProxyType({})
    short: tuple[Short, ...] = ()
    bound: Bound = "as-written"
    spare_s: float = 0


def composes(selection: Selection, wishes: Wishes) -> bool:
    """Whether the program chooses among the stretches, so that it matters what was done recently."""
    by_hand = all(chosen.by_hand for chosen in selection.chosen)
    return selection.composing or (wishes.minutes is not None and not by_hand)


def plan(selection: Selection, wishes: Wishes, words: Vocabulary, phrases: Phrases, history: History | None = None) -> Plan:
    """Lay the selected stretches out.

    Args:
        history: What was done recently; see ``composes``.

    Raises:
        NothingMatches: there is not enough time.
    """
    cautions = {
        one.stretch.id: tuple(caution_words(caution, words, phrases) for caution in one.cautions) for one in selection.chosen
    }
    given = wishes.hold is not None or wishes.reps is not None
    bound: Bound = "as-written"
    why: Why = "as-given" if given else "as-written"
    in_reach_s: Mapping[str, int] = {}
    most_s: Mapping[str, int] = {}
    no_time: tuple[Stretch, ...] = ()
    spared: tuple[Stretch, ...] = ()
    if wishes.minutes is None and not selection.composing:
        session = all_as_written(selection.chosen, wishes, words.guidance.most_session_s)
    else:
        from stretchcli.session.composing import Composer  # most sessions are as they were written

        composer = Composer(selection, wishes, words, phrases, history or History(), cautions)
        session, bound, left, in_reach_s, most_s = composer.composed()
        no_time, spared = (left, ()) if bound == "minutes" else ((), left)
        why = "no-time"
    planned = [
        PlannedStretch(one.stretch, *portion, cautions[one.stretch.id], easier(one.ways, wishes, words, phrases))
        for one, portion in session
    ]
    title = session_title(selection, words, phrases)
    timeline = compile_session(
        title,
        planned,
        words,
        phrases,
        order=wishes.order,
        first=wishes.first,
        pace=wishes.pace,
        own_way=selection.own_way,
    )
    doses = doses_of(planned)
    targets = targeted(selection, words)
    short = shortages(targets, doses, in_reach_s, most_s, words.guidance.session_s, why, selection)
    spare_s = 0.0 if wishes.minutes is None else wishes.minutes * 60 - timeline.total_s
    return Plan(timeline, no_time, spared, targets, doses, short, bound, spare_s)


def easier(ways: Sequence[Way], wishes: Wishes, words: Vocabulary, phrases: Phrases) -> tuple[Easier, ...]:
    """Easier ways as they would be done if they were asked for while the session runs."""
    found = []
    for way in ways:
        text, stretch = phrases.sideless(way.text) if way.text else "", way.stretch
        if stretch is None:
            found.append(Easier(text))
        else:
            hold = wished_hold(stretch.hold, stretch, wishes)
            cautions = tuple(caution_words(caution, words, phrases) for caution in way.cautions)
            found.append(Easier(text, stretch.id, stretch.name, hold, cautions))
    return tuple(found)


def session_title(selection: Selection, words: Vocabulary, phrases: Phrases) -> str:
    """What a session is called: by what was named, else by the groups and positions to which it was narrowed."""
    if selection.named:
        return phrases.listed([capital(name) for name in selection.named])
    groups = positions = ""
    for constraint in selection.narrowing:
        if isinstance(constraint, Aiming):
            groups = phrases.listed([words.groups[group].name for group in constraint.groups])
        else:
            positions = phrases.listed([position.said for position in constraint.positions], "or")
    if groups and positions:
        return phrases.say("title.groups-in-positions", groups=groups, positions=positions)
    if groups:
        return phrases.say("title.groups", groups=groups)
    return phrases.say("title.positions", positions=positions) if positions else phrases.say("title.catalog")
