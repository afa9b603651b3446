"""Records from free-exercise-db's ``exercises.json``: its facts, and marked guesses for what it does not give.

The words that the guesses are based on are in data/import/free-exercise-db.yaml.
"""

from __future__ import annotations

import json
import re
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from stretchcli.authoring.lint import WRITTEN_SIDE
from stretchcli.catalog.limits import LEAST_HOLD_S, LONGEST_NAME, LONGEST_TEXT, MOST_HOLD_S
from stretchcli.errors import CatalogProblems
from stretchcli.reading.nodes import decoded, place_of_character
from stretchcli.reading.problems import Place, Problem
from stretchcli.reading.text import unsafe_character

LARGEST_IMPORT_BYTES: Final = 32 * 1024 * 1024
MOST_SETUPS: Final = 20
MOST_RELEASES: Final = 8
LONGEST_ID: Final = 40  # leaves room for a suffix
EXAMPLE: Final = '[{"id": "Cat_Stretch", "name": "Cat Stretch", ...}]'

_SPACE: Final = re.compile(r"[ \t\r\n]*")
_SECONDS: Final = re.compile(
    r"(\d{1,4})(?:\s*(?:-|to|or)\s*(\d{1,4}))?(?: or more)?\s*(?:seconds|second|secs|sec)\b", re.IGNORECASE
)
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+")

Plain = dict[str, Any]
Rules = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Exercise:
    """What is used of an entry of the file.

    Attributes:
        cleaned: Its texts held characters that no catalog may hold; they are left out.
    """

    key: str
    name: str
    equipment: str
    muscles: tuple[str, ...]
    instructions: tuple[str, ...]
    cleaned: bool = False


def exercises(data: bytes, name: str, category: str) -> list[Exercise]:
    """The exercises of a category.

    Args:
        data: What stands in the file.
        name: The file as the person knows it, for the places.
        category: Which of them.

    Raises:
        Refused: it is not UTF-8.
        CatalogProblems: it is not JSON, or of another shape.
    """
    text = decoded(data, name)
    found = []
    for number, (at, entry) in enumerate(_entries(text, name), 1):
        what = _What(text, name, at, f"exercise {number}")
        if not isinstance(entry, dict):
            what.refuse("is not an object", "an object", EXAMPLE[1:-1])
        if _text(entry, "category", what) == category:
            title, given = _text(entry, "name", what), _text(entry, "id", what)
            equipment = _text(entry, "equipment", what, empty=True)
            muscles = [*_texts(entry, "primaryMuscles", what), *_texts(entry, "secondaryMuscles", what)]
            instructions = _texts(entry, "instructions", what)
            key = slug(given) or slug(title) or f"exercise-{number}"
            unsafe = any(unsafe_character(" ".join(text.split())) for text in (title, equipment, *instructions))
            told = tuple(filter(None, map(clean, instructions)))
            found.append(Exercise(key, clean(title), clean(equipment), tuple(muscles), told, unsafe))
    return found


@dataclass(frozen=True, slots=True)
class _What:
    """An exercise of the file, for a sentence about it; its line is only counted when it is asked for."""

    text: str
    file: str
    at: int
    name: str

    def refuse(self, message: str, expected: str, example: str) -> NoReturn:
        _refuse(place_of_character(self.text, self.file, self.at), "wrong-type", f"{self.name} {message}", expected, example)


def _entries(text: str, name: str) -> Iterator[tuple[int, Any]]:
    """The items of the list that the file is, each with where it begins."""

    def constant(word: str) -> NoReturn:
        raise ValueError(f"{word} is not JSON")

    decoder = json.JSONDecoder(parse_constant=constant)
    at = _after_space(text, 0)
    if text[at : at + 1] != "[":
        what = "the file is empty" if at == len(text) else "the file is not a list of exercises"
        _refuse(place_of_character(text, name, at), "wrong-type", what, "a JSON list", EXAMPLE)
    at = _after_space(text, at + 1)
    if text[at : at + 1] == "]":
        at += 1
    else:
        while True:
            begin = at
            try:
                entry, at = decoder.raw_decode(text, begin)
            except json.JSONDecodeError as error:
                _not_json(text, name, error.pos, f"this is not JSON: {error.msg[0].lower()}{error.msg[1:]}")
            except RecursionError:
                place = place_of_character(text, name, begin)
                _refuse(place, "too-deep", "the nesting is too deep", "exercises that hold texts and lists of texts")
            except ValueError as error:  # NaN, Infinity, or a number of thousands of digits
                place = place_of_character(text, name, begin)
                _refuse(place, "not-json", f"this exercise is not JSON: {str(error).split(';')[0].lower()}", "JSON")
            yield begin, entry
            at = _after_space(text, at)
            closing, at = text[at : at + 1], _after_space(text, at + 1)
            if closing == "]":
                break
            if closing != ",":
                _not_json(text, name, at - 1, "this is not JSON: a comma or a bracket is missing")
    if _after_space(text, at) != len(text):
        _not_json(text, name, _after_space(text, at), "there is text after the end of the list")


def _after_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _not_json(text: str, name: str, at: int, message: str) -> NoReturn:
    _refuse(place_of_character(text, name, min(at, len(text))), "not-json", message, "JSON", EXAMPLE)


def _refuse(place: Place, code: str, message: str, expected: str, example: str = "") -> NoReturn:
    raise CatalogProblems([Problem(place, code, message, expected, example)])


def _text(entry: Plain, key: str, what: _What, *, empty: bool = False) -> str:
    value = entry.get(key)
    if value is None and empty:
        return ""
    if not isinstance(value, str):
        found = f"has no `{key}`" if value is None else f"has a `{key}` that is not text"
        what.refuse(found, "text", f'"{key}": "..."')
    return value


def _texts(entry: Plain, key: str, what: _What) -> list[str]:
    values = entry.get(key)
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        what.refuse(f"has no list of texts `{key}`", "a list of texts", f'"{key}": ["..."]')
    return values


def clean(text: str) -> str:
    """Untrusted text as a catalog may hold it: one line, visible characters, no braces."""
    visible = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(visible.replace("{", "(").replace("}", ")").split())


def slug(text: str) -> str:
    """A text as an identifier: ``90_90_Hamstring`` is ``90-90-hamstring``; empty where nothing of it will do."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.lower())[:LONGEST_ID].strip("-")


def record(exercise: Exercise, rules: Rules, groups: Mapping[str, str], name: str) -> Plain | None:
    """The stretch that an exercise becomes, or None where none of its muscles is known.

    Args:
        exercise: What the file says.
        rules: The checked data/import/free-exercise-db.yaml.
        groups: What each muscle group is called.
        name: The id of the new record.
    """
    targets = list(dict.fromkeys(target for muscle in exercise.muscles for target in _meant(rules["muscles"], muscle)))
    if not targets:
        return None
    told = " ".join([exercise.name, *exercise.instructions])
    positions = _meant(rules["positions"], told)
    required = _meant(rules["equipment"], f"{exercise.equipment}. {told}")
    sided = _mentions(told, rules["sided"])
    plain: Plain = {
        "id": name,
        "name": _shortened(exercise.name, LONGEST_NAME) or name[:LONGEST_NAME],
        "targets": targets,
        "position": positions[0] if positions else rules["position"],
        "needs": _meant(rules["needs"], told),
        "equipment": {"required": required, "optional": []},
        "sides": "each" if sided else "both",
        "felt": "same" if sided else "both",
        "felt_at": groups[targets[0]],
        "hold_s": _hold_s(told) or list(rules["hold_s"].values()),
        "reps": rules["reps"],
        "steps": [*_fetching(exercise, rules), *_steps(exercise, rules, sided)],
    }
    if sided:
        plain["switch"] = rules["switch"]
    plain["again"] = rules["again"]
    plain["review"] = [key for key in plain if key not in ("id", "name", "targets")]
    plain["source"] = [{**rules["source"], "title": f"{_shortened(exercise.name, 300) or name} ({rules['source']['title']})"}]
    return plain


def _fetching(exercise: Exercise, rules: Rules) -> list[Plain]:
    """A first step about a thing that the vocabulary has no word for."""
    thing = exercise.equipment.lower()[:LONGEST_NAME]
    if not thing or thing in rules["nothing"] or _meant(rules["equipment"], thing):
        return []
    return [{"setup": f"{rules['fetch']} {thing}.", "once": True}]


def _steps(exercise: Exercise, rules: Rules, sided: bool) -> list[Plain]:
    """The sentences as steps: the hold is the last one that speaks of holding, or the last that does not lead out."""
    sentences = [said for text in exercise.instructions for said in _sentences(text, rules["repeating"])]
    if sided:
        sentences = [WRITTEN_SIDE.sub(lambda found: "{side}" if found[1].lower() == "right" else "{other}", s) for s in sentences]
    holding = [index for index, sentence in enumerate(sentences) if _mentions(sentence, rules["holding"])]
    staying = [index for index, sentence in enumerate(sentences) if not _begins(sentence, rules["leaving"])]
    at = max(holding or staying[1:] or [1])
    setups = _fitting(sentences[:at], MOST_SETUPS) or [rules["setup"]]
    hold = _fitting(sentences[at : at + 1], 1) or [rules["hold"]]
    releases = _fitting(sentences[at + 1 :], MOST_RELEASES) or [rules["release"]]
    return [*({"setup": text} for text in setups), {"hold": hold[0]}, *({"release": text} for text in releases)]


def _sentences(text: str, repeating: Sequence[str]) -> Iterator[str]:
    """The sentences without instructions that the program gives itself."""
    said_itself = re.compile(
        rf"[\s,;]*\b(?:and |then |this will be your |the )*(?:{_alternatives(repeating)})\b.*$", re.IGNORECASE
    )
    for sentence in _SENTENCE_END.split(text):
        kept = (said_itself.sub("", sentence) if _mentions(sentence, repeating) else sentence).strip(" ,;")
        if any(character.isalnum() for character in kept):
            yield kept[0].upper() + kept[1:] + ("" if kept[-1] in ".!?" else ".")


def _fitting(sentences: Sequence[str], most: int) -> list[str]:
    """At most ``most`` texts, none too long for a record; the rest is cut off."""
    pieces = [
        piece for text in sentences for piece in (textwrap.wrap(text, LONGEST_TEXT) if len(text) > LONGEST_TEXT else [text])
    ]
    if len(pieces) > most:
        pieces = textwrap.wrap(" ".join(pieces), LONGEST_TEXT)
    return pieces[:most]


def _hold_s(text: str) -> list[int] | None:
    found = _SECONDS.search(text)
    if found is None:
        return None
    seconds = sorted(min(max(int(number), LEAST_HOLD_S), MOST_HOLD_S) for number in found.groups() if number)
    return [seconds[0], seconds[-1]]


def _meant(guesses: Iterable[Mapping[str, Any]], text: str) -> list[str]:
    """Which words of the vocabulary a text means, in the order of the guesses."""
    return [str(guess["is"]) for guess in guesses if _mentions(text, guess["words"])]


def _mentions(text: str, phrases: Sequence[str]) -> bool:
    lowered = text.lower()
    near = [phrase for phrase in phrases if phrase in lowered]  # a hundred times faster than a pattern, and usually enough
    return bool(near) and re.search(rf"\b(?:{_alternatives(near)})\b", lowered) is not None


def _begins(text: str, phrases: Sequence[str]) -> bool:
    first = text.lower().startswith(tuple(phrases))
    return first and re.match(rf"(?:{_alternatives(phrases)})\b", text, re.IGNORECASE) is not None


def _alternatives(phrases: Sequence[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


def _shortened(text: str, longest: int) -> str:
    return textwrap.shorten(text, longest, placeholder="") or text[:longest].strip()
