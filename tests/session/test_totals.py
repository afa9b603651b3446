"""The length of a session, without laying it out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stretchcli.catalog.records import HoldRange
from stretchcli.session.doses import Portion
from stretchcli.session.layout import PlannedStretch, compile_session
from stretchcli.session.length import Pace
from stretchcli.session.totals import Totals
from tests.samples import PHRASES
from tests.strategies import CATALOG

SECONDS = st.integers(0, 12)
CAUTIONS = st.sampled_from([(), ("With knee pain, go gently: you kneel on it, and " + "so on and on " * 8 + "to the end.",)])


@given(
    st.lists(
        st.tuples(st.sampled_from(list(CATALOG.stretches.values())), st.integers(1, 4), st.integers(3, 300), CAUTIONS),
        min_size=1,
        max_size=6,
    ),
    st.builds(Pace, SECONDS, SECONDS, SECONDS, st.booleans(), st.sampled_from([frozenset(), frozenset(CATALOG.stretches)])),
    st.sampled_from(["alternate", "grouped"]),
)
def test_the_sum_is_the_length_of_the_session(session, pace, order) -> None:  # type: ignore[no-untyped-def]
    """Whatever the stretches, their order, portions and cautions, the pace and the order of sides."""
    planned = [PlannedStretch(stretch, reps, HoldRange(3, hold), cautions) for stretch, reps, hold, cautions in session]
    laid_out = compile_session("", planned, CATALOG.vocabulary, PHRASES, order=order, pace=pace)
    totals = Totals([(one.stretch, one.cautions) for one in planned], CATALOG.vocabulary, PHRASES, order=order, pace=pace)
    portions = [(index, Portion(one.reps, one.hold)) for index, one in enumerate(planned)]
    assert totals.total_s(portions) == laid_out.total_s
