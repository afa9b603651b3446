"""``stretchcli plan --save NAME``: a plan kept as a routine of the user's own, and how to run it again."""

from __future__ import annotations

import shlex
from typing import Final

from stretchcli.authoring.routines import id_and_name, routine_text
from stretchcli.authoring.template import write_new
from stretchcli.catalog.records import RoutineItem
from stretchcli.catalog.selection import Selection
from stretchcli.cli.catalog import check_free, user_routines
from stretchcli.cli.context import AppContext
from stretchcli.cli.options import SelectionOptions, SessionOptions
from stretchcli.session.planner import Plan

LONGEST_TITLE: Final = 100


def free_name(context: AppContext, said: str) -> tuple[str, str]:
    """The id and the name of the new routine, before anything is planned.

    Raises:
        UsageProblem: no routine can be called so, or something is already.
    """
    routine, name = id_and_name(said)
    check_free(context, routine, "routine")
    return routine, name


def save_plan(
    context: AppContext,
    called: tuple[str, str],
    selection: Selection,
    plan: Plan,
    selected: SelectionOptions,
    session: SessionOptions,
) -> str:
    """Write a plan as a routine; the sentence that says where it is and how to run it.

    Raises:
        UsageProblem: there is such a file already.
        StretchError: it cannot be written.
    """
    phrases, timeline = context.phrases, plan.timeline
    routine, name = called
    time = phrases.duration(timeline.total_s)
    if len(timeline.title) <= LONGEST_TITLE:
        suits = phrases.say("plan.saved-for", title=timeline.title, time=time)
    else:
        count = phrases.say("count.stretches", count=len(timeline.items))
        suits = phrases.say("plan.saved-many", stretches=count, time=time)
    items = [RoutineItem(item.stretch, item.reps, item.hold) for item in timeline.items]
    path = write_new(user_routines(), routine, routine_text(routine, name, suits, items))
    command = shlex.join(["stretchcli", "run", *again(context, routine, selection, plan, selected, session)])
    return phrases.say("plan.saved", file=path, command=command)


def again(
    context: AppContext,
    routine: str,
    selection: Selection,
    plan: Plan,
    selected: SelectionOptions,
    session: SessionOptions,
) -> list[str]:
    """The words that lead to the same session: what a routine does not hold is said again.

    Constraints stay, because they bring their cautions along. What a routine would leave out, because the config says so or
    because it is only done with care, is named.
    """
    done = {item.stretch for item in plan.timeline.items}
    by_hand = [
        chosen.stretch.id
        for chosen in selection.chosen
        if chosen.stretch.id in done and (chosen.stretch.id in selection.kept or (chosen.care and not selected.with_care))
    ]
    words = [routine, *by_hand]
    for option, values in (("--no", selected.no), ("--pain", selected.pain), ("--condition", selected.condition)):
        for value in values or ():
            words += [option, value]
    words += [name for name, on in (("--with-care", selected.with_care), ("--no-config", selected.no_config)) if on]
    given = {"--order": session.order, "--first": session.first, "--pace": session.pace}
    # The config's own dose beats a routine's, so the one that was given beats it again.
    given |= {f"--{key}": getattr(session, key) for key in ("hold", "reps") if context.settings.get(key) is not None}
    if context.settings.get("level", "normal") != "normal":
        given["--level"] = "normal"  # the routine has its seconds, and no level is to change them
    return [*words, *(word for option, value in given.items() if value is not None for word in (option, value))]
