"""What was typed, understood as numbers and words of a list."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from typing import Final

from stretchcli.asking.questions import Bounds
from stretchcli.catalog.names import Names, T, telling
from stretchcli.catalog.text import normalised

NUMBER_WORDS: Final = {
    "half an hour": 30, "an hour": 60, "one hour": 60, "1 hour": 60, "a quarter of an hour": 15, "quarter of an hour": 15,
    "daily": 7, "every day": 7, "once": 1, "once a week": 1, "twice": 2, "twice a week": 2,
}  # fmt: skip
_NUMBERS: Final = re.compile(r"[0-9\s,;.&+]+")
_COUNT: Final = re.compile(r"(?:about )?([0-9]{1,4})\s*([a-z]*)(?: a week)?\.?")
_BETWEEN: Final = re.compile(r"\s*[,;/&+\n]\s*|\s+and\s+")
_MOST_NEAR: Final = 3
_MOST_WORDS: Final = 8  # no name has more, and a terminal takes lines of two thousand words
_NEAR: Final = 0.8  # how alike a slip of the fingers is; a word of another meaning is not ("toe" and "stroke": 0.67)
YES: Final = ("yes", "y", "yeah", "yep", "sure")
TURNING: Final = frozenset({"but", "yes", "no", "problem", "pain"})  # behind a yes or a no, it may mean the other


class Unclear(ValueError):
    """What was typed is none of the answers. ``args[0]`` is the part of it."""


def is_one_of(text: str, words: Iterable[str]) -> bool:
    """Whether the text is one of the words, whatever its case and punctuation."""
    said = text.strip().rstrip(".!").casefold()
    return bool(said) and said in {word.casefold() for word in words}


def parts_of(text: str) -> list[str]:
    """The separate answers in a text: "knee and lower back, neck"."""
    return [part for part in _BETWEEN.split(text.strip().strip(".!")) if part]


def chosen(text: str, options: Sequence[tuple[str, Sequence[str]]], filler: Iterable[str] = ()) -> list[int]:
    """Which of the options were meant, by their numbers from 1, their words, or the beginning of one; counted from 0.

    Args:
        options: Each as it is shown, and its other words.
        filler: Words around one that make no difference.

    Raises:
        Unclear: a part is none of them, or could be several.
    """
    text = text.strip().rstrip(".!")
    if _NUMBERS.fullmatch(text):
        return list(dict.fromkeys(_numbered(number, options) for number in re.findall(r"[0-9]+", text)))
    if (whole := _called(text, options, filler)) is not None:
        return [whole]
    return list(dict.fromkeys(_numbered(part, options, filler) for part in parts_of(text)))


def either(text: str, options: Sequence[tuple[str, Sequence[str]]], none: Collection[str] = ()) -> int:
    """Which of two options was meant, counted from 0; by the first word of a sentence as well, "no, not any more".

    Args:
        none: Words for nothing: they mean the option that is called "no".

    Raises:
        Unclear: it is neither, or both: "yes, but".
    """
    with suppress(Unclear):
        found = chosen(text, options)
        if len(found) == 1:
            return found[0]
    first, *rest = re.findall(r"[^\s,.;!]+", text.lower()) or [""]
    if TURNING & set(rest):
        raise Unclear(text)
    said = "yes" if first in YES else "no" if first in none else first
    meant = [index for index, (name, words) in enumerate(options) if said in (name, *words)]
    if len(meant) != 1:
        raise Unclear(text)
    return meant[0]


def _numbered(part: str, options: Sequence[tuple[str, Sequence[str]]], filler: Iterable[str] = ()) -> int:
    """The option of a number or of a name.

    Raises:
        Unclear: there is none.
    """
    if re.fullmatch(r"[0-9]{1,4}", part) and 1 <= int(part) <= len(options):
        return int(part) - 1
    index = _called(part, options, filler)
    if index is None:
        raise Unclear(part)
    return index


def _called(part: str, options: Sequence[tuple[str, Sequence[str]]], filler: Iterable[str]) -> int | None:
    """The option that a name means: the one with exactly that name, or the only one with a word that begins with it."""
    names = [[normalised(name) for name in (said, *words)] for said, words in options]
    for said in dict.fromkeys((part, " ".join(telling(_without(part, filler).split())))):
        for wanted in (normalised(said), normalised(said).removesuffix("s")):
            if not wanted:
                continue
            for fits in (str.__eq__, str.startswith):
                found = [index for index, known in enumerate(names) if any(fits(name, wanted) for name in known)]
                if len(found) == 1:
                    return found[0]
    return None


def number_of(text: str, bounds: Bounds) -> int:
    """A number within the bounds, with or without its unit, or in words: "10 min", "3 days a week", "half an hour".

    Raises:
        Unclear: it is none.
    """
    known = NUMBER_WORDS.get(" ".join(text.lower().strip(" .!").split()))
    found = _COUNT.fullmatch(text.lower().strip())
    number = known if known is not None else int(found[1]) if found else None
    if number is None or not bounds.least <= number <= bounds.most:
        raise Unclear(text)
    return number


def found_in(names: Names[T], part: str, filler: Iterable[str]) -> T | None:
    """The thing of a name, or None; words around it that make no difference are ignored when the whole text names nothing."""
    thing = names.get(part)
    return thing if thing is not None else names.get(_without(part, filler))


def runs_of(text: str) -> list[str]:
    """Everything that a sentence may name: its runs of words, the longest first."""
    words = re.findall(r"[^\s,.;:!?()]+", text)
    longest = min(len(words), _MOST_WORDS)
    return [" ".join(words[at : at + long]) for long in range(longest, 0, -1) for at in range(len(words) - long + 1)]


def named_in(names: Names[T], text: str) -> list[T]:
    """The things that a sentence names somewhere, the longest names first, and none that is only a part of another's."""
    found: list[T] = []
    taken: list[str] = []
    for run in runs_of(text):
        thing = names.exactly(run)
        if thing is not None and not any(f" {run} " in f" {longer} " for longer in taken):
            taken.append(run)
            found.append(thing)
    return [thing for index, thing in enumerate(found) if thing not in found[:index]]


def nearest(names: Names[T], part: str, filler: Iterable[str]) -> list[T]:
    """The things whose names are nearest to what was typed, at most three."""
    by_form = {normalised(name): name for name in reversed(names.shown)}
    wanted = normalised(" ".join(telling(_without(part, filler).split())))
    near = difflib.get_close_matches(wanted, by_form, n=2 * _MOST_NEAR, cutoff=_NEAR)
    things = [thing for form in near if (thing := names.get(by_form[form])) is not None]
    return [thing for index, thing in enumerate(things) if thing not in things[:index]][:_MOST_NEAR]


def _without(part: str, filler: Iterable[str]) -> str:
    """The words that make a difference."""
    passed_over = set(filler)
    return " ".join(word for word in re.split(r"[\s'’]+", part) if word.lower() not in passed_over)
