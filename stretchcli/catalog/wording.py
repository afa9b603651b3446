"""The words for what the constraints found: why a stretch is left out, what to mind, why nothing is left."""

from __future__ import annotations

from stretchcli.catalog.constraints import Aiming, Having, InPosition, PersonalCaution, Removal, UnderHole, WithCare, Without
from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.records import Hole
from stretchcli.catalog.text import readable
from stretchcli.catalog.vocabulary import Vocabulary


def removal_words(removal: Removal, phrases: Phrases) -> str:
    """Why a stretch is left out, as the end of "left out: ..."."""
    constraint = removal.constraint
    match constraint:
        case Without():
            known = constraint.vocabulary.needs
            # A thing with its article, "a steady table"; a movement by its own name.
            names = [known[need].means if known[need].equipment else readable(need) for need in removal.needs]
            words = phrases.say("why.needs", needs=phrases.listed(names))
        case Having(condition) if removal.needs:
            needs = phrases.listed([readable(need) for need in removal.needs])
            words = phrases.say("why.rules-out", condition=condition.said, needs=needs)
        case WithCare():
            words = phrases.listed([constraint.vocabulary.needs[need].said for need in removal.needs])
        case UnderHole(holes):
            words = phrases.say("why.for", groups=phrases.listed(sorted({readable(hole.group) for hole in holes}), "or"))
        case Having(condition):
            words = phrases.say("why.source", condition=condition.said)
        case Aiming(groups):
            words = phrases.say("why.not-for", groups=phrases.listed([readable(group) for group in groups], "or"))
        case InPosition(positions):
            words = phrases.say("why.not-done", positions=phrases.listed([readable(position) for position in positions], "or"))
        case _:
            return phrases.say("why.never")
    return phrases.say("why.by-config", why=words) if removal.by_config else words


def caution_words(caution: PersonalCaution, words: Vocabulary, phrases: Phrases) -> str:
    """What to mind with one's conditions, as it is said before the stretch."""
    conditions = phrases.listed([words.conditions[name].said for name in caution.conditions])
    if caution.text:
        return phrases.say("caution.own", conditions=conditions, text=phrases.sideless(caution.text))
    needs = phrases.listed([words.needs[need].said for need in caution.needs])
    return phrases.say("caution.care" if caution.strong else "caution.mind", conditions=conditions, needs=needs)


def hole_words(hole: Hole, words: Vocabulary, phrases: Phrases) -> str:
    """Why nothing is left for a muscle group, or only what comes under a strong caution."""
    group = words.groups[hole.group].name
    if hole.constraint in words.needs:
        return phrases.say("hole.without", group=group, need=readable(hole.constraint), reason=hole.reason)
    condition = words.conditions[hole.constraint].said
    return phrases.say("hole.care" if hole.warns else "hole.with", group=group, condition=condition, reason=hole.reason)
