"""Making text suitable for a voice: cleaned, with numbers, ranges and units as words, and how long it takes to say.

Speech engines read "30s" as "thirty z", "10-15 min" as "ten dash fifteen min" and "L/R" as "ell slash ar", and take
``[[...]]`` or ``<...>`` for commands. What reaches them from here is letters, and the marks that make a voice pause.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST: Final = 300
_LONGEST_READ: Final = 2000  # longer text is cut here: what is said is at most LONGEST

# espeak-ng 1.51 at 170 words a minute, least squares over the 288 texts of two sessions (20 to 330 letters each): nine in
# ten of them last 0.91 to 1.09 times as long as these say.
_PER_LETTER_S: Final = 0.062
_PER_SENTENCE_S: Final = 0.48
_PER_COMMA_S: Final = 0.27
_BEGIN_S: Final = 0.15
_MARGIN: Final = 1.1

_ONES: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS: Final = ("zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS: Final = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
                    "twelve": "twelfth"}  # fmt: skip
# As written: one of them, several of them.
_UNITS: Final = {
    **dict.fromkeys(("s", "sec", "secs"), ("second", "seconds")),
    **dict.fromkeys(("min", "mins"), ("minute", "minutes")),
    **dict.fromkeys(("h", "hr", "hrs"), ("hour", "hours")),
    **dict.fromkeys(("x", "×"), ("time", "times")),
    "ms": ("millisecond", "milliseconds"),
    "mm": ("millimetre", "millimetres"),
    "cm": ("centimetre", "centimetres"),
    "m": ("metre", "metres"),
    "kg": ("kilogram", "kilograms"),
    "%": ("percent", "percent"),
    "°": ("degree", "degrees"),
    "deg": ("degree", "degrees"),
}
_SHORT_FORMS: Final = {
    r"L/R|R/L": "left and right",
    r"L": "left",
    r"R": "right",
    r"e\.\s?g\.": "for example",
    r"i\.\s?e\.": "that is",
    r"approx\.": "about",
    r"etc\.": "and so on",
    r"secs?": "seconds",
    r"mins?": "minutes",
    r"reps": "repetitions",
}
_FRACTIONS: Final = {"1/2": "half", "½": "half", "1/4": "a quarter", "¼": "a quarter", "3/4": "three quarters",
                     "¾": "three quarters", "1/3": "a third", "⅓": "a third", "2/3": "two thirds", "⅔": "two thirds"}  # fmt: skip

# Patterns stay texts until the first sentence is said: compiling all of them would take 7 ms of the start.
_NUMBER: Final = r"\d{1,9}(?:\.\d{1,6})?"
_UNIT: Final = "|".join(sorted((re.escape(unit) for unit in _UNITS), key=len, reverse=True))
_COMMAND: Final = r"\[\[[^\[\]]*\]\]|<[^<>]*>|\x1b\[[0-?]*[ -/]*[@-~]"
_THOUSANDS: Final = r"(?<![\d,])(\d{1,3}),(\d{3})(?![\d,])"
_CLOCK: Final = r"(?<![\d:])(\d{1,3}):([0-5]\d)(?![\d:])"
_FRACTION: Final = r"(?<![\d/])(?:[123]/[234]|[½¼¾⅓⅔])(?![\d/])"
_PAIR: Final = r"(?<![\d/])(\d{1,9})/(\d{1,9})(?![\d/])"
_RANGE: Final = rf"(?<![\w.-])({_NUMBER})\s?[-‐-―]\s?({_NUMBER})(?![\d.]*\d|-)"
_MEASURE: Final = rf"(?i)(?<![\d.])({_NUMBER})\s?({_UNIT})(?![^\W\d_])(?=(\d?))"
_MINUS: Final = rf"(?<!\S)[-−](?={_NUMBER})"
_ORDINAL: Final = r"(?i)(?<![\w.])(\d{1,2})(?:st|nd|rd|th)\b"
_ANY_NUMBER: Final = rf"(?<![.\d])({_NUMBER})(?=([^\W\d_]?))"
_SHORT: Final = rf"(?<![\w/.])(?:{'|'.join(f'({form})' for form in _SHORT_FORMS)})(?![\w/])"
_SLASH: Final = r"(?<=[^\W\d_])\s?/\s?(?=[^\W\d_])"
_KEPT_MARKS: Final = frozenset(".,:;!?'’-()\"")
_SIGNS: Final = {"&": " and ", "+": " plus ", "=": " equals ", "~": " about ", "≈": " about ", "…": ". ", "@": " at ",
                 "–": ", ", "—": ", ", "“": '"', "”": '"', "‘": "'"}  # fmt: skip
_SPACES: Final = r"\s+"
_SENTENCE_END: Final = r"(?<=[.!?])\s+"


def speakable(text: str, longest: int = LONGEST) -> str:
    """The text as it is handed to a voice: safe to hand over, and in words; empty where nothing can be said.

    >>> speakable("2 x 20-30 s, L/R")
    'two times twenty to thirty seconds, left and right'
    >>> speakable("[[slnc 500]] Lean <b>in</b>.")
    'Lean in.'
    """
    said = re.sub(_COMMAND, " ", text[:_LONGEST_READ])
    said = re.sub(_THOUSANDS, r"\1\2", said)
    said = re.sub(_CLOCK, lambda found: f"{int(found[1])} min {int(found[2])} s", said)
    said = re.sub(_FRACTION, lambda found: _FRACTIONS.get(found[0], found[0]), said)
    said = re.sub(_PAIR, lambda found: f"{found[1]} {'' if found[1] == found[2] else 'of '}{found[2]}", said)
    said = re.sub(_RANGE, r"\1 to \2", said)
    said = re.sub(_MEASURE, _measure, said)
    said = re.sub(_SHORT, _short_form, said)
    said = re.sub(_MINUS, "minus ", said)
    said = re.sub(_ORDINAL, lambda found: _ordinal(int(found[1])), said)
    said = re.sub(_ANY_NUMBER, lambda found: _number(found[1]) + (" " if found[2] else ""), said)
    said = re.sub(_SLASH, " or ", said)
    said = re.sub(_SPACES, " ", "".join(map(_mark, said))).strip()
    said = said.lstrip("-,.:;!? ")
    return within(said, longest) if any(map(str.isalnum, said)) else ""


def within(text: str, longest: int) -> str:
    """The text, or as many of its first sentences as the length allows; of a longer sentence as many words.

    >>> within("Lean in. Hold on to the wall.", 20)
    'Lean in.'
    """
    if len(text) <= longest:
        return text
    head = text[: longest + 1]
    ends = [found.start() for found in re.finditer(_SENTENCE_END, head)]
    if ends:
        return head[: ends[-1]]
    return head.rpartition(" ")[0].rstrip(",:;- ") or text[:longest]


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return re.split(_SENTENCE_END, text.strip()) if text.strip() else []


def takes_s(spoken: str) -> float:
    """Seconds that saying a text takes, estimated on the high side.

    Args:
        spoken: What ``speakable`` made.
    """
    if not spoken:
        return 0.0
    letters = sum(map(str.isalnum, spoken))
    pauses_s = _PER_SENTENCE_S * len(re.findall(_SENTENCE_END, spoken)) + _PER_COMMA_S * sum(map(spoken.count, ",:;"))
    return (_BEGIN_S + letters * _PER_LETTER_S + pauses_s) * _MARGIN


def _measure(found: re.Match[str]) -> str:
    one, several = _UNITS[found[2].lower()]
    return f"{found[1]} {one if found[1] == '1' else several}{' ' if found[3] else ''}"


def _short_form(found: re.Match[str]) -> str:
    words = tuple(_SHORT_FORMS.values())
    return words[(found.lastindex or 1) - 1]


def _mark(character: str) -> str:
    """What stands for a character: itself, a word, or a space.

    Control and format characters, lone surrogates and everything that some engine takes for a command become spaces.
    """
    if character.isalpha() or character in _KEPT_MARKS or character.isdigit() or unicodedata.combining(character):
        return character
    return _SIGNS.get(character, " ")


def _number(text: str) -> str:
    """A number in words; the digits one by one behind the point.

    >>> _number("120"), _number("1.5")
    ('one hundred twenty', 'one point five')
    """
    whole, _, rest = text.partition(".")
    said = _whole(int(whole))
    return f"{said} point {' '.join(_ONES[int(digit)] for digit in rest)}" if rest else said


def _whole(value: int) -> str:
    if value < 20:
        return _ONES[value]
    if value < 100:
        ten, one = divmod(value, 10)
        return f"{_TENS[ten]}-{_ONES[one]}" if one else _TENS[ten]
    for size, name in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if value >= size:
            count, rest = divmod(value, size)
            return f"{_whole(count)} {name}{' ' + _whole(rest) if rest else ''}"
    raise AssertionError(value)


def _ordinal(value: int) -> str:
    """A place in a row in words: "first", "twenty-second", "thirtieth"."""
    head, hyphen, last = _whole(value).rpartition("-")
    return head + hyphen + _ORDINALS.get(last, f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
