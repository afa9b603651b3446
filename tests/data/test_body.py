"""What stands around a stretch: who should not do it, what must not move, how people get down, and where they end."""

from __future__ import annotations

import re
from typing import Final

from stretchcli.catalog.folders import data_folder
from stretchcli.catalog.loader import read_pages
from stretchcli.catalog.records import Catalog, Stretch
from tests.samples import PHRASES

KNEELING_SWITCH_S: Final = 12
TABLE_SWITCH_S: Final = 20
BED_SWITCH_S: Final = 25
DOWN_S: Final = 10

# Sentences about whether to do a stretch at all, which come too late once somebody is in it.
WHETHER: Final = re.compile(
    r"leave (this|it) (stretch )?out|\bask\b.* first|talk to a clinician first|ask you to wait", re.IGNORECASE
)
STEADY: Final = re.compile(r"steady|does not move|cannot slide|against a wall|does not swivel|firm chair", re.IGNORECASE)
GOING_DOWN: Final = re.compile(r"(?i)\b(lie|sit|kneel|come down|onto your back)\b")
REST: Final = re.compile(r"(?i)\b(rest|down|flat|settle|lower|to your sides|to the floor)\b")


def steps(stretch: Stretch) -> str:
    """Everything that its steps say."""
    return " ".join(step.text for step in stretch.steps)


def switch_s(stretch: Stretch) -> int:
    """Seconds of its switch; 8 where the record says nothing."""
    return stretch.switch_s or 8


def test_who_should_not_do_it_is_told_before_the_first_movement(catalog: Catalog) -> None:
    """Such sentences are cautions of the intro or of a condition, never of a step or of a moment in it."""
    for stretch in catalog.stretches.values():
        assert not WHETHER.search(steps(stretch)), stretch.id
        late = [
            caution.text for caution in stretch.cautions if caution.at not in (None, "intro") and WHETHER.search(caution.text)
        ]
        # A groin that hurts shows only in the movement itself, and then the caution of the intro is remembered.
        assert late == [], stretch.id


def test_a_caution_for_some_is_said_to_them_alone(catalog: Catalog) -> None:
    """It has no moment, for at a moment everybody would hear it."""
    found = [(s.id, c.text) for s in catalog.stretches.values() for c in s.cautions if c.condition and c.at]
    assert found == []


def test_a_caution_for_some_does_not_say_again_for_whom(catalog: Catalog) -> None:
    """Before it stands "With knee pain:", so it begins with what to do."""
    found = [
        (stretch.id, caution.text)
        for stretch in catalog.stretches.values()
        for caution in stretch.cautions
        if caution.condition and caution.text.startswith(("With ", "After a hip", "After a knee"))
    ]
    assert found == []


def test_what_holds_a_person_is_said_to_be_steady(catalog: Catalog) -> None:
    """A chair, a seat, a table or a step that is required does not move, and the first step with it says so."""
    found = [
        stretch.id
        for stretch in catalog.stretches.values()
        if {"chair", "raised-seat", "table", "step"} & set(stretch.required) and not STEADY.search(steps(stretch))
    ]
    assert found == []


def test_a_chair_somebody_leans_on_or_steps_on_stands_against_a_wall(catalog: Catalog) -> None:
    """The two where it could slide or tip."""
    for name in ("chair-back-hinge", "chair-supported-quad"):
        assert "against a wall" in steps(catalog.stretches[name])


def test_a_wall_is_asked_for(catalog: Catalog) -> None:
    """Where a wall or a doorway is required, the steps go to it."""
    for stretch in catalog.stretches.values():
        if {"wall", "doorway"} & set(stretch.required):
            assert re.search(r"\b(wall|doorway|door frame)\b", steps(stretch)), stretch.id


def test_whoever_stands_on_one_leg_has_something_to_hold(catalog: Catalog) -> None:
    """A standing stretch that needs balance names a support, a wall, a chair, a rail or something steady in its steps."""
    held = re.compile(r"steady|support|wall|rail|chair|table|hold on|holding on", re.IGNORECASE)
    for stretch in catalog.stretches.values():
        if stretch.position == "standing" and "balance" in stretch.all_needs:
            assert held.search(steps(stretch)), stretch.id


def test_a_change_of_sides_takes_the_time_of_its_position(catalog: Catalog) -> None:
    """12 s kneeling, 20 s with a leg on a table, 25 s on a bed."""
    for stretch in catalog.stretches.values():
        if stretch.sides == "each":
            if "kneeling" in stretch.all_needs and stretch.position != "supine":
                assert switch_s(stretch) >= KNEELING_SWITCH_S, stretch.id
            if "table" in stretch.required:
                assert switch_s(stretch) >= TABLE_SWITCH_S, stretch.id
            if "bed" in stretch.required:
                assert switch_s(stretch) >= BED_SWITCH_S, stretch.id


def test_getting_down_takes_ten_seconds(catalog: Catalog) -> None:
    """To the floor or onto a bed: the step that does it has at least ten."""
    down = {"floor", "lying", "bed"}
    for stretch in catalog.stretches.values():
        if down & set(stretch.all_needs) and stretch.position != "seated":
            going = [step for step in stretch.steps if step.kind == "setup" and GOING_DOWN.search(step.text)]
            assert max(step.takes_s or 0 for step in going) >= DOWN_S, stretch.id


def test_a_free_choice_of_place_says_the_bed_first(catalog: Catalog) -> None:
    """For whom getting down to the floor and up again is hard."""
    for stretch in catalog.stretches.values():
        if "floor-or-bed" in stretch.needs:
            assert re.search(r"bed or the floor", steps(stretch)), stretch.id


def test_whoever_is_down_ends_where_there_is_rest(catalog: Catalog) -> None:
    """The last words of a lying stretch or one on the floor bring what was lifted down, or offer rest."""
    for stretch in catalog.stretches.values():
        if {"floor", "lying"} & set(stretch.all_needs):
            last = stretch.steps[-1].text
            assert REST.search(last), (stretch.id, last)
            if "kneeling" in stretch.all_needs:
                assert re.search(r"\brest\b", last, re.IGNORECASE), (stretch.id, last)


def test_one_stretch_is_work(catalog: Catalog) -> None:
    """The bridge works the glutes more than it stretches."""
    assert [stretch.id for stretch in catalog.stretches.values() if stretch.effect == "work"] == ["glute-bridge"]


def test_needs_are_said_as_people_would(catalog: Catalog) -> None:
    """What a need is to a person is a clause about you or yours, without the anatomist's words."""
    for need in catalog.vocabulary.needs.values():
        if not need.equipment:
            assert re.match(r"(you|your) \S.*[^.]$", need.said), need.id
            assert not re.search(r"prone|supine|quadruped|flexion|extension|rotation", need.said + need.means), need.id


def test_only_what_can_be_carried_is_fetched(catalog: Catalog) -> None:
    """Nobody fetches a floor: what a rest tells people to fetch is a thing."""
    fetched = [need.means for need in catalog.vocabulary.needs.values() if need.equipment and not need.place]
    assert not [means for means in fetched if re.search(r"\b(floor|wall|doorway|corner)\b", means)]


def test_one_wording_for_how_far_to_go(catalog: Catalog) -> None:
    """A mild pull, in steps, on muscle pages and on the safety card, there in the same words; no other measure."""
    how_far = "Go to a mild pull, short of discomfort"
    other = re.compile(r"\b(?:gentle|easy|light|slight|firm|first mild|good) pull\b|slight discomfort|tightness or")
    pages = read_pages(data_folder() / "muscles.yaml", catalog.vocabulary)
    said = {name: " ".join(page.dosage) for name, page in pages.items()}
    said |= {stretch.id: steps(stretch) for stretch in catalog.stretches.values()}
    assert [name for name, text in said.items() if other.search(text)] == []
    assert [name for name, page in pages.items() if " ".join(page.dosage).count(how_far) != 1] == []
    assert PHRASES.say("safety.stop").startswith(how_far)
    assert [name for name, text in said.items() if text.count("discomfort") != text.count(how_far)] == []
