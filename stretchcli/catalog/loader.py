"""From folders to a catalog, reporting every mistake in every file at once.

The program's own files must be right. A file of the user's that has a mistake is left out as a whole and reported;
everything else keeps working.
"""

from __future__ import annotations

from pathlib import Path

from stretchcli.catalog import building, references
from stretchcli.catalog.building import Loaded, Plain
from stretchcli.catalog.files import read_built_in, read_checked, read_users
from stretchcli.catalog.linking import linked_problems, without_broken
from stretchcli.catalog.phrase_format import PHRASES
from stretchcli.catalog.phrases import Phrase
from stretchcli.catalog.program_formats import COVERAGE, MUSCLES, VOCABULARY
from stretchcli.catalog.records import Page
from stretchcli.catalog.vocabulary import Vocabulary
from stretchcli.errors import CatalogProblems
from stretchcli.plain import from_plain, to_plain


def load(data: Path, user_folder: Path | None = None) -> Loaded:
    """Read the program's catalog and the user's files.

    Args:
        data: The folder with ``vocabulary.yaml``, ``coverage.yaml``, ``stretches/`` and ``routines/``.
        user_folder: The user's folder, with ``stretches/`` and ``routines/`` in it; it need not exist.

    Raises:
        CatalogProblems: the program's own files have mistakes.
    """
    return building.loaded(*check(data, user_folder))


def check(data: Path, user_folder: Path | None = None) -> tuple[Plain, Plain]:
    """What ``load`` makes its records from, the program's part and the user's: data that JSON can hold.

    Raises:
        CatalogProblems: the program's own files have mistakes.
    """
    vocabulary = building.vocabulary(read_checked(data / "vocabulary.yaml", VOCABULARY))
    words = from_plain(Vocabulary, vocabulary)
    coverage = read_checked(data / "coverage.yaml", COVERAGE)
    built_in = read_built_in(data)
    problems = [*references.coverage_problems(coverage, words), *linked_problems(built_in, words)]
    if problems:
        raise CatalogProblems(sorted(problems))
    users, problems = without_broken(built_in, read_users(user_folder), words)
    parts = [
        {
            "stretches": {
                plain["id"]: building.stretch(plain, words, own=file.own) for file in files for plain in file.stretches
            },
            "routines": {plain["id"]: building.routine(plain, own=file.own) for file in files for plain in file.routines},
        }
        for files in (built_in, users)
    ]
    program = {"vocabulary": vocabulary, "holes": coverage["holes"], "together": coverage["together"]}
    return program | parts[0], parts[1] | {"problems": to_plain(problems)}


def read_vocabulary(path: Path) -> Vocabulary:
    """Read the vocabulary.

    Raises:
        CatalogProblems: it has mistakes.
    """
    return from_plain(Vocabulary, building.vocabulary(read_checked(path, VOCABULARY)))


def read_pages(path: Path, words: Vocabulary) -> dict[str, Page]:
    """Read the pages about the muscle groups. Only ``show`` needs them, so they are not part of the catalog.

    Raises:
        CatalogProblems: they have mistakes.
    """
    plain = read_checked(path, MUSCLES)
    if problems := list(references.page_problems(plain, words)):
        raise CatalogProblems(problems)
    return {name: from_plain(Page, entry) for name, entry in plain["groups"].items()}


def read_phrases(path: Path) -> dict[str, Phrase]:
    """Read what the program says, by dotted names.

    Raises:
        CatalogProblems: it has mistakes.
    """
    found: dict[str, Phrase] = read_checked(path, PHRASES)["phrases"]
    return found
