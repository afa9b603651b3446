"""What a session aims for: the packed sums beside plain arithmetic, and which of two sessions is the better one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stretchcli.catalog.vocabulary import Guidance
from stretchcli.session.aims import Aims, Merits, Scale, Sums

GUIDANCE = Guidance(least_days=2, most_days=3, session_s=60, most_session_s=240, most_week_s=600, source=())
GROUPS = ("hips", "neck", "calves", "chest")
TARGETS = ("neck", "chest", "hips")
DUE = {"neck": 0, "chest": 2, "hips": 1}
SECONDS = st.one_of(st.integers(0, 300), st.sampled_from([19, 20, 59, 60, 119, 120, 179, 180, 239, 240, 241, 30_000]))


def weighed(doses: dict[str, int], *, filling: bool = True, due: dict[str, int] | None = None, **others: int) -> Aims:
    """The aims of a session with these seconds for each group, all of them without a blemish."""
    scale = Scale(GROUPS, TARGETS, GUIDANCE, due or dict.fromkeys(TARGETS, 2), filling=filling)
    sums = Sums(0, 0, 0, 0, 0, 0, 0, 0, 0)._replace(**others)
    packed = sum(scale.doses([group], seconds) for group, seconds in doses.items())
    clean = sum(scale.clean([group], seconds) for group, seconds in doses.items())
    return scale.weigh(sums._replace(doses=packed, counted=packed, clean=clean))


@given(st.fixed_dictionaries(dict.fromkeys(GROUPS, SECONDS)))
def test_packed_doses_come_to_the_same_as_plain_ones(doses: dict[str, int]) -> None:
    """Floors, effective doses, days that are due, seconds too many, doses beyond one and seconds beyond that."""
    targeted = [doses[group] for group in TARGETS]
    aims = weighed(doses, due=DUE)
    assert aims[0] == -sum(seconds >= 20 for seconds in targeted)
    assert aims[1] == -sum(seconds >= 60 for seconds in targeted)
    assert aims[2] == -sum(DUE[group] * ((doses[group] >= 20) + (doses[group] >= 60)) for group in TARGETS)
    assert aims[3] == sum(max(0, seconds - 240) for seconds in doses.values())
    assert aims[9] == -sum((3 * (s >= 120)) + (2 * (s >= 180)) + (s >= 240) for s in targeted)
    assert aims[11] == -sum(min(seconds, 240) for seconds in targeted)


def test_a_floor_for_all_comes_before_an_effective_dose_for_some() -> None:
    """Then more effective doses, and only then anything else."""
    assert weighed({"neck": 20, "chest": 20}) < weighed({"neck": 240})
    assert weighed({"neck": 60, "chest": 20}) < weighed({"neck": 59, "chest": 59})


def test_what_is_due_comes_first_then_the_order_of_the_targets() -> None:
    """The chest was not stretched this week, the neck twice; where all are due alike the neck is named first."""
    assert weighed({"chest": 60}, due=DUE) < weighed({"neck": 60}, due=DUE)
    assert weighed({"neck": 60}) < weighed({"chest": 60})


def test_no_muscle_gets_more_than_gains_something() -> None:
    """Not even one that is not aimed at."""
    assert weighed({"neck": 120, "calves": 240}) < weighed({"neck": 240, "calves": 241})


def test_more_than_one_dose_is_spread_evenly_and_only_where_the_time_is_given() -> None:
    """Two of two come before three of one; without minutes more counts for nothing, and less time is better."""
    assert weighed({"neck": 120, "chest": 120}) < weighed({"neck": 180, "chest": 60})
    longer, shorter = ({"neck": 120}, 200), ({"neck": 60}, 100)
    assert weighed(longer[0], seconds=longer[1]) < weighed(shorter[0], seconds=shorter[1])
    assert weighed(longer[0], seconds=longer[1], filling=False) > weighed(shorter[0], seconds=shorter[1], filling=False)


def test_what_stands_against_a_stretch_is_compared_one_after_the_other() -> None:
    """A stretch that is minded is worse than many recent ones, and those than one that hurt."""
    minded, recent, hurt = Merits(minded=1), Merits(recent=3), Merits(hurt=2)
    assert minded.blemish > 20 * recent.blemish > 0
    assert recent.blemish > 20 * hurt.blemish > 0
    assert Merits(foreign=True).wanting > 0 > Merits(written=True).wanting


def test_few_changes_are_as_good_as_none_and_many_are_worse_than_a_blemish() -> None:
    """One, and one for every three stretches, cost nothing but the tie."""
    doses = {"neck": 60}
    assert weighed(doses, changes=3, stretches=6)[:8] == weighed(doses, changes=0, stretches=6)[:8]
    assert weighed(doses, changes=3, stretches=6) > weighed(doses, changes=0, stretches=6)
    assert weighed(doses, changes=4, stretches=6) > weighed(doses, changes=3, stretches=6, blemishes=Merits(minded=1).blemish)


def test_a_caution_counts_for_more_than_further_doses_and_variety_for_less() -> None:
    """Nor does a group earlier in the vocabulary bring in what a condition minds, or a change of position too many."""
    minded, recent = Merits(minded=1).blemish, Merits(recent=3).blemish
    assert weighed({"neck": 60}) < weighed({"neck": 240}, blemishes=minded)
    assert weighed({"neck": 60}) > weighed({"neck": 120}, blemishes=recent)
    assert weighed({"chest": 60}) < weighed({"neck": 60}, blemishes=minded)
    assert weighed({"chest": 60}) < weighed({"neck": 60}, changes=2)
