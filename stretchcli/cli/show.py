"""``stretchcli show``: everything about one stretch, routine or muscle group."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, cast

import typer

from stretchcli.catalog.phrases import Phrases, capital
from stretchcli.catalog.records import Routine, RoutineItem, Stretch, Variant
from stretchcli.catalog.selection import Chosen, Finder
from stretchcli.catalog.text import Side, opposite, readable
from stretchcli.catalog.vocabulary import Group, Source
from stretchcli.cli import completing, pager
from stretchcli.cli.context import AppContext
from stretchcli.cli.figures import drawn_lines, figure_finder, theme_of, window, without_braille
from stretchcli.cli.listing import stretch_json
from stretchcli.cli.options import JsonFlag, parse_choice
from stretchcli.cli.printing import print_json, print_lines
from stretchcli.cli.routines import laid_out, routine_json, worded_needs
from stretchcli.errors import StretchError, UsageProblem
from stretchcli.plain import to_plain
from stretchcli.reading.text import harmless
from stretchcli.session import sentences
from stretchcli.session.length import alone_s
from stretchcli.terminal.wording import folded

if TYPE_CHECKING:  # drawing takes its time to import
    from stretchcli.figure.picture import Figure

# Fields of a stretch that its JSON has under another name.
WORKED_OUT: Final = ("hold", "all_needs", "skip_conditions", "lead")
# What a page about a muscle group says, in this order.
PAGE_PARTS: Final = ("what", "tightened_by", "feels", "may", "clinician", "dosage")


def command(
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="A stretch, a routine or a muscle group.", autocompletion=completing.what),
    ],
    side: Annotated[
        str | None, typer.Option("--side", metavar="SIDE", help="Write the steps for this leading side: right or left.")
    ] = None,
    animate: Annotated[bool, typer.Option("--animate", help="Show the figure moving, until a key is pressed.")] = False,
    svg_file: Annotated[
        Path | None, typer.Option("--svg", metavar="FILE", help="Write the figure, start and hold, as an SVG picture.")
    ] = None,
    as_json: JsonFlag = False,
) -> int:
    """Show everything about one stretch, routine or muscle group.

    What is longer than the window opens in a pager, such as less: press q to leave it.

    \b
    stretchcli show standing-hip-flexor
    stretchcli show table-psoas --side left
    stretchcli show childs-pose --animate            the figure moves
    stretchcli show childs-pose --svg childs.svg     the figure as a picture
    stretchcli show iliopsoas
    stretchcli show hip-flexors
    """
    if animate + as_json + (svg_file is not None) > 1:
        raise UsageProblem("--animate, --svg and --json are different answers.", "Ask for one of them.")
    leading = cast(Side, parse_choice(side, "--side", ("right", "left"))) if side is not None else "right"
    context = AppContext()
    thing = Finder.of(context.catalog).anything.find(name)
    if animate or svg_file:
        stretch, figure = _figure_wanted(context, thing, "--animate" if animate else "--svg")
        if svg_file:
            _write_svg(context, stretch, figure, leading, svg_file)
            return 0
        return _animated(context, stretch, figure, leading)
    if isinstance(thing, Stretch):
        page, data = stretch_page(context, thing, leading), _stretch_data(context, thing, leading)
    elif isinstance(thing, Routine):
        page, data = routine_page(context, thing), {"format": 1, **routine_json(context, thing), "for": thing.suits}
    else:
        page, data = group_page(context, thing), _group_data(context, thing)
    if as_json:
        print_json(data)
    else:
        above = _figure_lines(context, thing, leading) if isinstance(thing, Stretch) else []
        pager.page([*above, *folded(page, sys.stdout)])
    return 0


def _figure_lines(context: AppContext, stretch: Stretch, side: Side) -> list[str]:
    """The start and the hold side by side, where the stretch has a figure and the window the room."""
    figure = figure_finder(context.places.cache)(stretch.id)
    if figure is None:
        return []
    from stretchcli.terminal.figures import side_by_side

    mirrored = _mirrors(stretch, side)
    rows = side_by_side(figure, window(), theme_of(context), context.phrases, mirrored=mirrored, ascii_only=without_braille())
    return [*drawn_lines(rows), ""] if rows else []


def _mirrors(stretch: Stretch, side: Side) -> bool:
    return stretch.sides == "each" and side == "left"


def _figure_wanted(context: AppContext, thing: Stretch | Routine | Group, option: str) -> tuple[Stretch, Figure]:
    """The figure that an option is about.

    Raises:
        UsageProblem: the thing is no stretch.
        StretchError: the stretch has no figure.
    """
    if not isinstance(thing, Stretch):
        raise UsageProblem(f"{option} is about one stretch, and {thing.id} is none.", f"See stretchcli show {thing.id}.")
    figure = figure_finder(context.places.cache)(thing.id)
    if figure is None:
        raise StretchError(f"{thing.id} has no figure.", "The built-in stretches have one; your own are shown as text.")
    return thing, figure


def _write_svg(context: AppContext, stretch: Stretch, figure: Figure, side: Side, file: Path) -> None:
    """Both key frames into a file.

    Raises:
        StretchError: it cannot be written.
    """
    from stretchcli.figure.svg import svg

    phrases = context.phrases
    captions = [phrases.say(f"figure.moment.{word}") for word in ("start", "hold")]
    text = svg(figure, (0.0, 1.0), mirrored=_mirrors(stretch, side), title=stretch.name, captions=captions)
    shown = harmless(str(file))
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        reason = (error.strerror or "no room").lower()
        raise StretchError(f"{shown} cannot be written: {reason}.", "Choose another place for it.") from None
    print_lines([phrases.say("figure.written", name=stretch.name, file=shown)])


def _animated(context: AppContext, stretch: Stretch, figure: Figure, side: Side) -> int:
    """The figure moving on the whole screen, until a key.

    Raises:
        UsageProblem: there is no terminal on which something may move.
    """
    from stretchcli.terminal.mode import Mode, choose

    mode = choose(as_json=False, plain=False, stdout_is_terminal=sys.stdout.isatty(), environment=os.environ)
    if mode is not Mode.LIVE:
        remedy = f"Leave --animate out, or write a picture: stretchcli show {stretch.id} --svg {stretch.id}.svg"
        raise UsageProblem("--animate needs a terminal on which something can move.", remedy)
    from stretchcli.running.showing import show_moving
    from stretchcli.terminal.figures import Showing, moving_picture
    from stretchcli.terminal.frames import Frames
    from stretchcli.terminal.layout import Appearance
    from stretchcli.terminal.theme import glyphs_for

    appearance = Appearance(theme_of(context), glyphs_for(sys.stdout.encoding))
    showing = Showing(stretch.id, stretch.name, Frames(lambda _: figure), _mirrors(stretch, side))
    return show_moving(lambda elapsed_s, size: moving_picture(showing, elapsed_s, size, appearance, context.phrases))


def stretch_page(context: AppContext, stretch: Stretch, side: Side) -> list[str]:
    """Everything about a stretch, with its steps for the leading side."""
    words = context.catalog.vocabulary
    leading: Side = "both" if stretch.sides == "both" else side
    phrases = context.phrases
    total_s = alone_s(stretch, context.pace, words, phrases)
    dose = sentences.dose(phrases, stretch, stretch.reps, stretch.hold)
    groups = [words.groups[target].name for target in stretch.targets]
    lines = [
        stretch.name,
        f"{stretch.id}, {words.positions[stretch.position].said}",
        "",
        phrases.say("show.for", groups=phrases.listed(groups)),
        phrases.say("show.dose", dose=dose, floor=phrases.seconds(stretch.hold.floor_s)),
        phrases.say("show.takes", time=phrases.duration(total_s)),
        phrases.say("show.felt", place=stretch.felt_at, side=stretch.felt_on(leading)),
        _needs(context, stretch.all_needs),
    ]
    if fetch := sentences.fetch_list(phrases, stretch, words):
        lines.append(phrases.say("opening.have", things=fetch))
    if stretch.suits:
        lines.append(stretch.suits)
    lead = sentences.lead(phrases, stretch, leading) if stretch.lead else phrases.say("show.leading", side=leading)
    steps = []
    for step in stretch.steps:
        text = phrases.for_side(step.text, leading)
        steps.append(phrases.say("show.hold", text=text) if step.kind == "hold" else text)
    if stretch.switch:
        steps.append(phrases.say("show.switch", text=phrases.for_side(stretch.switch, opposite(leading))))
    lines += _section(phrases.say("show.steps") if leading == "both" else phrases.say("show.steps-of", lead=lead), steps)
    lines += _section(phrases.say("show.cautions"), _cautions(context, stretch, leading))
    skips = []
    for name in stretch.skip_conditions:
        said = words.conditions[name].said
        skips.append(said if name in stretch.skip_if else phrases.say("show.movement", condition=said))
    lines += _section(phrases.say("show.skip"), skips)
    lines += _section(phrases.say("show.easier"), [variant_words(variant, phrases) for variant in stretch.easier])
    lines += _section(phrases.say("show.harder"), [variant_words(variant, phrases) for variant in stretch.harder])
    if stretch.inferred:
        lines += ["", phrases.say("show.inferred", what=phrases.listed([readable(name) for name in stretch.inferred]))]
    if stretch.review:
        lines += ["", phrases.say("show.review", what=phrases.listed(stretch.review))]
    return [*lines, *_section(phrases.say("show.source"), [source_words(source) for source in stretch.source])]


def _needs(context: AppContext, needs: Sequence[str]) -> str:
    phrases, known = context.phrases, context.catalog.vocabulary.needs
    said = "; ".join(known[need].means for need in needs) or phrases.say("show.nothing")  # many hold commas
    return phrases.say("show.needs", needs=said)


def _cautions(context: AppContext, stretch: Stretch, side: Side) -> list[str]:
    """Each text once, with the conditions of those whom it concerns; without any it concerns everybody."""
    phrases, known = context.phrases, context.catalog.vocabulary.conditions
    concerned: dict[str, list[str]] = {}
    for caution in stretch.cautions:
        conditions = concerned.setdefault(phrases.for_side(caution.text, side), [])
        conditions += [known[caution.condition].said] if caution.condition else []
    return [
        phrases.say("caution.own", conditions=phrases.listed(conditions), text=text) if conditions else text
        for text, conditions in concerned.items()
    ]


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
        _needs(context, worded_needs(context, routine)),
    ]
    items = []
    for item in timeline.items:
        dose = phrases.say("show.item-dose", reps=item.reps, seconds=item.hold.target_s)
        dose = phrases.say("show.each-side", dose=dose) if len(item.sides) == 2 else dose
        items.append(f"{item.name} ({item.stretch}): {dose}, {item.felt_at}")
    return lines + _section(phrases.say("show.stretches"), items)


def group_page(context: AppContext, group: Group) -> list[str]:
    """A muscle group: what is to be known about it, and its stretches."""
    page, phrases = context.pages[group.id], context.phrases
    lines = [capital(group.name), group.id, "", phrases.say("show.muscles", muscles=group.muscles)]
    for key in PAGE_PARTS:
        title = phrases.say(f"show.page.{key.replace('_', '-')}")
        lines += _section(
            phrases.say("show.page-inferred", title=title) if key in page.inferred else title, list(getattr(page, key))
        )
    primary, others = _stretches_for(context, group)
    lines += _section(phrases.say("show.stretches"), [f"{stretch.id}: {stretch.name}" for stretch in primary])
    lines += _section(phrases.say("show.also"), [f"{stretch.id}: {stretch.name}" for stretch in others])
    return lines + _section(phrases.say("show.source"), [source_words(source) for source in page.source])


def _stretches_for(context: AppContext, group: Group) -> tuple[list[Stretch], list[Stretch]]:
    stretches = context.catalog.stretches.values()
    primary = [stretch for stretch in stretches if stretch.targets[0] == group.id]
    return primary, [stretch for stretch in stretches if group.id in stretch.targets[1:]]


def _section(title: str, entries: list[str]) -> list[str]:
    return ["", title, *(f"  - {entry}" for entry in entries)] if entries else []


def variant_words(variant: Variant, phrases: Phrases) -> str:
    """An easier or harder way as one text."""
    if variant.text and variant.stretch:
        return f"{variant.text} ({variant.stretch})"
    return variant.text or phrases.say("show.variant", stretch=variant.stretch)


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
