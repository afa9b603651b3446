"""Letters and digits that read across a room: a pixel font five pixels high, drawn at any scale."""

from __future__ import annotations

from typing import Final, NamedTuple

HEIGHT: Final = 5

# One glyph in a row of the table: its five pixel rows, from the top.
_GLYPHS: Final = {
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
    " ": (".", ".", ".", ".", "."),
}


class Scale(NamedTuple):
    """Cells that one pixel takes. A cell is twice as high as wide, so 2 x 1 is square."""

    columns: int
    rows: int


# From the largest to the smallest; the last one is narrow, but still reads.
SCALES: Final = (Scale(6, 3), Scale(4, 2), Scale(2, 1), Scale(1, 1))


def drawable(text: str) -> bool:
    """Whether every character has a glyph; a word of another script is shown as text."""
    return all(character in _GLYPHS for character in text)


def size(text: str, scale: Scale) -> tuple[int, int]:
    """Columns and rows that the text takes at a scale."""
    pixels = sum(len(_GLYPHS[character][0]) for character in text) + max(len(text) - 1, 0)
    return pixels * scale.columns, HEIGHT * scale.rows


def draw(text: str, scale: Scale, block: str) -> list[str]:
    """The text as rows of equal width.

    Raises:
        KeyError: a character has no glyph.
    """
    rows = []
    for number in range(HEIGHT):
        pixels = ".".join(_GLYPHS[character][number] for character in text)
        row = "".join((block if pixel == "#" else " ") * scale.columns for pixel in pixels)
        rows += [row] * scale.rows
    return rows


def largest(text: str, columns: int, rows: int, block: str) -> list[str]:
    """The text drawn as large as fits, or no rows where not even the smallest does or a character has no glyph."""
    for scale in SCALES if drawable(text) else ():
        width, height = size(text, scale)
        if width <= columns and height <= rows:
            return draw(text, scale, block)
    return []
