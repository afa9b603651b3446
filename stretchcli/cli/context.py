"""What every command starts from: places, settings, catalog, and the request that the options make."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from stretchcli.catalog.building import Loaded
from stretchcli.catalog.cache import load_cached, load_phrases
from stretchcli.catalog.constraints import Removal, UnderHole
from stretchcli.catalog.finder import Finder
from stretchcli.catalog.folders import data_folder
from stretchcli.catalog.names import telling
from stretchcli.catalog.phrases import Phrases, capital
from stretchcli.catalog.records import Catalog, Page
from stretchcli.catalog.selection import Limits, Request, Selection, select
from stretchcli.catalog.text import Side, readable
from stretchcli.catalog.vocabulary import Condition
from stretchcli.catalog.wording import caution_words, hole_words, overdue_words
from stretchcli.cli.options import (
    SelectionOptions,
    SessionOptions,
    parse_choice,
    parse_hold,
    parse_positive,
    parse_reps,
    switches_off,
    with_bare_minutes,
)
from stretchcli.errors import NothingMatches, UsageProblem
from stretchcli.session.length import Pace
from stretchcli.settings import Places, Settings, read_settings

if TYPE_CHECKING:  # what lists and shows alone need not lay out a session
    from stretchcli.session.history import History
    from stretchcli.session.layout import Order
    from stretchcli.session.planner import Plan
    from stretchcli.session.wishes import Effort, Wishes

MOST_MINUTES = 24 * 60
MOST_NAMED = 8
MORE_MINUTES = 30  # what is proposed to whom one dose is too little
WORTH_SAYING_S = 60


@dataclass
class AppContext:
    """Places, settings and catalog, each read when first asked for."""

    no_config: bool = False

    @cached_property
    def places(self) -> Places:
        """The folders of the program."""
        return Places.of(os.environ)

    @cached_property
    def settings(self) -> Settings:
        """The person's settings."""
        settings = read_settings(self.places, os.environ)
        if (hold := settings.get("hold")) is not None:
            try:
                parse_hold(hold, "hold:")
            except UsageProblem as problem:
                raise UsageProblem(f"{hold.place}: {problem.message}", problem.remedy) from None
        return settings

    @cached_property
    def loaded(self) -> Loaded:
        """The catalog; what is wrong with the user's own files is told here, once.

        Raises:
            UsageProblem: the config names something that the catalog has not got.
        """
        from stretchcli.cli import tell

        loaded = self._read
        if loaded.problems:
            files = {problem.place.file for problem in loaded.problems}
            tell(*(str(problem) for problem in loaded.problems))
            tell(self.phrases.say("notice.ignored", count=len(files)))
        check_config_names(self.always, loaded.catalog, self.places.config_file)
        return loaded

    @cached_property
    def _read(self) -> Loaded:
        return load_cached(data_folder(), self.places.data, self.places.cache)

    @property
    def catalog(self) -> Catalog:
        """The catalog."""
        return self.loaded.catalog

    @cached_property
    def phrases(self) -> Phrases:
        """What the program says. The catalog is not read for it."""
        return load_phrases(data_folder(), self.places.cache)

    @cached_property
    def pages(self) -> dict[str, Page]:
        """The pages about the muscle groups."""
        from stretchcli.catalog.loader import read_pages  # brings the YAML parser along

        return read_pages(data_folder() / "muscles.yaml", self.catalog.vocabulary)

    @cached_property
    def always(self) -> Limits:
        """The constraints of the config, unless they are left aside."""
        limits = Limits() if self.no_config else self.settings.limits
        if limits.never and self._read.problems:
            # It may stand in a file of the user's that is ignored until fixed, so nobody can tell that it does not exist.
            known = Finder.of(self._read.catalog).stretches
            return limits._replace(never=tuple(name for name in limits.never if known.get(name) is not None))
        return limits

    @property
    def pace(self) -> Pace:
        """The pace of the config."""
        return self.paced(self.settings.get("pace", "steady"))

    def paced(self, name: str) -> Pace:
        """A pace by its name, with the pauses of the config. The log is opened only where it matters.

        Raises:
            UsageProblem: there is no such pace.
        """
        get = self.settings.get
        usual = Pace()
        brisk = parse_choice(name, "--pace", ("steady", "brisk")) == "brisk"
        return Pace(
            ready_s=get("ready_s", usual.ready_s),
            switch_s=get("switch_s", usual.switch_s),
            rest_s=get("rest_s", usual.rest_s),
            brisk=brisk,
            known=self.history.known if brisk else usual.known,
        )

    @cached_property
    def history(self) -> History:
        """What the log knows; nothing where none is kept or it cannot be read."""
        from stretchcli.cli.logbook import history_of

        return history_of(self)

    def selection(self, options: SelectionOptions, *, whole: bool, listing: bool = False) -> Selection:
        """The stretches that the options ask for.

        Args:
            whole: With no WHAT, the whole catalog.
            listing: What ``never:`` or care keeps out of a session is kept and marked.

        Raises:
            UsageProblem, NothingMatches: see ``select``.
        """
        request = Request(
            what=tuple(telling(_words(options.what))),
            limits=Limits(avoid=_words(options.no), pain=_words(options.pain) + _words(options.condition)),
            always=self.always,
            targets=_words(options.target),
            positions=_words(options.position),
            whole=whole,
            listing=listing,
            with_care=options.with_care,
        )
        try:
            return select(self.catalog, request, self.phrases)
        except UsageProblem as problem:
            unknown = [name for name in request.limits.avoid if Finder.of(self.catalog).needs.get(name) is None]
            if unknown and (option := switches_off(unknown[0])):
                raise UsageProblem(problem.message, f"Did you mean {option}?") from None
            raise
        except NothingMatches as nothing:  # perhaps because of precautions whose usual time is over
            raise NothingMatches(nothing.message, "\n".join([nothing.remedy, *asking_again(self)])) from None

    def wishes(self, options: SessionOptions) -> Wishes:
        """How the options and the config want the session laid out.

        Raises:
            UsageProblem: a value is out of range.
        """
        from stretchcli.session.wishes import Wishes

        get = self.settings.get
        hold = options.hold if options.hold is not None else get("hold")
        reps = options.reps if options.reps is not None else get("reps")
        order = options.order if options.order is not None else get("order", "alternate")
        first = options.first if options.first is not None else get("first", "right")
        level = options.level if options.level is not None else get("level", "normal")
        minutes = None
        if options.minutes is not None:
            remedy = f"Give a number of minutes above 0 and at most {MOST_MINUTES}, for example --minutes 10."
            minutes = parse_positive(options.minutes, "--minutes", remedy, MOST_MINUTES)
        return Wishes(
            hold=None if hold is None else parse_hold(str(hold), "--hold" if options.hold is not None else "hold:"),
            reps=None if reps is None else parse_reps(str(reps)),
            order=cast("Order", parse_choice(order, "--order", ("alternate", "grouped"))),
            first=cast(Side, parse_choice(first, "--first", ("right", "left"))),
            minutes=minutes,
            effort=cast("Effort", parse_choice(level, "--level", ("gentle", "normal", "deep"))),
            pace=self.pace if options.pace is None else self.paced(options.pace),
        )

    def planned(self, selected: SelectionOptions, options: SessionOptions) -> tuple[Selection, Plan]:
        """The session that the options ask for, as ``plan`` and ``run`` understand them."""
        from stretchcli.session.planner import composes, plan

        selected, options = with_bare_minutes(selected, options)
        wishes = self.wishes(options)
        whole = bool(selected.target or selected.position or options.minutes is not None)
        selection = self.selection(selected, whole=whole)
        history = self.history if composes(selection, wishes) else None  # opening the log is dear
        return selection, plan(selection, wishes, self.catalog.vocabulary, self.phrases, history)


def check_config_names(limits: Limits, catalog: Catalog, file: Path) -> None:
    """A name in the config that nothing has is told as the config's mistake, not the command line's.

    Raises:
        UsageProblem: there is one; the message begins with its place.
    """
    if not limits.any():
        return
    finder = Finder.of(catalog)
    for key, names, known in (
        ("avoid", limits.avoid, finder.needs),
        ("pain", limits.pain, finder.conditions),
        ("never", limits.never, finder.stretches),
    ):
        for name in names:
            try:
                thing = known.find(name)
            except UsageProblem as problem:
                message = f"{problem.message[0].lower()}{problem.message[1:]}"
                place = getattr(name, "place", file)
                raise UsageProblem(f"{place}: In `{key}:` of your config, {message}", problem.remedy) from None
            if isinstance(thing, Condition):
                _check_date(name, thing)


def _check_date(name: str, condition: Condition) -> None:
    """A date belongs to a condition whose precautions end.

    Raises:
        UsageProblem: it is one without; the message begins with its place.
    """
    from stretchcli.catalog.precautions import Dated  # reading the config has imported it

    if isinstance(name, Dated) and condition.ask_again is None:
        message = f"In `pain:` of your config, {condition.id} has a date, but its precautions have no usual end."
        raise UsageProblem(f"{name.since_place}: {message}", f"Leave the date out, for example `pain: [{condition.id}]`.")


def _words(given: Sequence[str] | None) -> tuple[str, ...]:
    return tuple(given or ())


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
        said += [phrases.say("notice.with", condition=readable(finder.conditions.find(name).id)) for name in always.pain]
        said += [phrases.say("notice.never", stretch=finder.stretches.find(name).id) for name in always.never]
        lines.append(phrases.say("notice.config", limits=phrases.listed(said)))
    lines += asking_again(context)
    if not explained:
        lines += _left_out(context, selection, laid_out)
    if laid_out and laid_out.bound == "one-dose":
        dose = phrases.seconds(context.catalog.vocabulary.guidance.session_s)
        lines.append(phrases.say("notice.one-dose", dose=dose, minutes=MORE_MINUTES))
    if laid_out and laid_out.bound == "doses" and laid_out.spare_s >= WORTH_SAYING_S:
        lines.append(phrases.say("notice.enough", time=phrases.duration(laid_out.timeline.total_s)))
    words = context.catalog.vocabulary
    if len(selection.holes) > 1 and not selection.groups and not explained:  # nobody asked for them: no wall of reasons
        groups = dict.fromkeys(words.groups[hole.group].name for hole in selection.holes)
        lines.append(phrases.say("hole.several", groups=phrases.listed(list(groups))))
    else:
        lines += [hole_words(hole, words, phrases) for hole in selection.holes]
    for condition in selection.conditions:
        advice = phrases.say("notice.inferred", text=condition.advice) if condition.inferred else condition.advice
        lines.append(f"{capital(readable(condition.id))}: {advice}")
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
    if laid_out and laid_out.no_time and len(laid_out.no_time) <= MOST_NAMED:
        lines.append(phrases.say("notice.no-time", stretches=phrases.listed([stretch.name for stretch in laid_out.no_time])))
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
    phrases = context.phrases
    many = len(aside) > MOST_NAMED
    which = phrases.say("count.stretches", count=len(aside)) if many else _by_reason(context, aside)
    return [phrases.say("care.notice", which=which)]


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
