"""``stretchcli show``: everything about one stretch, routine or muscle group."""

from __future__ import annotations

from typing import Annotated, Any, Final, cast

import typer

from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.records import Routine, RoutineItem, Stretch, Variant
from stretchcli.catalog.selection import Chosen, Finder
from stretchcli.catalog.text import Side, listed, opposite, readable
from stretchcli.catalog.vocabulary import Group, Source
from stretchcli.catalog.wording import concerning
from stretchcli.cli import completing
from stretchcli.cli.context import AppContext
from stretchcli.cli.listing import stretch_json
from stretchcli.cli.options import JsonFlag, parse_choice
from stretchcli.cli.printing import print_json, print_lines
from stretchcli.cli.routines import laid_out, routine_json, worded_needs
from stretchcli.plain import to_plain
from stretchcli.session import sentences
from stretchcli.session.length import alone_s

# Fields of a stretch that its JSON has under another name.
WORKED_OUT: Final = ("hold", "all_needs", "skip_conditions", "lead")
# What a page about a muscle group says, in this order.
PAGE_TITLES: Final = {
    "what": "What it is",
    "tightened_by": "What tightens it",
    "feels": "How that feels",
    "may": "What stretching may do",
    "clinician": "When to see a clinician",
    "dosage": "How much",
}


def command(
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="A stretch, a routine or a muscle group.", autocompletion=completing.what),
    ],
    side: Annotated[
        str | None, typer.Option("--side", metavar="SIDE", help="Write the steps for this leading side: right or left.")
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Show everything about one stretch, routine or muscle group.

    \b
    stretchcli show standing-hip-flexor
    stretchcli show table-psoas --side left
    stretchcli show iliopsoas
    stretchcli show hip-flexors
    """
    leading = cast(Side, parse_choice(side, "--side", ("right", "left"))) if side is not None else "right"
    context = AppContext()
    thing = Finder.of(context.catalog).anything.find(name)
    if isinstance(thing, Stretch):
        page, data = stretch_page(context, thing, leading), _stretch_data(context, thing, leading)
    elif isinstance(thing, Routine):
        page, data = routine_page(context, thing), {"format": 1, **routine_json(context, thing), "for": thing.suits}
    else:
        page, data = group_page(context, thing), _group_data(context, thing)
    if as_json:
        print_json(data)
    else:
        print_lines(page)


def stretch_page(context: AppContext, stretch: Stretch, side: Side) -> list[str]:
    """Everything about a stretch, with its steps for the leading side."""
    words = context.catalog.vocabulary
    leading: Side = "both" if stretch.sides == "both" else side
    phrases = context.phrases
    total_s = alone_s(stretch, context.pace, words, phrases)
    dose = sentences.dose(phrases, stretch, stretch.reps, stretch.hold)
    felt = stretch.felt_on(leading)
    where = stretch.felt_at if felt == "both" else f"{stretch.felt_at}, {felt} side"
    lines = [
        stretch.name,
        f"{stretch.id}, {words.positions[stretch.position].said}",
        "",
        f"For: {listed([words.groups[target].name for target in stretch.targets])}.",
        f"Dose: {dose}; a hold counts from {stretch.hold.floor_s} seconds.",
        f"Takes: {phrases.duration(total_s)}.",
        f"Felt at: {where}.",
        f"Asks for: {'; '.join(words.needs[need].means for need in stretch.all_needs) or 'nothing special'}.",
    ]
    if fetch := sentences.fetch_list(phrases, stretch, words):
        lines.append(f"Have at hand: {fetch}.")
    if stretch.suits:
        lines.append(stretch.suits)
    led = sentences.lead(phrases, stretch, leading) if stretch.lead else f"{leading} side leading"
    lines += ["", "Steps" if leading == "both" else f"Steps, {led}"]
    for step in stretch.steps:
        lines.append(f"  - {'Hold: ' if step.kind == 'hold' else ''}{phrases.for_side(step.text, leading)}")
    if stretch.switch:
        lines.append(f"  - To change sides: {phrases.for_side(stretch.switch, 'left' if leading == 'right' else 'right')}")
    lines += _section("Mind", _cautions(phrases, stretch, leading))
    skips = [
        words.conditions[name].said + ("" if name in stretch.skip_if else " (the movement itself)")
        for name in stretch.skip_conditions
    ]
    lines += _section("Skip it with", skips)
    lines += _section("Easier", [variant_words(variant) for variant in stretch.easier])
    lines += _section("Harder", [variant_words(variant) for variant in stretch.harder])
    if stretch.inferred:
        lines += ["", f"Our own reading, no source states it: {listed(list(map(readable, stretch.inferred)))}."]
    if stretch.review:
        lines += ["", f"Guessed by the import, please review: {listed(list(stretch.review))}."]
    return [*lines, *_section("Source", [source_words(source) for source in stretch.source])]


def _cautions(phrases: Phrases, stretch: Stretch, side: Side) -> list[str]:
    """Each text once, with the conditions of those whom it concerns."""
    concerned: dict[str, list[str]] = {}
    for caution in stretch.cautions:
        conditions = concerned.setdefault(phrases.for_side(caution.text, side), [])
        conditions += [caution.condition] if caution.condition else []
    return [concerning(conditions, text) for text, conditions in concerned.items()]


def routine_page(context: AppContext, routine: Routine) -> list[str]:
    """Everything about a routine."""
    timeline = laid_out(context, routine)
    needs = worded_needs(context, routine)
    lines = [
        routine.name,
        routine.id,
        "",
        routine.suits,
        f"Takes: {context.phrases.duration(timeline.total_s)}, {timeline.holds} holds.",
        f"Needs: {listed([context.catalog.vocabulary.needs[need].means for need in needs]) or 'nothing special'}.",
        "",
        "Stretches",
    ]
    for item in timeline.items:
        each = "each side, " if len(item.sides) == 2 else ""
        lines.append(f"  - {item.name} ({item.stretch}): {item.reps} x {item.hold.target_s} s, {each}{item.felt_at}")
    return lines


def group_page(context: AppContext, group: Group) -> list[str]:
    """A muscle group: what is to be known about it, and its stretches."""
    page = context.pages[group.id]
    lines = [group.name[0].upper() + group.name[1:], group.id, "", f"Muscles: {group.muscles}."]
    for key, title in PAGE_TITLES.items():
        mark = " (our own reading, no source states it)" if key in page.inferred else ""
        lines += _section(f"{title}{mark}", list(getattr(page, key)))
    primary, others = _stretches_for(context, group)
    lines += _section("Stretches", [f"{stretch.id}: {stretch.name}" for stretch in primary])
    lines += _section("Also reached by", [f"{stretch.id}: {stretch.name}" for stretch in others])
    return lines + _section("Source", [source_words(source) for source in page.source])


def _stretches_for(context: AppContext, group: Group) -> tuple[list[Stretch], list[Stretch]]:
    stretches = context.catalog.stretches.values()
    primary = [stretch for stretch in stretches if stretch.targets[0] == group.id]
    return primary, [stretch for stretch in stretches if group.id in stretch.targets[1:]]


def _section(title: str, entries: list[str]) -> list[str]:
    return ["", title, *(f"  - {entry}" for entry in entries)] if entries else []


def variant_words(variant: Variant) -> str:
    """An easier or harder way as one text."""
    if variant.text and variant.stretch:
        return f"{variant.text} ({variant.stretch})"
    return variant.text or f"the stretch {variant.stretch}"


def source_words(source: Source) -> str:
    """A source as one text."""
    return f"{source.org}: {source.title}" + (f", {source.url}" if source.url else "")


def _stretch_data(context: AppContext, stretch: Stretch, side: Side) -> dict[str, Any]:
    leading: Side = "both" if stretch.sides == "both" else side
    data = {"format": 1, **stretch_json(context, Chosen(stretch, RoutineItem(stretch.id), by_hand=True))}
    data |= {"side": leading, "felt_on": stretch.felt_on(leading)}
    for key, value in to_plain(stretch).items():
        if key not in data and key not in WORKED_OUT:
            told: Side = opposite(leading) if key.startswith("switch") else leading
            data[key] = _mirrored(context.phrases, value, told)
    return data | {"lead": sentences.lead(context.phrases, stretch, leading)}


def _mirrored(phrases: Phrases, plain: Any, side: Side) -> Any:
    """Plain data with the side filled into every text."""
    if isinstance(plain, str):
        return phrases.for_side(plain, side)
    if isinstance(plain, list):
        return [_mirrored(phrases, item, side) for item in plain]
    return {key: _mirrored(phrases, item, side) for key, item in plain.items()} if isinstance(plain, dict) else plain


def _group_data(context: AppContext, group: Group) -> dict[str, Any]:
    page = context.pages[group.id]
    primary, others = _stretches_for(context, group)
    return {
        "format": 1,
        "id": group.id,
        "name": group.name,
        "muscles": group.muscles,
        **to_plain(page),
        "stretches": [stretch.id for stretch in primary],
        "also": [stretch.id for stretch in others],
    }
