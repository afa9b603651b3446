"""Letters and digits that read across a room: three pixel fonts, drawn at any scale from quarters of cells, and strokes."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from stretchcli.terminal import strokes

Glyph = tuple[str, ...]

# One glyph in a row of the table: its pixel rows, from the top. Capitals and digits only.
_FIVE: Final[dict[str, Glyph]] = {
    "A": (".#.", "#.#", "###", "#.#", "#.#"),
    "B": ("##.", "#.#", "##.", "#.#", "##."),
    "C": (".##", "#..", "#..", "#..", ".##"),
    "D": ("##.", "#.#", "#.#", "#.#", "##."),
    "E": ("###", "#..", "##.", "#..", "###"),
    "F": ("###", "#..", "##.", "#..", "#.."),
    "G": (".###", "#...", "#.##", "#..#", ".##."),
    "H": ("#.#", "#.#", "###", "#.#", "#.#"),
    "I": ("#", "#", "#", "#", "#"),
    "J": ("..#", "..#", "..#", "#.#", ".#."),
    "K": ("#.#", "#.#", "##.", "#.#", "#.#"),
    "L": ("#..", "#..", "#..", "#..", "###"),
    "M": ("#...#", "##.##", "#.#.#", "#...#", "#...#"),
    "N": ("#..#", "##.#", "#.##", "#..#", "#..#"),
    "O": (".##.", "#..#", "#..#", "#..#", ".##."),
    "P": ("##.", "#.#", "##.", "#..", "#.."),
    "Q": (".##.", "#..#", "#..#", "#.##", ".###"),
    "R": ("##.", "#.#", "##.", "#.#", "#.#"),
    "S": (".##", "#..", ".#.", "..#", "##."),
    "T": ("###", ".#.", ".#.", ".#.", ".#."),
    "U": ("#.#", "#.#", "#.#", "#.#", "###"),
    "V": ("#.#", "#.#", "#.#", "#.#", ".#."),
    "W": ("#...#", "#...#", "#.#.#", "##.##", "#...#"),
    "X": ("#.#", "#.#", ".#.", "#.#", "#.#"),
    "Y": ("#.#", "#.#", ".#.", ".#.", ".#."),
    "Z": ("###", "..#", ".#.", "#..", "###"),
    "0": ("###", "#.#", "#.#", "#.#", "###"),
    "1": (".#.", "##.", ".#.", ".#.", "###"),
    "2": ("###", "..#", "###", "#..", "###"),
    "3": ("###", "..#", "###", "..#", "###"),
    "4": ("#.#", "#.#", "###", "..#", "..#"),
    "5": ("###", "#..", "###", "..#", "###"),
    "6": ("###", "#..", "###", "#.#", "###"),
    "7": ("###", "..#", "..#", "..#", "..#"),
    "8": ("###", "#.#", "###", "#.#", "###"),
    "9": ("###", "#.#", "###", "..#", "###"),
    " ": ("..", "..", "..", "..", ".."),
    "'": ("#", "#", ".", ".", "."),
    ",": ("..", "..", "..", ".#", "#."),
    ".": (".", ".", ".", ".", "#"),
    ":": (".", "#", ".", "#", "."),
    "-": ("..", "..", "##", "..", ".."),
}
_FOUR: Final[dict[str, Glyph]] = {
    "A": (".#.", "#.#", "###", "#.#"),
    "B": ("##.", "##.", "#.#", "##."),
    "C": (".##", "#..", "#..", ".##"),
    "D": ("##.", "#.#", "#.#", "##."),
    "E": ("###", "##.", "#..", "###"),
    "F": ("###", "#..", "##.", "#.."),
    "G": (".###", "#...", "#..#", ".###"),
    "H": ("#.#", "###", "#.#", "#.#"),
    "I": ("#", "#", "#", "#"),
    "J": ("..#", "..#", "#.#", ".#."),
    "K": ("#.#", "##.", "#.#", "#.#"),
    "L": ("#..", "#..", "#..", "###"),
    "M": ("#...#", "##.##", "#.#.#", "#...#"),
    "N": ("#..#", "##.#", "#.##", "#..#"),
    "O": (".##.", "#..#", "#..#", ".##."),
    "P": ("##.", "#.#", "##.", "#.."),
    "Q": (".##.", "#..#", "#.##", ".###"),
    "R": ("##.", "#.#", "##.", "#.#"),
    "S": (".###", "##..", "..##", "###."),
    "T": ("###", ".#.", ".#.", ".#."),
    "U": ("#.#", "#.#", "#.#", "###"),
    "V": ("#.#", "#.#", "#.#", ".#."),
    "W": ("#...#", "#.#.#", "##.##", "#...#"),
    "X": ("#.#", ".#.", ".#.", "#.#"),
    "Y": ("#.#", "#.#", ".#.", ".#."),
    "Z": ("####", "..#.", ".#..", "####"),
    "0": ("###", "#.#", "#.#", "###"),
    "1": (".#", "##", ".#", ".#"),
    "2": ("##.", "..#", ".#.", "###"),
    "3": ("###", ".##", "..#", "###"),
    "4": ("#.#", "#.#", "###", "..#"),
    "5": ("###", "##.", "..#", "##."),
    "6": ("#..", "###", "#.#", "###"),
    "7": ("###", "..#", ".#.", ".#."),
    "8": ("###", "###", "#.#", "###"),
    "9": ("###", "#.#", "###", "..#"),
    " ": ("..", "..", "..", ".."),
    "'": ("#", "#", ".", "."),
    ",": ("..", "..", ".#", "#."),
    ".": (".", ".", ".", "#"),
    ":": ("#", ".", "#", "."),
    "-": ("..", "##", "..", ".."),
}
# Six pixels high: five, with one row doubled, the fourth where no other is named.
_TWICE: Final = {"'": 2, ",": 0, ".": 0, ":": 2, "A": 1, "J": 1, "Q": 1, "W": 1, "X": 2, "Z": 2}
_SIX: Final = {sign: (*rows[: (at := _TWICE.get(sign, 3)) + 1], *rows[at:]) for sign, rows in _FIVE.items()}
_GLYPHS: Final = {4: _FOUR, 5: _FIVE, 6: _SIX}
# A cell of four quarters: top left 1, top right 2, bottom left 4, bottom right 8. ASCII has only halves: good for big digits.
_QUARTERS: Final = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
_HALVES: Final = {0: " ", 3: '"', 12: "o", 15: "#"}


class Font(NamedTuple):
    """A pixel font at a scale, or letters of strokes, which have one.

    Attributes:
        pixels: How high its capitals are, 4 to 6 pixels.
        across, down: The quarters of a cell that one pixel takes, across and down. A quarter is half a cell wide and
            half a cell high.
        strokes: It is drawn with strokes of ASCII, its pixels half a row each; the uppermost is empty. ``across`` is 2 or 3.
    """

    pixels: int
    across: int
    down: int
    strokes: bool = False

    @property
    def cap_rows(self) -> float:
        """How high a capital is, in rows."""
        return (self.pixels - self.strokes) * self.down / 2

    @property
    def half_below(self) -> bool:
        """Whether its last row is half empty."""
        return self.pixels * self.down % 2 == 1 and not self.strokes


def drawable(text: str) -> str | None:
    """The text in the capitals that the fonts have, accents left out; None where a character has no glyph."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text.upper()) if not unicodedata.combining(letter))
    plain = plain.replace("’", "'")
    return plain if all(letter in _FIVE for letter in plain) else None


def width(text: str, font: Font) -> int:
    """The columns that a drawable text takes."""
    if font.strokes:
        return len(_stroked(text, font)[-1])
    glyphs = _GLYPHS[font.pixels]
    pixels = sum(len(glyphs[letter][0]) for letter in text) + max(len(text) - 1, 0)
    return (pixels * font.across + 1) // 2


@lru_cache(maxsize=256)
def draw(text: str, font: Font, block: str) -> tuple[str, ...]:
    """A drawable text as rows of equal width.

    Args:
        block: The full block, or ``#`` where the terminal has only ASCII; not every font can be drawn in that.

    Raises:
        KeyError: a character has no glyph, or the font needs more than ASCII.
    """
    if font.strokes:
        return _stroked(text, font)
    glyphs = _GLYPHS[font.pixels]
    lines = []
    for number in range(font.pixels):
        pixels = ".".join(glyphs[letter][number] for letter in text)
        lines += ["".join(pixel * font.across for pixel in pixels)] * font.down
    if len(lines) % 2:
        lines.append("." * len(lines[0]))
    return tuple(_cells(upper, lower, block) for upper, lower in zip(lines[::2], lines[1::2], strict=True))


def _stroked(text: str, font: Font) -> tuple[str, ...]:
    glyphs = strokes.STROKES[font.across > 2, int(font.cap_rows)]
    return tuple(" ".join(rows) for rows in zip(*(glyphs[letter] for letter in text), strict=True))


def _cells(upper: str, lower: str, block: str) -> str:
    if len(upper) % 2:
        upper, lower = upper + ".", lower + "."
    dots = [
        (upper[at] == "#") + 2 * (upper[at + 1] == "#") + 4 * (lower[at] == "#") + 8 * (lower[at + 1] == "#")
        for at in range(0, len(upper), 2)
    ]
    return "".join([_HALVES[dot] for dot in dots] if block == "#" else [_QUARTERS[dot] for dot in dots])


def lines(text: str, font: Font, columns: int, most: int) -> list[str] | None:
    """The text in drawable letters on one line, or on two where two are allowed; None where it does not fit."""
    plain = drawable(text)
    if plain is None:
        return None
    words = plain.split()
    if most > 1 and len(words) > 1 and width(plain, font) > columns:  # two lines of nearly the same width
        splits = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
        best = min(splits, key=lambda split: max(width(line, font) for line in split))
        if all(width(line, font) <= columns for line in best):
            return list(best)
    return [plain] if width(plain, font) <= columns else None
