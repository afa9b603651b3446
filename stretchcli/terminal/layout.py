"""How a running session is laid out on a window: what matters in big letters, at the same places from phase to phase.

At two metres letters need 16 minutes of arc (ISO 9241-3), which on a laptop is a sixteenth of the window's height: that
high, at least, stand the seconds, what to do and the side. A session and a window decide once which fonts fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from stretchcli.session.state import State
from stretchcli.session.timeline import Timeline
from stretchcli.terminal import font
from stretchcli.terminal.canvas import Row, coloured, cut, folded_text, page_at, row, spread
from stretchcli.terminal.font import Font
from stretchcli.terminal.frames import Frames, moment_of
from stretchcli.terminal.keys import live_keys
from stretchcli.terminal.scene import Scene, scene_of
from stretchcli.terminal.theme import Glyphs, Theme

LETTERS_OF_ROWS: Final = 16
GAP: Final = 2
# From the largest to the smallest.
WORDS: Final = (Font(5, 4, 4), Font(5, 4, 2), Font(5, 2, 2), Font(5, 2, 1), Font(5, 1, 1), Font(4, 2, 1), Font(4, 1, 1))
DIGITS: Final = (Font(5, 16, 8), Font(5, 12, 6), Font(5, 8, 4), Font(5, 6, 3), Font(5, 4, 2))
LINES: Final = 2
LABEL: Final = 13  # "enough at 100"
SMALL_LINES: Final = 3
LEAD_ROWS: Final = 3  # where the side stands below the figure


class Size(NamedTuple):
    """Cells of the window."""

    columns: int
    rows: int


class Appearance(NamedTuple):
    """How the picture is drawn, apart from what is in it.

    Attributes:
        keys: Keys are read, so hints about them make sense.
        help: The help lies over the picture.
        answer: What is said to the last key; it stands in the footer.
        still: Nothing moves but the digits.
        resumable: The session is logged, so that what is left of it can be done later.
        muted: Whether voice and tones are silenced; None where there are none.
        frames: The figures; None where there are none.
    """

    theme: Theme
    glyphs: Glyphs
    keys: bool = True
    help: bool = False
    answer: str = ""
    still: bool = False
    resumable: bool = False
    muted: bool | None = None
    frames: Frames | None = None


Words = tuple[frozenset[str], frozenset[str]]


class Layout(NamedTuple):
    """What stands where in windows of at least that size.

    Attributes:
        margin: Empty columns on the left and on the right.
        words: The columns that the big words need at least; the figure gets the others.
        session_bar: A row with how far the session is.
        stretches: A row with all stretches of the session.
        facts: A row with where it is felt and which rep it is. Else that follows the text.
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

    def widths(self, size: Size) -> tuple[int, int, int]:
        """The columns of the whole picture, of the figure, and beside the figure."""
        columns = size.columns
        if columns >= 200:  # a very wide window: the picture stands in its middle
            columns = min(columns, max(4 * size.rows, self.least.columns))
        width = columns - 2 * self.margin
        figure = min(2 * self.main_rows(size.rows), width - self.words - GAP)
        return width, figure, width - figure - GAP

    def fit(self, words: Words, size: Size) -> Fit:
        """The fonts for a session with these words."""
        width, _, beside = self.widths(size)
        return best_fit(words, beside, width, self.main_rows(size.rows), size.rows, lead_below=self.lead_below)


LAYOUTS: Final = (
    Layout(Size(120, 40), 2, 54, session_bar=True, stretches=True, facts=True, text_rows=4),
    Layout(Size(100, 30), 2, 50, session_bar=True, stretches=False, facts=True, text_rows=4),
    Layout(Size(80, 24), 2, 40, session_bar=False, stretches=False, facts=True, text_rows=2),
    Layout(Size(60, 20), 1, 32, session_bar=False, stretches=False, facts=False, text_rows=2, lead_below=True),
)
LEAST_OF_ALL: Final = Size(28, 11)


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


def running(state: State, now_s: float, size: Size, appearance: Appearance) -> list[Row]:
    """The picture of a session that is not over."""
    scene = scene_of(state, now_s, keys=appearance.keys)
    drawing = _Drawing(scene, state, now_s, size, appearance)
    for layout in LAYOUTS:
        if size.columns >= layout.least.columns and size.rows >= layout.least.rows:
            return drawing.roomy(layout)
    if size.columns >= LEAST_OF_ALL.columns and size.rows >= LEAST_OF_ALL.rows:
        return drawing.small()
    return drawing.tiny()


class _Drawing:
    """One picture in the making."""

    def __init__(self, scene: Scene, state: State, now_s: float, size: Size, appearance: Appearance) -> None:
        self.scene, self.state, self.now_s, self.size, self.appearance = scene, state, now_s, size, appearance
        self.theme, self.glyphs = appearance.theme, appearance.glyphs
        self.style = self.theme.of(scene.mood)

    def roomy(self, layout: Layout) -> list[Row]:
        """The figure beside what to do, the seconds and the side; the sentences below."""
        width, figure_width, beside = layout.widths(self.size)
        main = layout.main_rows(self.size.rows)
        fit = layout.fit(every_word(self.state.timeline), self.size)
        rows = [self._header(width)]
        if layout.session_bar:
            rows.append(self._session_bar(width))
        if layout.stretches:
            rows.append(self._stretches(width))
        figure = self._figure((figure_width, main))
        big = self._big(fit, beside, main, lead_below=layout.lead_below)
        rows += [_joined(left, right, figure_width + GAP) for left, right in zip(figure, big, strict=True)]
        if layout.lead_below:
            rows += _filled(self._words((self.scene.lead,), fit, width, 1, self.style), LEAD_ROWS)
        facts = self._facts()
        if layout.facts:
            fits = len(facts) <= width
            rows.append(row((facts if fits else "", self.theme.strong)))
            facts = "" if fits else facts
        rows += [self._progress(width), *self._sentences(width, layout.text_rows, facts), self._footer(width)]
        left = " " * ((self.size.columns - width) // 2)
        return [row(left).append_text(line) for line in rows]

    def small(self) -> list[Row]:
        """The seconds beside what to do and the side; a row of capitals is a sixteenth of a dozen rows already."""
        width, scene = self.size.columns, self.scene
        slot = font.width("00", DIGITS[-1])
        room = width - slot - GAP
        actions = [folded_text(action.upper(), room) for action in scene.actions]
        action = next((lines for lines in actions if len(lines) <= SMALL_LINES), actions[-1])
        lead = folded_text(scene.lead.upper(), room)
        words = [*_filled([row(line) for line in action], SMALL_LINES), *(row(line) for line in lead)]
        words = [row((line.plain, self.style)) for line in _filled(words, 2 * SMALL_LINES)]
        digits = _filled([row(), *self._digits(DIGITS[-1], slot)], 2 * SMALL_LINES)
        rows = [self._header(width)]
        rows += [_joined(left, right, width - slot) for left, right in zip(words, digits, strict=True)]
        rows.append(self._progress(width))
        text_rows = self.size.rows - len(rows) - 1
        return [*rows, *self._sentences(width, text_rows, self._facts()), self._footer(width)]

    def tiny(self) -> list[Row]:
        """Whatever is left of the window: the seconds, what to do, the side, then the instruction."""
        width, scene = self.size.columns, self.scene
        head = folded_text(" ".join(filter(None, [scene.digits, scene.actions[-1].upper(), scene.lead.upper()])), width)
        head = head[: max(self.size.rows, 1)]
        text_rows = max(self.size.rows - len(head) - (self.size.rows > 3), 0)
        rows = [row((line, self.style)) for line in head]
        rows += self._sentences(width, text_rows, self._facts())
        return [*rows, self._footer(width)] if self.size.rows > 3 else rows

    def _facts(self) -> str:
        return f" {self.glyphs.dot} ".join(self.scene.facts)

    def _sentences(self, width: int, rows: int, facts: str) -> list[Row]:
        """The instruction, what there is to know about a pause, and what comes: page by page where it is too much for one."""
        scene, quiet = self.scene, self.theme.quiet
        note = [row((line, self.theme.strong)) for line in folded_text(scene.note, width)]
        text = [row(line) for line in folded_text(" ".join(filter(None, [scene.text, _sentence(facts)])), width)]
        coming = next((one for one in scene.coming if len(one) <= width), scene.coming[-1])
        lines = [*text, *(row((line, quiet)) for line in folded_text(coming, width))]
        room = max(rows - len(note), 0)
        if len(lines) <= room:
            lines = [*lines[:-1], *[row()] * (room - len(lines)), lines[-1]]
        return _filled([*note, *page_at(lines, room, scene.said)], rows)

    def _header(self, width: int) -> Row:
        """Which stretch it is, as much of it as fits whole, and the time left."""
        scene = self.scene
        left = row((scene.left, self.theme.strong))
        room = width - left.cell_len - 1
        titles = [f"{scene.number}  {scene.name}" if scene.number else scene.name, scene.name, scene.number]
        title = next((one for one in titles if len(one) <= room), "")
        return spread(row((title, self.theme.strong)), left, width)

    def _session_bar(self, width: int) -> Row:
        total_s = self.state.timeline.total_s
        part = 1 - self.state.session_left_s(self.now_s) / total_s if total_s else 1.0
        return row(*self._bar(part, width, ""))

    def _bar(self, part: float, width: int, style: str) -> list[tuple[str, str]]:
        filled = min(max(int(part * width + 1e-6), 0), width)
        return [(self.glyphs.done * filled, style), (self.glyphs.left * (width - filled), self.theme.quiet)]

    def _progress(self, width: int) -> Row:
        """The bar of the hold with the mark of its floor, or of the way to the hold, and what it means."""
        scene = self.scene
        label = scene.label.rjust(LABEL)  # as wide as the widest, so that the bar keeps its length
        room = width - len(label) - GAP
        bar = row(*self._bar(scene.done, room, self.style))
        if scene.floor is not None:
            at = min(int(scene.floor * room), room - 1)
            bar = row(*self._bar(scene.done * room / max(at, 1) if at else 0, at, self.style))
            bar.append(self.glyphs.floor, self.theme.strong)
            behind = row(*self._bar((scene.done * room - at) / max(room - at - 1, 1), room - at - 1, self.style))
            bar.append_text(behind)
        return bar.append(" " * GAP).append(label, self.style)

    def _stretches(self, width: int) -> Row:
        """All stretches of the session: done, running, coming. Their names where they fit, else the running one's."""
        running, items = self.state.phase.item, self.state.timeline.items
        marks = [
            self.glyphs.past if n < running else self.glyphs.now if n == running else self.glyphs.later for n in range(len(items))
        ]
        named = [f"{mark} {item.name}" for mark, item in zip(marks, items, strict=True)]
        for shown in (named, [one if n == running else marks[n] for n, one in enumerate(named)], [marks[running]]):
            if sum(len(one) + 3 for one in shown) - 3 <= width:
                parts = row()
                for number, one in enumerate(shown):
                    here = number == running or len(shown) == 1
                    parts.append("   " if number else "").append(one, self.theme.strong if here else self.theme.quiet)
                return parts
        return row()

    def _footer(self, width: int) -> Row:
        """The keys that do something now, each with its word as far as they fit, or the answer to the last key."""
        phrases = self.state.phrases
        if self.appearance.answer:
            return cut(row((self.appearance.answer, self.theme.strong)), width)
        if not self.appearance.keys:
            told = row((phrases.say("screen.no-keyboard"), self.theme.quiet))
            return told if told.cell_len <= width else row()
        keys = live_keys(self.state, audible=self.appearance.muted is not None)
        explained = len(keys)
        while keys:
            line = row()
            for number, key in enumerate(keys):
                line.append("  " if number else "").append(key.shown(phrases), self.theme.strong)
                if number < explained:
                    unmute = key.does == "mute" and self.appearance.muted
                    said = phrases.say("keys.mute.undo") if unmute else key.short(phrases)
                    line.append(f" {said}", self.theme.quiet)
            if line.cell_len <= width:
                return line
            if explained:
                explained -= 1
            else:  # help, which names them all, and quit are the last to go
                keys.remove(keys[-3] if len(keys) > 2 else keys[0])
        return row()

    def _digits(self, largest: Font, width: int) -> list[Row]:
        """The seconds; beside each of the last three as many bars as there are seconds, so that they are not missed."""
        if not self.scene.digits:
            return []
        block = self.glyphs.block
        for digits in DIGITS[DIGITS.index(largest) :]:  # three digits are rare, and may be smaller than two
            drawn = font.draw(self.scene.digits, digits, block)
            if len(drawn[0]) <= width:
                break
        bars = ""
        if self.scene.last:
            bar = max(digits.across // 2, 1)
            bar = bar if len(drawn[0]) + 7 * bar <= width else max(bar // 2, 1)
            bars = " " * bar + (" " * bar + block * bar) * int(self.scene.digits)
        return [row((line + bars, self.style)) for line in drawn]

    def _words(self, texts: Sequence[str], fit: Fit, width: int, most: int, style: str) -> list[Row]:
        """The first of these texts that fits in big letters; the title of an intro may be drawn smaller than the others."""
        if self.glyphs.block != "#":
            for number, text in enumerate(texts):
                if not text:
                    return []
                sizes = [fit.words] if number or len(texts) == 1 else WORDS[WORDS.index(fit.words) :]
                for letters in [wide for size in sizes for wide in widths_of(size)]:
                    lines = font.lines(text, letters, width, most)
                    if lines is not None:
                        return _lettered(lines, letters, self.glyphs.block, style)
        return [row((line, style)) for line in folded_text(texts[0].upper(), width)[: 2 * most]]

    def _big(self, fit: Fit, width: int, height: int, *, lead_below: bool) -> list[Row]:
        """What to do, the seconds and the side, one below the other, each at its place whatever the others are."""
        action = self._words(self.scene.actions, fit, width, fit.action_lines, self.style)
        digits = self._digits(fit.digits, width)
        lead = [] if lead_below else self._words((self.scene.lead,), fit, width, fit.lead_lines, self.style)
        slots = [fit.rows_of(fit.action_lines), fit.digit_rows, 0 if lead_below else fit.rows_of(fit.lead_lines)]
        spare = height - sum(slots)
        above = spare // 2 if fit.words.pixels * fit.words.down % 2 else (spare + 1) // 2
        below = spare - above
        rows = [*_filled(action, slots[0] + above), *_filled(digits, slots[1] + below), *_filled(lead, slots[2])]
        return rows[:height]

    def _figure(self, size: tuple[int, int]) -> list[Row]:
        """The figure; where the stretch has none, the word for what is going on, as large as it can be."""
        columns, height = size
        frames, phase = self.appearance.frames, self.state.phase
        ascii_only = self.glyphs.block == "#"
        drawn = None
        if frames is not None and frames.loading:
            return [row()] * height
        if frames is not None:
            moment = moment_of(self.state, self.now_s, still=self.appearance.still)
            drawn = frames.rows(phase.stretch, moment, size, ascii_only=ascii_only)
        if drawn is None:
            return self._instead(columns, height)
        dimmed = self.scene.mood == "paused"
        quiet = self.theme.quiet
        styles = {"n": quiet if dimmed else "", "f": quiet, "m": self.style, "p": quiet, " ": ""}
        return [coloured(one, styles) for one in drawn]

    def _instead(self, columns: int, height: int) -> list[Row]:
        word = self.scene.actions[-1]
        for words in WORDS:
            lines = font.lines(word, words, columns, LINES)
            if lines is not None:
                rows = _lettered(lines, words, self.glyphs.block, self.style)
                if len(rows) <= height and max(line.cell_len for line in rows) <= columns:
                    return _filled([*[row()] * ((height - len(rows)) // 2), *rows], height)
        return [row()] * height


def every_word(timeline: Timeline) -> Words:
    """What a session may show in big letters: actions, and sides with what they mean."""
    shorts = frozenset(phase.short for phase in timeline.phases if phase.short)
    return shorts, frozenset(phase.lead for phase in timeline.phases if phase.lead)


def widths_of(letters: Font) -> list[Font]:
    """The fonts of the same height, the widest first: a short word is drawn wide."""
    same = [one for one in WORDS if (one.pixels, one.down) == (letters.pixels, letters.down)]
    return [one for one in same if one.across >= letters.across]


@lru_cache(maxsize=16)
def best_fit(words: Words, beside: int, width: int, height: int, rows: int, *, lead_below: bool) -> Fit:
    """The largest fonts with which every word of a session fits its place.

    Args:
        words: What ``every_word`` says.
        beside: Columns beside the figure.
        width: Columns of the whole picture.
        height: Rows beside the figure.
        rows: Rows of the window, which say how high letters have to be.
    """
    actions, leads = words
    fits = []
    for digits in DIGITS:
        if font.width("00", digits) > beside:
            continue
        for letters in WORDS:
            action_lines = _lines_needed(actions, letters, beside)
            lead_lines = _lines_needed(leads, letters, width if lead_below else beside)
            if action_lines is None or lead_lines is None or (lead_below and lead_lines > 1):
                continue
            for most in range(max(lead_lines, 1), (1 if lead_below else LINES) + 1):
                fit = Fit(letters, digits, LINES, most)
                needed = fit.rows_of(LINES) + fit.digit_rows + fit.gaps + (0 if lead_below else fit.rows_of(most))
                if needed <= height and letters.cap_rows * LETTERS_OF_ROWS >= rows:
                    fits.append(fit)
    return max(fits, key=_worth, default=Fit(WORDS[-1], DIGITS[-1], LINES, 1 if lead_below else LINES))


def _worth(fit: Fit) -> tuple[float, ...]:
    """Words as large as they can be beside seconds twice as high, then the seconds."""
    return min(fit.words.cap_rows, fit.digits.cap_rows / 2), fit.digits.cap_rows, fit.words.across, fit.lead_lines


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


def _lettered(lines: Sequence[str], words: Font, block: str, style: str) -> list[Row]:
    """Lines of big letters, each beginning with a row of its own."""
    rows: list[Row] = []
    for number, line in enumerate(lines):
        if number and words.pixels * words.down % 2 == 0:
            rows.append(row())
        rows += [row((drawn, style)) for drawn in font.draw(line, words, block)]
    return rows


def _filled(rows: Sequence[Row], height: int) -> list[Row]:
    return [*rows, *[row()] * (height - len(rows))][:height]


def _joined(left: Row, right: Row, column: int) -> Row:
    """The right row beside the left one, at its column."""
    return row().append_text(left).append(" " * max(column - left.cell_len, 0)).append_text(right)


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}." if words else ""
