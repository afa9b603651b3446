"""The words for what the constraints found: why a stretch is left out, what to mind, why nothing is left."""

from __future__ import annotations

from collections.abc import Sequence

from stretchcli.catalog.constraints import Aiming, Having, InPosition, PersonalCaution, Removal, UnderHole, WithCare, Without
from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.records import Hole
from stretchcli.catalog.text import listed, readable
from stretchcli.catalog.vocabulary import Vocabulary


def removal_words(removal: Removal) -> str:
    """Why a stretch is left out, as the end of "left out: ..."."""
    constraint = removal.constraint
    match constraint:
        case Without():
            known = constraint.vocabulary.needs
            # A thing with its article, "a steady table"; a movement by its own name.
            names = [known[need].means if known[need].equipment else readable(need) for need in removal.needs]
            words = f"it needs {listed(names)}"
        case Having() if removal.needs:
            words = f"{constraint.condition.said} rules out {listed([readable(need) for need in removal.needs])}"
        case WithCare():
            words = listed([constraint.vocabulary.needs[need].said for need in removal.needs])
        case UnderHole():
            words = f"it is for the {listed(sorted({readable(hole.group) for hole in constraint.holes}), 'or')}"
        case Having():
            words = f"its source says to skip it with {constraint.condition.said}"
        case Aiming():
            words = f"it does not stretch the {listed([readable(group) for group in constraint.groups], 'or')}"
        case InPosition():
            words = f"it is not done {listed([readable(position) for position in constraint.positions], 'or')}"
        case _:
            return "your config says never"
    return f"{words} (from your config)" if removal.by_config else words


def caution_words(caution: PersonalCaution, words: Vocabulary, phrases: Phrases) -> str:
    """What to mind with one's conditions, as it is said before the stretch."""
    conditions = phrases.listed([words.conditions[name].said for name in caution.conditions])
    if caution.text:
        return phrases.say("caution.own", conditions=conditions, text=caution.text)
    needs = phrases.listed([words.needs[need].said for need in caution.needs])
    return phrases.say("caution.care" if caution.strong else "caution.mind", conditions=conditions, needs=needs)


def concerning(conditions: Sequence[str], text: str) -> str:
    """A text with the conditions of those whom it concerns; without any it concerns everybody."""
    return f"({', '.join(map(readable, conditions))}) {text}" if conditions else text


def hole_words(hole: Hole, words: Vocabulary) -> str:
    """Why nothing is left for a muscle group, or only what comes under a strong caution."""
    group = words.groups[hole.group].name
    what = words.conditions[hole.constraint].said if hole.constraint in words.conditions else readable(hole.constraint)
    if hole.warns:
        return f"With {what}, no stretch for the {group} is chosen by itself. {hole.reason}"
    why = f"without “{what}”" if hole.constraint in words.needs else f"with {what}"
    return f"Nothing is left for the {group} {why}. {hole.reason}"
