"""The length of a session, without laying it out."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchcli.catalog.folders import data_folder
from stretchcli.catalog.loader import load
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


@pytest.mark.parametrize("brisk", [False, True])
def test_a_stretch_more_takes_its_own_seconds_at_least(brisk: bool) -> None:
    """The rests around it are no shorter, and the changes no fewer, wherever in a session of the built-in catalog it comes.

    The search leaves out what has no time for its own seconds, so it would miss sessions otherwise.
    """
    catalog = load(data_folder()).catalog
    stretches = list(catalog.stretches.values())
    totals = Totals([(one, ()) for one in stretches], catalog.vocabulary, PHRASES, pace=Pace(brisk=brisk))
    every = range(len(stretches))
    rests_s = [[totals.between_s(before, coming) for coming in every] for before in every]
    changes = [[totals.changes(before, coming) for coming in every] for before in every]
    for before, between, coming in permutations(every, 3):
        assert rests_s[before][between] + rests_s[between][coming] >= rests_s[before][coming]
        assert changes[before][between] + changes[between][coming] >= changes[before][coming]
    portions = [Portion(one.reps, one.hold) for one in stretches]
    more_at_first_s = [totals.first_s(index, portions[index]) - totals.seconds(index, portions[index]) for index in every]
    for first, second in permutations(every, 2):
        assert rests_s[first][second] + more_at_first_s[first] >= more_at_first_s[second]
        assert totals.fetches(first) + changes[first][second] >= totals.fetches(second)
