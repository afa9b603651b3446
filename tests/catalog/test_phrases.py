"""Phrases: saying them, their forms, and the mistakes of their file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stretchcli.catalog import loader
from stretchcli.catalog.cache import load_phrases
from stretchcli.catalog.folders import data_folder
from stretchcli.catalog.loader import read_phrases
from stretchcli.catalog.phrases import PhraseError, Phrases
from stretchcli.errors import CatalogProblems

SAMPLE = Phrases(
    {
        "side.right": "droite",
        "side.left": "gauche",
        "side.both": "les deux",
        "greet": "Bonjour {name}.",
        "holds": {"one": "une fois", "other": "{count} fois"},
        "ready": {"each": "Prêt, côté {side}.", "both": "Prêt."},
    }
)


def test_a_count_chooses_the_plural() -> None:
    """One is one; nothing, and several, are the other form."""
    assert [SAMPLE.say("holds", count=count) for count in (0, 1, 2)] == ["0 fois", "une fois", "2 fois"]


def test_a_side_chooses_its_form_and_is_said_in_the_language() -> None:
    """Both sides at once may need another sentence than one of them."""
    assert [SAMPLE.say("ready", side=side) for side in ("left", "both")] == ["Prêt, côté gauche.", "Prêt."]


def test_a_field_is_text_and_nothing_more() -> None:
    """What is filled in is never read as a field itself."""
    assert SAMPLE.say("greet", name="{count} {0}") == "Bonjour {count} {0}."


@pytest.mark.parametrize(("key", "told"), [("gret", "no phrase gret"), ("greet", "greet needs 'name'"), ("holds", "'count'")])
def test_a_mistake_of_the_caller_is_told_clearly(key: str, told: str) -> None:
    """The name of the phrase, and what is missing."""
    with pytest.raises(PhraseError, match=told):
        SAMPLE.say(key)


def test_lengths_of_time_read_as_they_are_said(phrases: Phrases) -> None:
    """Seconds below a minute, minutes alone where they come out even, singular where it is one."""
    said = [phrases.duration(value_s) for value_s in (0.4, 1, 59.6, 61, 120, 2008)]
    assert said == ["0 seconds", "1 second", "1 minute", "1 minute 1 second", "2 minutes", "33 minutes 28 seconds"]


def test_lists_read_as_a_sentence_has_them(phrases: Phrases) -> None:
    """Commas, then one word before the last."""
    assert [phrases.listed(list(words)) for words in ("", "a", "ab", "abcd")] == ["", "a", "a and b", "a, b, c and d"]
    assert phrases.listed(["a", "b"], "or") == "a or b"
    assert phrases.listed(["a", "b and c", "d"]) == "a, b and c, and d"
    assert phrases.listed(["a", "b and c"], "or") == "a or b and c"


BAD = {
    "hold: {one: 1 hold}": ("3:9", "missing-key", "no `other`"),
    "hold: {one: a, other: b, many: c}": ("3:28", "unknown-key", "`many`"),
    "go: {both: Go.}": ("3:7", "missing-key", "no `each`"),
    "go: {each: 'Go {side}, {name}.', both: Go.}": ("3:3", "bad-field", "{name}"),
    "go: 'To {Name}.'": ("3:7", "bad-field", "brace"),
    "go: 'To {name.real}.'": ("3:7", "bad-field", "brace"),
    "go: 'To {}.'": ("3:7", "bad-field", "brace"),
    "Go: there": ("3:3", "bad-name", "`Go`"),
    "go: [a]": ("3:7", "wrong-type", "list"),
    "go: {}": ("3:7", "wrong-type", "empty"),
    "go: {now: 'a', now: 'b'}": ("3:18", "duplicate-key", "now"),
}


@pytest.mark.parametrize("line", BAD)
def test_a_mistake_in_the_file_is_told_with_its_place(line: str, tmp_path: Path) -> None:
    """Forms complete, fields well formed and the same in both forms, names plain."""
    file = tmp_path / "phrases.yaml"
    file.write_text(f"schema: 1\nphrases:\n  {line}\n", encoding="utf-8")
    with pytest.raises(CatalogProblems) as caught:
        read_phrases(file)
    place, code, told = BAD[line]
    (problem,) = str(caught.value).splitlines()
    assert problem.startswith(f"phrases.yaml:{place}: ")
    assert problem.endswith(f"[{code}]")
    assert told in problem


def test_compiled_phrases_are_those_of_the_file_and_are_read_without_yaml(
    phrases: Phrases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second start parses nothing, and a damaged compiled file is set right."""
    assert load_phrases(data_folder(), tmp_path) == phrases
    with monkeypatch.context() as patch:
        patch.setattr(loader, "read_phrases", lambda path: pytest.fail("the file was parsed again"))
        assert load_phrases(data_folder(), tmp_path) == phrases
    compiled = tmp_path / "phrases.json"
    compiled.write_bytes(compiled.read_bytes().replace(b"second", b"wombat", 1))
    assert load_phrases(data_folder(), tmp_path) == phrases
    assert b"wombat" not in compiled.read_bytes()
    assert json.loads(compiled.read_bytes().partition(b"\n")[2]) == phrases.texts
