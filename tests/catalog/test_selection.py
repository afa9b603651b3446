"""What the constraints leave: design, section 5, and part 3 of the first session's promises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchcli.catalog.constraints import (
    Aiming,
    Constraint,
    Having,
    InPosition,
    Never,
    PersonalCaution,
    Removal,
    Without,
    allowed,
    personal_cautions,
)
from stretchcli.catalog.records import Catalog, Caution, Variant
from stretchcli.catalog.selection import Limits, Request, Selection, easier_ways, harder_ways, select
from stretchcli.catalog.ways import Way
from stretchcli.catalog.wording import caution_words
from stretchcli.errors import NothingMatches, UsageProblem
from tests.samples import PHRASES
from tests.strategies import CATALOG

FIVE = ["standing-hip-flexor", "kneeling-hip-flexor", "glute-bridge", "hip-flexor-bed", "table-psoas"]
STANDING, KNEELING, BRIDGE, BED, TABLE = FIVE


def ids(selection: Selection) -> list[str]:
    """The ids of the selected stretches, in order."""
    return [one.stretch.id for one in selection.chosen]


def chosen(*what: str, **asked: object) -> Selection:
    """The selection of a request; without names the routine `iliopsoas`."""
    limits = Limits(*(tuple(asked.pop(key, ())) for key in ("avoid", "pain")))  # type: ignore[arg-type]
    return select(CATALOG, Request(what=what, limits=limits, **asked), PHRASES)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("limits", "left"),
    [
        ({"avoid": ["kneeling"]}, [STANDING, BRIDGE, BED, TABLE]),
        ({"avoid": ["balance"]}, [BRIDGE, BED]),
        ({"avoid": ["floor"]}, [STANDING, BED, TABLE]),
        ({"avoid": ["mat"]}, [STANDING, KNEELING, BED, TABLE]),
        ({"avoid": ["table"]}, [STANDING, KNEELING, BRIDGE, BED]),
        ({"avoid": ["lying"]}, [STANDING, KNEELING, TABLE]),
        ({"avoid": ["kneeling", "balance"]}, [BRIDGE, BED]),
        ({"pain": ["knee"]}, [STANDING, BRIDGE, BED]),
        ({"pain": ["lower-back"]}, [STANDING, KNEELING, BRIDGE, BED]),
        ({"pain": ["knee-replacement"]}, [STANDING, BRIDGE, BED]),
        ({"pain": ["pregnant"]}, [STANDING, KNEELING, TABLE]),
    ],
)
def test_a_constraint_leaves_what_can_be_done(limits: dict[str, object], left: list[str]) -> None:
    """Of the five: an optional mat removes nothing, a required one does."""
    selection = chosen(**limits)
    assert ids(selection) == left
    assert set(selection.dropped) == set(FIVE) - set(left)


def test_the_cautions_of_a_condition_stay_on_the_rest() -> None:
    """A sore knee and a kneeling stretch: what its source says, and what kneeling calls for."""
    by_id = cautions(chosen(KNEELING, BRIDGE, pain=["knee"]))
    assert "physical therapist" in by_id[KNEELING]
    assert "With knee pain, take great care: you kneel on it." in by_id[KNEELING]
    assert by_id[BRIDGE] == ""
    assert "With low back pain, go gently: your leg goes behind you." in cautions(chosen(pain=["lower back"]))[STANDING]


def cautions(selection: Selection) -> dict[str, str]:
    """What is to be minded in each stretch."""
    words = CATALOG.vocabulary
    return {
        one.stretch.id: " ".join(caution_words(caution, words, PHRASES) for caution in one.cautions) for one in selection.chosen
    }


@pytest.mark.parametrize(("what", "condition"), [((), "low-back-pain"), ((KNEELING,), "knee-pain")])
def test_a_condition_in_the_config_cautions_like_one_on_the_line(what: tuple[str, ...], condition: str) -> None:
    """What is to be minded, what is left for care and the advice are the same."""
    by_config, by_line = chosen(*what, always=Limits(pain=(condition,))), chosen(*what, pain=[condition])
    assert cautions(by_config) == cautions(by_line)
    assert any(cautions(by_config).values())
    assert [one.id for one in by_config.conditions] == [condition]
    assert ids(by_config) == ids(by_line)


def test_what_is_only_to_be_done_with_care_is_not_chosen_by_itself() -> None:
    """Not from a routine, a group or the whole catalog; the removal names the need of which the condition warns."""
    for asked in ((), ("hips",)):
        selection = chosen(*asked, pain=["knee"])
        assert KNEELING not in ids(selection)
        removal = selection.dropped[KNEELING]
        assert (removal.needs, removal.sets_aside, removal.narrows) == (("kneeling",), True, False)


@pytest.mark.parametrize("asked", [{"what": (KNEELING,)}, {"with_care": True}])
def test_what_is_to_be_done_with_care_is_done_when_it_is_asked_for(asked: dict[str, object]) -> None:
    """By its name, or all of it with --with-care; the condition is marked on it."""
    selection = chosen(*asked.pop("what", ()), pain=["knee"], **asked)  # type: ignore[misc]
    found = next(one for one in selection.chosen if one.stretch.id == KNEELING)
    assert [condition.id for condition in found.care] == ["knee-pain"]


def test_a_list_keeps_what_is_to_be_done_with_care_and_marks_it() -> None:
    """It shows everything that is allowed."""
    care = {one.stretch.id: [condition.id for condition in one.care] for one in chosen(pain=["knee"], listing=True).chosen}
    assert care == {STANDING: [], KNEELING: ["knee-pain"], BRIDGE: [], BED: []}


@pytest.mark.parametrize(
    ("limits", "own"),
    [
        (Limits(), False),
        (Limits(pain=("glaucoma",)), False),
        (Limits(avoid=("balance",)), False),
        (Limits(avoid=("kneeling",)), True),
        (Limits(pain=("new knee",)), True),
        (Limits(pain=("new hip",)), True),
        (Limits(pain=("new shoulder",)), True),
        (Limits(pain=("knee",)), True),
    ],
)
def test_who_should_not_kneel_or_lean_on_the_arms_goes_down_their_own_way(limits: Limits, own: bool) -> None:
    """Whether it is forbidden or to be minded, on the line or in the config, and with --with-care too."""
    for request in (Request(limits=limits), Request(always=limits), Request(limits=limits, with_care=True)):
        assert select(CATALOG, request, PHRASES).own_way is own


def test_nothing_is_chosen_for_a_group_under_a_hole() -> None:
    """Not even a stretch of which no condition warns: for an unstable neck none is the right one."""
    selection = chosen("neck", "calves", pain=["unstable neck"])
    assert "neck" not in {one.stretch.targets[0] for one in selection.chosen}
    aside = [name for name, removal in selection.dropped.items() if removal.sets_aside]
    assert {CATALOG.stretches[name].targets[0] for name in aside} == {"neck"}
    assert [hole.group for hole in selection.holes] == ["neck"]


@pytest.mark.parametrize("asked", [{"what": ("hips",)}, {"targets": ("hips",)}])
def test_a_group_under_a_hole_is_not_reached_by_way_of_another(asked: dict[str, tuple[str, ...]]) -> None:
    """No sphinx stretch for the hips of a new hip, nor work in the place of a stretch; what was asked for besides stays."""
    pain, what, targets = ["hip replacement"], asked.get("what", ()), asked.get("targets", ())
    with pytest.raises(NothingMatches, match="Nothing is left"):
        chosen(*what, pain=pain, targets=targets, whole=True)
    also = {key: (*names, "side-trunk") for key, names in asked.items()}
    both = chosen(*also.get("what", ()), pain=pain, targets=also.get("targets", ()), whole=True)
    assert "prone-prop" in ids(both)
    assert "prone-prop" in ids(chosen(*what, pain=pain, targets=targets, whole=True, with_care=True))


def test_work_of_a_routine_stays_where_its_group_is_under_a_hole() -> None:
    """The glute bridge stretches nothing; the hole's reason says that it stays."""
    assert ids(chosen("iliopsoas", pain=["hip replacement"])) == [BRIDGE]


def test_each_group_under_a_hole_is_set_aside_for_its_own_reason() -> None:
    """A stretch for the neck is not said to be for the hamstrings."""
    dropped = chosen("neck", "hamstrings", "calves", pain=["unstable neck", "hamstring strain"]).dropped
    said = {removal.why(PHRASES) for name, removal in dropped.items() if CATALOG.stretches[name].targets[0] == "neck"}
    assert not any("hamstrings" in why for why in said)


def test_nothing_but_what_needs_care_is_refused_with_the_way_to_have_it() -> None:
    """The reason in plain words, and --with-care."""
    with pytest.raises(NothingMatches) as refused:
        chosen("hamstrings", pain=["sciatica"])
    assert "--with-care" in refused.value.remedy
    assert "pull on the sciatic nerve" in refused.value.remedy


def test_a_free_choice_of_place_falls_only_when_all_places_do() -> None:
    """Floor or bed: without the floor there is the bed."""
    stretch = CATALOG.stretches[STANDING]
    anywhere = stretch._replace(all_needs=("floor-or-bed",))
    words = CATALOG.vocabulary
    assert Without(("floor",), words).removal(anywhere) is None
    assert Without(("bed",), words).removal(anywhere) is None
    assert Without(("floor", "bed"), words).removal(anywhere) is not None
    assert Without(("floor-or-bed",), words).removal(anywhere) is not None


def test_places_ruled_out_by_line_and_config_count_together() -> None:
    """The floor in one and the bed in the other leave no place."""
    anywhere = CATALOG.stretches[STANDING]._replace(id="anywhere", all_needs=("floor-or-bed",))
    catalog = CATALOG._replace(stretches={**CATALOG.stretches, "anywhere": anywhere})
    request = Request(limits=Limits(avoid=("floor",)), always=Limits(avoid=("bed",)), whole=True)
    assert "anywhere" in select(catalog, request, PHRASES).dropped


CONSTRAINTS = [
    *(Without((need,), CATALOG.vocabulary) for need in CATALOG.vocabulary.needs),
    *(Having(condition, CATALOG.vocabulary) for condition in CATALOG.vocabulary.conditions.values()),
    *(Aiming((group,), CATALOG.vocabulary) for group in CATALOG.vocabulary.groups),
    *(InPosition((position,)) for position in CATALOG.vocabulary.positions.values()),
    *(Never(frozenset({stretch})) for stretch in CATALOG.stretches),
]


@given(st.lists(st.sampled_from(CONSTRAINTS), max_size=4), st.sampled_from(CONSTRAINTS))
def test_a_constraint_never_adds_a_stretch(constraints: list[Constraint], another: Constraint) -> None:
    """Whichever there are already."""
    before = {stretch.id for stretch in allowed(CATALOG, constraints)}
    after = {stretch.id for stretch in allowed(CATALOG, [*constraints, another])}
    assert after <= before


@given(st.lists(st.sampled_from(list(CATALOG.vocabulary.needs)), max_size=4), st.sampled_from(list(CATALOG.vocabulary.needs)))
def test_one_more_no_never_adds_a_stretch(needs: list[str], another: str) -> None:
    """Also where needs make up one constraint together."""
    before = {stretch.id for stretch in allowed(CATALOG, [Without(tuple(needs), CATALOG.vocabulary)])}
    after = {stretch.id for stretch in allowed(CATALOG, [Without((*needs, another), CATALOG.vocabulary)])}
    assert after <= before
    assert not [name for name in after if another in CATALOG.stretches[name].all_needs]


def test_names_make_a_union_in_their_order_each_stretch_once() -> None:
    """A routine, a stretch of it and another one."""
    assert ids(chosen(TABLE, "iliopsoas")) == [TABLE, STANDING, KNEELING, BRIDGE, BED]
    twice = chosen(BED, BRIDGE, BED)
    assert ids(twice) == [BED, BRIDGE]
    assert twice.named == tuple(CATALOG.stretches[name].name for name in ids(twice))


def test_a_word_that_is_a_routine_and_a_group_means_the_routine() -> None:
    """Exact ids before aliases; as a target it is the group."""
    assert chosen("iliopsoas").named == (CATALOG.routines["iliopsoas"].name,)
    assert set(ids(chosen(whole=True, targets=("iliopsoas",)))) >= set(FIVE)


def test_targets_and_positions_narrow_what_was_named() -> None:
    """Repeated ones mean any of them."""
    assert ids(chosen("iliopsoas", positions=("supine",))) == [BRIDGE, BED]
    assert ids(chosen("iliopsoas", positions=("standing", "one knee"))) == [STANDING, KNEELING, TABLE]
    assert ids(chosen("iliopsoas", targets=("quads",))) == [KNEELING, BED]
    assert ids(chosen("iliopsoas", targets=("quads", "hips"))) == FIVE


def test_other_positions_of_a_stretch_count_when_narrowing() -> None:
    """`also_positions` included."""
    either = CATALOG.stretches[STANDING]._replace(id="either", also_positions=("seated",))
    catalog = CATALOG._replace(stretches={**CATALOG.stretches, "either": either})
    assert "either" in ids(select(catalog, Request(whole=True, positions=("seated",)), PHRASES))


@pytest.mark.parametrize(
    "asked", [{"avoid": ["kneeling"]}, {"pain": ["new knee"]}, {"positions": ("supine",)}, {"targets": ("calves",)}]
)
def test_a_stretch_named_by_hand_that_the_same_line_drops_is_refused(asked: dict[str, object]) -> None:
    """With the reason, and not in silence."""
    with pytest.raises(NothingMatches, match="kneeling-hip-flexor"):
        chosen(KNEELING, BRIDGE, **asked)


def test_a_stretch_of_a_routine_is_dropped_with_a_reason() -> None:
    """It was not named itself."""
    removal = Removal(Without(("kneeling",), CATALOG.vocabulary), ("kneeling",))
    assert chosen("iliopsoas", avoid=["kneeling"]).dropped == {KNEELING: removal}


def test_what_was_not_asked_for_is_told_from_what_a_constraint_removes() -> None:
    """By what dropped it, whatever its words: a notice names only the latter."""
    dropped = chosen(targets=["hamstrings"], avoid=["balance"], whole=True).dropped
    assert {name for name, removal in dropped.items() if not removal.narrows} == {
        stretch.id for stretch in CATALOG.stretches.values() if "hamstrings" in stretch.targets and "balance" in stretch.all_needs
    }


def test_what_the_config_rules_out_is_said_in_the_intro_of_a_stretch_named_by_hand() -> None:
    """It is done all the same, and more is to be said of it than of what is only to be minded."""
    selection = chosen(KNEELING, TABLE, always=Limits(pain=("new knee", "knee")))
    said = cautions(selection)
    assert "With a knee replacement, this is ruled out: you kneel on it." in said[KNEELING]
    assert "With knee pain, the source of this stretch says to skip it." in said[TABLE]


def test_a_caution_that_two_conditions_share_comes_once() -> None:
    """With both of their names."""
    known = CATALOG.vocabulary.conditions
    shared = Caution("Go slowly.", condition="knee-pain"), Caution("Go slowly.", condition="hip-pain")
    stretch = CATALOG.stretches[BRIDGE]._replace(all_needs=(), cautions=shared)
    found = personal_cautions(stretch, [known["knee-pain"], known["hip-pain"]], CATALOG.vocabulary)
    assert found == (PersonalCaution(("knee-pain", "hip-pain"), text="Go slowly."),)
    assert caution_words(found[0], CATALOG.vocabulary, PHRASES) == "With knee pain and hip pain: Go slowly."


@pytest.mark.parametrize("always", [Limits(avoid=("kneeling",)), Limits(pain=("new knee",)), Limits(never=(KNEELING,))])
def test_against_the_config_a_stretch_named_by_hand_runs_with_a_warning(always: Limits) -> None:
    """What one says now counts more than what one always says."""
    selection = chosen(KNEELING, always=always)
    assert ids(selection) == [KNEELING]
    assert list(selection.kept) == [KNEELING]


@pytest.mark.parametrize("always", [Limits(avoid=("kneeling",)), Limits(pain=("new knee",)), Limits(never=(KNEELING,))])
def test_the_config_drops_what_was_not_named(always: Limits) -> None:
    """And the reason says that it was the config."""
    selection = chosen(always=always)
    assert KNEELING not in ids(selection)
    assert selection.dropped[KNEELING].by_config


def test_a_list_marks_what_the_config_never_wants() -> None:
    """It hides nothing that somebody might look for."""
    selection = chosen(always=Limits(never=(BRIDGE,)), listing=True)
    assert [one.stretch.id for one in selection.chosen if one.never] == [BRIDGE]


def test_when_nothing_is_left_each_constraint_answers_for_what_it_removed() -> None:
    """By stretch and reason."""
    with pytest.raises(NothingMatches) as refused:
        chosen("iliopsoas", avoid=["balance", "mat", "bed"])
    assert "glute-bridge: it needs a mat or something soft" in refused.value.remedy
    assert "hip-flexor-bed: it needs a bed or treatment table" in refused.value.remedy
    assert "balance" in refused.value.remedy


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ({"what": ("glut-bridge",)}, "glute-bridge"),
        ({"limits": Limits(avoid=("kneling",))}, "kneeling"),
        ({"limits": Limits(pain=("kne",))}, "knee"),
        ({"targets": ("hamstrngs",)}, "hamstrings"),
        ({"positions": ("supin",)}, "supine"),
        ({"what": ("qqqqqq",)}, "stretchcli list"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest_known_ones(catalog: Catalog, asked: dict[str, object], near: str) -> None:
    """In every namespace."""
    with pytest.raises(UsageProblem) as refused:
        select(catalog, Request(**asked), PHRASES)  # type: ignore[arg-type]
    assert near in refused.value.remedy


SUPINE = "supine-long-leg-hip-flexor"


def way_ids(selection: Selection) -> list[str | None]:
    """Where the easier ways of the first stretch lead, one after the other; None for a text."""
    return [way.stretch.id if way.stretch else None for way in selection.chosen[0].ways]


@pytest.mark.parametrize(
    ("limits", "left"),
    [
        (Limits(), [None, STANDING, SUPINE]),
        (Limits(avoid=("lying",)), [None, STANDING]),
        (Limits(avoid=("standing", "lying")), [None]),
        (Limits(never=(STANDING,)), [None, SUPINE]),
        (Limits(pain=("pregnant",)), [None, STANDING]),
    ],
)
def test_an_easier_way_that_the_limits_forbid_is_not_among_them(limits: Limits, left: list[str | None]) -> None:
    """Words forbid nothing, so they stay."""
    assert [way.stretch for way in easier_ways(CATALOG, CATALOG.stretches[KNEELING], limits)] == left


def test_harder_ways_are_forbidden_like_easier_ones() -> None:
    """A harder way on the knees is none for somebody who cannot kneel."""
    harder = (Variant("Bend further."), Variant(stretch=KNEELING), Variant(stretch=TABLE))
    hard = CATALOG.stretches[STANDING]._replace(harder=harder)
    assert [way.stretch for way in harder_ways(CATALOG, hard, Limits(avoid=("kneeling",)))] == [None, TABLE]


def test_a_way_that_takes_care_is_among_them_only_with_care() -> None:
    """The program puts it before nobody by itself."""
    stretch = CATALOG.stretches[STANDING]._replace(easier=(Variant(stretch=KNEELING),))
    limits = Limits(pain=("knee",))
    assert easier_ways(CATALOG, stretch, limits) == ()
    assert easier_ways(CATALOG, stretch, limits, with_care=True) == stretch.easier


def test_a_chosen_stretch_knows_its_easier_way_and_the_next_ones() -> None:
    """A stretch goes before words that stand first; then comes the easier way of that stretch."""
    ways = chosen(KNEELING).chosen[0].ways
    assert [way.stretch and way.stretch.id for way in ways] == [STANDING, None]
    assert ways[1] == Way("Take a shorter step.")


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({"avoid": ["standing"]}, [SUPINE]),
        ({"avoid": ["standing", "lying"]}, [None]),
        ({"always": Limits(avoid=("standing",))}, [SUPINE]),
        ({"always": Limits(never=(STANDING,))}, [SUPINE]),
        ({"pain": ["lower-back"]}, [STANDING, None]),
    ],
)
def test_the_easier_way_is_the_first_that_line_and_config_leave(asked: dict[str, object], left: list[str | None]) -> None:
    """Words are the way only where no stretch is left."""
    found = way_ids(chosen(KNEELING, **asked))
    assert found[: len(left)] == left


def test_the_easier_way_brings_the_cautions_of_its_conditions() -> None:
    """As if it had been chosen itself."""
    way = chosen(KNEELING, pain=["lower-back"]).chosen[0].ways[0]
    assert way.stretch is not None
    assert way.cautions == personal_cautions(way.stretch, [CATALOG.vocabulary.conditions["low-back-pain"]], CATALOG.vocabulary)
    assert way.cautions


def test_the_easier_way_is_done_with_care_only_where_the_line_asks_for_it() -> None:
    """--with-care opens it like everything else."""
    own = CATALOG.stretches[STANDING]._replace(easier=(Variant(stretch=KNEELING),))
    kneeling = CATALOG.stretches[KNEELING]._replace(easier=())
    catalog = CATALOG._replace(stretches={**CATALOG.stretches, STANDING: own, KNEELING: kneeling})
    request = Request(what=(STANDING,), limits=Limits(pain=("knee",)))
    assert [way.stretch for way in select(catalog, request, PHRASES).chosen[0].ways] == []
    caring = select(catalog, request._replace(with_care=True), PHRASES)
    assert [way.stretch and way.stretch.id for way in caring.chosen[0].ways][:1] == [KNEELING]


def test_a_refusal_names_no_easier_way_that_is_refused_too() -> None:
    """--no standing leaves the one on the back."""
    with pytest.raises(NothingMatches) as refused:
        chosen(KNEELING, avoid=["kneeling", "standing"])
    assert SUPINE in refused.value.remedy
    assert STANDING not in refused.value.remedy
