"""The file of phrases and the code that says them: nothing missing, nothing left over, every field given."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import stretchcli
from stretchcli.catalog.phrase_format import fields_of
from stretchcli.catalog.phrases import Phrases

PACKAGE = Path(stretchcli.__file__).parent


class Said(NamedTuple):
    """One call of ``say``: where, a pattern of the names it may ask for, and the fields it gives (None: some ``**``)."""

    where: str
    names: re.Pattern[str]
    fields: frozenset[str] | None


def names_asked(key: ast.expr) -> Iterator[re.Pattern[str]]:
    """The names that an expression may come to; ``f"word.{kind}"`` stands for every name of that section."""
    if isinstance(key, ast.IfExp):
        yield from names_asked(key.body)
        yield from names_asked(key.orelse)
    elif isinstance(key, ast.Constant) and isinstance(key.value, str):
        yield re.compile(re.escape(key.value))
    elif isinstance(key, ast.JoinedStr):
        parts = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z0-9-]+" for part in key.values]
        yield re.compile("".join(parts))
    else:
        yield re.compile("a name that is not written out")


def said_in(path: Path) -> Iterator[Said]:
    """Every phrase that a module says, through whatever is called ``phrases``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "say"):
            continue
        speaker = node.func.value
        named = speaker.attr if isinstance(speaker, ast.Attribute) else speaker.id if isinstance(speaker, ast.Name) else ""
        if named.lstrip("_") != "phrases" and not (named == "self" and path.name == "phrases.py"):
            continue
        fields = None if any(word.arg is None for word in node.keywords) else frozenset(word.arg or "" for word in node.keywords)
        for names in names_asked(node.args[0]):
            yield Said(f"{path.relative_to(PACKAGE.parent)}:{node.lineno}", names, fields)


@pytest.fixture(scope="module")
def said() -> list[Said]:
    return [one for path in sorted(PACKAGE.rglob("*.py")) for one in said_in(path)]


def fields_wanted(phrases: Phrases, name: str) -> set[str]:
    """The fields of a phrase, and the one that chooses among its forms."""
    phrase = phrases.texts[name]
    if isinstance(phrase, str):
        return fields_of(phrase)
    return {"count" if "other" in phrase else "side"}.union(*map(fields_of, phrase.values()))


def test_every_phrase_that_is_said_exists_and_gets_its_fields(said: list[Said], phrases: Phrases) -> None:
    """Neither an unknown name nor a missing or needless field anywhere in the program."""
    wrong = []
    for one in said:
        found = [name for name in phrases.texts if one.names.fullmatch(name)]
        if not found:
            wrong.append(f"{one.where}: no phrase {one.names.pattern}")
        wanted = set().union(*(fields_wanted(phrases, name) for name in found))
        # A pattern covers several phrases, and not all of them use all of its fields.
        if one.fields is not None and wanted != one.fields:
            wrong.append(f"{one.where}: {one.names.pattern} needs {sorted(wanted)} and gets {sorted(one.fields)}")
    assert wrong == []


def test_every_phrase_is_said_somewhere(said: list[Said], phrases: Phrases) -> None:
    """What nobody says goes out of the file."""
    built_in = {"side.right", "side.left", "side.both"}  # what `say` fills a side with
    unsaid = [name for name in phrases.texts if not any(one.names.fullmatch(name) for one in said)]
    assert [name for name in unsaid if name not in built_in] == []


def test_no_module_holds_on_to_phrases(said: list[Said]) -> None:
    """They are handed in: at the top of a module nothing is said and nothing read."""
    for path in PACKAGE.rglob("*.py"):
        top = [node for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, (ast.Assign, ast.AnnAssign))]
        names = {name.id for node in top for name in ast.walk(node) if isinstance(name, ast.Name)}
        assert not names & {"phrases", "load_phrases", "read_phrases"}, path
