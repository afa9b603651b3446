"""What ``stretchcli plan`` shows: one line a stretch, the doses as bars, what is short of one, what was left out and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stretchcli.catalog.constraints import Constraint, Having, Never, Removal, UnderHole, WithCare, Without
from stretchcli.catalog.phrases import Phrases, capital
from stretchcli.catalog.records import Catalog, Stretch
from stretchcli.catalog.selection import Selection
from stretchcli.catalog.text import readable
from stretchcli.catalog.vocabulary import Vocabulary
from stretchcli.cli.printing import can_show, print_lines
from stretchcli.cli.tables import BAR, BAR_LETTERS, Column, bar, narrow, print_table
from stretchcli.session.doses import BODY_SIDES
from stretchcli.session.planner import Plan
from stretchcli.session.summary import BodySide
from stretchcli.session.timeline import Item, Phase, Timeline
from stretchcli.terminal.wording import clock

Doses = Mapping[tuple[str, BodySide], int]


def print_plan(plan: Plan, words: Vocabulary, phrases: Phrases) -> None:
    """Print the page of a plan."""
    timeline = plan.timeline
    print_lines([heading(timeline, phrases), ""])
    _print_stretches(timeline, words, phrases)
    missing = {(short.group, side): 0 for short in plan.short for side in BODY_SIDES if short.side in (side, None)}
    enough = phrases.seconds(words.guidance.session_s)
    for title, doses in (
        (phrases.say("plan.doses", time=enough), {**missing, **plan.doses}),
        (phrases.say("plan.worked"), worked(timeline)),
    ):
        if doses:
            print_lines(["", title])
            _print_doses(doses, words, phrases)
    if lines := short_lines(plan, words, phrases):
        print_lines(["", *lines])


def heading(timeline: Timeline, phrases: Phrases) -> str:
    """What the session comes to."""
    time, held = phrases.duration(timeline.total_s), phrases.duration(timeline.held_s)
    holds = phrases.say("count.holds", count=timeline.holds)
    return phrases.say("plan.session", title=timeline.title, time=time, holds=holds, held=held)


def _print_stretches(timeline: Timeline, words: Vocabulary, phrases: Phrases) -> None:
    """When each begins, what it is for, and how much of it; in a narrow window in fewer columns."""
    slim = narrow()
    between = [
        Column(phrases.say("plan.column.targets"), folds=14),
        Column(phrases.say("plan.column.sides")),
    ]
    columns = (
        Column(phrases.say("plan.column.at"), right=True),
        Column(phrases.say("plan.column.stretch"), folds=14),
        *([] if slim else between),
        Column(phrases.say("plan.column.dose")),
    )

    def row(number: int, item: Item) -> list[str]:
        # The rest that announces it belongs to the stretch as well, and is no part of doing it.
        begin = next(phase.index for phase in timeline.phases if phase.item == number and phase.kind != "rest")
        groups = phrases.listed([words.groups[group].name for group in item.targets])
        if item.effect == "work":
            groups = phrases.say("plan.works", groups=groups)
        one, *other = [phrases.say(f"side.{side}") for side in item.sides]
        sides = phrases.say("list.more", words=one, word=other[0]) if other else one
        what = [phrases.say("plan.narrow", name=item.name, groups=groups, sides=sides)] if slim else [item.name, groups, sides]
        dose = phrases.say("plan.dose", reps=item.reps, seconds=item.hold.target_s)
        return [clock(timeline.starts_s[begin]), *what, dose]

    print_table(columns, [row(number, item) for number, item in enumerate(timeline.items)])


def worked(timeline: Timeline) -> dict[tuple[str, BodySide], int]:
    """Seconds for each muscle group and side that are worked more than stretched, which fills no dose."""
    found: dict[tuple[str, BodySide], int] = {}
    for phase in timeline.phases:
        item = timeline.items[phase.item]
        if phase.kind == "hold" and item.effect == "work":
            for group in item.targets:
                for side in BODY_SIDES:
                    if phase.felt in (side, "both"):
                        found[group, side] = found.get((group, side), 0) + phase.duration_s
    return found


def _print_doses(doses: Doses, words: Vocabulary, phrases: Phrases) -> None:
    """A bar for each group, full at an effective dose; one for each side where the sides differ."""
    full_s = words.guidance.session_s
    plain_letters = not can_show(BAR_LETTERS)
    width = BAR if narrow() else 2 * BAR
    columns = (
        Column(phrases.say("plan.column.group")),
        Column(phrases.say("plan.column.bar")),
        Column(phrases.say("plan.column.held"), right=True),
    )
    rows = []
    for group in words.groups.values():
        by_side = {side: doses[group.id, side] for side in BODY_SIDES if (group.id, side) in doses}
        alike = len(by_side) == len(BODY_SIDES) and len(set(by_side.values())) == 1
        for side, seconds in list(by_side.items())[: 1 if alike else None]:
            said = group.name if alike else phrases.say("plan.of-side", group=group.name, side=side)
            drawn = bar(seconds, full_s, width, plain_letters=plain_letters)
            rows.append([said, drawn, phrases.say("plan.seconds", seconds=seconds)])
    print_table(columns, rows)


def short_lines(plan: Plan, words: Vocabulary, phrases: Phrases) -> list[str]:
    """Which groups get less than an effective dose, one sentence for each reason; how much less, the bars show."""
    by_reason: dict[str, list[str]] = {}
    for short in plan.short:
        group = words.groups[short.group].name
        if short.side is not None:
            group = phrases.say("plan.of-side", group=group, side=short.side)
        by_reason.setdefault(short.why, []).append(group)
    return [phrases.say(f"plan.short.{why}", groups=phrases.listed(groups)) for why, groups in by_reason.items()]


def why_lines(plan: Plan, selection: Selection, catalog: Catalog, phrases: Phrases) -> list[str]:
    """What each constraint removed or set aside, by constraint, a line for each stretch with its reason.

    Where somebody asked for groups or positions, the rest is counted: nothing is wrong with it.
    """
    found: dict[tuple[int, bool], list[tuple[str, Removal]]] = {}
    for name, removal in selection.dropped.items():
        found.setdefault((id(removal.constraint), removal.by_config), []).append((catalog.stretches[name].name, removal))
    lines = []
    for removed in found.values():
        one = removed[0][1]
        count = phrases.say("count.stretches", count=len(removed))
        if one.narrows:
            lines += ["", phrases.say("plan.why.narrowed", stretches=count, why=one.why(phrases))]
            continue
        title = _title(one.constraint, catalog.vocabulary, phrases)
        if one.by_config and not isinstance(one.constraint, Never):
            title = phrases.say("why.by-config", why=title)
        if one.sets_aside:
            lines += ["", phrases.say("plan.why.set-aside", constraint=capital(title), stretches=count)]
        else:
            lines += ["", phrases.say("plan.why.removed", constraint=capital(title), stretches=count)]
        lines += [
            phrases.say("plan.why.reason", name=name, why=removal._replace(by_config=False).why(phrases))
            for name, removal in removed
        ]
    if plan.no_time:
        count = phrases.say("count.stretches", count=len(plan.no_time))
        lines += ["", phrases.say("plan.why.no-time", stretches=count), *_names(plan.no_time, phrases)]
    if plan.spared:
        count = phrases.say("count.stretches", count=len(plan.spared))
        lines += ["", phrases.say("plan.why.spared", stretches=count), *_names(plan.spared, phrases)]
    return lines or ["", phrases.say("plan.why.nothing")]


def _names(stretches: Sequence[Stretch], phrases: Phrases) -> list[str]:
    return [phrases.say("plan.why.name", name=stretch.name) for stretch in stretches]


def _title(constraint: Constraint, words: Vocabulary, phrases: Phrases) -> str:
    """A constraint by itself, in words."""
    match constraint:
        case Without(needs):
            return phrases.listed([phrases.say("notice.without", need=readable(need)) for need in needs])
        case Having(condition, _):
            return phrases.say("notice.with", condition=condition.said)
        case WithCare(conditions):
            return phrases.say("notice.with", condition=phrases.listed([condition.said for condition in conditions], "or"))
        case UnderHole(hole):
            return phrases.say("notice.with", condition=words.conditions[hole.constraint].said)
        case _:
            return Removal(constraint).why(phrases)


def print_phases(timeline: Timeline, phrases: Phrases) -> None:
    """Print every phase, under the cautions of the stretches."""
    print_lines([heading(timeline, phrases), ""])
    cautions = [f"- {item.name}: {caution}" for item in timeline.items for caution in item.cautions]
    if cautions:
        print_lines([*cautions, ""])
    columns = (
        Column(phrases.say("plan.column.at"), right=True),
        Column(phrases.say("plan.column.for"), spare=3, right=True),
        Column(phrases.say("plan.column.what")),
        Column(phrases.say("plan.column.side"), spare=1),
        Column(phrases.say("plan.column.felt"), spare=4),
        Column(phrases.say("plan.column.rep"), spare=2),
        Column(phrases.say("plan.column.said"), spare=5, folds=24),
    )
    print_table(columns, [_phase_row(timeline, phase, phrases) for phase in timeline.phases])


def _phase_row(timeline: Timeline, phase: Phase, phrases: Phrases) -> Sequence[str]:
    return [
        clock(timeline.starts_s[phase.index]),
        f"{phase.duration_s} s",
        phrases.say(f"plan.kind.{phase.kind}"),
        phrases.say(f"side.{phase.side}") if phase.side else "",
        phrases.say(f"side.{phase.felt}") if phase.felt else "",
        f"{phase.rep}/{phase.reps}" if phase.rep else "",
        phase.text,
    ]
