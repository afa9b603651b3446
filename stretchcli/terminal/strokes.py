"""Letters of strokes for terminals that have only ASCII: three or four rows of ``_``, ``|`` and slashes.

Half of a cell cannot be drawn in ASCII, and letters that are put together from signs for halves (``"``, ``o``) run into a pattern
of dots at two metres. Strokes stay apart there: they are thin, and the space between them is a whole cell. A line of them stands
in the lower part of its rows, so that the next one needs no row between.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

Glyph = tuple[str, ...]

NARROW: Final[Mapping[str, Glyph]] = {
    "A": (" _ ", "|_|", "| |"),
    "B": (" _ ", "|_)", "|_)"),
    "C": (" __", "|  ", "|__"),
    "D": (" _ ", "| \\", "|_/"),
    "E": (" __", "|__", "|__"),
    "F": (" __", "|__", "|  "),
    "G": (" _ ", "| _", "|_|"),
    "H": ("   ", "|_|", "| |"),
    "I": (" ", "|", "|"),
    "J": ("   ", "  |", "\\_|"),
    "K": ("  ", "|/", "|\\"),
    "L": ("   ", "|  ", "|__"),
    "M": ("    ", "|\\/|", "|  |"),
    "N": ("    ", "|\\ |", "| \\|"),
    "O": (" _ ", "| |", "|_|"),
    "P": (" _ ", "|_)", "|  "),
    "Q": (" _ ", "| |", "|_\\"),
    "R": (" _ ", "|_)", "| \\"),
    "S": (" __", "|_ ", "__|"),
    "T": ("___", " | ", " | "),
    "U": ("   ", "| |", "|_|"),
    "V": ("    ", "\\  /", " \\/ "),
    "W": ("    ", "|  |", "|/\\|"),
    "X": ("  ", "\\/", "/\\"),
    "Y": ("   ", "\\_/", " | "),
    "Z": ("___", " _/", "/__"),
    "0": (" _ ", "| |", "|_|"),
    "1": (" ", "|", "|"),
    "2": ("__ ", " _|", "|__"),
    "3": ("__ ", " _|", "__|"),
    "4": ("   ", "|_|", "  |"),
    "5": (" __", "|_ ", "__|"),
    "6": (" _ ", "|_ ", "|_|"),
    "7": ("__ ", "  |", "  |"),
    "8": (" _ ", "|_|", "|_|"),
    "9": (" _ ", "|_|", " _|"),
    " ": ("  ", "  ", "  "),
    "'": (" ", "'", " "),
    ",": (" ", " ", ","),
    ".": (" ", " ", "."),
    ":": (" ", ".", "."),
    "-": ("  ", "__", "  "),
}
# Those that are drawn wider where a word has the room; all others are as above.
WIDE: Final[Mapping[str, Glyph]] = {
    **NARROW,
    "A": (" __ ", "|__|", "|  |"),
    "B": (" __ ", "|__)", "|__)"),
    "C": (" ___", "|   ", "|___"),
    "D": (" __ ", "|  \\", "|__/"),
    "E": (" ___", "|__ ", "|___"),
    "F": (" ___", "|__ ", "|   "),
    "G": (" ___", "|  _", "|__|"),
    "H": ("    ", "|__|", "|  |"),
    "J": ("    ", "   |", "\\__|"),
    "K": ("   ", "|_/", "| \\"),
    "L": ("    ", "|   ", "|___"),
    "M": ("     ", "|\\ /|", "| V |"),
    "O": (" __ ", "|  |", "|__|"),
    "P": (" __ ", "|__)", "|   "),
    "Q": (" __ ", "|  |", "|__\\"),
    "R": (" __ ", "|__)", "|  \\"),
    "S": (" ___", "|__ ", "___|"),
    "T": ("_____", "  |  ", "  |  "),
    "U": ("    ", "|  |", "|__|"),
    "W": ("      ", "\\    /", " \\/\\/ "),
    "X": ("   ", "\\_/", "/ \\"),
    "Z": ("____", " __/", "/___"),
    " ": ("   ", "   ", "   "),
}
# Diagonals are drawn anew where a letter is a row higher.
_TALL: Final[Mapping[str, Glyph]] = {
    "D": (" _ ", "| \\", "| |", "|_/"),
    "K": ("   ", "| /", "|< ", "| \\"),
    "M": ("    ", "|\\/|", "|  |", "|  |"),
    "N": ("    ", "|\\ |", "| \\|", "|  |"),
    "V": ("    ", "|  |", "\\  /", " \\/ "),
    "W": ("    ", "|  |", "|  |", "|/\\|"),
    "X": ("   ", "\\ /", " X ", "/ \\"),
    "Y": ("   ", "| |", "\\_/", " | "),
    "Z": ("___", "  /", " / ", "/__"),
    "'": (" ", "'", " ", " "),
    ":": (" ", ".", " ", "."),
}
_TALL_AND_WIDE: Final[Mapping[str, Glyph]] = {
    **_TALL,
    "D": (" __ ", "|  \\", "|  |", "|__/"),
    "M": ("     ", "|\\ /|", "| V |", "|   |"),
    "N": ("     ", "|\\  |", "| \\ |", "|  \\|"),
    "V": ("      ", "\\    /", " \\  / ", "  \\/  "),
    "W": ("     ", "|   |", "| | |", "|_|_|"),
    "Z": ("____", "   /", " _/ ", "/___"),
}


def _taller(glyphs: Mapping[str, Glyph], drawn_anew: Mapping[str, Glyph]) -> Mapping[str, Glyph]:
    """The same letters a row higher: what stands upright below the top goes on for a row."""
    return {sign: (top, upper.replace("_", " "), upper, lower) for sign, (top, upper, lower) in glyphs.items()} | dict(drawn_anew)


# By how wide they are and how many rows their capitals have.
STROKES: Final[Mapping[tuple[bool, int], Mapping[str, Glyph]]] = {
    (False, 2): NARROW,
    (True, 2): WIDE,
    (False, 3): _taller(NARROW, _TALL),
    (True, 3): _taller(WIDE, _TALL_AND_WIDE),
}
