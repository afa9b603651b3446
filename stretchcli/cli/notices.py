"""What a person should know about what was chosen for them, in sentences that stand before it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from stretchcli.catalog.constraints import Removal, UnderHole
from stretchcli.catalog.finder import Finder
from stretchcli.catalog.selection import Selection
from stretchcli.catalog.text import readable
from stretchcli.catalog.wording import caution_words, hole_words, overdue_words

if TYPE_CHECKING:
    from stretchcli.cli.context import AppContext
    from stretchcli.session.planner import Plan

MOST_NAMED: Final = 8
MORE_MINUTES: Final = 30  # what is proposed to whom one dose is too little
WORTH_SAYING_S: Final = 60


def notices(context: AppContext, selection: Selection, laid_out: Plan | None = None, *, explained: bool = False) -> list[str]:
    """What the person should know about the choice: what the config did, what was left out and why.

    Args:
        explained: What was left out is told elsewhere, one by one.
    """
    phrases = context.phrases
    lines = [
        phrases.say("notice.kept", name=context.catalog.stretches[name].name, why=removal.why(phrases))
        for name, removal in selection.kept.items()
    ]
    always = context.always
    if always.any():
        finder = Finder.of(context.catalog)
        said = [phrases.say("notice.without", need=readable(finder.needs.find(name))) for name in always.avoid]
        said += [phrases.say("notice.with", condition=finder.conditions.find(name).said) for name in always.pain]
        said += [phrases.say("notice.never", stretch=finder.stretches.find(name).id) for name in always.never]
        lines.append(phrases.say("notice.config", limits=phrases.listed(said)))
    lines += asking_again(context)
    if not explained:
        lines += _left_out(context, selection, laid_out)
    if laid_out and laid_out.bound == "one-dose":
        dose = phrases.seconds(context.catalog.vocabulary.guidance.session_s)
        lines.append(phrases.say("notice.one-dose", dose=dose, minutes=MORE_MINUTES))
    if laid_out and laid_out.bound == "doses" and laid_out.spare_s >= WORTH_SAYING_S:
        time = phrases.duration(laid_out.timeline.total_s)
        planned = {item.stretch for item in laid_out.timeline.items}
        minded = any(one.cautions for one in selection.chosen if one.stretch.id not in planned)
        lines.append(phrases.say("notice.enough-minding" if minded else "notice.enough", time=time))
    words = context.catalog.vocabulary
    if len(selection.holes) > 1 and not selection.groups and not explained:  # nobody asked for them: no wall of reasons
        groups = dict.fromkeys(words.groups[hole.group].name for hole in selection.holes)
        lines.append(phrases.say("hole.several", groups=phrases.listed(list(groups), "or")))
    else:
        lines += [hole_words(hole, words, phrases) for hole in selection.holes]
    lines += [hole_words(hole, words, phrases, opened=True) for hole in selection.opened]
    for condition in selection.conditions:
        advice = phrases.say("notice.inferred", text=condition.advice) if condition.inferred else condition.advice
        lines.append(phrases.say("caution.own", conditions=condition.said, text=advice))
    return lines


def _left_out(context: AppContext, selection: Selection, laid_out: Plan | None) -> list[str]:
    """What was left out, and for want of time, in a few sentences."""
    phrases = context.phrases
    lines = care_notice(context, selection)
    limited = [(name, removal) for name, removal in selection.dropped.items() if not (removal.narrows or removal.sets_aside)]
    if 0 < len(limited) <= MOST_NAMED:
        lines.append(phrases.say("notice.left-out", which=_by_reason(context, dict(limited))))
    elif limited:
        lines.append(phrases.say("notice.left-out-many", count=len(limited)))
    no_time = laid_out.no_time if laid_out else ()
    if 0 < len(no_time) <= MOST_NAMED:
        lines.append(phrases.say("notice.no-time", stretches=phrases.listed([stretch.name for stretch in no_time])))
    elif no_time:
        lines.append(phrases.say("notice.no-time-many", count=len(no_time)))
    if laid_out and laid_out.spared and len(laid_out.spared) <= MOST_NAMED:
        lines.append(phrases.say("notice.spared", stretches=phrases.listed([stretch.name for stretch in laid_out.spared])))
    return lines


def asking_again(context: AppContext) -> list[str]:
    """For each condition of the config whose precautions have lasted their usual time: that it is time to ask about them."""
    if not context.always.pain:
        return []
    from datetime import date

    from stretchcli.catalog.precautions import Dated, overdue

    conditions = Finder.of(context.catalog).conditions
    dated = [(conditions.find(name), name.since) for name in context.always.pain if isinstance(name, Dated)]
    return [overdue_words(one, context.phrases) for one in overdue(dated, date.today())]


def care_notice(context: AppContext, selection: Selection) -> list[str]:
    """What was left out because it is only to be done with care, in one sentence, and how to have it all the same."""
    aside = {
        name: removal for name, removal in selection.dropped.items() if removal.sets_aside and not _explained(removal, selection)
    }
    if not aside:
        return []
    phrases, needs = context.phrases, context.catalog.vocabulary.needs
    if len(aside) <= MOST_NAMED:
        return [phrases.say("care.notice", which=_by_reason(context, aside))]
    # One reason after the other; by stretch they come in too many combinations.
    reasons = [
        reason
        for removal in aside.values()
        for reason in ([needs[need].said for need in removal.needs] or [removal.why(phrases)])
    ]
    why = phrases.listed(list(dict.fromkeys(reasons)), "or")
    return [phrases.say("care.notice-many", stretches=phrases.say("count.stretches", count=len(aside)), why=why)]


def _by_reason(context: AppContext, removals: Mapping[str, Removal]) -> str:
    """Stretches with what keeps them out, a reason that several share once: a narrow window has no room to repeat it."""
    phrases = context.phrases
    found: dict[str, list[str]] = {}
    for name, removal in removals.items():
        why = removal._replace(by_config=False).why(phrases)  # that the config applies is said before
        found.setdefault(why, []).append(context.catalog.stretches[name].name)
    return "; ".join(phrases.say("notice.because", names=phrases.listed(names), why=why) for why, names in found.items())


def _explained(removal: Removal, selection: Selection) -> bool:
    """The hole of its group is told, with its reason."""
    return isinstance(removal.constraint, UnderHole) and bool(selection.holes)


def cautions_of(context: AppContext, selection: Selection) -> list[str]:
    """The cautions that the person's conditions bring, by stretch, in sentences."""
    words, phrases = context.catalog.vocabulary, context.phrases
    return [
        f"{chosen.stretch.name}: {caution_words(caution, words, phrases)}"
        for chosen in selection.chosen
        for caution in chosen.cautions
    ]
