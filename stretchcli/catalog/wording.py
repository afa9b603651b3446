"""Wording of the cautions for a person's conditions, of when to ask about them, and of why nothing is left for a muscle group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchcli.catalog.constraints import PersonalCaution
from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.records import Hole, Stretch
from stretchcli.catalog.text import Side, readable
from stretchcli.catalog.vocabulary import Vocabulary

if TYPE_CHECKING:  # it brings along what checks a config
    from stretchcli.catalog.precautions import Overdue


def caution_words(caution: PersonalCaution, words: Vocabulary, phrases: Phrases) -> str:
    """A caution for the person's conditions, as said before the stretch."""
    conditions = phrases.listed([words.conditions[name].said for name in caution.conditions])
    if caution.text:
        return phrases.say("caution.own", conditions=conditions, text=phrases.sideless(caution.text))
    needs = phrases.listed([words.needs[need].said for need in caution.needs])
    if caution.ruled_out and not caution.needs:
        return phrases.say("caution.skip", conditions=conditions)
    if caution.ruled_out:
        return phrases.say("caution.ruled-out", conditions=conditions, needs=needs)
    return phrases.say("caution.care" if caution.strong else "caution.mind", conditions=conditions, needs=needs)


def recorded_cautions(stretch: Stretch, side: Side | None, words: Vocabulary, phrases: Phrases) -> list[str]:
    """Each caution of a record once, with the conditions of those whom it concerns, for a side or for either."""
    concerned: dict[str, list[str]] = {}
    for caution in stretch.cautions:
        text = phrases.for_side(caution.text, side) if side else phrases.sideless(caution.text)
        conditions = concerned.setdefault(text, [])
        conditions += [words.conditions[caution.condition].said] if caution.condition else []
    return [
        phrases.say("caution.own", conditions=phrases.listed(conditions, "or"), text=text) if conditions else text
        for text, conditions in concerned.items()
    ]


def hole_words(hole: Hole, words: Vocabulary, phrases: Phrases, *, opened: bool = False) -> str:
    """Why nothing is left for a muscle group, or only stretches under a strong caution.

    It says "mainly", since what reaches the group besides another may stay.

    Args:
        opened: These are kept all the same.
    """
    group = words.groups[hole.group].name
    if hole.constraint in words.needs:
        return phrases.say("hole.without", group=group, need=readable(hole.constraint), reason=hole.reason)
    condition = words.conditions[hole.constraint].said
    if opened:
        return phrases.say("hole.opened", group=group, condition=condition, reason=hole.reason)
    return phrases.say("hole.care" if hole.warns else "hole.with", group=group, condition=condition, reason=hole.reason)


def overdue_words(overdue: Overdue, phrases: Phrases) -> str:
    """That the precautions of a condition have lasted their usual time, and who is to be asked about them."""
    again = overdue.condition.ask_again
    assert again is not None  # only then can it be overdue
    weeks, usual = phrases.say("count.weeks", count=overdue.weeks), phrases.say("count.weeks", count=again.weeks.last)
    said = overdue.condition.said
    return phrases.say("notice.overdue", weeks=weeks, since=again.since, condition=said, usual=usual, whom=again.ask)
