"""Twenty people and their minutes: plans that a clinician would sign."""

from __future__ import annotations

import shlex
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

import pytest

from docs.cases import CASES, FILE, page
from stretchcli.catalog.records import Catalog, Stretch
from tests.clis import Ran, stretchcli


class Plan(NamedTuple):
    """What ``plan --json`` said to somebody.

    Attributes:
        dose_s: Seconds for each muscle group and side on which it is felt; what works a muscle fills none.
        levels: Where the body is, stretch by stretch.
        notices: What was said besides.
    """

    data: dict[str, Any]
    stretches: tuple[Stretch, ...]
    dose_s: dict[tuple[str, str], int]
    levels: tuple[str, ...]
    notices: str

    @property
    def ids(self) -> set[str]:
        """The stretches."""
        return {stretch.id for stretch in self.stretches}

    @property
    def needs(self) -> set[str]:
        """All that it asks of the body and the room."""
        return {need for stretch in self.stretches for need in stretch.all_needs}

    @property
    def groups(self) -> set[str]:
        """The muscle groups that it stretches."""
        return {group for group, _ in self.dose_s}

    def least_s(self, group: str) -> int:
        """The dose of the side that gets less."""
        return min(self.dose_s.get((group, side), 0) for side in ("right", "left"))


@cache
def _ran(name: str) -> Ran:
    return stretchcli("plan", *shlex.split(CASES[name].line), "--json")


@pytest.fixture
def plan_of(catalog: Catalog) -> Any:
    """The plan of one of the people, by name."""

    def of(name: str) -> Plan:
        ran = _ran(name)
        assert ran.code == 0, ran.err
        items = ran.json["items"]
        stretches = tuple(catalog.stretches[item["stretch"]] for item in items)
        dose_s: dict[tuple[str, str], int] = {}
        for phase in ran.json["phases"]:
            stretch = catalog.stretches[phase["stretch"]]
            if phase["kind"] == "hold" and stretch.effect == "stretch":
                for side in ("right", "left"):
                    for group in stretch.targets if phase["felt"] in (side, "both") else ():
                        dose_s[group, side] = dose_s.get((group, side), 0) + phase["duration_s"]
        levels = tuple(catalog.vocabulary.level(stretch.position, stretch.required) for stretch in stretches)
        return Plan(ran.json, stretches, dose_s, levels, ran.err)

    return of


def conditions_of(name: str, catalog: Catalog) -> list[str]:
    """The ids of the conditions on somebody's line."""
    words = shlex.split(CASES[name].line)
    named = [value for option, value in pairwise(words) if option in ("--pain", "--condition")]
    known = catalog.vocabulary.conditions
    return [next(c.id for c in known.values() if value in (c.id, *c.aliases)) for value in named]


def minutes_of(name: str) -> int:
    """The minutes on somebody's line."""
    return next(int(word) for word in shlex.split(CASES[name].line) if word.isdecimal())


def test_every_condition_is_somebodys(catalog: Catalog) -> None:
    """The twenty people have each of the conditions among them."""
    assert len(CASES) == 20
    assert {condition for name in CASES for condition in conditions_of(name, catalog)} == set(catalog.vocabulary.conditions)


@pytest.mark.parametrize("name", CASES)
class TestEverybody:
    """What holds of everybody's plan."""

    def test_it_keeps_to_the_minutes_and_uses_them(self, name: str, plan_of: Any) -> None:
        """Never longer, and nine tenths of the time are used."""
        total_s = plan_of(name).data["total_s"]
        assert 0.9 * minutes_of(name) * 60 <= total_s <= minutes_of(name) * 60

    def test_no_source_advises_against_any_of_it(self, name: str, plan_of: Any, catalog: Catalog) -> None:
        """Nothing that a condition removes or allows only with care."""
        for condition in conditions_of(name, catalog):
            found = catalog.vocabulary.conditions[condition]
            for stretch in plan_of(name).stretches:
                assert condition not in stretch.skip_conditions
                assert not set(stretch.all_needs) & {*found.warn, *found.skip_needs}, stretch.id

    def test_the_cautions_that_concern_them_are_said_in_the_intro(self, name: str, plan_of: Any, catalog: Catalog) -> None:
        """A need that one of their conditions minds brings a caution with it."""
        plan = plan_of(name)
        minded = {need for one in conditions_of(name, catalog) for need in catalog.vocabulary.conditions[one].mind}
        for stretch, item in zip(plan.stretches, plan.data["items"], strict=True):
            if set(stretch.all_needs) & minded:
                (intro,) = (p["text"] for p in plan.data["phases"] if p["kind"] == "intro" and p["stretch"] == stretch.id)
                assert any(caution in intro for caution in item["cautions"]), stretch.id

    def test_both_sides_get_the_same(self, name: str, plan_of: Any) -> None:
        """Of every muscle group."""
        plan = plan_of(name)
        for group in plan.groups:
            assert plan.dose_s.get((group, "right")) == plan.dose_s.get((group, "left")), group

    def test_no_muscle_gets_too_much(self, name: str, plan_of: Any) -> None:
        """At most four minutes on a side."""
        assert all(seconds <= 240 for seconds in plan_of(name).dose_s.values())

    def test_it_goes_down_once_at_most_and_gets_up_once_at_most(self, name: str, plan_of: Any) -> None:
        """Standing before and after; from the floor to a bed the way leads up and down again."""
        places = ["up", *("floor" if level == "knees" else level for level in plan_of(name).levels), "up"]
        moves = [(here, there) for here, there in pairwise(places) if here != there]
        assert sum(there != "up" for _, there in moves) <= 1
        assert sum(here != "up" for here, _ in moves) <= 1


def test_sore_knees_neither_kneel_nor_bear_on_the_knee(plan_of: Any) -> None:
    """The hip flexors have their minute all the same."""
    plan = plan_of("knees")
    assert not plan.needs & {"kneeling", "heel-sitting", "knee-pressure"}
    assert plan.least_s("hip-flexors") >= 60


def test_the_driver_is_not_sent_to_the_hamstrings(plan_of: Any) -> None:
    """A straight leg pulls at the nerve; hips and lower back are served, and the reason is said."""
    plan = plan_of("driver")
    assert not plan.needs & {"straight-leg", "loaded-spinal-flexion"}
    assert {"hip-flexors", "lower-back"} <= plan.groups
    assert "hamstrings" in plan.notices


def test_the_typist_gets_no_arm_overhead_and_no_weight_on_the_hands(plan_of: Any) -> None:
    """Neck and upper back are served where they sit or stand."""
    plan = plan_of("typist")
    assert not plan.needs & {"overhead", "weight-on-shoulder", "wrist-weight-bearing", "floor"}
    assert plan.least_s("neck") >= 30
    assert plan.least_s("upper-back") >= 30


def test_the_accountants_head_is_neither_pulled_nor_bent_back(plan_of: Any) -> None:
    """Nor is it lower than the heart, while there is another stretch."""
    plan = plan_of("accountant")
    assert not plan.needs & {"neck-overpressure", "neck-extension", "head-down"}
    assert {"neck", "upper-back"} <= plan.groups


def test_a_new_hip_is_neither_bent_far_nor_crossed_nor_turned(plan_of: Any) -> None:
    """Buttocks, outer hips and hip flexors stay empty, and the calves are not forgotten."""
    plan = plan_of("new-hip")
    assert not plan.needs & {"hip-flexion-past-90", "leg-crossing", "hip-rotation", "hip-extension"}
    assert not {"abductors", "hip-flexors"} & {stretch.targets[0] for stretch in plan.stretches}
    assert "calves" in plan.groups


def test_a_new_hip_from_the_front_is_not_taken_back(plan_of: Any) -> None:
    """Nor does anybody lie on the front."""
    plan = plan_of("new-hip-front")
    assert not plan.needs & {"hip-extension", "leg-crossing", "hip-rotation", "prone"}


def test_a_new_knee_does_not_kneel_and_a_dizzy_head_is_not_thrown_back(plan_of: Any) -> None:
    """It is not bent far either."""
    plan = plan_of("new-knee")
    assert not plan.needs & {"kneeling", "heel-sitting", "knee-pressure", "deep-knee-flexion", "neck-extension", "head-down"}


def test_a_new_shoulder_is_left_alone(plan_of: Any) -> None:
    """No arm up, out or behind and no weight on it; the legs have their stretches."""
    plan = plan_of("new-shoulder")
    forbidden = {"overhead", "arm-out-and-back", "reach-behind-back", "weight-on-arms", "weight-on-shoulder"}
    assert not plan.needs & {*forbidden, "shoulder-external-rotation"}
    assert "chest" not in plan.groups
    assert {"hip-flexors", "hamstrings"} <= plan.groups


def test_a_loose_shoulder_is_not_turned_out_and_back(plan_of: Any) -> None:
    """The shoulders have a stretch all the same."""
    plan = plan_of("swimmer")
    assert "arm-out-and-back" not in plan.needs
    assert "shoulders" in plan.groups


def test_thin_bones_are_neither_rounded_nor_twisted(plan_of: Any) -> None:
    """Whoever falls does not stand on one leg, and stays off the floor as asked."""
    plan = plan_of("bones")
    assert not plan.needs & {"spinal-flexion", "spinal-rotation", "balance", "step-edge", "floor"}
    assert len(plan.groups) >= 4


def test_a_slipped_disc_is_not_loaded_in_a_bend(plan_of: Any) -> None:
    """And a sore sit bone is not pulled at: no straight leg."""
    plan = plan_of("disc")
    assert not plan.needs & {"loaded-spinal-flexion", "straight-leg"}
    assert "hamstrings" not in plan.groups


def test_a_narrow_spine_is_not_bent_back_and_the_head_stays_up(plan_of: Any) -> None:
    """The prop on the elbows and everything head-down are left out."""
    plan = plan_of("stenosis")
    assert not plan.needs & {"spinal-extension", "head-down"}


def test_a_fused_spine_neither_bends_nor_twists(plan_of: Any) -> None:
    """Forward, backward and sideways."""
    plan = plan_of("back-operation")
    assert not plan.needs & {"spinal-flexion", "spinal-rotation", "side-bend", "trunk-forward-bend", "spinal-extension"}
    assert "side-trunk" not in plan.groups


def test_a_neck_after_an_operation_is_not_stretched(plan_of: Any) -> None:
    """And the eye that was operated on does not go below the heart."""
    plan = plan_of("neck-operation")
    assert "neck" not in plan.groups
    assert "head-down" not in plan.needs


def test_an_unstable_neck_is_not_stretched_in_any_direction(plan_of: Any) -> None:
    """Not within twenty minutes either, and no hand bears weight; the reason is said."""
    plan = plan_of("rheumatoid")
    assert "neck" not in plan.groups
    assert not plan.needs & {"neck-flexion", "neck-extension", "neck-rotation", "neck-side-bend", "wrist-weight-bearing"}
    assert "neck" in plan.notices


def test_in_pregnancy_nobody_lies_flat_and_the_legs_stay_together(plan_of: Any) -> None:
    """Neither on the back nor on the front, no straddle and no standing on one leg."""
    plan = plan_of("pregnant")
    assert not plan.needs & {"supine", "prone", "legs-wide", "balance"}
    assert len(plan.groups) >= 4


def test_the_runners_leg_does_not_cross_the_middle(plan_of: Any) -> None:
    """The hip flexors are stretched."""
    plan = plan_of("runner")
    assert "leg-crossing" not in plan.needs
    assert plan.least_s("hip-flexors") >= 60


def test_what_the_footballer_has_torn_is_not_stretched(plan_of: Any) -> None:
    """Neither hamstrings nor groin."""
    plan = plan_of("footballer")
    assert not {"hamstrings", "adductors"} & plan.groups
    assert not plan.needs & {"straight-leg", "legs-wide"}


def test_the_tennis_players_heel_does_not_drop_over_an_edge(plan_of: Any) -> None:
    """Nor does weight rest on the hands; calves and forearms are stretched."""
    plan = plan_of("tennis")
    assert not plan.needs & {"step-edge", "wrist-weight-bearing", "ankle-end-range"}
    assert {"calves", "biceps-forearms"} <= plan.groups


def test_a_heel_that_hurts_at_the_bone_is_not_drawn_up(plan_of: Any) -> None:
    """The calves are left out, which is said."""
    plan = plan_of("hernia")
    assert not plan.needs & {"step-edge", "ankle-dorsiflexion"}
    assert "calves" not in plan.groups
    assert "calves" in plan.notices


def test_the_page_of_ten_plans_is_current() -> None:
    """Otherwise: python -m docs.cases."""
    assert sum(case.shown for case in CASES.values()) == 10
    assert FILE.read_text(encoding="utf-8") == page()
