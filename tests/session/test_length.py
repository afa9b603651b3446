"""Seconds added up, without laying a session out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stretchcli.catalog.records import Caution, HoldRange
from stretchcli.session.layout import PlannedStretch, compile_session
from stretchcli.session.length import Pace, alone_s
from tests.samples import PHRASES
from tests.strategies import CATALOG

SECONDS = st.integers(0, 12)


@given(
    st.sampled_from(list(CATALOG.stretches.values())),
    st.integers(1, 5),
    st.integers(3, 300),
    st.builds(Pace, SECONDS, SECONDS, SECONDS, st.booleans(), st.sampled_from([frozenset(), frozenset(CATALOG.stretches)])),
    st.sampled_from(["intro", "setup", "hold", "release", None]),
    st.one_of(st.none(), st.integers(1, 20)),
)
def test_the_sum_is_the_length_of_the_session(stretch, reps, target_s, pace, at, switch_s) -> None:  # type: ignore[no-untyped-def]
    """Whatever the stretch, its dose, its cautions and the pauses."""
    caution = Caution("Mind this, and mind that your {side} foot and all that follows from it stay where they are.", at)
    stretch = stretch._replace(
        reps=reps,
        hold=HoldRange(3, target_s),
        cautions=(*stretch.cautions, caution),
        switch_s=switch_s if stretch.sides == "each" else None,
    )
    laid_out = compile_session("", [PlannedStretch(stretch, reps, stretch.hold)], CATALOG.vocabulary, PHRASES, pace=pace)
    assert alone_s(stretch, pace, CATALOG.vocabulary, PHRASES) == laid_out.total_s
