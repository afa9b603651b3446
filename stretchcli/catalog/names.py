"""Finding a thing by any name that a person may use."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, Generic, NamedTuple, TypeVar

from stretchcli.catalog.text import normalised, split_words
from stretchcli.errors import UsageProblem
from stretchcli.reading.text import either, harmless

T = TypeVar("T")
V = TypeVar("V")

# Words around a name that carry no meaning, "some stretches for my stiff hips".
PASSED_OVER: Final = frozenset(
    {"my", "the", "a", "an", "some", "stiff", "tight", "for", "and", "&", "stretch", "stretches", "stretching", "please"}
)
EVERYTHING: Final = frozenset({"all", "everything", "anything", "stretches"})

_MOST_WORDS: Final = 12  # no name has more, and a line may have thousands
_BETWEEN: Final = re.compile(r"[,;&+/]+")


class Names(NamedTuple, Generic[T]):
    """One namespace: exact ids first, then aliases, whatever the case, spaces, hyphens and plural.

    A name is tried as it stands first, then without the words that are ``PASSED_OVER``.

    Attributes:
        what: One thing of it in words, "need".
        ids: The things by normalised id.
        aliases: The things by normalised alias.
        shown: Every name as a person would write it, ids first, for suggestions.
        elsewhere: What to suggest for a name that means something in another namespace: "--pain knee".
        passed_over: Words that carry no meaning here.
        lists: What shows all names, where they are too many to be named.
        several: The ids that one normalised name stands for, "legs".
    """

    what: str
    ids: Mapping[str, T]
    aliases: Mapping[str, T]
    shown: tuple[str, ...]
    elsewhere: Callable[[str], Sequence[str]] = lambda name: ()
    passed_over: frozenset[str] = PASSED_OVER
    lists: str = ""
    several: Mapping[str, Sequence[str]] = MappingProxyType({})

    @classmethod
    def of(
        cls,
        what: str,
        things: Iterable[tuple[str, Iterable[str], T]],
        elsewhere: Callable[[str], Sequence[str]] = lambda name: (),
        passed_over: Iterable[str] = (),
        lists: str = "",
        several: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> Names[T]:
        """The namespace of things given as (id, aliases, thing); at an equal alias the first one keeps it."""
        ids: dict[str, T] = {}
        aliases: dict[str, T] = {}
        names: list[str] = []
        other_names: list[str] = []
        for name, others, thing in things:
            ids.setdefault(normalised(name), thing)
            names.append(name)
            for other in others:
                aliases.setdefault(normalised(other), thing)
                other_names.append(other)
        at_once = {normalised(name): stands_for for name, stands_for in several.items()}
        return cls(
            what, ids, aliases, (*names, *other_names, *several), elsewhere, PASSED_OVER.union(passed_over), lists, at_once
        )

    def get(self, name: str) -> T | None:
        """The thing of that name, or None."""
        return self.exactly(self.said(name))

    def said(self, name: str) -> str:
        """The name without the words that carry no meaning, where only that is known."""
        return name if self.exactly(name) is not None else " ".join(telling(split_words(name), self.passed_over))

    def exactly(self, name: str) -> T | None:
        """The thing of that name with no word passed over, or None."""
        return _first(self.ids, name) or _first(self.aliases, name)

    def at_once(self, name: str) -> list[T]:
        """The things for which a name stands, with no word passed over."""
        thing = self.exactly(name)
        return [self.ids[normalised(one)] for one in _first(self.several, name) or ()] if thing is None else [thing]

    def find(self, name: str) -> T:
        """The thing of that name.

        Raises:
            UsageProblem: nothing has that name; the nearest known names are in the remedy.
        """
        thing = self.get(name)
        if thing is None:
            other = _first(self.several, self.said(name)) or self.elsewhere(name)
            remedy = f"Did you mean {either(other)}?" if other else did_you_mean(name, self.shown, self.lists)
            raise UsageProblem(f"There is no {self.what} called “{harmless(name)}”.", remedy)
        return thing

    def find_all(self, words: Sequence[str]) -> list[T]:
        """The things that words name, taking the longest names that they form: "upper back calves" is two.

        Raises:
            UsageProblem: a word is part of no name.
        """
        split = ([word] if self.at_once(self.said(word)) else _BETWEEN.split(word) for word in words)
        parts = [part for word in split for part in word if part.strip()]
        found: list[T] = []
        at = 0
        while at < len(parts):
            ends = range(min(at + _MOST_WORDS, len(parts)), at, -1)
            spans = ((self.at_once(" ".join(parts[at:end])), end) for end in ends)
            things, end = next((span for span in spans if span[0]), (self.at_once(self.said(parts[at])), at + 1))
            if things:
                found += things
                at = end
            elif parts[at].lower() in self.passed_over:
                at += 1
            else:  # what follows the word may mean something together with it, "with knee pain", or what stands before it
                starts = range(at, max(at - _MOST_WORDS, -1), -1)
                around = (" ".join(parts[first:last]) for first in starts for last in ends)
                return [self.find(next(filter(self.elsewhere, around), parts[at]))]
        if words and not found:
            return [self.find(" ".join(words))]
        return found


def _first(names: Mapping[str, V], name: str) -> V | None:
    """What has the name, whatever its case, separators and plural; None where nothing has."""
    wanted = normalised(name)
    forms = (wanted, wanted.removesuffix("s"), wanted.removesuffix("es"), wanted + "s")
    return next((names[form] for form in forms if form in names), None)


def telling(words: Sequence[str], passed_over: Collection[str] = PASSED_OVER) -> list[str]:
    """The words that carry meaning; all of them if none does."""
    return [word for word in words if word.lower() not in passed_over] or list(words)


def did_you_mean(name: str, known: Iterable[str], lists: str = "") -> str:
    """A remedy with the nearest known names; if none is near, with all of them, or a few if there are many.

    Args:
        lists: What shows all of them: named instead of a few.
    """
    known = list(known)

    by_form = {normalised(word): word for word in reversed(known)}
    near = difflib.get_close_matches(normalised(name), by_form, n=3, cutoff=0.6)
    if not near:
        near = [form for form in by_form if len(normalised(name)) > 2 and normalised(name) in form][:3]
    if near:
        return f"Did you mean {either([by_form[form] for form in near])}?"
    words = sorted(by_form.values())
    if len(words) <= 40:
        return "Known: " + ", ".join(words) + "."
    return lists or "Known are, for example, " + ", ".join(known[:6]) + "."
