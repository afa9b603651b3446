"""Checks across catalog files: ids that are taken, names defined in other files, files that depend on rejected ones."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from stretchcli.catalog import references
from stretchcli.catalog.files import CatalogFile
from stretchcli.catalog.text import normalised
from stretchcli.catalog.vocabulary import Vocabulary
from stretchcli.errors import CatalogProblems
from stretchcli.reading.problems import Problem

MOST_PROBLEMS: Final = 100  # of one file: nobody fixes more at a time, and a garbage file must not flood the terminal


def linked_problems(files: Sequence[CatalogFile], words: Vocabulary) -> list[Problem]:
    """All problems of the files, each one's own and those between them, sorted by place."""
    found = {problem for file in files for problem in file.problems} | set(_double_ids(files, words.groups))
    stretches = {plain["id"]: plain for file in files for plain in file.stretches if plain.get("id")}
    known = references.known_names(words, stretches)
    for file in files:
        for plain in file.stretches:
            found |= set(references.stretch_problems(plain, known))
        for plain in file.routines:
            found |= set(references.routine_problems(plain, known))
    found |= set(references.circle_problems(stretches))
    by_file = itertools.groupby(sorted(found), key=lambda problem: problem.place.file)
    return [problem for _, problems in by_file for problem in _first_of(list(problems))]


def _first_of(problems: list[Problem]) -> list[Problem]:
    first, rest = problems[:MOST_PROBLEMS], problems[MOST_PROBLEMS:]
    return [*first, Problem(first[-1].place, "too-many", f"{len(rest)} more problems follow")] if rest else first


def _double_ids(files: Iterable[CatalogFile], groups: Collection[str]) -> Iterator[Problem]:
    # Names match regardless of hyphens, so ids that differ only in hyphens are the same.
    taken: dict[str, tuple[str, bool, str]] = {normalised(group): ("a muscle group", False, "") for group in groups}
    for file in files:
        records = [("stretch", plain) for plain in file.stretches] + [("routine", plain) for plain in file.routines]
        for kind, plain in records:
            if (name := plain.get("id")) is None:
                continue
            holder, holder_own, where = taken.get(normalised(name), ("", False, ""))
            built_in_stretch = holder == "a stretch" and not holder_own
            if holder and not (file.own and plain.get("replaces") and kind == "stretch" and built_in_stretch):
                remedy = "another id, or `replaces: true`" if built_in_stretch and file.own else "another id"
                message = f"the id `{name}` is taken by {holder}{where}"
                yield Problem(name.place, "duplicate-id", message, remedy, f"id: my-{name}")
            taken[normalised(name)] = (f"a {kind}", file.own, f" in {file.name}")


def without_broken(
    built_in: Sequence[CatalogFile], users: Sequence[CatalogFile], words: Vocabulary
) -> tuple[list[CatalogFile], list[Problem]]:
    """The user's files that are valid, and the problems of the others.

    A file may be wrong only because another one is left out, so this goes on until nothing changes.
    """
    good = list(users)
    problems: list[Problem] = []
    while good and (found := linked_problems([*built_in, *good], words)):
        problems += found
        broken = {problem.place.file for problem in found}
        kept = [file for file in good if file.name not in broken]
        if len(kept) == len(good):  # cannot happen while every problem has the place of a user's file
            raise CatalogProblems(found)
        good = kept
    return good, sorted(problems)
