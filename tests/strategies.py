"""Hypothesis strategies: sessions and what may happen in them."""

from __future__ import annotations

from hypothesis import strategies as st

from stretchcli.catalog.records import HoldRange
from stretchcli.session.easing import Easing
from stretchcli.session.engine import Action, Message
from stretchcli.session.layout import Order, PlannedStretch, compile_session
from stretchcli.session.length import Pace
from stretchcli.session.timeline import Easier, Timeline
from tests.samples import PHRASES, sample_catalog

CATALOG = sample_catalog()
EASE = Easing(CATALOG, PHRASES, Pace())


@st.composite
def ways(draw: st.DrawFn) -> tuple[Easier, ...]:
    """Up to two easier ways one below the other, and words behind them now and then."""
    found = []
    for stretch in draw(st.lists(st.sampled_from(list(CATALOG.stretches.values())), max_size=2)):
        found.append(Easier("", stretch.id, stretch.name, HoldRange(draw(st.integers(3, 10)), draw(st.integers(10, 30)))))
    return (*found, Easier("Take a shorter step.")) if draw(st.booleans()) else tuple(found)


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    """Sessions of up to three stretches of the catalog."""
    stretches = draw(st.lists(st.sampled_from(list(CATALOG.stretches.values())), min_size=1, max_size=3, unique_by=id))
    doses = []
    for stretch in stretches:
        floor, target = sorted((draw(st.integers(3, 60)), draw(st.integers(3, 60))))
        doses.append(PlannedStretch(stretch, draw(st.integers(1, 3)), HoldRange(floor, target), (), draw(ways())))
    order: Order = draw(st.sampled_from(["alternate", "grouped"]))
    seconds = st.integers(0, 10)
    known = draw(st.frozensets(st.sampled_from(list(CATALOG.stretches))))
    pace = Pace(draw(seconds), draw(seconds), draw(seconds), draw(st.booleans()), known)
    first = draw(st.sampled_from(["right", "left"]))
    return compile_session("A session", doses, CATALOG.vocabulary, PHRASES, order=order, first=first, pace=pace)  # type: ignore[arg-type]


@st.composite
def messages(draw: st.DrawFn, actions: list[Action] | None = None, most: int = 60) -> list[Message]:
    """Things that happen one after the other, with a time between two of them that is exact in binary."""
    now_s = 0.0
    happened = []
    for _ in range(draw(st.integers(0, most))):
        now_s += draw(st.one_of(st.integers(0, 40), st.integers(0, 160).map(lambda quarters: quarters / 4)))
        happened.append(Message(draw(st.sampled_from(actions or list(Action))), now_s))
    return happened


def at(message: Message, now_s: float) -> Message:
    """The same message at another moment."""
    return message._replace(now_s=now_s)
