"""From what a person asked for to the stretches of a session, with a reason for each one left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from stretchcli.catalog.constraints import (
    Aiming,
    Constraint,
    Having,
    InPosition,
    Never,
    PersonalCaution,
    Removal,
    UnderHole,
    WithCare,
    Without,
    first_removal,
    personal_cautions,
)
from stretchcli.catalog.finder import Finder
from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.records import Catalog, Hole, Routine, RoutineItem, Stretch, Variant
from stretchcli.catalog.vocabulary import Condition, Group, Vocabulary
from stretchcli.catalog.ways import Way, open_ways, ways_down
from stretchcli.catalog.wording import hole_words
from stretchcli.errors import NothingMatches

DEFAULT_ROUTINE = "iliopsoas"


class Limits(NamedTuple):
    """What a person cannot do, in words as typed or as written in the config."""

    avoid: tuple[str, ...] = ()
    pain: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    def any(self) -> bool:
        """Whether there are any."""
        return bool(self.avoid or self.pain or self.never)


class Request(NamedTuple):
    """What was asked for, in the person's own words.

    Attributes:
        what: Stretches, routines or muscle groups.
        limits: From the command line.
        always: From the config.
        targets, positions: Narrow the choice.
        whole: With nothing in ``what``, the whole catalog instead of the default routine.
        listing: Stretches that ``never:`` or care would keep out of a session are kept and marked.
        with_care: Nothing is left out for care.
    """

    what: tuple[str, ...] = ()
    limits: Limits = Limits()
    always: Limits = Limits()
    targets: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    whole: bool = False
    listing: bool = False
    with_care: bool = False


class Chosen(NamedTuple):
    """A stretch of the selection.

    Attributes:
        item: Its dose where a routine sets one.
        by_hand: It was named itself, not through a routine or a group.
        cautions: What to mind because of the person's conditions.
        care: The person's conditions with which it is done only with care.
        never: The config says never.
        group: The muscle group named in the request that it is for; empty where none was named.
        as_written: It was named itself or stands in a routine that was named.
        ways: The easier way, then the easier way of that one, and so on.
    """

    stretch: Stretch
    item: RoutineItem
    by_hand: bool
    cautions: tuple[PersonalCaution, ...] = ()
    care: tuple[Condition, ...] = ()
    never: bool = False
    group: str = ""
    as_written: bool = False
    ways: tuple[Way, ...] = ()


class Selection(NamedTuple):
    """The stretches in order.

    Attributes:
        named: The names of the stretches, routines and groups that were asked for; empty for the whole catalog.
        dropped: Why each stretch that was left out was, by its id.
        kept: Stretches that were named by hand and so stay against the config, with what the config says, by their ids.
        conditions: The person's conditions, from flags and config.
        holes: Muscle groups that were asked for and that one of the constraints leaves empty.
        opened: The same, but what is to be done with care is kept.
        own_way: The usual way down to the floor is not for this person.
        narrowing: To which muscle groups and positions the choice was narrowed.
        groups: The muscle groups that were asked for by name.
        composing: A group or the whole catalog was asked for, of which the program takes what serves best.
        empty: Muscle groups of which nothing is left, with what rules their stretches out (what only sets one aside comes
            first); None where what is left only works the muscle.
        constraints: What rules out a stretch that the program offers to the person in place of one of these.
    """

    named: tuple[str, ...]
    chosen: tuple[Chosen, ...]
    dropped: Mapping[str, Removal]
    kept: Mapping[str, Removal]
    conditions: tuple[Condition, ...] = ()
    holes: tuple[Hole, ...] = ()
    narrowing: tuple[Aiming | InPosition, ...] = ()
    groups: tuple[str, ...] = ()
    composing: bool = False
    empty: Mapping[str, Removal | None] = MappingProxyType({})
    constraints: tuple[Constraint, ...] = ()
    opened: tuple[Hole, ...] = ()
    own_way: bool = False


def select(catalog: Catalog, request: Request, phrases: Phrases) -> Selection:
    """The stretches that were asked for and that the constraints leave.

    Args:
        phrases: What is said where nothing is left.

    Raises:
        UsageProblem: a name is unknown.
        NothingMatches: nothing is left, or a stretch named by hand is ruled out by the same line.
    """
    finder = Finder.of(catalog)
    narrowing = _narrowing(catalog, finder, request)
    # Alternatives (floor or bed) fall only when all of them are ruled out, whichever of the two places said so.
    flags = _constraints(catalog, finder, request.limits)
    both = Limits(request.limits.avoid + request.always.avoid, request.limits.pain + request.always.pain)
    everything = _constraints(catalog, finder, both)
    never = Never(frozenset(finder.stretches.find(name).id for name in request.always.never))
    conditions = list(dict.fromkeys(finder.conditions.find(name) for name in both.pain))
    care = _care(catalog, conditions)
    allowing = [*everything, never, *([] if request.with_care else care)]
    named, candidates = _candidates(catalog, finder, request)
    groups = _named_groups(finder, request)
    care_by_group = _care(catalog, conditions, groups) if groups else care

    chosen: list[Chosen] = []
    dropped: dict[str, Removal] = {}
    kept: dict[str, Removal] = {}
    for candidate in candidates:
        stretch = candidate.stretch
        removal = first_removal(stretch, [*narrowing, *flags])
        if removal is not None:
            if candidate.by_hand:
                why = f"“{stretch.name}” ({stretch.id}) is left out: {removal.why(phrases)}."
                raise NothingMatches(why, _remedy(open_ways(catalog, stretch.easier, allowing), phrases))
            dropped[stretch.id] = removal
            continue
        unwanted = never.removal(stretch)
        objection = first_removal(stretch, everything) or (None if request.listing else unwanted)
        if objection is not None and candidate.by_hand:
            kept[stretch.id] = objection
        elif objection is not None:
            dropped[stretch.id] = objection._replace(by_config=True)
            continue
        set_aside = first_removal(stretch, care if candidate.as_written and not request.targets else care_by_group)
        if set_aside is not None and not (candidate.by_hand or request.with_care or request.listing):
            dropped[stretch.id] = set_aside
            continue
        concerned = tuple(condition for condition in conditions if first_removal(stretch, _care(catalog, [condition])))
        cautions = personal_cautions(stretch, conditions, catalog.vocabulary)
        group = next((target for target in stretch.targets if target in groups), "")
        ways = ways_down(catalog, stretch, allowing, conditions)
        never_wanted = unwanted is not None
        chosen.append(candidate._replace(cautions=cautions, care=concerned, never=never_wanted, group=group, ways=ways))
    names = {*(finder.needs.find(name) for name in both.avoid), *(condition.id for condition in conditions)}
    wanted = groups or {candidate.stretch.targets[0] for candidate in candidates}
    holes: tuple[Hole, ...] = ()
    opened: tuple[Hole, ...] = ()
    if names:
        from stretchcli.catalog.coverage import holes_met  # only where something is ruled out: most starts do not need it

        met = holes_met(catalog, names, wanted, [one.stretch for one in chosen])
        opened = tuple(hole for hole in met if hole.warns and request.with_care)
        holes = tuple(hole for hole in met if hole not in opened)
    if not chosen:
        raise NothingMatches("Nothing is left of what you asked for.", _why_nothing(catalog, dropped, holes, phrases))
    return Selection(
        named=named,
        chosen=tuple(chosen),
        dropped=dropped,
        kept=kept,
        conditions=tuple(conditions),
        holes=holes,
        narrowing=narrowing,
        groups=tuple(group for group in catalog.vocabulary.groups if group in groups),
        composing=not all(one.as_written for one in chosen),
        empty=_empty(catalog, wanted, chosen, dropped),
        constraints=tuple(allowing),
        opened=opened,
        own_way=goes_own_way(allowing, catalog.vocabulary),
    )


def _empty(
    catalog: Catalog, wanted: Collection[str], chosen: Sequence[Chosen], dropped: Mapping[str, Removal]
) -> dict[str, Removal | None]:
    """The groups that no remaining stretch serves, and why."""
    served = {target for one in chosen if one.stretch.effect == "stretch" for target in one.stretch.targets}
    if served.issuperset(wanted):
        return {}
    reasons: dict[str, Removal | None] = {}
    for name, removal in sorted(dropped.items(), key=lambda item: item[1].sets_aside):  # the last one counts
        stretch = catalog.stretches[name]
        if stretch.effect == "stretch" and not removal.narrows:
            reasons[stretch.targets[0]] = removal
    left = {one.stretch.targets[0] for one in chosen}
    empty = [group for group in catalog.vocabulary.groups if group in wanted and group not in served]
    return {group: reasons.get(group) for group in empty if group in reasons or group in left}


def easier_ways(catalog: Catalog, stretch: Stretch, limits: Limits, *, with_care: bool = False) -> tuple[Variant, ...]:
    """The easier ways of a stretch, without those that lead to a stretch that the limits rule out.

    Args:
        with_care: Those that are only to be done with care stay.

    Raises:
        UsageProblem: a limit has a name that nothing has.
    """
    return open_ways(catalog, stretch.easier, personal_constraints(catalog, limits, with_care=with_care))


def harder_ways(catalog: Catalog, stretch: Stretch, limits: Limits, *, with_care: bool = False) -> tuple[Variant, ...]:
    """The same for its harder ways."""
    return open_ways(catalog, stretch.harder, personal_constraints(catalog, limits, with_care=with_care))


def personal_constraints(catalog: Catalog, limits: Limits, *, with_care: bool = False) -> list[Constraint]:
    """What rules out a stretch that the program offers to somebody with these limits.

    Raises:
        UsageProblem: one of them has a name that nothing has.
    """
    finder = Finder.of(catalog)
    conditions = list(dict.fromkeys(finder.conditions.find(name) for name in limits.pain))
    never = Never(frozenset(finder.stretches.find(name).id for name in limits.never))
    return [*_constraints(catalog, finder, limits), never, *([] if with_care else _care(catalog, conditions))]


def goes_own_way(constraints: Sequence[Constraint], words: Vocabulary) -> bool:
    """Whether somebody with these constraints should not get down to the floor over a knee and the hands, or has to mind it."""
    met: set[str] = set()
    for constraint in constraints:
        if isinstance(constraint, Without):
            met.update(constraint.needs)
        elif isinstance(constraint, Having):
            met.update(constraint.condition.skip_needs, constraint.condition.warn, constraint.condition.mind)
    return not met.isdisjoint(words.way_down)


def _care(catalog: Catalog, conditions: Sequence[Condition], groups: Collection[str] | None = None) -> list[Constraint]:
    """What the program does not choose by itself for somebody with these conditions.

    Args:
        groups: The muscle groups for which it is to choose by name.
    """
    names = {condition.id for condition in conditions}
    holes = [hole for hole in catalog.holes if hole.constraint in names]
    open_groups = None if groups is None else frozenset(groups) - {hole.group for hole in holes}
    with_care = [WithCare(tuple(conditions), catalog.vocabulary)] if conditions else []
    return [*with_care, *(UnderHole(hole, catalog.vocabulary, open_groups) for hole in holes)]


def _narrowing(catalog: Catalog, finder: Finder, request: Request) -> tuple[Aiming | InPosition, ...]:
    found: list[Aiming | InPosition] = []
    if request.targets:
        found.append(Aiming(_targets(finder, request), catalog.vocabulary))
    if request.positions:
        found.append(InPosition(tuple(catalog.vocabulary.positions[finder.positions.find(name)] for name in request.positions)))
    return tuple(found)


def _constraints(catalog: Catalog, finder: Finder, limits: Limits) -> list[Constraint]:
    needs = tuple(finder.needs.find(name) for name in limits.avoid)
    conditions = [Having(finder.conditions.find(name), catalog.vocabulary) for name in limits.pain]
    return [*([Without(needs, catalog.vocabulary)] if needs else []), *conditions]


def _candidates(catalog: Catalog, finder: Finder, request: Request) -> tuple[tuple[str, ...], list[Chosen]]:
    """What was asked for before any constraint: a union in the order given, each stretch once."""
    named: list[Stretch | Routine | Group] = finder.anything.find_all(request.what)
    if not named and not request.whole:
        named = [catalog.routines[DEFAULT_ROUTINE]]
    found: dict[str, Chosen] = {}
    for thing in named:
        if isinstance(thing, Stretch):
            earlier = found.get(thing.id)
            found[thing.id] = Chosen(thing, earlier.item if earlier else RoutineItem(thing.id), by_hand=True, as_written=True)
        elif isinstance(thing, Routine):
            for item in thing.items:
                found.setdefault(item.stretch, Chosen(catalog.stretches[item.stretch], item, by_hand=False, as_written=True))
        else:
            for stretch in catalog.stretches.values():
                if thing.id in stretch.targets:
                    found.setdefault(stretch.id, Chosen(stretch, RoutineItem(stretch.id), by_hand=False))
    if not named:
        found = {s.id: Chosen(s, RoutineItem(s.id), by_hand=False) for s in catalog.stretches.values()}
    return tuple(dict.fromkeys(thing.name for thing in named)), list(found.values())


def _named_groups(finder: Finder, request: Request) -> set[str]:
    """The muscle groups that were asked for by name."""
    named = {thing.id for thing in finder.anything.find_all(request.what) if isinstance(thing, Group)}
    return named.union(_targets(finder, request))


def _targets(finder: Finder, request: Request) -> tuple[str, ...]:
    """The muscle groups to which the choice is narrowed, each once."""
    return tuple(dict.fromkeys(group.id for name in request.targets for group in finder.groups.find_all([name])))


def _remedy(ways: Sequence[Variant], phrases: Phrases) -> str:
    easier = [way.stretch for way in ways if way.stretch]
    if easier:
        return f"Perhaps {phrases.listed(easier, 'or')} instead; or leave the constraint out."
    return "Leave the name out, or the constraint."


def _why_nothing(catalog: Catalog, dropped: Mapping[str, Removal], holes: Sequence[Hole], phrases: Phrases) -> str:
    by_reason: dict[str, list[str]] = {}
    for name, removal in dropped.items():
        by_reason.setdefault(removal.why(phrases), []).append(name)
    aside = any(removal.sets_aside for removal in dropped.values())
    parts = []
    for reason, names in by_reason.items():
        shown = phrases.listed(names) if len(names) <= 3 else f"{len(names)} stretches"
        parts.append(f"{shown}: {reason}")
    left_out = "Left out: " + "; ".join(parts) + "." if parts else "The catalog has no stretch for it."
    way_in = ["--with-care keeps what is only to be done with care."] if aside else []
    return "\n".join([left_out, *(hole_words(hole, catalog.vocabulary, phrases) for hole in holes), *way_in])
