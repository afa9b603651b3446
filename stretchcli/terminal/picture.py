"""The picture of a session: a function of (state, now, size), in layouts from roomy to a single cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from stretchcli.catalog.phrases import Phrases
from stretchcli.session.state import Action, State, Status
from stretchcli.terminal import font
from stretchcli.terminal.canvas import Row, beside, cut, rectangle, row, spread, wrapped
from stretchcli.terminal.keys import KEYS, footer_keys, key_rows
from stretchcli.terminal.scene import Scene, scene_of
from stretchcli.terminal.theme import Glyphs, Theme
from stretchcli.terminal.wording import closing, whole_left


class Appearance(NamedTuple):
    """How the picture is drawn, apart from what is in it.

    Attributes:
        keys: Keys are read, so hints about them make sense.
        help: The help lies over the picture.
        muted: Whether voice and tones are silenced; None where there are none.
    """

    theme: Theme
    glyphs: Glyphs
    keys: bool = True
    help: bool = False
    muted: bool | None = None


class Size(NamedTuple):
    """Cells of the window."""

    columns: int
    rows: int


def picture(state: State, now_s: float, size: Size, appearance: Appearance) -> list[Row]:
    """The whole window, exactly ``size.rows`` rows of ``size.columns`` cells."""
    if appearance.help:
        return rectangle(_help(state.phrases, size, appearance), size.columns, size.rows)
    if state.status is Status.ENDED:
        return rectangle(_finished(state, size, appearance), size.columns, size.rows)
    scene = scene_of(state, now_s, keys=appearance.keys)
    for least, layout in LAYOUTS:
        if size.columns >= least.columns and size.rows >= least.rows:
            rows = layout(scene, state, now_s, size, appearance)
            if rows is not None:
                return rectangle(rows, size.columns, size.rows)
    return rectangle(_tiny(scene, state, now_s, size, appearance), size.columns, size.rows)


Layout = Callable[[Scene, State, float, Size, Appearance], list[Row] | None]


def _large(scene: Scene, state: State, now_s: float, size: Size, appearance: Appearance) -> list[Row] | None:
    """Word, digits, side and felt side, instruction, hold bar, what comes, keys."""
    width = size.columns - 4
    digit_rows = 15 if size.rows >= 32 else 10
    word, digits = _word_and_digits(scene, width, digit_rows, appearance)
    taken = len(digits[0]) + GAP if digits else 0
    left = [*_styled(word, _word_style(scene, appearance)), row(), *_facts(scene, state.phrases, appearance, width - taken)]
    main = beside(left, _styled(digits, _digit_style(scene, appearance)), width)
    strong = appearance.theme.strong
    rows = [
        spread(row((scene.stretch, strong)), row((scene.left, strong)), width),
        _session_bar(state, now_s, width, appearance),
        row(),
        *main,
        *[row()] * max(digit_rows - len(main), 0),
        row(),
    ]
    foot = [
        *_hold_bar(state, now_s, width, appearance),
        row(),
        *_next_row(scene, state, width, appearance),
        _footer(state, width, appearance),
    ]
    room = size.rows - len(rows) - len(foot)
    text = wrapped(scene.text, appearance.theme.text, width, max(room, 0), appearance.glyphs.ellipsis)
    if not text:
        return None
    spare = room - len(text)
    body = [*rows, *text, *[row()] * spare, *foot]
    return [row("  ").append_text(line) for line in body]


def _word_and_digits(scene: Scene, width: int, digit_rows: int, appearance: Appearance) -> tuple[list[str], list[str]]:
    """Both as large as they fit side by side; a long word gets its room from the digits before it becomes narrow.

    A word that cannot be drawn, because it is too long or has other letters, stands there as text.
    """
    block = appearance.glyphs.block
    if not scene.digits:
        return font.largest(scene.word, width, digit_rows, block) or [scene.word], []
    for rows in (digit_rows, font.HEIGHT):
        digits = font.largest(scene.digits, width * 2 // 5, rows, block)
        room = width - len(digits[0]) - GAP if digits else width
        if not font.drawable(scene.word) or font.size(scene.word, font.Scale(2, 1))[0] <= room:
            break
    return font.largest(scene.word, room, digit_rows * 2 // 3, block) or [scene.word], digits


def _styled(rows: Sequence[str], style: str) -> list[Row]:
    return [row((line, style)) for line in rows]


def _word_style(scene: Scene, appearance: Appearance) -> str:
    if scene.alert:
        return appearance.theme.alert
    return appearance.theme.hold if scene.counting else appearance.theme.word


def _digit_style(scene: Scene, appearance: Appearance) -> str:
    return appearance.theme.digits if scene.counting else appearance.theme.quiet_digits


def _facts(scene: Scene, phrases: Phrases, appearance: Appearance, width: int) -> list[Row]:
    """Side, felt side and count, each on a line of its own."""
    theme = appearance.theme
    facts = {phrases.say(f"screen.label.{name}"): getattr(scene, name) for name in ("side", "felt", "rep")}
    indent = max(map(len, facts)) + 2
    lines = []
    for label, text in facts.items():
        for number, line in enumerate(wrapped(text, theme.strong, width - indent, 2, appearance.glyphs.ellipsis)):
            lines.append(row((("" if number else label).ljust(indent), theme.label)).append_text(line))
    return lines


def _small(scene: Scene, state: State, now_s: float, size: Size, appearance: Appearance) -> list[Row] | None:
    """The same on a few rows: what now, digits beside side and felt side, the bar, the instruction, the next step."""
    theme, width = appearance.theme, size.columns
    what = row((scene.word, _word_style(scene, appearance)), f" {scene.side}" if scene.side else "")
    digits = font.largest(scene.digits, width // 2, font.HEIGHT, appearance.glyphs.block) if scene.digits else []
    room = width - (len(digits[0]) + 2 if digits else 0)
    felt = state.phrases.say("screen.felt-at", where=scene.felt) if scene.felt else ""
    facts = [*wrapped(felt, theme.strong, room, 3, appearance.glyphs.ellipsis)]
    facts += [row((scene.rep, ""))] if scene.rep else []
    if not facts:
        facts = wrapped(scene.stretch, theme.strong, room, 3, appearance.glyphs.ellipsis)
    main = beside(facts, _styled(digits, _digit_style(scene, appearance)), width)
    rows = [spread(what, row(scene.left), width), *main]
    bar = _hold_bar(state, now_s, width, appearance)[:1]
    foot = [*bar[: size.rows - len(rows) - 4], *_next_row(scene, state, width, appearance)]
    foot.append(_footer(state, width, appearance))
    room = size.rows - len(rows) - len(foot)
    text = wrapped(scene.text, theme.text, width, room + 1, appearance.glyphs.ellipsis)
    if len(text) > room:  # what to do now, cautions included, is worth more than what comes next
        foot.pop(-2)
    if not text:
        return None
    spare = size.rows - len(rows) - len(foot) - len(text)
    return [*rows, *text, *[row()] * spare, *foot]


def _tiny(scene: Scene, state: State, now_s: float, size: Size, appearance: Appearance) -> list[Row]:
    """Whatever is left of the window: the seconds, the word, the side, then the instruction."""
    digits = f"{scene.digits} " if scene.digits else ""
    side = f" {scene.side}" if scene.side else ""
    head = row((digits, appearance.theme.digits), (scene.word, _word_style(scene, appearance)), side)
    text = wrapped(scene.text, appearance.theme.text, size.columns, size.rows - 1, appearance.glyphs.ellipsis)
    return [cut(head, size.columns), *text]


def _session_bar(state: State, now_s: float, width: int, appearance: Appearance) -> Row:
    total_s = state.timeline.total_s
    part = 1 - whole_left(state.session_left_s(now_s)) / total_s if total_s else 1.0
    return _bar(min(max(round(part * width), 0), width), width, appearance)


def _bar(filled: int, width: int, appearance: Appearance) -> Row:
    return row(
        (appearance.glyphs.done * filled, appearance.theme.done),
        (appearance.glyphs.left * (width - filled), appearance.theme.left),
    )


def _hold_bar(state: State, now_s: float, width: int, appearance: Appearance) -> list[Row]:
    """The hold's bar with its floor marked, and the label of the mark; two empty rows where nothing is held."""
    phase = state.phase
    if phase.kind != "hold" or not phase.floor_s:
        return [row(), row()]
    glyphs, theme = appearance.glyphs, appearance.theme
    duration_s = state.duration_s
    elapsed_s = duration_s - whole_left(state.remaining_s(now_s))  # in step with the digits
    filled = max(int(elapsed_s / duration_s * width + 1e-6), 0)
    floor = min(int(phase.floor_s / duration_s * width), width - 1)
    reached = elapsed_s >= phase.floor_s
    marked = phase.floor_s < phase.duration_s
    bar = _bar(filled, width, appearance)
    if marked:  # the mark stands on the bar: what is before it, the mark, what is behind it
        behind = _bar(max(filled - floor - 1, 0), width - floor - 1, appearance)
        bar = _bar(min(filled, floor), floor, appearance).append(glyphs.floor, theme.floor).append_text(behind)
    if not marked:
        return [bar, row()]
    label = state.phrases.say("screen.counts") if reached else state.phrases.say("screen.floor", floor=phase.floor_s)
    return [bar, row(" " * max(min(floor - len(label) + 1, width - len(label)), 0), (label, theme.label))]


def _next_row(scene: Scene, state: State, width: int, appearance: Appearance) -> list[Row]:
    text = row((f"{state.phrases.say('screen.label.next')}  ", appearance.theme.label), (scene.coming, ""))
    return [cut(text, width, appearance.glyphs.ellipsis)]


def _footer(state: State, width: int, appearance: Appearance) -> Row:
    """The keys that fit, help and quit always."""
    if not appearance.keys:
        return cut(row((state.phrases.say("screen.no-keyboard"), appearance.theme.quiet)), width)
    keys = footer_keys(manual=state.manual, audible=appearance.muted is not None)
    shown = list(keys)
    for short in (False, True):
        while shown:
            line = row()
            for number, key in enumerate(shown):
                line.append("  " if number else "").append(key.shown(state.phrases), appearance.theme.key)
                if not short:
                    undo = key.does == "mute" and appearance.muted
                    said = state.phrases.say("keys.mute.undo") if undo else key.short(state.phrases)
                    line.append(f" {said}", appearance.theme.quiet)
            if line.cell_len <= width:
                return line
            if not short:
                break
            shown.remove(next((key for key in reversed(shown) if key.does not in ("help", Action.QUIT)), shown[-1]))
    return row()


def _help(phrases: Phrases, size: Size, appearance: Appearance) -> list[Row]:
    """Every key with what it does, in a word each where the sentences do not fit."""
    theme = appearance.theme
    keys = key_rows(phrases)
    indent = max(len(shown) for shown, _ in keys) + 2
    rows = [row((phrases.say("help.title"), theme.strong)), row()]
    for shown, long in keys:
        lines = wrapped(long, "", max(size.columns - indent, 8), 3, appearance.glyphs.ellipsis)
        for number, line in enumerate(lines):
            rows.append(row((("" if number else shown).ljust(indent), theme.key)).append_text(line))
    rows += [row(), row((phrases.say("help.back"), theme.quiet))]
    if len(rows) <= size.rows:
        return rows
    short = [row((key.shown(phrases).ljust(7), theme.key), key.short(phrases)) for key in KEYS]
    return [*short, row((phrases.say("help.back-short"), theme.quiet))]


def _finished(state: State, size: Size, appearance: Appearance) -> list[Row]:
    """The last picture: done or stopped, the figures, and how to leave."""
    theme, width = appearance.theme, max(size.columns - 4, 1)
    complete = state.outcome == "complete"
    said = state.phrases.say("screen.word.done" if complete else "screen.word.stopped")
    word = font.largest(said, width, min(10, size.rows - 6), appearance.glyphs.block)
    rows: list[Row] = [row(), *(row((line, theme.hold if complete else theme.word)) for line in word), row()]
    if not word:
        rows = [row((said.capitalize(), theme.hold))]
    for line in closing(state):
        rows += wrapped(line, theme.text, width, 3, appearance.glyphs.ellipsis)
    if appearance.keys:
        rows += [row(), row((state.phrases.say("screen.exit"), theme.quiet))]
    return rows if size.columns < 8 else [row("  ").append_text(line) for line in rows]


def card(phrases: Phrases, lines: Sequence[str], left_s: float, size: Size, appearance: Appearance) -> list[Row]:
    """The safety card before a session, with the seconds until it starts by itself."""
    theme, width = appearance.theme, max(size.columns - 4, 1)
    rows = [row()]
    for number, line in enumerate(lines):
        rows += wrapped(line, theme.strong if number == 0 else "", width, 6, appearance.glyphs.ellipsis) or [row()]
    digits = font.largest(str(whole_left(left_s)), width, min(size.rows - len(rows) - 3, 10), appearance.glyphs.block)
    if digits:
        rows += [row(), *_styled(digits, theme.quiet_digits)]
    starts = phrases.say("screen.card-starts", left=whole_left(left_s))
    hint = wrapped(phrases.say("screen.card-keys"), theme.quiet, width, 1, "") if appearance.keys else []
    rows += [row(), *hint, row((starts, theme.word))]
    if len(rows) > size.rows:  # the words are worth more than the space between them, and how to start more than the rest
        rows = [line for line in rows if line.plain.strip()]
        rows = rows[: size.rows - 1] + rows[-1:] if len(rows) > size.rows else rows
    return rectangle([row("  ").append_text(line) for line in rows], size.columns, size.rows)


GAP: Final = 4
LAYOUTS: Final[tuple[tuple[Size, Layout], ...]] = (
    (Size(64, 21), _large),
    (Size(28, 9), _small),
)
