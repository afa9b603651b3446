"""What a session came to, and how plans, events and timelines are written down."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from stretchcli.catalog.records import Catalog, HoldRange
from stretchcli.misfits import Misfit
from stretchcli.session.codec import event_json, plan_json, timeline_data, timeline_of
from stretchcli.session.layout import PlannedStretch, compile_session
from stretchcli.session.state import Event, HoldOutcome, HoldResult
from stretchcli.session.summary import summarise
from stretchcli.session.timeline import Timeline
from tests.samples import PHRASES
from tests.strategies import timelines


def session(catalog: Catalog, *names: str, reps: int = 1) -> Timeline:
    """Stretches of the catalog as a session."""
    doses = [PlannedStretch(catalog.stretches[name], reps, HoldRange(20, 30)) for name in names]
    return compile_session("A session", doses, catalog.vocabulary, PHRASES)


def held(timeline: Timeline, *seconds: float, outcome: HoldOutcome = "full") -> dict[int, HoldResult]:
    """Results for the holds of a timeline, in order."""
    holds = [phase.index for phase in timeline.phases if phase.kind == "hold"]
    return {index: HoldResult(value_s, outcome) for index, value_s in zip(holds, seconds, strict=False)}


def test_a_hold_counts_on_the_side_where_it_is_felt(catalog: Catalog) -> None:
    """The right foot forward stretches the left hip."""
    timeline = session(catalog, "standing-hip-flexor")
    summary = summarise(timeline, held(timeline, 30.0, 12.5))
    assert summary.side_s == {"right": 12.5, "left": 30.0}
    assert summary.held_s == 42.5


def test_a_hold_felt_on_both_sides_counts_fully_on_each(catalog: Catalog) -> None:
    """The seconds held are counted once all the same."""
    timeline = session(catalog, "glute-bridge", reps=2)
    summary = summarise(timeline, held(timeline, 30.0, 30.0))
    assert summary.side_s == {"right": 60.0, "left": 60.0}
    assert summary.held_s == 60.0


def test_the_dose_counts_for_every_target(catalog: Catalog) -> None:
    """Not for the primary muscle group alone."""
    timeline = session(catalog, "hip-flexor-bed")
    summary = summarise(timeline, held(timeline, 30.0))
    assert summary.dose_s == {("hip-flexors", "right"): 30.0, ("quadriceps", "right"): 30.0}


def test_work_is_counted_apart_from_stretching(catalog: Catalog) -> None:
    """Its seconds are held and felt like all others, and fill no dose."""
    bridge = catalog.stretches["glute-bridge"]._replace(effect="work", targets=("glutes",))
    timeline = compile_session("A session", [PlannedStretch(bridge, 1, HoldRange(20, 30))], catalog.vocabulary, PHRASES)
    summary = summarise(timeline, held(timeline, 30.0))
    assert summary.dose_s == {}
    assert summary.worked_s == {("glutes", "right"): 30.0, ("glutes", "left"): 30.0}
    assert (summary.held_s, summary.side_s["left"]) == (30.0, 30.0)


def test_the_doses_of_several_stretches_add_up(catalog: Catalog) -> None:
    """By muscle group and side."""
    timeline = session(catalog, "standing-hip-flexor", "table-psoas")
    summary = summarise(timeline, held(timeline, 30.0, 20.0, 10.0, 5.0))
    assert summary.dose_s == {("hip-flexors", "left"): 35.0, ("hip-flexors", "right"): 30.0}


@pytest.mark.parametrize(
    ("outcome", "done"), [("full", 1), ("early", 1), ("short", 0), ("skipped", 0), ("pain", 0), ("restarted", 0)]
)
def test_only_holds_that_reached_their_floor_are_complete(catalog: Catalog, outcome: HoldOutcome, done: int) -> None:
    """Their seconds count whatever the outcome."""
    timeline = session(catalog, "glute-bridge")
    summary = summarise(timeline, held(timeline, 22.0, outcome=outcome))
    assert (summary.holds, summary.done, summary.held_s) == (1, done, 22.0)


def test_a_session_without_holds_comes_to_nothing(catalog: Catalog) -> None:
    """Stopped in the intro."""
    summary = summarise(session(catalog, "glute-bridge"), {})
    assert (summary.holds, summary.done, summary.held_s) == (1, 0, 0)
    assert summary.side_s == {"right": 0.0, "left": 0.0}
    assert summary.dose_s == {}


@given(timelines())
def test_a_plan_as_json_has_its_fields_and_adds_up(timeline: Timeline) -> None:
    """Design, section 5, field by field."""
    data = json.loads(json.dumps(plan_json(timeline)))
    assert list(data) == ["format", "title", "total_s", "held_s", "holds", "items", "phases"]
    assert data["format"] == 1
    for item in data["items"]:
        assert list(item) == ["stretch", "name", "reps", "sides", "hold_s", "cautions"]
        assert list(item["hold_s"]) == ["min", "max"]
    fields = ["index", "kind", "stretch", "side", "felt", "rep", "reps", "duration_s", "floor_s", "text", "short", "lead"]
    assert all(list(phase) == fields for phase in data["phases"])
    holds = [phase for phase in data["phases"] if phase["kind"] == "hold"]
    assert sum(phase["duration_s"] for phase in data["phases"]) == data["total_s"]
    assert sum(phase["duration_s"] for phase in holds) == data["held_s"]
    assert len(holds) == data["holds"]


def test_an_event_about_a_phase_names_it(catalog: Catalog) -> None:
    """A start carries every field of the phase, all others five of them."""
    hold = next(phase for phase in session(catalog, "table-psoas").phases if phase.kind == "hold")
    started = event_json(Event("phase_started", 33.0, hold))
    assert set(started) == {
        "event", "at_s", "index", "kind", "stretch", "side", "felt", "rep", "reps", "duration_s", "floor_s", "text",
        "short", "lead",
    }  # fmt: skip
    ended = event_json(Event("phase_ended", 63.00049, hold, held_s=30.0, outcome="full"))
    assert ended == {
        "event": "phase_ended",
        "at_s": 63.0,
        "index": hold.index,
        "kind": "hold",
        "stretch": "table-psoas",
        "side": "right",
        "rep": 1,
        "held_s": 30.0,
        "outcome": "full",
    }


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (Event("session_started", 0.0, total_s=81), {"event": "session_started", "at_s": 0.0, "total_s": 81}),
        (Event("session_ended", 81.0, outcome="complete"), {"event": "session_ended", "at_s": 81.0, "outcome": "complete"}),
    ],
)
def test_an_event_about_the_session_has_no_phase(event: Event, expected: dict[str, object]) -> None:
    """Fields that do not belong to an event are not there at all."""
    assert event_json(event) == expected


def test_fields_that_are_nothing_stay_in_the_start_of_a_phase(catalog: Catalog) -> None:
    """An intro has no side, and says so."""
    intro = event_json(Event("phase_started", 0.0, session(catalog, "table-psoas").phases[0]))
    assert [intro[name] for name in ("side", "felt", "rep", "reps", "floor_s")] == [None] * 5


@given(timelines())
def test_a_timeline_survives_being_written_down(timeline: Timeline) -> None:
    """Through real JSON, whatever becomes of the catalog."""
    assert timeline_of(json.loads(json.dumps(timeline_data(timeline)))) == timeline


def test_what_is_no_timeline_is_refused(catalog: Catalog) -> None:
    """A missing key or an unknown one is not guessed."""
    data = timeline_data(session(catalog, "glute-bridge"))
    with pytest.raises(Misfit):
        timeline_of({key: value for key, value in data.items() if key != "phases"})
    with pytest.raises(Misfit):
        timeline_of({**data, "phases": [{"kind": "hold"}]})
