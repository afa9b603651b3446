"""What a session aims for, as numbers that are compared one after another.

The doses of all muscle groups lie side by side in one whole number, a lane of ``LANE`` bits for each group. So one
addition changes all of them, and one more finds every group that has reached a dose: the search asks for thousands of these.
With lanes of four digits in place of bits, 30 s for a group and 60 s for the one before it are 60_0030. Adding what is
missing from 60 to the top of a lane, 5000 - 60, sets the highest digit of those lanes that have 60 s: 5000_4970.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from stretchcli.catalog.vocabulary import Guidance
from stretchcli.session.doses import FLOOR_DOSE_S

LANE: Final = 30  # one digit of Python's whole numbers; its highest bit says that a dose has been reached
_TOP: Final = LANE - 1
_LANE_MAX: Final = (1 << LANE) - 1
_FIELD: Final = 20  # bits for each of the ``Merits`` in a packed number: no session comes to a million of one
MINDED: Final = 1 << 2 * _FIELD  # one stretch that is minded, among packed blemishes
FREE_CHANGES: Final = 1
STRETCHES_A_CHANGE: Final = 3

Aims = tuple[int, ...]  # in the order of ``Scale.weigh``, at these places:
FLOORS: Final = 0  # minus the number of targeted groups with a floor dose
EFFECTIVES: Final = 1  # minus that of those with an effective one
OVER: Final = 3  # seconds past the most that a group gains from
GIVEN: Final = slice(OVER, 7)  # what more seconds of the same stretches do not make better
WEIGHTY: Final = 11  # so many are worth looking for another session; the rest only decides between two


class Merits(NamedTuple):
    """What speaks against a stretch besides its dose.

    Attributes:
        foreign: It is primarily for a muscle group that was not asked for.
        written: It is in the routine that was asked for.
        minded: The person's conditions call for a caution, and its group has a stretch that needs none.
        recent: How recently it was done: 3 in the last session, 2 and 1 in those before, 0 not at all.
        hurt: It hurt recently, and another stretch can take its place: 2, its easier stretch: 0, any other: 1. Where nothing
            of the group hurt: 0.
    """

    foreign: bool = False
    written: bool = False
    minded: int = 0
    recent: int = 0
    hurt: int = 0

    @property
    def wanting(self) -> int:
        """What comes before more than an effective dose, packed so that the sum of a session is compared field by field."""
        return (self.foreign << _FIELD) - self.written

    @property
    def blemish(self) -> int:
        """What comes after it, packed the same way."""
        return self.minded * MINDED + (self.recent << _FIELD) + self.hurt


class Sums(NamedTuple):
    """What the stretches of a session come to.

    Attributes:
        doses: Packed seconds for each group and side.
        counted: The same, without what a condition minds where a stretch without a caution is there to give the dose.
        clean: What fills time beyond one dose: the seconds of the targeted groups without those of stretches that only stand in
            for a better one (minded, hurt or foreign ones), and in a lane of their own those of what works a muscle.
        wanting, blemishes: Sums of those of its ``Merits``.
        changes: Changes of position or required equipment, and pieces of the latter that have to be fetched.
        backwards: Pairs of stretches for one muscle of which the deeper comes before the easier.
        stretches, seconds: How many, and how long in all.
    """

    doses: int
    counted: int
    clean: int
    wanting: int
    blemishes: int
    changes: int
    backwards: int
    stretches: int
    seconds: int


class Scale:
    """Weighs sessions for one request.

    Args:
        groups: All muscle groups that a stretch of the selection reaches.
        targets: Those that the session is for, the most important first.
        due: How many days are still missing this week for each target, by group.
        filling: The time that is left is used for more than one effective dose.
    """

    def __init__(
        self, groups: Sequence[str], targets: Sequence[str], guidance: Guidance, due: Mapping[str, int], *, filling: bool
    ) -> None:
        others = [group for group in groups if group not in targets]
        self._lanes = {group: lane * LANE for lane, group in enumerate([*reversed(targets), *others])}
        self._targets = frozenset(targets)
        self._work = len(self._lanes) * LANE  # a lane for what only works a muscle
        self._filling = filling
        self._most_s = guidance.most_session_s
        wanted = [self._lanes[group] for group in targets]
        everything = list(self._lanes.values())
        self._wanted = sum(1 << lane + _TOP for lane in wanted)
        self._all = sum(1 << lane + _TOP for lane in everything)
        self._floor = _reaching(FLOOR_DOSE_S, wanted)
        self._effective = _reaching(guidance.session_s, wanted)
        self._past = _reaching(guidance.most_session_s + 1, everything)
        self._enough = _reaching(guidance.most_session_s, wanted)
        self._full = sum(guidance.most_session_s << lane for lane in wanted)
        # A second dose of one muscle counts for more than a third of another: that makes them even.
        steps = range(2 * guidance.session_s, guidance.most_session_s + 1, guidance.session_s)
        self._steps = [(len(steps) - number, _reaching(step_s, wanted)) for number, step_s in enumerate(steps)]
        days = set(due.values()) if len(set(due.values())) > 1 else set()  # what is due everywhere makes no difference
        self._due = [(day, sum(1 << self._lanes[g] + _TOP for g in targets if due[g] == day)) for day in days if day]

    def doses(self, groups: Sequence[str], seconds: int) -> int:
        """The dose of a stretch, packed."""
        return sum(seconds << self._lanes[group] for group in groups)

    def clean(self, groups: Sequence[str], seconds: int) -> int:
        """The same, of targeted groups alone."""
        return sum(seconds << self._lanes[group] for group in groups if group in self._targets)

    def worked(self, seconds: int) -> int:
        """The seconds of a stretch that works a muscle: no dose, but better than standing about."""
        return seconds << self._work

    def reaching(self, doses: Sequence[int]) -> list[list[int]]:
        """For each targeted group which of these doses reach it, by index."""
        wanted = range(len(self._targets))
        return [[index for index, dose in enumerate(doses) if dose >> lane * LANE & _LANE_MAX] for lane in wanted]

    def weigh(self, sums: Sums) -> Aims:
        """The aims of a session in the order in which they count; of two sessions the smaller one is the better.

        Before all of them: no constraint is broken and nothing with care is chosen, because the selection holds neither;
        and what the program puts together goes down at most once and gets up at most once, because the search makes nothing
        else. Then:

        1. more of the targeted groups get a floor dose, 20 s on each side, one hold (ACSM position stand, Garber et al. 2011);
        2. more of them the effective dose, 60 s on each side (the same);
        3. those that are due this week come first: two to three days a week (the same), less than 10 min (Ingram et al. 2025);
        4. nothing gets more than 240 s on a side, past which nothing is gained (Ingram et al. 2025);
        5. stretches that are for the groups that were asked for, and as many as can be of a routine that was;
        6. few changes of position and equipment (one, and one for every three stretches, are few), gentler before deeper;
        7. no stretch that a condition minds where there is a clean one;
        8. where nothing else decides which groups get something, the order of the vocabulary;
        9. more doses up to 240 s, evenly. Variety comes after it, else what was done yesterday would leave the minutes empty;
        10. variety against the last sessions, and what hurt in the last 14 days gives way to its easier stretch, in this order;
        11. more seconds up to there, from more stretches, since each reaches a muscle in its own way; fewer changes, less time.
        """
        clean = sums.clean
        more_s = 0
        if self._filling:
            enough = _whole((clean + self._enough) & self._wanted)
            more_s = _sum(clean & ~enough | self._full & enough)
        minded, others = divmod(sums.blemishes, MINDED)
        disordered = disorder(sums.changes, sums.stretches, sums.backwards)
        return (
            *self.hopes(sums.counted, clean, (self.over_s(sums.doses), sums.wanting, disordered, minded)),
            others,
            -more_s,
            -sums.stretches if self._filling else 0,
            sums.changes,
            sums.seconds,
        )

    def reached(self, counted: int) -> tuple[int, int]:
        """How many targeted groups have a floor dose, and how many an effective one."""
        return ((counted + self._floor) & self._wanted).bit_count(), ((counted + self._effective) & self._wanted).bit_count()

    def helps(self, counted: int, more: int) -> bool:
        """Whether this many seconds more give a floor dose to a targeted group that has none with these."""
        return bool(more + self._floor & ~(counted + self._floor) & self._wanted)

    def is_effective(self, aims: Aims) -> bool:
        """Whether every targeted group gets an effective dose."""
        return -aims[EFFECTIVES] == self._wanted.bit_count()

    def over_s(self, doses: int) -> int:
        """Seconds past the most that a group gains from."""
        past = (doses + self._past) & self._all
        return _sum((doses & (lanes := _whole(past))) - (self._most_s * (past >> _TOP) & lanes)) if past else 0

    def hopes(self, counted: int, clean: int, given: tuple[int, int, int, int]) -> Aims:
        """The first nine aims, of which the eighth is two numbers. More seconds of the same stretches make none of them worse.

        Args:
            given: The fourth to the seventh as they are; seconds past the most that a group gains from are counted there.
        """
        floor = (counted + self._floor) & self._wanted
        effective = (counted + self._effective) & self._wanted
        due = spread = 0
        for days, lanes in self._due:
            due += days * ((floor & lanes).bit_count() + (effective & lanes).bit_count())
        if self._filling:
            for weight, bias in self._steps:
                spread += weight * ((clean + bias) & self._wanted).bit_count()
        reached = -floor.bit_count(), -effective.bit_count(), -due
        return *reached, *given, -effective, -floor, -spread


def disorder(changes: int, stretches: int, backwards: int) -> int:
    """Changes beyond the few that so many stretches may have, and pairs in the wrong order."""
    return max(0, changes - FREE_CHANGES - stretches // STRETCHES_A_CHANGE) + backwards


def _reaching(seconds: int, lanes: Sequence[int]) -> int:
    """What, added to packed doses, sets the highest bit of the lanes that have at least so many seconds."""
    return sum(((1 << _TOP) - seconds) << lane for lane in lanes)


def _whole(tops: int) -> int:
    """Whole lanes where their highest bits are set."""
    return (tops >> _TOP) * _LANE_MAX


def _sum(packed: int) -> int:
    """The sum of all lanes: what is left after casting out digits, as nines are in a decimal number."""
    return packed % _LANE_MAX
