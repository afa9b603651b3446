"""What follows from what is known about a person, in numbers of stretches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Literal, NamedTuple

from stretchcli.catalog.constraints import Having, Removal, Without, first_removal
from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.records import Catalog
from stretchcli.catalog.selection import Limits, personal_constraints
from stretchcli.catalog.vocabulary import Vocabulary


class Reason(NamedTuple):
    """What leaves stretches out: a need, a condition, or the person's ``never:``, whose name is empty."""

    by: Literal["need", "condition", "never"]
    name: str = ""


class Follows(NamedTuple):
    """How many stretches there are, and what becomes of them.

    Attributes:
        clean: Those that the program chooses.
        care: Those that are only done with care.
        removed: Those that are left out, by the first reason for it, the commonest first.
    """

    all: int
    clean: int
    care: int
    removed: Mapping[Reason, int]


def follows(catalog: Catalog, limits: Limits) -> Follows:
    """What follows from these limits.

    Raises:
        UsageProblem: they name what the catalog does not have.
    """
    constraints = personal_constraints(catalog, limits)  # those that only set stretches aside come last
    removals = [first_removal(stretch, constraints) for stretch in catalog.stretches.values()]
    removed = Counter(_reason(removal) for removal in removals if removal and not removal.sets_aside)
    care = sum(1 for removal in removals if removal and removal.sets_aside)
    return Follows(len(removals), removals.count(None), care, dict(removed.most_common()))


def _reason(removal: Removal) -> Reason:
    constraint = removal.constraint
    if isinstance(constraint, Having):
        return Reason("condition", constraint.condition.id)
    return Reason("need", removal.needs[0]) if isinstance(constraint, Without) else Reason("never")


def follows_said(found: Follows, words: Vocabulary, because: Mapping[str, str], phrases: Phrases) -> str:
    """The numbers in one sentence: "Of 99 stretches, 61 are for you; ..."."""
    if found.clean == found.all:
        return phrases.say("me.all", count=found.all)
    parts = [phrases.say("me.clean", count=found.clean)]
    if found.care:
        parts.append(phrases.say("me.care", count=found.care))
    if found.removed:
        reasons = [phrases.say("me.reason", count=n, why=_why(one, words, because, phrases)) for one, n in found.removed.items()]
        if len(reasons) == 1:
            reasons = [_why(next(iter(found.removed)), words, because, phrases)]
        parts.append(phrases.say("me.removed", count=sum(found.removed.values()), reasons=phrases.listed(reasons)))
    return phrases.say("me.counts", count=found.all, parts=phrases.listed(parts))


def _why(reason: Reason, words: Vocabulary, because: Mapping[str, str], phrases: Phrases) -> str:
    if reason.by == "never":
        return phrases.say("me.why-never")
    if reason.by == "condition":
        return phrases.say("me.why-condition", condition=words.conditions[reason.name].said)
    need = words.needs[reason.name]
    if need.equipment:
        return phrases.say("me.why-thing", thing=need.means)
    return phrases.say("me.why-need", said=because.get(need.id, need.said))
