"""How long a hold is at each level."""

from __future__ import annotations

from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from stretchcli.catalog.records import HoldRange
from stretchcli.session.doses import at_effort
from stretchcli.session.wishes import Effort

SECONDS = st.integers(3, 300)
HOLDS = st.tuples(SECONDS, SECONDS).map(lambda pair: HoldRange(*sorted(pair)))


@given(HOLDS, st.none() | SECONDS, st.sampled_from(get_args(Effort)))
def test_a_level_never_goes_below_the_floor_nor_beyond_the_source(hold: HoldRange, longest_s: int | None, effort: Effort) -> None:
    """The floor stays; gentle is no longer than the record has it, deep no shorter and at most what its source allows."""
    asked = at_effort(hold, longest_s, effort)
    assert asked.floor_s == hold.floor_s <= asked.target_s
    least_s, most_s = min(hold.target_s, max(hold.floor_s, 20)), max(hold.target_s, min(longest_s or 0, 60))
    assert asked.target_s == {"gentle": least_s, "normal": hold.target_s, "deep": most_s}[effort]
