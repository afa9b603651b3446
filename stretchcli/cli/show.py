"""``stretchcli show``: everything about one stretch, routine or muscle group."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, cast

import typer

from stretchcli.catalog.finder import Finder
from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.records import Routine, Stretch
from stretchcli.catalog.selection import easier_ways, harder_ways
from stretchcli.catalog.text import Side, opposite
from stretchcli.catalog.vocabulary import Group
from stretchcli.cli import completing, pager
from stretchcli.cli.context import AppContext
from stretchcli.cli.figures import beside, drawn_lines, figure_finder, theme_of, window, without_braille
from stretchcli.cli.listing import stretch_json
from stretchcli.cli.options import JsonFlag, SelectionOptions, parse_choice
from stretchcli.cli.pages import group_page, routine_page, stretch_page, stretches_for
from stretchcli.cli.printing import print_json, print_lines
from stretchcli.cli.routines import routine_json
from stretchcli.errors import StretchError, UsageProblem
from stretchcli.plain import to_plain
from stretchcli.reading.text import harmless
from stretchcli.session import sentences
from stretchcli.terminal.mode import Mode, accessible, choose
from stretchcli.terminal.wording import folded

if TYPE_CHECKING:  # drawing takes its time to import
    from stretchcli.figure.picture import Figure

# Fields of a stretch that its JSON has under another name.
WORKED_OUT: Final = ("hold", "all_needs", "skip_conditions", "lead")


def command(
    name: Annotated[
        list[str],
        typer.Argument(metavar="NAME", help="A stretch, a routine or a muscle group.", autocompletion=completing.shown),
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
        raise UsageProblem("--animate, --svg and --json cannot be combined.", "Give one of them.")
    leading = cast(Side, parse_choice(side, "--side", ("right", "left"))) if side is not None else "right"
    context = AppContext()
    thing = Finder.of(context.catalog).anything.find(" ".join(name))
    if animate or svg_file:
        stretch, figure = _figure_wanted(context, thing, "--animate" if animate else "--svg")
        if svg_file:
            _write_svg(context, stretch, figure, leading, svg_file)
            return 0
        return _animated(context, stretch, figure, leading)
    if as_json:
        print_json({"format": 1, **_data(context, thing, leading)})
    elif isinstance(thing, Stretch):
        pager.page(_stretch_lines(context, thing, leading))
    else:
        page = routine_page(context, thing) if isinstance(thing, Routine) else group_page(context, thing)
        pager.page(folded(page, sys.stdout))
    return 0


def _stretch_lines(context: AppContext, stretch: Stretch, side: Side) -> list[str]:
    """The page of a stretch with its figure: beside what matters where the window is wide enough, else below the name."""
    page = stretch_page(context, stretch, side)
    rest = folded(["", *page.rest], sys.stdout)
    figure = figure_finder(context.places.cache)(stretch.id)
    if figure is None or accessible(os.environ):  # a screen reader would read out every dot
        return [*folded(page.first, sys.stdout), *rest]
    mirrored = _mirrors(stretch, side)
    if sys.stdout.isatty() and (lines := beside(context, figure, page.first, mirrored=mirrored)):
        return [*lines, *rest]
    from stretchcli.terminal.figures import side_by_side

    rows = side_by_side(figure, window(), theme_of(context), context.phrases, mirrored=mirrored, ascii_only=without_braille())
    name, *others = page.first
    drawn = ["", *drawn_lines(rows), ""] if rows else []
    return [*folded([name], sys.stdout), *drawn, *folded(others, sys.stdout), *rest]


def _mirrors(stretch: Stretch, side: Side) -> bool:
    return stretch.sides == "each" and side == "left"


def _figure_wanted(context: AppContext, thing: Stretch | Routine | Group, option: str) -> tuple[Stretch, Figure]:
    """The figure that an option is about.

    Raises:
        UsageProblem: the thing is not a stretch.
        StretchError: the stretch has no figure.
    """
    if not isinstance(thing, Stretch):
        raise UsageProblem(f"{option} needs a stretch, and {thing.id} is not one.", f"See stretchcli show {thing.id}.")
    figure = figure_finder(context.places.cache)(thing.id)
    if figure is None:
        raise StretchError(f"{thing.id} has no figure.", "The built-in stretches have one; your own are shown as text.")
    return thing, figure


def _write_svg(context: AppContext, stretch: Stretch, figure: Figure, side: Side, file: Path) -> None:
    """Both key frames into a file.

    Raises:
        StretchError: it cannot be written.
    """
    from stretchcli.figure.svg import DARK, LIGHT, svg

    phrases = context.phrases
    captions = [phrases.say(f"figure.moment.{word}") for word in ("start", "hold")]
    colours = LIGHT if context.settings.get("theme") == "light" else DARK
    text = svg(figure, (0.0, 1.0), mirrored=_mirrors(stretch, side), colours=colours, title=stretch.name, captions=captions)
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
    mode = choose(as_json=False, plain=False, stdout_is_terminal=sys.stdout.isatty(), environment=os.environ)
    if mode is not Mode.LIVE:
        remedy = f"Leave --animate out, or write a picture: stretchcli show {stretch.id} --svg {stretch.id}.svg"
        raise UsageProblem("--animate needs a terminal on which something can move.", remedy)
    from stretchcli.running.showing import show_moving
    from stretchcli.terminal.figures import Showing, moving_picture
    from stretchcli.terminal.frames import Frames
    from stretchcli.terminal.layout import Appearance
    from stretchcli.terminal.theme import glyphs_for

    appearance = Appearance(theme_of(context), glyphs_for(sys.stdout.encoding, os.environ))
    showing = Showing(stretch.id, stretch.name, Frames(lambda _: figure), _mirrors(stretch, side))
    return show_moving(lambda elapsed_s, size: moving_picture(showing, elapsed_s, size, appearance, context.phrases))


def _data(context: AppContext, thing: Stretch | Routine | Group, leading: Side) -> dict[str, Any]:
    if isinstance(thing, Stretch):
        return _stretch_data(context, thing, leading)
    return {**routine_json(context, thing), "for": thing.suits} if isinstance(thing, Routine) else _group_data(context, thing)


def _stretch_data(context: AppContext, stretch: Stretch, side: Side) -> dict[str, Any]:
    leading: Side = "both" if stretch.sides == "both" else side
    (chosen,) = context.selection(SelectionOptions(what=[stretch.id]), whole=True, listing=True).chosen
    data = stretch_json(context, chosen)
    data |= {"side": leading, "felt_on": stretch.felt_on(leading)}
    easier = easier_ways(context.catalog, stretch, context.always)
    harder = harder_ways(context.catalog, stretch, context.always)
    for key, value in to_plain(stretch._replace(easier=easier, harder=harder)).items():
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
    primary, others = stretches_for(context, group)
    return {
        "id": group.id,
        "name": group.name,
        "muscles": group.muscles,
        **to_plain(page),
        "stretches": [stretch.id for stretch in primary],
        "also": [stretch.id for stretch in others],
    }
