"""Brisk sessions, for people who know their stretches: design, section 4, "Options"."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stretchcli.catalog.records import Catalog, Caution, Stretch
from stretchcli.catalog.steps import setups as way_in
from stretchcli.catalog.text import spoken_s
from stretchcli.session.layout import Order, PlannedStretch, compile_session
from stretchcli.session.length import Pace
from stretchcli.session.pacing import at_pace, is_brisk
from stretchcli.session.resume import Resumption, resumption
from stretchcli.session.state import HoldResult
from stretchcli.session.timeline import Phase, Timeline
from tests.samples import PHRASES

STEADY = Pace()
BRISK = Pace(brisk=True)


def session(catalog: Catalog, pace: Pace, *stretches: Stretch, reps: int = 2, order: Order = "alternate") -> Timeline:
    """These stretches at that pace."""
    doses = [PlannedStretch(stretch, reps, stretch.hold) for stretch in stretches]
    return compile_session("A session", doses, catalog.vocabulary, PHRASES, order=order, pace=pace)


def told(timeline: Timeline) -> str:
    """A session in words: kind, seconds, side and rep."""
    sides = [f"-{phase.side[0].upper()}{phase.rep}" if phase.side else "" for phase in timeline.phases]
    return " ".join(f"{phase.kind}{phase.duration_s}{side}" for phase, side in zip(timeline.phases, sides, strict=True))


def setups(timeline: Timeline, side: str) -> list[Phase]:
    """The way into the position on a side."""
    return [phase for phase in timeline.phases if phase.kind == "setup" and phase.side == side]


def test_a_brisk_session_tells_the_second_side_at_once(catalog: Catalog) -> None:
    """All of the first side, then the short texts of the other in a row; every later phase as ever."""
    brisk = session(catalog, BRISK, catalog.stretches["standing-hip-flexor"])
    assert told(brisk) == (
        "intro10 "
        "setup4-R1 setup5-R1 setup4-R1 setup6-R1 setup12-R1 ready3-R1 hold30-R1 release4-R1 "
        "switch8-L1 setup13-L1 ready3-L1 hold30-L1 release4-L1 "
        "switch8-R2 ready3-R2 hold30-R2 release4-R2 "
        "switch8-L2 ready3-L2 hold30-L2 release4-L2"
    )
    (phase,) = setups(brisk, "left")
    assert phase.text.startswith("Stand tall. Left foot forward. Tuck your tail. Right leg straight. Bend your left knee. ")
    assert (phase.short, phase.lead) == ("Stand tall", "left leg in front")


def test_what_was_done_often_is_told_at_once_from_the_first_side_on(catalog: Catalog) -> None:
    """But lying down on the bed, which comes once, is told as ever."""
    known = BRISK._replace(known=frozenset({"hip-flexor-bed"}))
    assert told(session(catalog, known, catalog.stretches["hip-flexor-bed"], reps=1)) == (
        "intro10 setup10 setup8-R1 ready3-R1 hold30-R1 release5-R1 switch25-L1 setup8-L1 ready3-L1 hold30-L1 release5-L1"
    )
    assert session(catalog, known, catalog.stretches["table-psoas"]) == session(catalog, BRISK, catalog.stretches["table-psoas"])


def test_a_steady_session_does_not_ask_what_is_known(catalog: Catalog) -> None:
    """Only brisk makes it shorter."""
    known = Pace(known=frozenset(catalog.stretches))
    stretches = list(catalog.stretches.values())
    assert session(catalog, known, *stretches) == session(catalog, STEADY, *stretches)


def test_a_record_without_short_texts_is_told_step_by_step(catalog: Catalog) -> None:
    """One that is missing is enough: a row with a gap would mislead."""
    stretch = catalog.stretches["standing-hip-flexor"]
    last = max(number for number, step in enumerate(stretch.steps) if step.kind == "setup")
    steps = [step._replace(short=None) if number == last else step for number, step in enumerate(stretch.steps)]
    gap = stretch._replace(steps=tuple(steps))
    assert session(catalog, BRISK, gap) == session(catalog, STEADY, gap)


def test_the_body_keeps_the_time_that_a_step_asks_for(catalog: Catalog) -> None:
    """Kneeling down takes ten seconds, however few words it is told in."""
    stretch = catalog.stretches["kneeling-hip-flexor"]
    steps = tuple(step._replace(takes_s=9) if step.kind == "setup" else step for step in stretch.steps)
    quiet = stretch._replace(steps=steps, cautions=())
    sided = sum(step.kind == "setup" and not step.once for step in steps)
    assert [phase.duration_s for phase in setups(session(catalog, BRISK, quiet), "left")] == [9 * sided]


def test_telling_it_at_once_is_never_slower_and_leaves_time_to_say_it(catalog: Catalog) -> None:
    """For every stretch of the catalog, also with one more caution."""
    caution = Caution("Mind that your {side} knee and all that follows from it stay where they are.", "setup")
    for stretch in catalog.stretches.values():
        (brief,) = way_in(stretch, PHRASES, at_once=True)
        assert brief.seconds <= sum(told.seconds for told in way_in(stretch, PHRASES, at_once=False)), stretch.id
        (minded,) = way_in(stretch._replace(cautions=(*stretch.cautions, caution)), PHRASES, at_once=True)
        assert minded.seconds >= spoken_s(minded.text), stretch.id


@pytest.mark.parametrize("order", ["alternate", "grouped"])
def test_brisk_touches_neither_holds_nor_cautions(catalog: Catalog, order: Order) -> None:
    """The same holds with the same floors; each side still hears what to mind before its first hold."""
    caution = Caution("Mind that your {side} knee and all that follows from it stay where they are.", "setup")
    stretches = [one._replace(cautions=(*one.cautions, caution)) for one in catalog.stretches.values()]
    known = BRISK._replace(known=frozenset(list(catalog.stretches)[::2]))
    steady, brisk = (session(catalog, pace, *stretches, order=order) for pace in (STEADY, known))
    assert brisk.total_s < steady.total_s
    as_ever = ("intro", "ready", "hold", "release", "switch")
    first, second = (
        [replace(phase, index=0) for phase in timeline.phases if phase.kind in as_ever] for timeline in (steady, brisk)
    )
    assert first == second
    for item, stretch in enumerate(stretches):
        for side in brisk.items[item].sides:
            into = [phase for phase in setups(brisk, side) if phase.item == item and phase.rep == 1]
            assert into[-1].text.endswith(PHRASES.for_side(caution.text, side)), stretch.id
    assert [phase.text for phase in brisk.phases if phase.kind == "rest" and spoken_s(phase.text) > phase.duration_s] == []


def test_a_brisk_rest_is_half_as_long_but_where_one_gets_up(catalog: Catalog) -> None:
    """5 s in one position, 10 s into another, 25 s to stand up, and more where more is said."""
    quick = PHRASES._replace(texts={**PHRASES.texts, "rest.next": "Next.", "rest.fetch": "Fetch.", "fetch.go": "Go."})
    standing = catalog.stretches["standing-hip-flexor"]
    near, far = standing._replace(id="near"), standing._replace(id="far", position="seated")
    pairs = ((standing, near), (standing, far), (standing, catalog.stretches["kneeling-hip-flexor"]))

    def rests(pace: Pace, phrases: object = quick) -> list[int]:
        sessions = [
            compile_session("", [PlannedStretch(one, 1, one.hold) for one in pair], catalog.vocabulary, phrases, pace=pace)  # type: ignore[arg-type]
            for pair in pairs
        ]
        return [phase.duration_s for one in sessions for phase in one.phases if phase.kind == "rest"]

    assert (rests(STEADY), rests(BRISK)) == ([10, 20, 25], [5, 10, 25])
    wordy = quick._replace(texts={**quick.texts, "rest.next": "Next comes what takes a good many words to announce, as here."})
    assert rests(BRISK, wordy)[0] == spoken_s("Rest. Next comes what takes a good many words to announce, as here.") > 5


def test_pauses_of_ones_own_stay_at_any_pace(catalog: Catalog) -> None:
    """What the config says of get-ready, switch and rest is what happens."""
    own = Pace(ready_s=7, switch_s=13, rest_s=9, brisk=True)
    assert {"ready7-L1", "switch13-L1"} <= set(told(session(catalog, own, catalog.stretches["standing-hip-flexor"])).split())
    assert "rest9" in told(session(catalog, own, catalog.stretches["glute-bridge"])).split()


def resumed(stored: Timeline, done: int) -> Resumption:
    """A session to go on with, whose first holds are done."""
    numbers = [phase.number for phase in stored.phases if phase.kind == "hold"][:done]
    going_on = resumption(stored, {number: HoldResult(30.0, "full") for number in numbers})
    assert going_on is not None
    return going_on


THREE = ("standing-hip-flexor", "glute-bridge", "hip-flexor-bed")


@pytest.mark.parametrize(("stored", "wanted"), [(STEADY, BRISK), (BRISK, STEADY)])
def test_a_resumed_session_goes_on_at_another_pace(catalog: Catalog, stored: Pace, wanted: Pace) -> None:
    """From the next stretch on it is the session that would have been laid out at that pace."""
    stretches = [catalog.stretches[name] for name in THREE]
    for order in ("alternate", "grouped"):
        usual, other = (session(catalog, pace, *stretches, order=order) for pace in (stored, wanted))
        going_on = at_pace(resumed(usual, 4), catalog, wanted, PHRASES)  # the bridge is next
        left = going_on.timeline.phases[going_on.at :]
        begin = next(phase.index for phase in other.phases if phase.item == 1 and phase.kind == "ready")
        later = left[next(at for at, phase in enumerate(left) if phase.kind == "ready") :]
        assert [replace(phase, index=0, logged_as=None) for phase in later] == [
            replace(phase, index=0, logged_as=None) for phase in other.phases[begin:]
        ]


def test_a_resumed_rest_gives_the_time_to_say_what_comes(catalog: Catalog) -> None:
    """Brisk or not: 5 s would do between two stretches in one position, but not for a name of many words."""
    standing = catalog.stretches["standing-hip-flexor"]
    wordy = standing._replace(id="wordy", name="stretch with a name that takes a good many more words than one would expect")
    stretches = [standing, wordy]
    going_on = at_pace(
        resumed(session(catalog, STEADY, *stretches), 1),
        catalog._replace(stretches={stretch.id: stretch for stretch in stretches}),
        BRISK,
        PHRASES,
    )
    (rest,) = [phase for phase in going_on.timeline.phases if phase.kind == "rest" and phase.item == 1]
    assert rest.duration_s == spoken_s(rest.text) > 5


def test_the_way_back_in_is_told_step_by_step_at_any_pace(catalog: Catalog) -> None:
    """Whoever comes back after a while is led in, and every earlier hold keeps its number and its result."""
    stretches = [catalog.stretches[name] for name in THREE]
    usual = resumed(session(catalog, STEADY, *stretches), 1)
    going_on = at_pace(usual, catalog, BRISK, PHRASES)
    way_in = [phase.text for phase in usual.timeline.phases[usual.at :] if phase.item == 0]
    assert [phase.text for phase in going_on.timeline.phases[going_on.at :] if phase.item == 0] == way_in
    assert going_on.results == usual.results
    numbers = [phase.number for phase in usual.timeline.phases if phase.kind == "hold"]
    assert [phase.number for phase in going_on.timeline.phases if phase.kind == "hold"] == numbers
    left_side = resumed(session(catalog, BRISK, *stretches), 1)  # whose steps were to be told at once
    for pace in (STEADY, BRISK):
        back_in = at_pace(left_side, catalog, pace, PHRASES)
        assert [phase.text for phase in back_in.timeline.phases[back_in.at :] if phase.item == 0][: len(way_in)] == way_in


def test_what_the_catalog_no_longer_has_keeps_its_pace(catalog: Catalog) -> None:
    """A stored session can always be resumed."""
    usual = resumed(session(catalog, STEADY, *(catalog.stretches[name] for name in THREE)), 1)
    assert at_pace(usual, catalog._replace(stretches={}), BRISK, PHRASES) == usual


def test_the_pace_of_what_is_left_is_seen_in_it(catalog: Catalog) -> None:
    """Brisk where the steps of a side are told at once; what is already done says nothing."""
    stretches = [catalog.stretches[name] for name in THREE]
    assert not is_brisk(resumed(session(catalog, STEADY, *stretches), 1))
    assert is_brisk(resumed(session(catalog, BRISK, *stretches), 1))
    usual = resumed(session(catalog, STEADY, *stretches), 4)
    told_at_once = replace(usual.timeline.phases[0], at_once=True)
    timeline = usual.timeline._replace(phases=(told_at_once, *usual.timeline.phases[1:]))
    assert not is_brisk(usual._replace(timeline=timeline))
