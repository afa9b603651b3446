"""Finding a thing by whatever a person calls it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from stretchcli.catalog.text import normalised
from stretchcli.errors import UsageProblem
from stretchcli.reading.text import harmless

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Names(Generic[T]):
    """One namespace: exact ids first, then aliases, whatever the case, spaces, hyphens and plural.

    Attributes:
        what: One thing of it in words, "need".
        ids: The things by normalised id.
        aliases: The things by normalised alias.
        shown: Every name as a person would write it, ids first, for suggestions.
    """

    what: str
    ids: Mapping[str, T]
    aliases: Mapping[str, T]
    shown: tuple[str, ...]

    @classmethod
    def of(cls, what: str, things: Iterable[tuple[str, Iterable[str], T]]) -> Names[T]:
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
        return cls(what, ids, aliases, (*names, *other_names))

    def get(self, name: str) -> T | None:
        """The thing of that name, or None."""
        wanted = normalised(name)
        forms = [wanted, wanted.removesuffix("s"), wanted.removesuffix("es"), wanted + "s"]
        for names in (self.ids, self.aliases):
            for form in forms:
                if form in names:
                    return names[form]
        return None

    def find(self, name: str) -> T:
        """The thing of that name.

        Raises:
            UsageProblem: nothing is called so; the nearest known names are in the remedy.
        """
        thing = self.get(name)
        if thing is None:
            raise UsageProblem(f"There is no {self.what} called “{harmless(name)}”.", did_you_mean(name, self.shown))
        return thing


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A remedy with the nearest known names; where none is near, with all of them, or with a few of many."""
    known = list(known)
    import difflib  # 4 ms that only a typo costs

    by_form = {normalised(word): word for word in reversed(known)}
    near = difflib.get_close_matches(normalised(name), by_form, n=3, cutoff=0.6)
    if not near:
        near = [form for form in by_form if len(normalised(name)) > 2 and normalised(name) in form][:3]
    if near:
        return "Did you mean " + " or ".join(by_form[form] for form in near) + "?"
    words = sorted(by_form.values())
    if len(words) <= 40:
        return "Known: " + ", ".join(words) + "."
    return "Known are, for example, " + ", ".join(known[:6]) + "."
