"""Nothing that is said in a phase needs longer than the phase, in every plan that the program makes of its own."""

from __future__ import annotations

import pytest

from stretchcli.catalog.records import Catalog
from stretchcli.catalog.selection import Limits, Request, select
from stretchcli.errors import NothingMatches
from stretchcli.session.planner import plan
from stretchcli.session.timeline import Timeline
from stretchcli.session.wishes import Wishes
from tests.samples import PHRASES

MINUTES = (None, 5, 10, 20, 45)
CONDITIONS = ((), ("knee-pain",), ("low-back-pain", "neck-pain"), ("pregnancy",))


def late(timeline: Timeline) -> list[str]:
    """The phases whose words, at 0.4 s each, do not fit; a hold is long enough for its own."""
    return [
        f"{phase.stretch} {phase.kind} {phase.duration_s} s: {phase.text}"
        for phase in timeline.phases
        if len(phase.text.split()) * 0.4 > phase.duration_s + 1e-9
    ]


@pytest.mark.parametrize("minutes", MINUTES)
def test_all_that_a_routine_says_fits_its_phases(catalog: Catalog, minutes: float | None) -> None:
    """Every routine as it stands, and fitted to the minutes."""
    for routine in catalog.routines:
        try:
            planned = plan(
                select(catalog, Request(what=(routine,)), PHRASES), Wishes(minutes=minutes), catalog.vocabulary, PHRASES
            )
        except NothingMatches:
            assert minutes == 5  # a routine of named sides that needs more
            continue
        assert late(planned.timeline) == [], routine


@pytest.mark.parametrize("conditions", CONDITIONS, ids=lambda names: "+".join(names) or "nobody")
@pytest.mark.parametrize("minutes", MINUTES[1:])
def test_all_that_a_plan_of_minutes_says_fits_its_phases(catalog: Catalog, minutes: float, conditions: tuple[str, ...]) -> None:
    """From the whole catalog, also with the cautions of one's own conditions in the intros."""
    request = Request(whole=True, limits=Limits(pain=conditions))
    planned = plan(select(catalog, request, PHRASES), Wishes(minutes=minutes), catalog.vocabulary, PHRASES)
    assert late(planned.timeline) == []
