"""How a running session is laid out on a window: what matters in big letters, at the same places from phase to phase."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from stretchcli.session.engine import Action
from stretchcli.session.state import State, Status
from stretchcli.terminal import font
from stretchcli.terminal.canvas import Row, coloured, folded_text, page_at, row, spread
from stretchcli.terminal.fitting import (
    DIGITS,
    GAP,
    LEAD_ROWS,
    LEAST_OF_ALL,
    LINES,
    Fit,
    Layout,
    Words,
    columns_in_ascii,
    every_word,
    fonts_for_words,
    layout_for,
    small_fit,
    widths_of,
)
from stretchcli.terminal.fitting import Size as Size
from stretchcli.terminal.font import Font
from stretchcli.terminal.frames import Frames, moment_of
from stretchcli.terminal.keys import Key, live_keys
from stretchcli.terminal.scene import Scene, scene_of
from stretchcli.terminal.theme import Glyphs, Theme

LABEL: Final = 13  # "enough at 100"
SMALL_LINES: Final = 3


class Appearance(NamedTuple):
    """How the picture is drawn, apart from what is in it.

    Attributes:
        keys: Keys are read, so hints about them make sense.
        help: The help is shown over the picture.
        answer: What is said to the last key; it stands in the footer, and above the instruction where it needs more room.
        still: Nothing moves but the digits.
        resumable: The session is logged, so that what is left of it can be done later.
        muted: Whether voice and tones are silenced; None where there are none.
        frames: The figures; None where there are none.
        words: What the session may show in big letters, however it changes, so that its fonts stay; None where it does not
            change: then it is what it shows.
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
    words: Words | None = None


def running(state: State, now_s: float, size: Size, appearance: Appearance) -> list[Row]:
    """The picture of a session that is not over."""
    scene = scene_of(state, now_s, keys=appearance.keys)
    drawing = _Drawing(scene, state, now_s, size, appearance)
    layout = layout_for(size)
    if layout is not None and not (layout.lead_below and drawing.ascii_only):  # big letters of ASCII need all of the width
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
        self.ascii_only = self.glyphs.block == "#"
        self.words = appearance.words or every_word(state.timeline)

    def roomy(self, layout: Layout) -> list[Row]:
        """The figure beside what to do, the seconds and the side; the sentences below."""
        width, figure_width, beside = layout.widths(self.size, in_ascii=columns_in_ascii(self.words) if self.ascii_only else 0)
        main = layout.main_rows(self.size.rows)
        fit = layout.fit(self.words, self.size, ascii_only=self.ascii_only)
        rows = [self._header(width)]
        if layout.session_bar:
            rows.append(self._session_bar(width))
        if layout.stretches:
            rows.append(self._stretches(width))
        figure = self._figure((figure_width, main))
        big = self._big(fit, beside, main, lead_below=layout.lead_below)
        rows += [joined(left, right, figure_width + GAP) for left, right in zip(figure, big, strict=True)]
        if layout.lead_below:
            rows += filled(self._below(fit, beside, width, 1), LEAD_ROWS)
        facts = self._facts()
        if layout.facts:
            fits = len(facts) <= width
            rows.append(row((facts if fits else "", self.theme.strong)))
            facts = "" if fits else facts
        rows += [self._progress(width), *self._sentences(width, layout.text_rows, facts), self._footer(width)]
        left = " " * ((self.size.columns - width) // 2)
        return [row(left, line) for line in rows]

    def small(self) -> list[Row]:
        """The seconds beside what to do and the side; in a dozen rows, one row of capitals is a sixteenth already."""
        width, scene = self.size.columns, self.scene
        fit = small_fit(self.words, self.size, ascii_only=self.ascii_only)
        slot = font.width("00", DIGITS[-1])
        room = width - slot - GAP
        if fit is None:
            actions = [folded_text(action.upper(), room) for action in scene.actions]
            action = next((lines for lines in actions if len(lines) <= SMALL_LINES), actions[-1])
            lead = folded_text(scene.lead.upper(), room)
            words = [*filled([row(line) for line in action], SMALL_LINES), *(row(line) for line in lead)]
            words = [row((line.plain, self.style)) for line in filled(words, 2 * SMALL_LINES)]
            digits, below = [row(), *self._digits(DIGITS[-1], slot)], []
        else:
            words = filled(self._words(scene.actions, fit, room, LINES, self.style), fit.upper_rows)
            digits = self._digits(fit.digits, slot)
            below = filled(self._below(fit, room, width, LINES), fit.rows_of(LINES))
        rows = [self._header(width)]
        rows += [joined(left, right, width - slot) for left, right in zip(words, filled(digits, len(words)), strict=True)]
        rows += [*below, self._progress(width)]
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
        answer = self.appearance.answer if len(self.appearance.answer) > width else ""
        note = [row((line, self.theme.strong)) for line in folded_text(answer or scene.note, width)]
        text = [row(line) for line in folded_text(" ".join(filter(None, [scene.text, _sentence(facts)])), width)]
        coming = next((one for one in scene.coming if len(one) <= width), scene.coming[-1])
        lines = [*text, *(row((line, quiet)) for line in folded_text(coming, width))]
        room = max(rows - len(note), 0)
        if len(lines) <= room:
            lines = [*lines[:-1], *[row()] * (room - len(lines)), lines[-1]]
        return filled([*note, *page_at(lines, room, scene.said)], rows)

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
        return bar_of(part, width, style, self.appearance)

    def _progress(self, width: int) -> Row:
        """The bar of the hold with the mark of its floor, or of the way to the hold, and what it means."""
        scene = self.scene
        label = scene.label.rjust(LABEL)  # as wide as the widest label, so that the bar keeps its length
        room = width - len(label) - GAP
        line = row(*self._bar(scene.done, room, self.style))
        if scene.floor is not None:
            at = min(int(scene.floor * room), room - 1)
            before = self._bar(scene.done * room / max(at, 1) if at else 0, at, self.style)
            behind = self._bar((scene.done * room - at) / max(room - at - 1, 1), room - at - 1, self.style)
            line = row(*before, (self.glyphs.floor, self.theme.strong), *behind)
        return row(line, " " * GAP, (label, self.style))

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
                    parts = row(parts, "   " if number else "", (one, self.theme.strong if here else self.theme.quiet))
                return parts
        return row()

    def _footer(self, width: int) -> Row:
        """The keys that do something now, each with its word as far as they fit, or the answer to the last key."""
        phrases = self.state.phrases
        if self.appearance.answer and len(self.appearance.answer) <= width:
            return row((self.appearance.answer, self.theme.strong))
        if not self.appearance.keys:
            told = row((phrases.say("screen.no-keyboard"), self.theme.quiet))
            return told if told.cell_len <= width else row()
        keys = live_keys(self.state, audible=self.appearance.muted is not None)
        explained = len(keys)
        while keys:
            line = row()
            for number, key in enumerate(keys):
                line = row(line, "  " if number else "", (key.shown(phrases), self.theme.strong))
                if number < explained:
                    line = row(line, (f" {self._does(key)}", self.theme.quiet))
            if line.cell_len <= width:
                return line
            if explained:
                explained -= 1
            else:  # help, which names them all, and quit are the last to go
                keys.remove(keys[-3] if len(keys) > 2 else keys[0])
        return row()

    def _does(self, key: Key) -> str:
        """What a key does now, in a word: what undoes something says so."""
        phrases = self.state.phrases
        if key.does == "mute" and self.appearance.muted:
            return phrases.say("keys.mute.undo")
        if key.does is Action.TOGGLE and self.state.status is Status.PAUSED:
            return phrases.say("keys.toggle.undo")
        return key.short(phrases)

    def _digits(self, largest: Font, width: int) -> list[Row]:
        """The seconds; beside each of the last three as many squares as there are seconds, so that they are not missed.

        Squares, since bars as high as the digit would read as ones: "2" as "211".
        """
        if not self.scene.digits:
            return []
        block = self.glyphs.block
        for digits in DIGITS[DIGITS.index(largest) :]:  # three digits are rare, and may be smaller than two
            drawn = font.draw(self.scene.digits, digits, block)
            if len(drawn[0]) <= width:
                break
        if not self.scene.last:
            return [row((line, self.style)) for line in drawn]
        across = max(digits.across // 2, 1)
        across = across if len(drawn[0]) + 7 * across <= width else max(across // 2, 1)
        squares = " " * across + (" " * across + block * across) * int(self.scene.digits)
        down = (across + 1) // 2  # a cell is twice as high as it is wide
        above = (len(drawn) - down) // 2
        beside = [squares if above <= number < above + down else "" for number in range(len(drawn))]
        return [row((line + more, self.style)) for line, more in zip(drawn, beside, strict=True)]

    def _words(self, texts: Sequence[str], fit: Fit, width: int, most: int, style: str) -> list[Row]:
        """The first of these texts that fits in big letters; the title of an intro may be drawn smaller than the others."""
        fonts = fonts_for_words(ascii_only=self.ascii_only)
        for number, text in enumerate(texts):
            if not text:
                return []
            sizes = [fit.words] if number or len(texts) == 1 else fonts[fonts.index(fit.words) :]
            for letters in [wide for size in sizes for wide in widths_of(size, ascii_only=self.ascii_only)]:
                lines = font.lines(text, letters, width, most)
                if lines is not None:
                    return lettered(lines, letters, self.glyphs.block, style)
        return [row((line, style)) for line in folded_text(texts[0].upper(), width)[: 2 * most]]

    def _below(self, fit: Fit, beside: int, width: int, most: int) -> list[Row]:
        """The side on the whole width; where there is none, what to do that is too long to stand beside the seconds."""
        texts: Sequence[str] = (self.scene.lead,)
        action, *shorter = self.scene.actions
        if not self.scene.lead and shorter and not self._words((action, ""), fit, beside, LINES, self.style):
            texts = (action, "")
        return self._words(texts, fit, width, most, self.style)

    def _big(self, fit: Fit, width: int, height: int, *, lead_below: bool) -> list[Row]:
        """What to do, the seconds and the side, one below the other, each at its place whatever the others are."""
        action = self._words(self.scene.actions, fit, width, fit.action_lines, self.style)
        digits = self._digits(fit.digits, width)
        lead = [] if lead_below else self._words((self.scene.lead,), fit, width, fit.lead_lines, self.style)
        slots = [fit.rows_of(fit.action_lines), fit.digit_rows, 0 if lead_below else fit.rows_of(fit.lead_lines)]
        spare = height - sum(slots)
        above = spare // 2 if fit.words.half_below else (spare + 1) // 2
        below = spare - above
        rows = [*filled(action, slots[0] + above), *filled(digits, slots[1] + below), *filled(lead, slots[2])]
        return rows[:height]

    def _figure(self, size: tuple[int, int]) -> list[Row]:
        """The figure; where the stretch has none, the word for what is going on, as large as it can be."""
        columns, height = size
        frames, phase = self.appearance.frames, self.state.phase
        drawn = None
        if frames is not None and frames.loading:
            return [row()] * height
        if frames is not None:
            moment = moment_of(self.state, self.now_s, still=self.appearance.still)
            drawn = frames.rows(phase.stretch, moment, size, ascii_only=self.ascii_only)
        if drawn is None:
            return self._instead(columns, height)
        dimmed = self.scene.mood == "paused"
        quiet = self.theme.quiet
        styles = (("n", quiet if dimmed else ""), ("f", quiet), ("m", self.style), ("p", quiet), (" ", ""))
        return [coloured(one, styles) for one in drawn]

    def _instead(self, columns: int, height: int) -> list[Row]:
        word = self.scene.actions[-1]
        for words in fonts_for_words(ascii_only=self.ascii_only):
            lines = font.lines(word, words, columns, LINES)
            if lines is not None:
                rows = lettered(lines, words, self.glyphs.block, self.style)
                if len(rows) <= height and max(line.cell_len for line in rows) <= columns:
                    return filled([*[row()] * ((height - len(rows)) // 2), *rows], height)
        return [row()] * height


def bar_of(part: float, width: int, style: str, appearance: Appearance) -> list[tuple[str, str]]:
    """A bar of which so much is filled, 0 to 1."""
    done = min(max(int(part * width + 1e-6), 0), width)
    return [(appearance.glyphs.done * done, style), (appearance.glyphs.left * (width - done), appearance.theme.quiet)]


def lettered(lines: Sequence[str], words: Font, block: str, style: str) -> list[Row]:
    """Lines of big letters, each beginning with a row of its own."""
    rows: list[Row] = []
    for number, line in enumerate(lines):
        if number and words.pixels * words.down % 2 == 0:
            rows.append(row())
        rows += [row((drawn, style)) for drawn in font.draw(line, words, block)]
    return rows


def filled(rows: Sequence[Row], height: int) -> list[Row]:
    """The rows, and empty ones below them up to that height."""
    return [*rows, *[row()] * (height - len(rows))][:height]


def joined(left: Row, right: Row, column: int) -> Row:
    """The right row beside the left one, at its column."""
    return row(left, " " * max(column - left.cell_len, 0), right)


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}." if words else ""
