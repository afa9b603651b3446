"""What every command starts from: places, settings, catalog, and the request that the options make."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from stretchcli.catalog.building import Loaded
from stretchcli.catalog.cache import load_cached, load_phrases
from stretchcli.catalog.finder import Finder
from stretchcli.catalog.folders import data_folder
from stretchcli.catalog.names import EVERYTHING, telling
from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.records import Catalog, Page
from stretchcli.catalog.selection import Limits, Request, Selection, select
from stretchcli.catalog.text import Side
from stretchcli.catalog.vocabulary import Condition
from stretchcli.cli.notices import asking_again
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
from stretchcli.reading.text import harmless
from stretchcli.session.length import Pace
from stretchcli.settings import Places, Settings, read_settings

if TYPE_CHECKING:  # what lists and shows alone need not lay out a session
    from stretchcli.session.history import History
    from stretchcli.session.layout import Order
    from stretchcli.session.planner import Plan
    from stretchcli.session.wishes import Effort, Wishes

MOST_MINUTES = 24 * 60


class AppContext:
    """Places, settings and catalog, each read when first asked for."""

    def __init__(self, *, no_config: bool = False) -> None:
        self.no_config = no_config

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

    def check_config(self) -> None:
        """Check the whole config, for a command that does not read the catalog: names in it are the catalog's.

        Raises:
            CatalogProblems, UsageProblem: it has a mistake.
        """
        if self.settings.limits.any():
            check_config_names(self.always, self._read.catalog, self.places.config_file)

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
        what = _words(options.what)
        if self._means_everything(what):
            what, whole = (), True
        request = Request(
            what=what,
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

    def _means_everything(self, what: Sequence[str]) -> bool:
        words = telling(" ".join(what).lower().split())
        if not words or not EVERYTHING.issuperset(words):
            return False
        anything = Finder.of(self.catalog).anything  # the person may have called a stretch so
        return all(anything.exactly(word) is None for word in words)

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
                several = f"Several are written as a list: `{key}: [{harmless(name)}]`."
                remedy = several if "," in name else problem.remedy
                raise UsageProblem(f"{place}: In `{key}:` of your config, {message}", remedy) from None
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
