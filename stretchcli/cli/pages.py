"""The pages that ``stretchcli show`` prints: a stretch, a routine, a muscle group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from stretchcli.catalog.phrases import Phrases, capital
from stretchcli.catalog.records import Routine, Step, Stretch, Variant
from stretchcli.catalog.selection import easier_ways, harder_ways
from stretchcli.catalog.text import Side, opposite, readable
from stretchcli.catalog.vocabulary import Group, Source
from stretchcli.catalog.wording import recorded_cautions
from stretchcli.cli.context import AppContext
from stretchcli.cli.listing import asked_of, things_of
from stretchcli.cli.routines import laid_out, worded_needs
from stretchcli.session import sentences
from stretchcli.session.length import alone_s
from stretchcli.terminal.wording import clock

# What a page about a muscle group says, in this order.
PAGE_PARTS: Final = ("what", "tightened_by", "feels", "may", "clinician", "dosage")


class StretchPage(NamedTuple):
    """A stretch in lines.

    Attributes:
        first: What is needed while doing it: name, what for, dose, steps, cautions.
        rest: What is read at leisure: where it is felt, what it asks, easier and harder ways, sources.
    """

    first: list[str]
    rest: list[str]


def stretch_page(context: AppContext, stretch: Stretch, side: Side) -> StretchPage:
    """Everything about a stretch, with its steps for the leading side."""
    words, phrases = context.catalog.vocabulary, context.phrases
    leading: Side = "both" if stretch.sides == "both" else side
    dose = sentences.dose(phrases, stretch, stretch.reps, stretch.hold)
    groups = phrases.listed([words.groups[target].name for target in stretch.targets])
    time = clock(alone_s(stretch, context.pace, words, phrases))
    first = [
        phrases.say("show.name", name=stretch.name, id=stretch.id),
        phrases.say("show.for", groups=groups, position=words.positions[stretch.position].said),
        phrases.say("show.dose", dose=capital(dose), time=time),
    ]
    if fetched := sentences.fetching(phrases, stretch, words):
        first.append(" ".join(fetched))
    lead = sentences.lead(phrases, stretch, leading) if stretch.lead else phrases.say("show.leading", side=leading)
    steps = [_step(phrases, step, leading) for step in stretch.steps]
    first += _section(phrases.say("show.steps") if leading == "both" else phrases.say("show.steps-of", lead=lead), steps)
    first += _section(phrases.say("show.cautions"), _cautions(context, stretch, leading))
    return StretchPage(first, _details(context, stretch, leading))


def _step(phrases: Phrases, step: Step, side: Side) -> str:
    text = phrases.for_side(step.text, side)
    return phrases.say("show.hold", text=text) if step.kind == "hold" else text


def _cautions(context: AppContext, stretch: Stretch, side: Side) -> list[str]:
    """Who should skip the stretch; then its cautions."""
    phrases, words = context.phrases, context.catalog.vocabulary
    skips = [words.conditions[name].said for name in stretch.skip_conditions]
    said = [phrases.say("show.skip", conditions=phrases.listed(skips, "or"))] if skips else []
    return said + recorded_cautions(stretch, side, words, phrases)


def _details(context: AppContext, stretch: Stretch, leading: Side) -> list[str]:
    words, phrases = context.catalog.vocabulary, context.phrases
    lines = [stretch.suits] if stretch.suits else []
    lines.append(phrases.say("show.felt", place=stretch.felt_at, side=stretch.felt_on(leading)))
    if stretch.hold.floor_s < stretch.hold.target_s:
        lines.append(phrases.say("show.floor", floor=phrases.seconds(stretch.hold.floor_s)))
    lines += _asked(context, stretch.all_needs, words.positions[stretch.position].implies)
    if movement := [words.conditions[name].said for name in stretch.skip_conditions if name not in stretch.skip_if]:
        lines.append(phrases.say("show.movement", conditions=phrases.listed(movement, "or")))
    if stretch.switch:
        lines.append(phrases.say("show.switch", text=phrases.for_side(stretch.switch, opposite(leading))))
    lines += _section(
        phrases.say("show.easier"), [variant_words(way, phrases) for way in easier_ways(context.catalog, stretch, context.always)]
    )
    lines += _section(
        phrases.say("show.harder"), [variant_words(way, phrases) for way in harder_ways(context.catalog, stretch, context.always)]
    )
    if stretch.inferred:
        lines += ["", phrases.say("show.inferred", what=phrases.listed([readable(name) for name in stretch.inferred]))]
    if stretch.review:
        lines += ["", phrases.say("show.review", what=phrases.listed(stretch.review))]
    return [*lines, *_section(phrases.say("show.source"), [source_words(source) for source in stretch.source])]


def _asked(context: AppContext, needs: Sequence[str], known: Iterable[str] = ()) -> list[str]:
    """What needs mean to a person, in a sentence; none where all of them are known."""
    asked = asked_of(context.catalog.vocabulary, needs, known)
    return [context.phrases.say("show.asks", needs=context.phrases.listed(asked))] if asked else []


def routine_page(context: AppContext, routine: Routine) -> list[str]:
    """Everything about a routine."""
    timeline, phrases = laid_out(context, routine), context.phrases
    holds = phrases.say("count.holds", count=timeline.holds)
    lines = [
        routine.name,
        routine.id,
        "",
        routine.suits,
        phrases.say("show.takes-with", time=phrases.duration(timeline.total_s), holds=holds),
        *_asked(context, worded_needs(context, routine)),
    ]
    if things := things_of(context.catalog.vocabulary, worded_needs(context, routine)):
        lines.append(phrases.say("list-of.things", things=phrases.listed(things)))
    items = []
    for item in timeline.items:
        dose = phrases.say("show.item-dose", reps=item.reps, seconds=item.hold.target_s)
        dose = phrases.say("show.each-side", dose=dose) if len(item.sides) == 2 else dose
        items.append(f"{item.name} ({item.stretch}): {dose}, {item.felt_at}")
    return lines + _section(phrases.say("show.stretches"), items)


def group_page(context: AppContext, group: Group) -> list[str]:
    """A muscle group: its page, and its stretches."""
    page, phrases = context.pages[group.id], context.phrases
    lines = [capital(group.name), group.id, "", phrases.say("show.muscles", muscles=group.muscles)]
    for key in PAGE_PARTS:
        title = phrases.say(f"show.page.{key.replace('_', '-')}")
        lines += _section(
            phrases.say("show.page-inferred", title=title) if key in page.inferred else title, list(getattr(page, key))
        )
    primary, others = stretches_for(context, group)
    lines += _section(phrases.say("show.stretches"), [f"{stretch.id}: {stretch.name}" for stretch in primary])
    lines += _section(phrases.say("show.also"), [f"{stretch.id}: {stretch.name}" for stretch in others])
    return lines + _section(phrases.say("show.source"), [source_words(source) for source in page.source])


def stretches_for(context: AppContext, group: Group) -> tuple[list[Stretch], list[Stretch]]:
    """The stretches primarily for a group, and the others that reach it."""
    stretches = context.catalog.stretches.values()
    primary = [stretch for stretch in stretches if stretch.targets[0] == group.id]
    return primary, [stretch for stretch in stretches if group.id in stretch.targets[1:]]


def _section(title: str, entries: list[str]) -> list[str]:
    return ["", title, *(f"- {entry}" for entry in entries)] if entries else []


def variant_words(variant: Variant, phrases: Phrases) -> str:
    """An easier or harder way as one text."""
    if variant.text and variant.stretch:
        return f"{variant.text} ({variant.stretch})"
    return variant.text or phrases.say("show.variant", stretch=variant.stretch)


def source_words(source: Source) -> str:
    """A source as one text."""
    return f"{source.org}: {source.title}" + (f", {source.url}" if source.url else "")
