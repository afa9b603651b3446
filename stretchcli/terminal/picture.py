"""The picture of a session: a function of (state, now, size), in layouts from roomy to a single cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from stretchcli.session.state import State, Status
from stretchcli.terminal import font
from stretchcli.terminal.canvas import Row, beside, cut, rectangle, row, spread, wrapped
from stretchcli.terminal.keys import KEYS, footer_keys, key_rows
from stretchcli.terminal.scene import Scene, scene_of
from stretchcli.terminal.theme import Glyphs, Theme
from stretchcli.terminal.wording import closing, whole_left


class Look(NamedTuple):
    """How the picture is drawn, apart from what is in it.

    Attributes:
        keys: Keys are read, so hints about them make sense.
        help: The help lies over the picture.
    """

    theme: Theme
    glyphs: Glyphs
    keys: bool = True
    help: bool = False


class Size(NamedTuple):
    """Cells of the window."""

    columns: int
    rows: int


def picture(state: State, now_s: float, size: Size, look: Look) -> list[Row]:
    """The whole window, exactly ``size.rows`` rows of ``size.columns`` cells."""
    if look.help:
        return rectangle(_help(size, look), size.columns, size.rows)
    if state.status is Status.ENDED:
        return rectangle(_finished(state, size, look), size.columns, size.rows)
    scene = scene_of(state, now_s, keys=look.keys)
    for least, layout in LAYOUTS:
        if size.columns >= least.columns and size.rows >= least.rows:
            rows = layout(scene, state, now_s, size, look)
            if rows is not None:
                return rectangle(rows, size.columns, size.rows)
    return rectangle(_tiny(scene, state, now_s, size, look), size.columns, size.rows)


Layout = Callable[[Scene, State, float, Size, Look], list[Row] | None]


def _large(scene: Scene, state: State, now_s: float, size: Size, look: Look) -> list[Row] | None:
    """Word, digits, side and felt side, instruction, hold bar, what comes, keys."""
    width = size.columns - 4
    digit_rows = 15 if size.rows >= 32 else 10
    word, digits = _word_and_digits(scene, width, digit_rows, look)
    taken = len(digits[0]) + GAP if digits else 0
    left = [*_styled(word, _word_style(scene, look)), row(), *_facts(scene, look, width - taken)]
    main = beside(left, _styled(digits, _digit_style(scene, look)), width)
    strong = look.theme.strong
    rows = [
        spread(row((scene.stretch, strong)), row((scene.left, strong)), width),
        _session_bar(state, now_s, width, look),
        row(),
        *main,
        *[row()] * max(digit_rows - len(main), 0),
        row(),
    ]
    foot = [*_hold_bar(state, now_s, width, look), row(), *_next_row(scene, width, look), _footer(state, width, look)]
    room = size.rows - len(rows) - len(foot)
    lead = wrapped(scene.lead, look.theme.text, width, max(room, 0), look.glyphs.ellipsis)
    if not lead:
        return None
    spare = room - len(lead)
    body = [*rows, *lead, *[row()] * spare, *foot]
    return [row("  ").append_text(line) for line in body]


def _word_and_digits(scene: Scene, width: int, digit_rows: int, look: Look) -> tuple[list[str], list[str]]:
    """Both as large as they fit side by side; a long word gets its room from the digits before it becomes narrow."""
    block = look.glyphs.block
    if not scene.digits:
        return font.largest(scene.word, width, digit_rows, block), []
    for rows in (digit_rows, font.HEIGHT):
        digits = font.largest(scene.digits, width * 2 // 5, rows, block)
        room = width - len(digits[0]) - GAP if digits else width
        if font.size(scene.word, font.Scale(2, 1))[0] <= room:
            break
    return font.largest(scene.word, room, digit_rows * 2 // 3, block), digits


def _styled(rows: Sequence[str], style: str) -> list[Row]:
    return [row((line, style)) for line in rows]


def _word_style(scene: Scene, look: Look) -> str:
    if scene.alert:
        return look.theme.alert
    return look.theme.hold if scene.counting else look.theme.word


def _digit_style(scene: Scene, look: Look) -> str:
    return look.theme.digits if scene.counting else look.theme.quiet_digits


def _facts(scene: Scene, look: Look, width: int) -> list[Row]:
    """Side, felt side and count, each on a line of its own."""
    theme = look.theme
    lines = []
    for label, text in (("side", scene.side), ("felt", scene.felt), ("rep", scene.rep)):
        if text:
            rest = wrapped(text, theme.strong, width - 6, 2, look.glyphs.ellipsis)
            for number, line in enumerate(rest):
                lines.append(row((f"{'' if number else label:<6}", theme.label)).append_text(line))
    return lines


def _small(scene: Scene, state: State, now_s: float, size: Size, look: Look) -> list[Row] | None:
    """The same on a few rows: what now, digits beside side and felt side, the bar, the instruction, the next step."""
    theme, width = look.theme, size.columns
    what = row((scene.word, _word_style(scene, look)), f" {scene.side}" if scene.side else "")
    digits = font.largest(scene.digits, width // 2, font.HEIGHT, look.glyphs.block) if scene.digits else []
    room = width - (len(digits[0]) + 2 if digits else 0)
    facts = [*wrapped(scene.felt and f"felt {scene.felt}", theme.strong, room, 3, look.glyphs.ellipsis)]
    facts += [row((scene.rep, ""))] if scene.rep else []
    if not facts:
        facts = wrapped(scene.stretch, theme.strong, room, 3, look.glyphs.ellipsis)
    main = beside(facts, _styled(digits, _digit_style(scene, look)), width)
    rows = [spread(what, row(scene.left), width), *main]
    bar = _hold_bar(state, now_s, width, look)[:1]
    foot = [*bar[: size.rows - len(rows) - 4], *_next_row(scene, width, look), _footer(state, width, look)]
    room = size.rows - len(rows) - len(foot)
    lead = wrapped(scene.lead, theme.text, width, room + 1, look.glyphs.ellipsis)
    if len(lead) > room:  # what to do now, cautions included, is worth more than what comes next
        foot.pop(-2)
    if not lead:
        return None
    spare = size.rows - len(rows) - len(foot) - len(lead)
    return [*rows, *lead, *[row()] * spare, *foot]


def _tiny(scene: Scene, state: State, now_s: float, size: Size, look: Look) -> list[Row]:
    """Whatever is left of the window: the seconds, the word, the side, then the instruction."""
    digits = f"{scene.digits} " if scene.digits else ""
    side = f" {scene.side}" if scene.side else ""
    head = row((digits, look.theme.digits), (scene.word, _word_style(scene, look)), side)
    lead = wrapped(scene.lead, look.theme.text, size.columns, size.rows - 1, look.glyphs.ellipsis)
    return [cut(head, size.columns), *lead]


def _session_bar(state: State, now_s: float, width: int, look: Look) -> Row:
    total_s = state.timeline.total_s
    part = 1 - whole_left(state.session_left_s(now_s)) / total_s if total_s else 1.0
    return _bar(min(max(round(part * width), 0), width), width, look)


def _bar(filled: int, width: int, look: Look) -> Row:
    return row((look.glyphs.done * filled, look.theme.done), (look.glyphs.left * (width - filled), look.theme.left))


def _hold_bar(state: State, now_s: float, width: int, look: Look) -> list[Row]:
    """The hold's bar with its floor marked, and the label of the mark; two empty rows where nothing is held."""
    phase = state.phase
    if phase.kind != "hold" or not phase.floor_s:
        return [row(), row()]
    glyphs, theme = look.glyphs, look.theme
    duration_s = state.duration_s
    elapsed_s = duration_s - whole_left(state.remaining_s(now_s))  # in step with the digits
    filled = max(int(elapsed_s / duration_s * width + 1e-6), 0)
    floor = min(int(phase.floor_s / duration_s * width), width - 1)
    reached = elapsed_s >= phase.floor_s
    marked = phase.floor_s < phase.duration_s
    bar = _bar(filled, width, look)
    if marked:  # the mark stands on the bar: what is before it, the mark, what is behind it
        behind = _bar(max(filled - floor - 1, 0), width - floor - 1, look)
        bar = _bar(min(filled, floor), floor, look).append(glyphs.floor, theme.floor).append_text(behind)
    if not marked:
        return [bar, row()]
    label = "it counts" if reached else f"counts from {phase.floor_s} s"
    return [bar, row(" " * max(min(floor - len(label) + 1, width - len(label)), 0), (label, theme.label))]


def _next_row(scene: Scene, width: int, look: Look) -> list[Row]:
    text = row(("next  ", look.theme.label), (scene.coming, ""))
    return [cut(text, width, look.glyphs.ellipsis)]


def _footer(state: State, width: int, look: Look) -> Row:
    """The keys that fit, help and quit always."""
    if not look.keys:
        return cut(row(("No keyboard here: it runs by itself.", look.theme.quiet)), width)
    keys = footer_keys(manual=state.manual)
    shown = list(keys)
    for short in (False, True):
        while shown:
            line = row()
            for number, key in enumerate(shown):
                line.append("  " if number else "").append(key.shown, look.theme.key)
                if not short:
                    line.append(f" {key.short}", look.theme.quiet)
            if line.cell_len <= width:
                return line
            if not short:
                break
            shown.remove(next((key for key in reversed(shown) if key.short not in ("help", "quit")), shown[-1]))
    return row()


def _help(size: Size, look: Look) -> list[Row]:
    """Every key with what it does, in a word each where the sentences do not fit."""
    theme = look.theme
    keys = key_rows()
    indent = max(len(shown) for shown, _ in keys) + 2
    rows = [row(("Keys", theme.strong)), row()]
    for shown, long in keys:
        lines = wrapped(long, "", max(size.columns - indent, 8), 3, look.glyphs.ellipsis)
        for number, line in enumerate(lines):
            rows.append(row((("" if number else shown).ljust(indent), theme.key)).append_text(line))
    rows += [row(), row(("The session goes on meanwhile. Press ? again to go back.", theme.quiet))]
    if len(rows) <= size.rows:
        return rows
    return [row((key.shown.ljust(7), theme.key), key.short) for key in KEYS] + [row(("Press ? again to go back.", theme.quiet))]


def _finished(state: State, size: Size, look: Look) -> list[Row]:
    """The last picture: done or stopped, the figures, and how to leave."""
    theme, width = look.theme, max(size.columns - 4, 1)
    complete = state.outcome == "complete"
    word = font.largest("DONE" if complete else "STOPPED", width, min(10, size.rows - 6), look.glyphs.block)
    rows: list[Row] = [row(), *(row((line, theme.hold if complete else theme.word)) for line in word), row()]
    if not word:
        rows = [row(("Done" if complete else "Stopped", theme.hold))]
    for line in closing(state):
        rows += wrapped(line, theme.text, width, 3, look.glyphs.ellipsis)
    if look.keys:
        rows += [row(), row(("Any key ends this.", theme.quiet))]
    return rows if size.columns < 8 else [row("  ").append_text(line) for line in rows]


def card(lines: Sequence[str], left_s: float, size: Size, look: Look) -> list[Row]:
    """The safety card before a session, with the seconds until it starts by itself."""
    theme, width = look.theme, max(size.columns - 4, 1)
    rows = [row()]
    for number, line in enumerate(lines):
        rows += wrapped(line, theme.strong if number == 0 else "", width, 6, look.glyphs.ellipsis) or [row()]
    digits = font.largest(str(whole_left(left_s)), width, min(size.rows - len(rows) - 3, 10), look.glyphs.block)
    if digits:
        rows += [row(), *_styled(digits, theme.quiet_digits)]
    starts = f"Starts in {whole_left(left_s)} s."
    hint = wrapped("Any key starts now, q leaves.", theme.quiet, width, 1, "") if look.keys else []
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
