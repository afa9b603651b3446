"""The last picture of a session: done or stopped, each stretch with what was held of what was planned, and how to go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import product
from typing import Final, NamedTuple

from stretchcli.session.sentences import within
from stretchcli.session.state import State
from stretchcli.terminal import font
from stretchcli.terminal.canvas import Row, coloured, folded_text, row
from stretchcli.terminal.figures import figure_styles
from stretchcli.terminal.fitting import (
    COLUMNS_IN_ASCII,
    DIGITS,
    GAP,
    LETTERS_OF_ROWS,
    LINES,
    WORDS,
    Size,
    fonts_for_words,
    layout_for,
    widths_of,
)
from stretchcli.terminal.font import Font
from stretchcli.terminal.frames import Moment
from stretchcli.terminal.layout import Appearance, bar_of, filled, joined, lettered
from stretchcli.terminal.wording import closing

PAGE_S: Final = 5  # a page of the stretches, where there are too many for one
MOST_GAP: Final = 3  # rows between two stretches
HEADS: Final = tuple(sorted({*DIGITS, *WORDS}, key=lambda one: (one.cap_rows, one.across), reverse=True))


class _Side(NamedTuple):
    """What was held on a side.

    Attributes:
        text: The seconds held of those planned, with the side.
        part: The same, 0 to 1.
        enough: Every hold reached its floor.
    """

    text: str
    part: float
    enough: bool


class _Stretch(NamedTuple):
    name: str
    sides: Sequence[_Side]


class _Told(NamedTuple):
    """The stretches in one form, each with its rows.

    Attributes:
        gap: The rows between two of them at least.
    """

    blocks: Sequence[Sequence[Row]]
    gap: int


_Telling = Callable[[_Stretch, Font, int, int], list[list[Row]] | None]


def finished(state: State, now_s: float, size: Size, appearance: Appearance) -> list[Row]:
    """The picture ``now_s`` seconds after the end; what does not fit comes page by page."""
    pages = _Ending(state, size, appearance).pages()
    return pages[int(now_s / PAGE_S) % len(pages)]


def reading_s(state: State, size: Size, appearance: Appearance) -> float:
    """How long it takes until each page has been shown."""
    return PAGE_S * len(_Ending(state, size, appearance).pages())


def held_lines(state: State) -> list[str]:
    """What the last picture shows of the stretches, in sentences."""
    phrases = state.phrases
    told = [(stretch.name, phrases.listed([side.text for side in stretch.sides])) for stretch in _stretches(state)]
    return [phrases.say("closing.held", name=name, sides=sides) for name, sides in told]


class _Ending:
    def __init__(self, state: State, size: Size, appearance: Appearance) -> None:
        self.size, self.appearance, self.theme = size, appearance, appearance.theme
        self.ascii_only = appearance.glyphs.block == "#"
        self.last = state.phase.stretch
        self.stretches = list(_stretches(state))
        phrases, complete = state.phrases, state.outcome == "complete"
        self.word = phrases.say("screen.word.done" if complete else "screen.word.stopped")
        self.style = self.theme.enough if complete else self.theme.strong
        self.closing = closing(state, resumable=appearance.resumable)
        self.exit = phrases.say("screen.exit") if appearance.keys else ""
        self.least_rows = -(-size.rows // LETTERS_OF_ROWS)

    def pages(self) -> list[list[Row]]:
        """The figure at rest beside the words where there is room for both, else the words alone, on pages if need be."""
        layout = layout_for(self.size)
        if layout is None:
            margin = 2 if self.size.columns > 8 else 0
            return self._alone(max(self.size.columns - 2 * margin, 1), margin)
        width, figure_width, _ = layout.widths(self.size, in_ascii=COLUMNS_IN_ASCII if self.ascii_only else 0)
        margin = (self.size.columns - width) // 2
        foot = self._foot(width)
        height = self.size.rows - len(foot) - 2
        # Big letters are worth a smaller figure, and it is worth more than bars.
        sizes = (1.0, 0.75, 0.5)
        for forms, part in (*product((self._all_big,), sizes), *product((self._names_big,), sizes), (self._forms, 1.0)):
            columns = int(part * figure_width)
            words = self._words(forms(width - columns - GAP), width - columns - GAP, height)
            figure = self._figure(columns, height) if words is not None else None
            if words is not None and figure is not None:
                rows = [joined(left, right, columns + GAP) for left, right in zip(figure, words, strict=True)]
                return [_indented([row(), *rows, row(), *foot], margin)]
        return self._alone(width, margin)

    def _alone(self, width: int, margin: int) -> list[list[Row]]:
        foot = self._foot(width)
        height = self.size.rows - len(foot) - 1
        words = self._words([*self._all_big(width), *self._names_big(width), *self._forms(width)], width, height)
        if words is not None:
            return [_indented([*words, row(), *foot], margin)]
        head = next((drawn for drawn in reversed(self._heads(width)) if len(drawn) <= height), [])
        room = height - len(head)
        if room < 1:
            return [_indented([*head, *foot] if height > 0 else foot, margin)]
        lines: list[list[Row]] = [[]]
        for block in self._lines(width).blocks:
            for one in [block] if len(block) <= room else [[line] for line in block]:
                if len(lines[-1]) + len(one) > room:
                    lines.append([])
                lines[-1] += one
        return [_indented([*head, *filled(page, room), row(), *foot], margin) for page in lines]

    def _foot(self, width: int) -> list[Row]:
        found = [row(line) for text in self.closing for line in folded_text(text, width)]
        return [*found, row((self.exit, self.theme.quiet))] if self.exit else found

    def _figure(self, columns: int, height: int) -> list[Row] | None:
        frames = self.appearance.frames
        if frames is None or frames.loading:
            return None
        drawn = frames.rows(self.last, Moment(0.0, 0.0, False), (columns, height), ascii_only=self.ascii_only)
        if drawn is None:
            return None
        return [coloured(one, figure_styles(self.theme._replace(holding=""))) for one in drawn]

    def _words(self, forms: Iterable[_Told], columns: int, height: int) -> list[Row] | None:
        """The outcome and all stretches, both as large as they can be, the stretches first; None where they do not fit."""
        heads = self._heads(columns)
        for told in forms:
            needed = sum(len(block) + told.gap for block in told.blocks)
            for head in heads:
                if (spare := height - len(head) - needed - (told.gap == 0)) >= 0:
                    more = min(spare // max(len(told.blocks), 1), MOST_GAP - told.gap)
                    rows = list(head)
                    for number, block in enumerate(told.blocks):
                        rows += [row()] * (max(told.gap, number == 0) + more) + list(block)
                    return filled(rows, height)
        return None

    def _heads(self, columns: int) -> list[list[Row]]:
        """The outcome in every size that is high enough, from the largest; a row of text where that is high enough."""
        found = []
        for letters in fonts_for_words(ascii_only=True) if self.ascii_only else HEADS:
            lines = font.lines(self.word, letters, columns, 1) if letters.cap_rows >= self.least_rows else None
            if lines:
                found.append(lettered(lines, letters, self.appearance.glyphs.block, self.style))
        if self.least_rows == 1 or not found:
            found.append([row((self.word, self.style))])
        return found

    def _all_big(self, columns: int) -> Iterator[_Told]:
        """The stretches in big letters, with what was held on each side."""
        return self._big_forms(columns, self._lettered)

    def _names_big(self, columns: int) -> Iterator[_Told]:
        """The names in big letters."""
        yield from self._big_forms(columns, partial(self._half_lettered, apart=1))
        yield from self._big_forms(columns, self._half_lettered)

    def _big_forms(self, columns: int, told: _Telling) -> Iterator[_Told]:
        most_rows = self.size.rows / max(len(self.stretches), 1)
        fonts = fonts_for_words(ascii_only=self.ascii_only)
        sizes = [letters for letters in fonts if 1 < self.least_rows <= letters.cap_rows < most_rows]
        for letters, most in product(sizes, range(LINES, 0, -1)):
            blocks = [told(stretch, letters, columns, most) for stretch in self.stretches]
            if None not in blocks:
                yield _Told([part for block in blocks for part in block or ()], 0 if letters.strokes else 1)

    def _forms(self, columns: int) -> Iterator[_Told]:
        """The stretches in rows of text, the sides with bars where there is room."""
        bars = [self._name(stretch, columns) + self._bars(stretch, columns) for stretch in self.stretches]
        yield from (_Told(bars, gap) for gap in (1, 0))
        yield self._lines(columns)

    def _lettered(self, stretch: _Stretch, letters: Font, columns: int, most: int) -> list[list[Row]] | None:
        """The name and the seconds of each side in big letters, with a bar below."""
        name = self._drawn([stretch.name], letters, columns, most)
        sides = self._drawn([side.text for side in stretch.sides], letters, columns, 1)
        if name is None or sides is None:
            return None
        found = [[row((line, self.theme.strong)) for line in name[0]]]
        for side, drawn in zip(stretch.sides, sides, strict=True):
            style = self._style(side)
            found.append([*(row((line, style)) for line in drawn), row(*bar_of(side.part, columns, style, self.appearance))])
        return found

    def _half_lettered(self, stretch: _Stretch, letters: Font, columns: int, most: int, apart: int = 0) -> list[list[Row]] | None:
        """The name in big letters, then, so many rows apart, each side with its bar."""
        name = self._drawn([stretch.name], letters, columns, most)
        if name is None:
            return None
        return [[row((line, self.theme.strong)) for line in name[0]] + [row()] * apart + self._bars(stretch, columns)]

    def _drawn(self, texts: Sequence[str], letters: Font, columns: int, most: int) -> list[list[str]] | None:
        """Texts in the widest letters of that height that all of them fit in; None where there are none."""
        for wide in widths_of(letters, ascii_only=self.ascii_only):
            drawn = [font.lines(text, wide, columns, most) for text in texts]
            if None not in drawn:
                return [[line.plain for line in lettered(lines or (), wide, self.appearance.glyphs.block, "")] for lines in drawn]
        return None

    def _name(self, stretch: _Stretch, columns: int) -> list[Row]:
        return [row((line, self.theme.strong)) for line in folded_text(stretch.name, columns)]

    def _bars(self, stretch: _Stretch, columns: int) -> list[Row]:
        """A row for each side: its seconds, and its bar."""
        rows, label = [], max(len(side.text) for one in self.stretches for side in one.sides) + 2
        for side in stretch.sides:
            bar = bar_of(side.part, max(columns - label, 0), self._style(side), self.appearance)
            rows.append(row(side.text.ljust(label), *bar))
        return rows

    def _lines(self, columns: int) -> _Told:
        """A row for each stretch, or its name and below it the sides."""
        blocks = []
        for stretch in self.stretches:
            sides = "   ".join(side.text for side in stretch.sides)
            space = columns - len(stretch.name) - len(sides)
            if space >= 2:
                blocks.append([row((stretch.name, self.theme.strong), " " * space, sides)])
                continue
            told = [sides]
            if len(sides) + 2 > columns:
                told = [line for side in stretch.sides for line in folded_text(side.text, columns - 2)]
            blocks.append([*self._name(stretch, columns), *(row("  ", line) for line in told)])
        return _Told(blocks, 0)

    def _style(self, side: _Side) -> str:
        return self.theme.enough if side.enough else self.theme.strong


def _stretches(state: State) -> Iterator[_Stretch]:
    phrases, timeline = state.phrases, state.timeline
    for number, item in enumerate(timeline.items):
        sides = []
        for side in item.sides:
            holds = [phase for phase in timeline.phases if (phase.kind, phase.item, phase.side) == ("hold", number, side)]
            done = [state.results[phase.index] for phase in holds if phase.index in state.results]
            held_s, planned_s = sum(result.held_s for result in done), sum(phase.duration_s for phase in holds)
            if not holds:  # it gave way to an easier one before any
                continue
            enough = sum(result.outcome in ("full", "early") for result in done) == len(holds)
            text = phrases.say("screen.held-of", side=side, held=round(held_s), planned=planned_s)
            sides.append(_Side(text, held_s / planned_s, enough))
        if sides:
            other = within(item.instead_of) if item.instead_of else ""
            name = phrases.say("screen.instead", name=item.name, other=other) if other else item.name
            yield _Stretch(name, sides)


def _indented(rows: Sequence[Row], columns: int) -> list[Row]:
    return [row(" " * columns, line) for line in rows]
