"""Reading the live picture in tests: at which moment, what stands there, how high and where letters are drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from stretchcli.figure.picture import Row as FigureRow
from stretchcli.session.engine import Action, Message, start, step
from stretchcli.session.state import State
from stretchcli.session.timeline import Phase, Timeline
from stretchcli.terminal import font
from stretchcli.terminal.fitting import DIGITS, WORDS
from stretchcli.terminal.frames import Frames
from stretchcli.terminal.layout import Appearance, Size
from stretchcli.terminal.picture import picture
from stretchcli.terminal.theme import THEMES, UNICODE
from tests.samples import PHRASES

SIZES = (Size(40, 12), Size(60, 20), Size(80, 24), Size(100, 30), Size(120, 40), Size(200, 50))


class Block:
    """Stands in for the figure of every stretch: a rectangle of dots, whatever the moment."""

    def rows(self, phase: float, size: tuple[int, int], *, breath: float, ascii_only: bool) -> tuple[FigureRow, ...]:
        columns, rows = size
        return (FigureRow("⣿" * columns, "n" * columns),) * rows


FRAMES = Frames(lambda stretch: Block())  # type: ignore[arg-type, return-value]  # all that is asked of a figure are its rows
DARK = Appearance(THEMES["dark"], UNICODE, frames=FRAMES)


class Place(NamedTuple):
    """Where letters begin on the screen, and how high their capitals are; all in cells."""

    row: int
    column: int
    cap_rows: float


def at(timeline: Timeline, now_s: float, *actions: Action, manual: bool = False) -> State:
    """The session at a moment, after some keys at that moment."""
    state, _ = step(start(timeline, PHRASES, manual=manual)[0], Message(Action.TICK, now_s))
    for action in actions:
        state, _ = step(state, Message(action, now_s))
    return state


def begin_s(timeline: Timeline, kind: str, number: int = 0) -> float:
    """When a phase of a kind begins."""
    return timeline.starts_s[[phase.index for phase in timeline.phases if phase.kind == kind][number]]


def lines_of(state: State, now_s: float, size: Size, appearance: Appearance = DARK) -> list[str]:
    """The rows of the picture as text."""
    return [row.plain for row in picture(state, now_s, size, appearance)]


def text_of(state: State, now_s: float, size: Size, appearance: Appearance = DARK) -> str:
    """The picture without its colours."""
    return "\n".join(line.rstrip() for line in lines_of(state, now_s, size, appearance))


def drawn(lines: list[str], text: str, *, fonts: tuple[font.Font, ...] = (*DIGITS, *WORDS), block: str = "█") -> Place | None:
    """Where a text stands in capitals of any font, on one line or two; as ordinary text its capitals are one row high."""
    plain = font.drawable(text)
    words = (plain or text.upper()).split()
    splits = [[" ".join(words)], *([" ".join(words[:cut]), " ".join(words[cut:])] for cut in range(1, len(words)))]
    for split in splits:
        for letters in fonts if plain else ():
            first, *others = (font.draw(part, letters, block) for part in split)
            for row, column in _blocks(lines, first):
                below = lines[row + len(first) :][: len(first) + 1]
                if all(column in {found for _, found in _blocks(below, other)} for other in others):
                    return Place(row, column, letters.cap_rows)
        for number, line in enumerate(lines):
            if split[0] in line and all(any(part in other for other in lines[number:]) for part in split[1:]):
                return Place(number, line.index(split[0]), 1.0)
    return None


def _blocks(lines: list[str], block: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where a block of rows stands."""
    for row in range(len(lines) - len(block) + 1):
        column = lines[row].find(block[0].rstrip())
        while column >= 0:
            if all(lines[row + n][column:].startswith(part.rstrip()) for n, part in enumerate(block)):
                yield row, column
            column = lines[row].find(block[0].rstrip(), column + 1)


def moments(timeline: Timeline) -> Iterator[tuple[Phase, float]]:
    """Every phase of a session with a moment near its begin; of those that differ in their rep alone the first."""
    for phase in {replace(phase, index=0, rep=None): phase for phase in reversed(timeline.phases)}.values():
        yield phase, timeline.starts_s[phase.index] + min(1.0, phase.duration_s / 2)
