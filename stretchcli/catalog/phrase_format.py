"""The format of ``phrases.yaml``: a tree of names whose leaves are texts with ``{fields}``, or the forms of one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from stretchcli.catalog.format import SCHEMA
from stretchcli.reading.containers import Field, Record, unique_entries
from stretchcli.reading.nodes import Mapping, Node, Scalar
from stretchcli.reading.problems import Place, Problem
from stretchcli.reading.shapes import Name, Text, misfit

_FIELD: Final = re.compile(r"\{([a-z]+(?:_[a-z]+)*)\}")
# The forms of a phrase, and the field that chooses among them.
_FORMS: Final = {("one", "other"): "count", ("each", "both"): "side"}
_TEXT: Final = Text(example="Rest. Next comes the {name}.")


@dataclass(frozen=True, slots=True)
class PhraseTree:
    """Phrases by their names, sections within sections. Checked, it is flat: dotted names with a text or its forms."""

    @property
    def expected(self) -> str:
        return "names with texts, forms of texts, or sections of names"

    @property
    def example(self) -> str:
        return '{rest: {next: "Rest. Next comes the {name}."}}'

    def check(self, node: Node, problems: list[Problem]) -> dict[str, Any] | None:
        if not isinstance(node, Mapping) or not node.entries:
            misfit(self, node, problems)
            return None
        found: dict[str, Any] = {}
        for key, value in unique_entries(node, problems):
            name = Name("next").check(key, problems)
            if name is None:
                continue
            if isinstance(value, Scalar):
                found[name] = _text(value, problems)
            elif (forms := _forms_of(value)) is not None:
                found[name] = _checked_forms(key.place, value, forms, problems)
            else:
                found |= {f"{name}.{inner}": phrase for inner, phrase in (self.check(value, problems) or {}).items()}
        return found

    def schema(self) -> dict[str, Any]:
        return {"type": "object"}


def fields_of(text: str) -> set[str]:
    """The fields of a text.

    >>> sorted(fields_of("{reps} holds of {time}"))
    ['reps', 'time']
    """
    return set(_FIELD.findall(text))


def _text(node: Node, problems: list[Problem]) -> str | None:
    text = _TEXT.check(node, problems)
    if text is not None and re.search(r"[{}]", _FIELD.sub("", text)):
        message = "a brace belongs to no field"
        problems.append(Problem(node.place, "bad-field", message, "fields of lower case letters and _", "{name}"))
        return None
    return text


def _forms_of(node: Node) -> tuple[str, str] | None:
    """The forms that a mapping is meant to give, or None if it is a section."""
    keys = {key.text for key, _ in node.entries} if isinstance(node, Mapping) else set()
    if keys & {"one", "other"}:
        return "one", "other"
    # The words for the sides themselves are a section: right, left and both.
    return ("each", "both") if "each" in keys or keys == {"both"} else None


def _checked_forms(place: Place, node: Node, forms: tuple[str, str], problems: list[Problem]) -> dict[str, str] | None:
    """Both forms and nothing else, with the same fields; the one that chooses may be left out of either."""
    shape = Record("a phrase with forms", {form: Field(_TEXT, required=True) for form in forms})
    before = len(problems)
    shape.check(node, problems)
    if len(problems) > before or not isinstance(node, Mapping):
        return None
    found = {key.text: _text(value, problems) for key, value in node.entries}
    if None in found.values():
        return None
    fields = [fields_of(found[form] or "") - {_FORMS[forms]} for form in forms]
    if fields[0] != fields[1]:
        missing = ", ".join(f"{{{name}}}" for name in sorted(fields[0] ^ fields[1]))
        message = f"one of the forms lacks {missing}"
        problems.append(Problem(place, "bad-field", message, "the same fields in both"))
        return None
    return {form: found[form] or "" for form in forms}


PHRASES: Final = Record(
    "a file of phrases", {"schema": SCHEMA, "phrases": Field(PhraseTree(), required=True, about="What the program says.")}
)
