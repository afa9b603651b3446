"""Checking catalog files for their author: every problem, and advice where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from stretchcli.authoring import lint
from stretchcli.catalog import building
from stretchcli.catalog.files import CatalogFile, read_built_in, read_file
from stretchcli.catalog.folders import catalog_paths
from stretchcli.catalog.linking import linked_problems, without_broken
from stretchcli.catalog.loader import read_vocabulary
from stretchcli.catalog.vocabulary import Vocabulary
from stretchcli.reading.problems import Problem


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked and what was found.

    Attributes:
        poses: How many there are in files of poses, which a ``CatalogFile`` does not know.
    """

    files: tuple[CatalogFile, ...] = ()
    problems: tuple[Problem, ...] = ()
    advice: tuple[lint.Advice, ...] = ()
    poses: int = 0

    @property
    def broken(self) -> int:
        """How many of the files have problems."""
        return len({problem.place.file for problem in self.problems})


def check_files(data: Path, user_folder: Path, paths: Sequence[Path]) -> Report:
    """Check files as if they were in the user's folder; without any, check all files in that folder.

    Args:
        data: The program's own folder.
        user_folder: The user's folder.
        paths: The files. One that is in the folder already, or has the name of one that is, is not compared with itself.

    Raises:
        CatalogProblems: the program's own files have mistakes.
    """
    words = read_vocabulary(data / "vocabulary.yaml")
    built_in = read_built_in(data)
    given = [read_file(path, str(path), own=True) for path in (paths or catalog_paths(user_folder))]
    if paths:
        others = [path for path in catalog_paths(user_folder) if not any(_same(path, one) for one in paths)]
        beside = [read_file(path, str(path), own=True) for path in others]
        names = {file.name for file in given}
        found = linked_problems([*built_in, *beside, *given], words)
        problems = [problem for problem in found if problem.place.file in names]
    else:
        problems = without_broken(built_in, given, words)[1]
    broken = {problem.place.file for problem in problems}
    advice = [advice for file in given if file.name not in broken for advice in _advice(file, words)]
    return Report(tuple(given), tuple(problems), tuple(sorted(advice)))


def _same(path: Path, other: Path) -> bool:
    if path.name == other.name:
        return True
    try:
        return path.samefile(other)
    except OSError:
        return False


def _advice(file: CatalogFile, words: Vocabulary) -> list[lint.Advice]:
    routines = building.routines_of(file.routines)
    found = [advice for stretch in building.stretches_of(file.stretches, words) for advice in lint.stretch_advice(stretch, words)]
    return found + [advice for routine in routines for advice in lint.routine_advice(routine)]
