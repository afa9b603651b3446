"""Which fonts fit a session on a window: decided once for both, so that places stay from phase to phase.

At two metres letters need 16 minutes of arc (ISO 9241-3), which on a laptop is a sixteenth of the window's height: that
many whole rows, at least, the seconds, what to do and the side are high.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Final, NamedTuple

from stretchcli.session.easier import phases_of_ways
from stretchcli.session.timeline import Ease, Timeline
from stretchcli.terminal import font
from stretchcli.terminal.font import Font

LETTERS_OF_ROWS: Final = 16
GAP: Final = 2
# From the largest to the smallest.
WORDS: Final = (
    *(Font(5, 4, 4), Font(5, 4, 2), Font(5, 2, 2)),
    *(Font(6, 2, 1), Font(6, 1, 1), Font(5, 2, 1), Font(5, 1, 1), Font(4, 2, 1), Font(4, 1, 1)),
)
# Pixels are whole cells. What is smaller is drawn with strokes, since signs for half a cell run into each other at two metres.
WORDS_IN_ASCII: Final = (
    *(Font(5, 4, 4), Font(5, 4, 2), Font(5, 2, 2), Font(4, 2, 2)),
    *(Font(7, 3, 1, strokes=True), Font(7, 2, 1, strokes=True), Font(5, 3, 1, strokes=True), Font(5, 2, 1, strokes=True)),
)
DIGITS: Final = (Font(5, 16, 8), Font(5, 12, 6), Font(6, 8, 4), Font(5, 8, 4), Font(5, 6, 3), Font(5, 4, 2))
COLUMNS_IN_ASCII: Final = 52  # for two lines of thirteen letters
COLUMNS_OF_TITLES_IN_ASCII: Final = 50  # of 80, so that the figure has 24: with less it cannot be made out
LINES: Final = 2
SMALL_TEXT_ROWS: Final = 2  # in a window without a figure, at least
LEAD_ROWS: Final = 3  # where the side is below the figure


class Size(NamedTuple):
    """Cells of the window."""

    columns: int
    rows: int


class Words(NamedTuple):
    """What a session may show in big letters: what to do, the sides with what they mean, and the names of stretches."""

    actions: frozenset[str]
    leads: frozenset[str]
    titles: frozenset[str] = frozenset()


class Layout(NamedTuple):
    """What goes where in windows of at least that size.

    Attributes:
        margin: Empty columns on the left and on the right.
        words: The least columns for the big words; the figure gets the others.
        session_bar: A row with how far the session is.
        stretches: A row with all stretches of the session.
        facts: A row with where it is felt and which rep it is. Without it, that follows the text.
        text_rows: Rows for the instruction.
        lead_below: The side stands in big letters below the figure and not beside it.
    """

    least: Size
    margin: int
    words: int
    session_bar: bool
    stretches: bool
    facts: bool
    text_rows: int
    lead_below: bool = False

    def main_rows(self, rows: int) -> int:
        """The rows for the figure and the big words."""
        lead = LEAD_ROWS if self.lead_below else 0
        others = 1 + self.session_bar + self.stretches + self.facts + 1 + self.text_rows + 1
        return rows - others - lead

    def widths(self, size: Size, *, in_ascii: int = 0) -> tuple[int, int, int]:
        """The columns of the whole picture, of the figure, and beside the figure.

        Args:
            in_ascii: What the words need at least in letters of ASCII; 0 where they are drawn in blocks.
        """
        columns = size.columns
        if columns >= 200:  # a very wide window: the picture stands in its middle
            columns = min(columns, max(4 * size.rows, self.least.columns))
        width = columns - 2 * self.margin
        words = self.words if self.lead_below else max(self.words, in_ascii)
        figure = min(2 * self.main_rows(size.rows), width - words - GAP)
        return width, figure, width - figure - GAP

    def fit(self, words: Words, size: Size, *, ascii_only: bool = False) -> Fit:
        """The fonts for a session with these words."""
        width, _, beside = self.widths(size, in_ascii=columns_in_ascii(words) if ascii_only else 0)
        height = self.main_rows(size.rows)
        return best_fit(words, beside, width, height, size.rows, lead_below=self.lead_below, ascii_only=ascii_only)


LAYOUTS: Final = (
    Layout(Size(120, 40), 2, 54, session_bar=True, stretches=True, facts=True, text_rows=4),
    Layout(Size(100, 30), 2, 54, session_bar=True, stretches=False, facts=True, text_rows=4),
    Layout(Size(80, 24), 2, 40, session_bar=False, stretches=False, facts=True, text_rows=2),
    Layout(Size(60, 20), 1, 32, session_bar=False, stretches=False, facts=False, text_rows=2, lead_below=True),
)
LEAST_OF_ALL: Final = Size(28, 11)


def layout_for(size: Size) -> Layout | None:
    """The layout with a figure for a window; None where it is too small for one."""
    return next((one for one in LAYOUTS if size.columns >= one.least.columns and size.rows >= one.least.rows), None)


class Fit(NamedTuple):
    """The fonts of a session on a window, and how many lines of words there are at most."""

    words: Font
    digits: Font
    action_lines: int
    lead_lines: int

    def rows_of(self, lines: int) -> int:
        """The rows that so many lines of words take, with half a row or a whole one between them."""
        quarters = lines * self.words.pixels * self.words.down + (lines - 1) * self.line_gap
        return -(-quarters // 2)

    @property
    def line_gap(self) -> int:
        """Quarters between two lines, such that each line begins with a row of its own."""
        return 1 if self.words.pixels * self.words.down % 2 else 2

    @property
    def gaps(self) -> int:
        """The empty rows above and below the seconds; letters that end in half a row leave half of one already."""
        return (self.words.pixels * self.words.down % 2 == 0) + (self.digits.pixels * self.digits.down % 2 == 0)

    @property
    def digit_rows(self) -> int:
        """The rows of the seconds."""
        return -(-self.digits.pixels * self.digits.down // 2)

    @property
    def slot(self) -> int:
        """The columns of the seconds."""
        return font.width("00", self.digits)

    @property
    def upper_rows(self) -> int:
        """The rows of what to do and the seconds where they stand side by side, with an empty one below."""
        return max(self.rows_of(self.action_lines), self.digit_rows) + 1


def every_word(timeline: Timeline, ease: Ease | None = None) -> Words:
    """Every word that a session may show in big letters.

    Args:
        ease: Lays out the easier ways, whose words then count too.
    """
    phases = [*timeline.phases, *(phases_of_ways(timeline, ease) if ease else ())]
    names = [item.name for item in timeline.items]
    if ease is not None:
        names += [way.name for item in timeline.items for way in item.easier if way.name]
    return Words(
        frozenset(phase.short for phase in phases if phase.short),
        frozenset(phase.lead for phase in phases if phase.lead),
        frozenset(names),
    )


@lru_cache(maxsize=16)
def columns_in_ascii(words: Words) -> int:
    """The columns that the words of a session need in the smallest letters of ASCII; the figure gets the others."""
    needed = [_least_columns(text) for text in words.actions | words.leads]
    titles = [columns for columns in map(_least_columns, words.titles) if columns <= COLUMNS_OF_TITLES_IN_ASCII]
    return min(max([*needed, *titles], default=0), COLUMNS_IN_ASCII)


def _least_columns(text: str) -> int:
    """The columns of a text on two lines; 0 where it has no big letters."""
    words, letters = (font.drawable(text) or "").split(), WORDS_IN_ASCII[-1]
    splits = [[" ".join(words[:at]), " ".join(words[at:])] for at in range(1, len(words))] + [words] * (len(words) == 1)
    return min((max(font.width(line, letters) for line in split) for split in splits), default=0)


def fonts_for_words(*, ascii_only: bool) -> Sequence[Font]:
    """The fonts that can be drawn, from the largest to the smallest."""
    return WORDS_IN_ASCII if ascii_only else WORDS


def widths_of(letters: Font, *, ascii_only: bool) -> list[Font]:
    """The fonts of the same height, the widest first: a short word is drawn wide."""
    fonts = fonts_for_words(ascii_only=ascii_only)
    same = [one for one in fonts if one._replace(across=0) == letters._replace(across=0)]
    return [one for one in same if one.across >= letters.across]


@lru_cache(maxsize=16)
def best_fit(words: Words, beside: int, width: int, height: int, rows: int, *, lead_below: bool, ascii_only: bool) -> Fit:
    """The largest fonts with which every word of a session fits its place.

    Args:
        words: What ``every_word`` says.
        beside: Columns beside the figure.
        width: Columns of the whole picture.
        height: Rows beside the figure.
        rows: Rows of the window, which say how high letters have to be.
    """
    actions, leads, _ = words
    least_rows = -(-rows // LETTERS_OF_ROWS)
    fonts = fonts_for_words(ascii_only=ascii_only)
    fits = []
    for digits in DIGITS:
        if font.width("00", digits) > beside:
            continue
        for letters in fonts:
            action_lines = _lines_needed(actions, letters, beside)
            lead_lines = _lines_needed(leads, letters, width if lead_below else beside)
            if action_lines is None or lead_lines is None or (lead_below and lead_lines > 1):
                continue
            for most in range(max(lead_lines, 1), (1 if lead_below else LINES) + 1):
                fit = Fit(letters, digits, LINES, most)
                needed = fit.rows_of(LINES) + fit.digit_rows + fit.gaps + (0 if lead_below else fit.rows_of(most))
                if needed <= height and letters.cap_rows >= least_rows:
                    fits.append(fit)
    worth = partial(_worth, ascii_only=ascii_only)
    return max(fits, key=worth, default=Fit(fonts[-1], DIGITS[-1], LINES, 1 if lead_below else LINES))


def small_fit(words: Words, size: Size, *, ascii_only: bool) -> Fit | None:
    """The largest fonts for a window without a figure: what to do on the left of the seconds, the side below both.

    Returns:
        None where a row of text is high enough. Where some word fits in no font, the smallest: another stands in for it.
    """
    actions, leads, _ = words
    fits = []
    for letters in fonts_for_words(ascii_only=ascii_only):
        fit = Fit(letters, DIGITS[-1], LINES, LINES)
        others = 3 + SMALL_TEXT_ROWS  # header, bar, text, keys
        if letters.cap_rows >= size.rows / LETTERS_OF_ROWS > 1 and fit.upper_rows + fit.rows_of(LINES) + others <= size.rows:
            fits.append(fit)
    room = size.columns - fits[0].slot - GAP if fits else 0
    for fit in fits:
        if None not in (_lines_needed(actions, fit.words, room), _lines_needed(leads, fit.words, size.columns)):
            return fit
    return fits[-1] if fits else None


def _worth(fit: Fit, *, ascii_only: bool) -> tuple[float, ...]:
    """Words as large as they can be beside seconds twice as high, then the seconds.

    Letters that are narrow read as well as others of three quarters of their height.
    """
    words = fit.words
    clear = ascii_only or words.across >= 2 * words.down
    size = words.cap_rows * (1 if clear else 0.75)
    return min(size, fit.digits.cap_rows / 2), clear, fit.digits.cap_rows, words.across, fit.lead_lines


def _lines_needed(texts: frozenset[str], letters: Font, columns: int) -> int | None:
    """How many lines the longest of these texts takes; None where one does not fit. A text without glyphs is drawn small."""
    most = 0
    for text in texts:
        if font.drawable(text) is None:
            continue
        lines = font.lines(text, letters, columns, LINES)
        if lines is None:
            return None
        most = max(most, len(lines))
    return most
