"""``stretchcli list``: the stretches that the constraints leave."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence
from typing import Annotated, Any, NamedTuple

import typer

from stretchcli.catalog.phrases import capital
from stretchcli.catalog.records import Stretch
from stretchcli.catalog.selection import Chosen, Selection
from stretchcli.catalog.text import Side, readable
from stretchcli.catalog.vocabulary import Vocabulary
from stretchcli.catalog.wording import caution_words, recorded_cautions
from stretchcli.cli import tell
from stretchcli.cli.context import AppContext
from stretchcli.cli.notices import cautions_of, notices
from stretchcli.cli.options import JsonFlag, SelectionOptions, takes
from stretchcli.cli.printing import cells, print_json, print_lines
from stretchcli.cli.tables import Column, print_table
from stretchcli.errors import NothingMatches
from stretchcli.plain import to_plain
from stretchcli.session.length import alone_s
from stretchcli.terminal.mode import takes_escapes
from stretchcli.terminal.wording import clock, folded

LongFlag = Annotated[bool, typer.Option("--long", "-l", help="Show the hold, the reps and the needs of each too.")]

FIGURE_COLUMNS, FIGURE_ROWS = 24, 9
LEAST_WORDS = 30  # columns beside a figure
LEAST_NAME = 24  # characters of a name beside which an id is still shown

COLUMNS = (
    Column("stretch"),
    Column("for", spare=2, folds=14),
    Column("position", spare=3),
    Column("hold", spare=4),
    Column("reps", spare=5, right=True),
    Column("time", right=True),
    Column("needs", spare=1, folds=22),
    Column("note", spare=6, folds=20),
)


@takes(SelectionOptions)
def command(
    selected: SelectionOptions,
    as_json: JsonFlag = False,
    long: LongFlag = False,
    figures: Annotated[bool, typer.Option("--figures", help="Draw each stretch in its hold, where there is room.")] = False,
) -> None:
    """List the stretches that you can do.

    They are grouped by the muscles that they stretch. A long list opens in a pager, such as less: press q to leave it.

    \b
    stretchcli list                        all of them
    stretchcli list --no kneeling          those without kneeling
    stretchcli list hips --no floor        for the hips, without getting down
    stretchcli list -l calves              with what each of them needs
    stretchcli list calves --figures       with a picture of each
    stretchcli list --pain knee --json     for a program to read
    """
    context = AppContext(no_config=selected.no_config)
    try:
        selection = context.selection(selected, whole=True, listing=True)
    except NothingMatches:
        if as_json:
            print_json({"format": 1, "stretches": []})
        raise
    told = notices(context, selection)
    last = sorted(selection.chosen, key=lambda chosen: bool(chosen.care))  # what is only done with care comes last
    if not as_json and (figures or sys.stdout.isatty()):
        from stretchcli.cli.pager import page

        lines = _with_figures(context, last) if figures else []
        lines = lines or screen(context, last, shutil.get_terminal_size().columns, long=long)
        page([*lines, *_cautions(context, selection)], notices=told)
        return
    tell(*told)
    if as_json:
        print_json({"format": 1, "stretches": [stretch_json(context, chosen) for chosen in last]})
        return
    by_itself = [chosen for chosen in last if not chosen.care]
    with_care = [chosen for chosen in last if chosen.care]
    if by_itself:
        _print(context, by_itself)
    if with_care:
        print_lines([*([""] if by_itself else []), context.phrases.say("list-of.care"), ""])
        _print(context, with_care)
    print_lines(_cautions(context, selection))


def _cautions(context: AppContext, selection: Selection) -> list[str]:
    cautions = cautions_of(context, selection)
    return folded(["", *cautions], sys.stdout) if cautions else []


def screen(context: AppContext, stretches: Sequence[Chosen], width: int, *, long: bool) -> list[str]:
    """The stretches by muscle group for a window of so many columns, those that are only done with care last.

    Args:
        stretches: Those that are only done with care last.
        long: With the hold, the reps and the needs of each.
    """
    words, phrases = context.catalog.vocabulary, context.phrases
    sections: dict[str, list[Chosen]] = {group.name: [] for group in words.groups.values()}
    care = phrases.say("list-of.care")
    sections[care] = []
    for chosen in stretches:
        group = words.groups[chosen.group or chosen.stretch.targets[0]].name
        sections[care if chosen.care else group].append(chosen)
    layout = _Layout.of(context, stretches, width)
    lines: list[str] = []
    for title, members in sections.items():
        if members:
            lines += ["", layout.bold(capital(title))]
        for chosen in members:
            lines += layout.rows(_Entry.of(context, chosen))
            if long:
                lines += layout.details(_details(context, chosen.stretch))
    return lines[1:]


def _with_figures(context: AppContext, stretches: Sequence[Chosen]) -> list[str]:
    """A small figure of each stretch in its hold, with its words beside it; nothing where there is no room for both."""
    from stretchcli.cli.figures import drawn_lines, figure_finder, theme_of, window, without_braille
    from stretchcli.terminal.canvas import coloured
    from stretchcli.terminal.figures import figure_styles, words_beside

    if window().columns < FIGURE_COLUMNS + LEAST_WORDS:
        return []
    figure_of, styles, ascii_only = figure_finder(context.places.cache), figure_styles(theme_of(context)), without_braille()
    size = (FIGURE_COLUMNS, FIGURE_ROWS)
    room = window().columns - FIGURE_COLUMNS - 2 if sys.stdout.isatty() else None
    lines, told = [], False
    for chosen in stretches:
        if chosen.care and not told:
            lines += [context.phrases.say("list-of.care"), ""]
            told = True
        figure = figure_of(chosen.stretch.id)
        drawn = figure.rows(1.0, size, ascii_only=ascii_only)[figure.blank_rows(size) :] if figure else ()
        entry = _Entry.of(context, chosen)
        words = [entry.name, entry.id, f"{entry.place}, {entry.time}", *_details(context, chosen.stretch)]
        lines += [*drawn_lines(words_beside([coloured(one, styles) for one in drawn], FIGURE_COLUMNS, words, room)), ""]
    return lines[:-1]


def _details(context: AppContext, stretch: Stretch) -> list[str]:
    """The hold and the reps, then what it needs, as a person would say it."""
    words, phrases = context.catalog.vocabulary, context.phrases
    side: Side = "both" if stretch.sides == "both" else "right"
    reps = phrases.say("list-of.reps", reps=phrases.say("list-of.times", count=stretch.reps), side=side)
    lines = [phrases.say("list-of.dose", hold=stretch.hold, reps=reps)]
    asked, things = asked_of(words, stretch.all_needs, [_place(stretch)]), things_of(words, stretch.all_needs)
    lines += [phrases.say("list-of.asks", needs=capital(phrases.listed(asked)))] if asked else []
    lines += [phrases.say("list-of.things", things=phrases.listed(things))] if things else []
    return lines


def asked_of(words: Vocabulary, needs: Sequence[str], known: Iterable[str] = ()) -> list[str]:
    """What needs mean to a person, "you lie on your front", without those implied by others.

    Args:
        known: Needs and positions that are shown already; what such needs imply is left out too.
    """
    follows = {*known, *(implied for need in (*needs, *known) if need in words.needs for implied in words.needs[need].implies)}
    asked = [words.needs[need] for need in needs if need not in follows]
    return [need.asks or need.said for need in asked if need.said]


def things_of(words: Vocabulary, needs: Sequence[str]) -> list[str]:
    """The equipment among needs, in words."""
    follows = {implied for need in needs for implied in words.needs[need].implies}
    return [words.needs[need].means for need in needs if words.needs[need].equipment and need not in follows]


def _place(stretch: Stretch) -> str:
    """Where it is done: the need that says so, else its position."""
    return next((need for need in ("floor", "floor-or-bed", "bed") if need in stretch.all_needs), stretch.position)


class _Entry(NamedTuple):
    """A stretch as its line shows it."""

    name: str
    id: str
    place: str
    time: str

    @classmethod
    def of(cls, context: AppContext, chosen: Chosen) -> _Entry:
        stretch, phrases = chosen.stretch, context.phrases
        name, notes = stretch.name, _notes(context, chosen)
        if notes:
            name = phrases.say("list-of.noted", name=name, notes=phrases.listed(notes))
        time = clock(alone_s(stretch, context.pace, context.catalog.vocabulary, phrases))
        return cls(name, stretch.id, phrases.say(f"place.{_place(stretch)}"), time)


class _Layout(NamedTuple):
    """How wide the columns are; the id is left out where a window is too narrow for it, and long names are folded."""

    width: int
    name: int
    id: int
    place: int
    time: int
    plain: bool

    @classmethod
    def of(cls, context: AppContext, stretches: Sequence[Chosen], width: int) -> _Layout:
        entries = [_Entry.of(context, chosen) for chosen in stretches]
        name, identifier, place, time = (max(map(cells, column)) for column in zip(*entries, strict=True))
        if width < 2 + LEAST_NAME + 2 + identifier + 2 + place + 2 + time:
            identifier = 0
        room = width - 2 - (identifier and identifier + 2) - place - 2 - time - 2
        return cls(width, max(min(name, room), 10), identifier, place, time, plain=not takes_escapes(os.environ))

    def bold(self, text: str) -> str:
        return text if self.plain else f"\x1b[1m{text}\x1b[0m"

    def quiet(self, text: str) -> str:
        return text if self.plain else f"\x1b[2m{text}\x1b[0m"

    def rows(self, entry: _Entry) -> list[str]:
        """The line of a stretch, and further ones where its name is folded."""
        too_long = any(len(word) > self.name for word in entry.name.split())
        first, *more = textwrap.wrap(entry.name, self.name, break_on_hyphens=too_long)
        line = f"  {first}{' ' * (self.name - cells(first))}  "
        if self.id:
            line += self.quiet(entry.id) + " " * (self.id - cells(entry.id) + 2)
        line += f"{entry.place}{' ' * (self.place - cells(entry.place))}  {entry.time:>{self.time}}"
        return [line, *(f"    {part}" for part in more)]

    def details(self, sentences: Sequence[str]) -> list[str]:
        """What ``-l`` adds below a stretch."""
        lines = [textwrap.wrap(text, max(self.width - 6, 14), break_on_hyphens=False) for text in sentences]
        return [self.quiet(f"      {line}") for wrapped in lines for line in wrapped]


def _print(context: AppContext, stretches: Sequence[Chosen]) -> None:
    pace = context.pace
    rows = []
    for chosen in stretches:
        stretch = chosen.stretch
        rows.append(
            [
                stretch.id,
                ", ".join(stretch.targets),
                ", ".join(stretch.all_positions()),
                str(stretch.hold),
                f"{stretch.reps} x 2" if stretch.sides == "each" else str(stretch.reps),
                clock(alone_s(stretch, pace, context.catalog.vocabulary, context.phrases)),
                ", ".join(essential_needs(stretch)) or "-",
                "; ".join(_notes(context, chosen)),
            ]
        )
    shown = COLUMNS if any(row[-1] for row in rows) else COLUMNS[:-1]
    print_table(shown, [row[: len(shown)] for row in rows])


def _notes(context: AppContext, chosen: Chosen) -> list[str]:
    """What sets a stretch apart: the config, whose it is, what in it was guessed."""
    phrases = context.phrases
    notes = [phrases.say("list-of.never")] if chosen.never else []
    if chosen.stretch.own:
        notes.append(phrases.say("list-of.own"))
    if chosen.stretch.review:
        notes.append(phrases.say("list-of.review", fields=", ".join(chosen.stretch.review)))
    return notes


def essential_needs(stretch: Stretch) -> list[str]:
    """The needs as a person names them, without the one that the position's name says already."""
    return [readable(need) for need in stretch.all_needs if need != stretch.position]


def stretch_json(context: AppContext, chosen: Chosen) -> dict[str, Any]:
    """A stretch as ``list --json`` prints it."""
    stretch, words, phrases = chosen.stretch, context.catalog.vocabulary, context.phrases
    cautions = recorded_cautions(stretch, None, words, phrases)
    personal = [caution_words(caution, words, phrases) for caution in chosen.cautions]
    return {
        "id": stretch.id,
        "name": stretch.name,
        "targets": list(stretch.targets),
        "position": stretch.position,
        "needs": list(stretch.all_needs),
        "equipment": {"required": list(stretch.required), "optional": list(stretch.optional)},
        "sides": stretch.sides,
        "felt": stretch.felt,
        "hold_s": {"min": stretch.hold.floor_s, "max": stretch.hold.target_s},
        "reps": stretch.reps,
        "skip_if": list(stretch.skip_conditions),
        "care": [condition.id for condition in chosen.care],
        "cautions": list(dict.fromkeys([*cautions, *personal])),
        "source": to_plain(stretch.source),
    }
