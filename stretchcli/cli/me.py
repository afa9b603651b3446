"""``stretchcli me``: the talk that a good therapist begins with."""

from __future__ import annotations

import errno
import os
import signal
import stat
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final, NamedTuple

import typer

from stretchcli.asking.asker import Prompt
from stretchcli.asking.editing import CannotEdit, edited, listed
from stretchcli.asking.following import Follows, follows, follows_said
from stretchcli.asking.known import Answer, Known, changes
from stretchcli.asking.questions import Questions, RedFlag, read_questions
from stretchcli.asking.talk import NO_BREAK, Outcome, Talk
from stretchcli.asking.wording import has_said, need_said
from stretchcli.catalog.finder import Finder
from stretchcli.catalog.folders import data_folder
from stretchcli.catalog.phrases import capital
from stretchcli.catalog.precautions import Overdue, overdue
from stretchcli.catalog.selection import Limits
from stretchcli.catalog.wording import overdue_words
from stretchcli.cli.context import AppContext, check_config_names
from stretchcli.cli.options import JsonFlag, SelectionOptions, SessionOptions
from stretchcli.cli.printing import print_json, print_lines
from stretchcli.errors import NothingMatches, StretchError, UsageProblem
from stretchcli.reading.files import may_exist, write_atomically
from stretchcli.reading.text import harmless
from stretchcli.settings import read_settings
from stretchcli.terminal.wording import folded

ENDED_EARLY_CODE: Final = 4  # as of a session that is left: `stretchcli me && stretchcli run` does not go on
USUAL_MINUTES: Final = 10
HEADER: Final = "# What you always want of stretchcli. `stretchcli me` writes avoid and pain; its README names all other keys.\n"
_BOM: Final = b"\xef\xbb\xbf"

ShowFlag = Annotated[bool, typer.Option("--show", help="Show what is known and what follows from it; ask nothing.")]


class _Left(Exception):
    """The person has left the talk."""


class _Person(NamedTuple):
    """What the config file alone says, with what explains it. The environment beats it, but is not what is written."""

    context: AppContext
    questions: Questions
    finder: Finder
    limits: Limits
    today: date

    @classmethod
    def of(cls, context: AppContext) -> _Person:
        """Read it anew.

        Raises:
            StretchError: the config has mistakes.
        """
        file = context.places.config_file
        limits = read_settings(context.places, {}).limits
        check_config_names(limits, context.catalog, file)
        questions = read_questions(data_folder() / "me.yaml", context.catalog.vocabulary)
        return cls(context, questions, Finder.of(context.catalog), limits, date.today())

    @property
    def file(self) -> Path:
        return self.context.places.config_file

    @property
    def known(self) -> Known:
        return Known.of(self.limits, self.finder)

    @property
    def overdue(self) -> list[Overdue]:
        """Whose precautions have lasted their usual time."""
        dated = [(self.finder.conditions.find(has.condition), has.since) for has in self.known.pain if has.since]
        return overdue(dated, self.today)

    @property
    def follows(self) -> Follows:
        return follows(self.context.catalog, self.limits)


def command(as_json: JsonFlag = False, show: ShowFlag = False) -> int:
    """Tell stretchcli once what you cannot do. It takes about a minute.

    It asks what hurts, which operations you have had, what you can do and what you have at hand. Enter passes a question over,
    q leaves. The answers go into your config, where you can read and change them; they never leave this computer.

    \b
    stretchcli me           the questions; again whenever something changes
    stretchcli me --show    what is known, and what follows from it
    stretchcli me --json    the same for a program to read
    """
    from stretchcli.cli import tell

    context = AppContext()
    if not (as_json or show or _at_a_terminal()):
        remedy = (
            "Without one, say it on the line, for example --no kneeling --pain knee --condition pregnancy; "
            f"or write avoid: and pain: into {harmless(str(context.places.config_file))}."
        )
        raise UsageProblem("stretchcli me asks questions, so it needs a terminal.", remedy)
    _ = context.loaded  # what is wrong with the person's own files is told first
    person = _Person.of(context)
    phrases = context.phrases
    for key in ("AVOID", "PAIN"):
        if os.environ.get(variable := f"STRETCHCLI_{key}"):
            tell(phrases.say("me.overruled", variable=variable))
    if as_json:
        print_json(_as_data(person))
        return 0
    if show:
        print_lines(_shown(person))
        return 0
    if _read_only(person.file):
        tell(phrases.say("me.read-only", file=harmless(str(person.file))))
    try:
        outcome = _talk(person)
    except _Left:
        print_lines(["", phrases.say("me.left")])
        return ENDED_EARLY_CODE
    except KeyboardInterrupt:
        print_lines(["", phrases.say("me.left")])
        raise
    if outcome.flags:
        print_lines(_flagged(outcome.flags, person))
        return ENDED_EARLY_CODE
    written = _write(person.context, outcome.answers)
    said = phrases.say("me.written" if written else "me.unchanged", file=harmless(str(person.file)))
    after = _Person.of(AppContext())
    print_lines(["", *_known_said(after), said, "", *_following(after, outcome)])
    return 0


def _at_a_terminal() -> bool:
    return sys.stdout.isatty() and sys.stdin is not None and sys.stdin.isatty()


def _talk(person: _Person) -> Outcome:
    """Ask at the terminal, in plain lines.

    Raises:
        _Left: the person has left.
    """
    sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]  # it is a terminal
    context = person.context
    talk = Talk(person.questions, context.catalog.vocabulary, person.finder, person.known, person.today, context.phrases).run()
    leave = person.questions.leave
    try:
        prompt = next(talk)
        while True:
            prompt = talk.send(_typed(prompt, leave))
    except StopIteration as ended:
        outcome: Outcome = ended.value
        return outcome


def _typed(prompt: Prompt, leave: Sequence[str]) -> str:
    def show(*_: object) -> None:
        # Not input(): it writes what stands before the answer to stderr.
        *above, ready = folded([*prompt.lines, prompt.ready], sys.stdout)
        space = "" if ready.endswith(" ") else " "
        sys.stdout.write("".join(f"{line}\n" for line in above).replace(NO_BREAK, " ") + ready + space)
        sys.stdout.flush()

    show()
    if sys.platform != "win32":  # whoever comes back after Ctrl-Z sees the question again
        signal.signal(signal.SIGCONT, show)
    line = sys.stdin.readline()
    if sys.platform != "win32":
        signal.signal(signal.SIGCONT, signal.SIG_DFL)
    if not line:
        sys.stdout.write("\n")
    if not line or line.strip().lower() in leave:
        raise _Left
    return line.strip()


def _flagged(flags: Sequence[RedFlag], person: _Person) -> Iterator[str]:
    """What to do first, once for each thing to do, and who says so."""
    phrases = person.context.phrases
    yield from ("", phrases.say("me.flagged"))
    sources: dict[str, None] = {}
    for flag in flags:
        yield f"- {phrases.say('me.flag', said=capital(flag.said), act=flag.do, because=flag.because)}"
        sources |= {phrases.say("me.source-of", org=source.org, title=source.title): None for source in flag.source}
    yield phrases.say("me.source", sources="; ".join(sources))


def _write(context: AppContext, answers: Sequence[Answer]) -> bool:
    """Put the answers into the config as it is now, whoever has changed it meanwhile; returns whether that changed it.

    Raises:
        StretchError: it cannot be written, has got mistakes, or is of a kind that cannot be changed safely.
    """
    file = context.places.config_file
    person = _Person.of(context)
    before = person.known
    wanted = before.after(answers)
    name = harmless(str(file))
    lines = [f"avoid: {listed(wanted.avoid)}", f"pain: {listed([has.item for has in wanted.pain])}"]
    remedy = "\n".join(["Put these lines into it in place of its own:", *lines])
    try:
        target = Path(os.path.realpath(file))  # a link stays one
        old = target.read_bytes() if may_exist(target) else None
        text = (old or b"").removeprefix(_BOM).decode()
        new = edited(text, changes(person.limits, person.finder, wanted)) if wanted != before else text
        data = (_BOM if (old or b"").startswith(_BOM) else b"") + (new if text.strip() else HEADER + new).encode()
        if data == old:
            return False
        if _read_only(target):  # whoever has made it so does not want it replaced
            raise PermissionError(errno.EACCES, "it is read-only")
        write_atomically(target, data, mode=0o600 if old is None else stat.S_IMODE(target.stat().st_mode), lasting=True)
    except CannotEdit:
        raise StretchError(f"{name} is written in a way that cannot be changed safely, so it stays as it was.", remedy) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StretchError(f"{name} could not be written: {reason}.", f"It is as it was. {remedy}") from None
    return True


def _read_only(file: Path) -> bool:
    return may_exist(file) and not os.access(file, os.W_OK)


def _shown(person: _Person) -> list[str]:
    """What is known and what follows."""
    said = _known_said(person)
    if not said:
        return [person.context.phrases.say("me.nothing-known"), "", *_following(person, Outcome())]
    heading = person.context.phrases.say("me.known", file=harmless(str(person.file)))
    again = [overdue_words(one, person.context.phrases) for one in person.overdue]
    return [heading, *said, *again, "", *_following(person, Outcome())]


def _known_said(person: _Person) -> list[str]:
    words, phrases = person.context.catalog.vocabulary, person.context.phrases
    known = person.known
    lines = []
    if known.pain:
        lines.append(phrases.say("me.pain", conditions=phrases.listed([has_said(has, words, phrases) for has in known.pain])))
    if known.avoid:
        needs = [need_said(need, words, person.questions.because, phrases) for need in known.avoid]
        lines.append(phrases.say("me.avoid", needs=phrases.listed(needs)))
    if person.limits.never:
        names = [person.finder.stretches.find(name).name for name in person.limits.never]
        lines.append(phrases.say("me.never", stretches=phrases.listed(names)))
    return lines


def _following(person: _Person, outcome: Outcome) -> list[str]:
    """The numbers of stretches, and the command to begin with."""
    context = AppContext()
    phrases, words = context.phrases, context.catalog.vocabulary
    lines = [follows_said(person.follows, words, person.questions.because, phrases)]
    if outcome.days is not None:
        advised = words.guidance
        few, days = outcome.days < advised.least_days, phrases.say("count.days", count=outcome.days)
        least, most = advised.least_days, advised.most_days
        lines.append(phrases.say("me.few-days" if few else "me.days", days=days, least=least, most=most))
    minutes = outcome.minutes or USUAL_MINUTES
    try:
        _, planned = context.planned(SelectionOptions(), SessionOptions(minutes=str(minutes)))
    except NothingMatches as nothing:
        return [*lines, *nothing.lines()]
    time = phrases.duration(planned.timeline.total_s)
    fits = phrases.say("me.fits", count=len(planned.timeline.items), time=time)
    return [*lines, fits, f"  stretchcli run --minutes {minutes}", phrases.say("me.again")]


def _as_data(person: _Person) -> dict[str, Any]:
    """The same as data."""
    known, found = person.known, person.follows
    return {
        "format": 1,
        "config": str(person.file),
        "avoid": list(known.avoid),
        "pain": [{"name": has.condition, "since": has.since.isoformat() if has.since else None} for has in known.pain],
        "never": [person.finder.stretches.find(name).id for name in person.limits.never],
        "ask_again": [one.condition.id for one in person.overdue],
        "stretches": {
            "all": found.all,
            "clean": found.clean,
            "care": found.care,
            "removed": sum(found.removed.values()),
        },
        "reasons": [
            {"by": reason.by, "name": reason.name or None, "stretches": count} for reason, count in found.removed.items()
        ],
    }
