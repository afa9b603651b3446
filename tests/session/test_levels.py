"""Getting up and down between stretches and after the last one, and what is gone to or fetched."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from stretchcli.catalog.records import Catalog, Equipment, Step, Stretch
from stretchcli.catalog.text import spoken_s
from stretchcli.session.engine import Action, Message, start, step
from stretchcli.session.layout import PlannedStretch, compile_session
from stretchcli.session.timeline import Phase
from stretchcli.terminal.wording import closing
from tests.samples import PHRASES

UP_FLOOR = PHRASES.say("level.up-from-floor")
UP_KNEES = PHRASES.say("level.up-from-knees")
UP_BED = PHRASES.say("level.up-from-bed")
DOWN = PHRASES.say("level.down-to-floor")
DOWN_BED = PHRASES.say("level.down-to-bed")


@pytest.fixture(scope="module")
def at(catalog: Catalog) -> Mapping[str, Stretch]:
    """A stretch at each level."""
    base = catalog.stretches["standing-hip-flexor"]._replace(equipment=Equipment())
    return {
        "standing": base,
        "seated": base._replace(id="seated", position="seated"),
        "kneeling": base._replace(id="kneeling", position="half-kneeling"),
        "lying": base._replace(id="lying", position="supine"),
        "bed": base._replace(id="bed", position="supine", equipment=Equipment(("bed",))),
    }


def rest(catalog: Catalog, before: Stretch, coming: Stretch) -> Phase:
    """The rest between two stretches."""
    planned = [PlannedStretch(one, 1, one.hold) for one in (before, coming._replace(id="coming"))]
    phases = compile_session("Two", planned, catalog.vocabulary, PHRASES).phases
    return next(phase for phase in phases if phase.kind == "rest")


@pytest.mark.parametrize(
    ("before", "coming", "said", "seconds"),
    [
        ("standing", "standing", [], 10),
        ("standing", "seated", [], 20),
        ("standing", "lying", [DOWN], 25),
        ("lying", "standing", [UP_FLOOR], 25),
        ("kneeling", "seated", [UP_KNEES], 25),
        ("kneeling", "lying", [], 20),
        ("lying", "bed", [UP_FLOOR, DOWN_BED], 25),
        ("bed", "standing", [UP_BED], 25),
        ("bed", "kneeling", [UP_BED, DOWN], 25),
    ],
)
def test_a_change_of_level_is_told_with_its_way_and_has_its_time(
    catalog: Catalog, at: Mapping[str, Stretch], before: str, coming: str, said: list[str], seconds: int
) -> None:
    """How to get up before what comes, how to get down after it; never where one stays down."""
    phase = rest(catalog, at[before], at[coming])
    ways = [way for way in (UP_FLOOR, UP_KNEES, UP_BED, DOWN, DOWN_BED) if way in phase.text]
    assert sorted(ways) == sorted(said)
    assert phase.duration_s == max(seconds, spoken_s(phase.text))


@pytest.mark.parametrize(("level", "way"), [("lying", UP_FLOOR), ("kneeling", UP_KNEES), ("bed", UP_BED), ("standing", None)])
def test_the_closing_words_say_how_to_get_up(catalog: Catalog, at: Mapping[str, Stretch], level: str, way: str | None) -> None:
    """Whoever ends on the floor or a bed is not left there."""
    one = at[level]
    timeline = compile_session("One", [PlannedStretch(one, 1, one.hold)], catalog.vocabulary, PHRASES)
    state, _ = start(timeline, PHRASES)
    state, _ = step(state, Message(Action.TICK, timeline.total_s))
    assert [line for line in closing(state) if line in (UP_FLOOR, UP_KNEES, UP_BED)] == ([way] if way else [])


def test_a_place_is_gone_to_and_a_thing_is_fetched_once(catalog: Catalog, at: Mapping[str, Stretch]) -> None:
    """What is at hand from the stretch before is not fetched again."""
    strap_at_wall = at["standing"]._replace(equipment=Equipment(("wall", "strap")))
    text = rest(catalog, at["standing"], strap_at_wall).text
    assert "Go to a free stretch of wall. Fetch a strap, belt or towel." in text
    again = rest(catalog, strap_at_wall, strap_at_wall).text
    assert "Go to" not in again
    assert "Fetch" not in again


def test_an_optional_thing_is_offered_only_where_a_step_uses_it(catalog: Catalog, at: Mapping[str, Stretch]) -> None:
    """A pillow that nobody mentions again only puzzles; whether a step uses it stands in the record, not in its words."""
    wished = at["lying"]._replace(equipment=Equipment((), ("pillow",)))
    named = (Step("setup", "Do without a pillow."), *wished.steps)
    assert "pillow" not in rest(catalog, at["standing"], wished._replace(steps=named)).text
    steps = (Step("setup", "Put something soft under your head.", uses=("pillow",)), *wished.steps)
    assert "Fetch a pillow if you like." in rest(catalog, at["standing"], wished._replace(steps=steps)).text


def test_what_has_been_fetched_is_not_fetched_again(catalog: Catalog, at: Mapping[str, Stretch]) -> None:
    """Once in a session, however many stretches lie between; a place is gone to each time."""
    strap = at["standing"]._replace(id="strap", equipment=Equipment(("strap", "wall")))
    plain = at["standing"]
    assert [told(one) for one in rests(catalog, plain, strap, plain, strap)] == [("wall", "strap"), (), ("wall",)]


def test_what_was_only_offered_is_offered_once_and_still_fetched_where_it_is_required(
    catalog: Catalog, at: Mapping[str, Stretch]
) -> None:
    """Somebody may have done without it; then a stretch that needs it says so."""
    steps = (Step("setup", "Put it round your foot.", uses=("strap",)), *at["standing"].steps)
    offered = at["standing"]._replace(equipment=Equipment((), ("strap",)), steps=steps)
    required = at["standing"]._replace(equipment=Equipment(("strap",)))
    first, again, needed, later = rests(catalog, at["standing"], offered, offered, required, offered)
    assert "Fetch a strap, belt or towel if you like." in first.text
    assert [told(one) for one in (again, needed, later)] == [(), ("strap",), ()]
    assert "if you like" not in needed.text


def test_a_place_that_is_only_offered_is_gone_to(catalog: Catalog, at: Mapping[str, Stretch]) -> None:
    """Nobody fetches a wall, not even one that may be done without."""
    steps = (Step("setup", "Lean on it.", uses=("wall",)), *at["standing"].steps)
    offered = at["standing"]._replace(equipment=Equipment(("table",), ("wall",)), steps=steps)
    (text,) = (one.text for one in rests(catalog, at["standing"], offered))
    assert "Go to a steady table, and a free stretch of wall if you like." in text


def test_a_rest_takes_as_long_whatever_was_fetched_before(catalog: Catalog, at: Mapping[str, Stretch]) -> None:
    """The planner adds sessions up from neighbours, so what came earlier must not make one shorter."""
    wordy = at["standing"]._replace(name="The " + " ".join(["long"] * 60), equipment=Equipment(("strap",)))
    between = at["standing"]
    once, twice = rests(catalog, between, wordy, between, wordy)[::2]
    assert len(once.text) > len(twice.text)
    assert once.duration_s == twice.duration_s > 20


def test_whoever_should_not_kneel_is_not_sent_down_over_a_knee(catalog: Catalog, at: Mapping[str, Stretch]) -> None:
    """They go their own way to lie, in the same time; to kneel everybody goes over a knee, and onto a bed as always."""
    own_way = PHRASES.say("level.down-your-way")
    for name, way in (("lying", own_way), ("kneeling", DOWN), ("bed", DOWN_BED)):
        (usual,), (theirs,) = (rests(catalog, at["standing"], at[name], own_way=own) for own in (False, True))
        assert way in theirs.text
        assert theirs.duration_s == usual.duration_s
    assert len(own_way.split()) <= len(DOWN.split())


def rests(catalog: Catalog, *session: Stretch, own_way: bool = False) -> list[Phase]:
    """The rests between the stretches of a session."""
    planned = [PlannedStretch(one, 1, one.hold) for one in session]
    phases = compile_session("Several", planned, catalog.vocabulary, PHRASES, own_way=own_way).phases
    return [phase for phase in phases if phase.kind == "rest"]


def told(phase: Phase) -> tuple[str, ...]:
    """The pieces that a rest speaks of."""
    return tuple(piece for piece, word in (("wall", "wall"), ("strap", "strap, belt")) if word in phase.text)


def test_the_first_switch_says_to_stay_where_the_way_there_came_once(catalog: Catalog, at: Mapping[str, Stretch]) -> None:
    """The step that comes once is not taken again; else one comes all the way out."""
    lying = at["lying"]._replace(steps=(Step("setup", "Lie down.", takes_s=10, once=True), *at["lying"].steps))
    for stretch, text in ((lying, "switch.stay"), (at["standing"], "switch.text")):
        phases = compile_session("x", [PlannedStretch(stretch, 1, stretch.hold)], catalog.vocabulary, PHRASES).phases
        switch = next(phase for phase in phases if phase.kind == "switch")
        assert switch.text == PHRASES.say("switch.stay" if text == "switch.stay" else "switch.text", side="left")
