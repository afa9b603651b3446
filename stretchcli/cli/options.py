"""The options that several commands share, each said once."""

from __future__ import annotations

import inspect
import math
import re
import typing
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, Final, NamedTuple, TypeVar

import typer

from stretchcli.catalog.limits import LEAST_HOLD_S, MOST_HOLD_S, MOST_REPS
from stretchcli.cli import completing
from stretchcli.errors import UsageProblem
from stretchcli.reading.text import either, harmless

if TYPE_CHECKING:
    from stretchcli.session.wishes import HoldWish

Command = TypeVar("Command", bound=Callable[..., Any])

JsonFlag = Annotated[bool, typer.Option("--json", help="Print JSON.")]


class SelectionOptions(NamedTuple):
    """What to do, and what not."""

    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WHAT]...", help="Stretches, routines or muscle groups; also legs or arms.", autocompletion=completing.what
        ),
    ] = None
    no: Annotated[
        list[str] | None,
        typer.Option(
            "--no",
            metavar="NEED",
            help="Leave out what needs this: kneeling, floor, balance, table.",
            autocompletion=completing.needs,
        ),
    ] = None
    pain: Annotated[
        list[str] | None,
        typer.Option(
            "--pain",
            metavar="AREA",
            help="Respect a sore area, such as the knee.",
            autocompletion=completing.conditions,
        ),
    ] = None
    condition: Annotated[
        list[str] | None,
        typer.Option(
            "--condition",
            metavar="NAME",
            help="Respect a condition, such as pregnancy.",
            autocompletion=completing.conditions,
        ),
    ] = None
    target: Annotated[
        list[str] | None,
        typer.Option("--target", metavar="GROUP", help="Only for this muscle group.", autocompletion=completing.groups),
    ] = None
    position: Annotated[
        list[str] | None,
        typer.Option(
            "--position",
            metavar="P",
            help="Only in this position, such as standing.",
            autocompletion=completing.positions,
        ),
    ] = None
    with_care: Annotated[bool, typer.Option("--with-care", help="Keep what your conditions allow only with care.")] = False
    no_config: Annotated[bool, typer.Option("--no-config", help="Ignore avoid, pain and never in your config this once.")] = False


class SessionOptions(NamedTuple):
    """How to lay the session out."""

    hold: Annotated[str | None, typer.Option("--hold", metavar="N|A-B", help="Seconds of a hold: a target, or floor-target.")] = (
        None
    )
    reps: Annotated[str | None, typer.Option("--reps", metavar="N", help="Holds per side.")] = None
    order: Annotated[str | None, typer.Option("--order", metavar="ORDER", help="alternate (R L R L) or grouped (R R L L).")] = (
        None
    )
    first: Annotated[str | None, typer.Option("--first", metavar="SIDE", help="The side that leads first.")] = None
    level: Annotated[
        str | None,
        typer.Option(
            "--level", metavar="LEVEL", help="gentle (holds of 20 s), normal, or deep (up to 60 s), as far as the sources go."
        ),
    ] = None
    pace: Annotated[str | None, typer.Option("--pace", metavar="PACE", help="steady, or brisk if you know the stretches.")] = None
    minutes: Annotated[str | None, typer.Option("--minutes", metavar="N", help="Fit the session into this many minutes.")] = None


class GuideOptions(NamedTuple):
    """How to run a session."""

    plain: Annotated[bool, typer.Option("--plain", help="Append-only lines, nothing that moves.")] = False
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, as it happens.")] = False
    manual: Annotated[bool, typer.Option("--manual", help="Wait for Enter after each setup step.")] = False
    speed: Annotated[str, typer.Option("--speed", metavar="X", help="Rehearse: run everything X times as fast.")] = "1"
    voice: Annotated[
        bool | None, typer.Option("--voice/--no-voice", help="Say what to do. On where the live screen is, if there is a voice.")
    ] = None
    say: Annotated[str | None, typer.Option("--say", metavar="MUCH", help="full (whole sentences) or cues (a few words).")] = None
    sound: Annotated[
        bool | None, typer.Option("--sound/--no-sound", help="Sound get-ready, start, halfway, the last seconds and the end.")
    ] = None
    still: Annotated[bool, typer.Option("--still", help="The figure shows the position and does not move.")] = False
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Skip the safety card.")] = False
    no_log: Annotated[bool, typer.Option("--no-log", help="Keep no record of this session.")] = False


def help_if_alone(context: typer.Context) -> None:
    """Show the help of a command group that was called without a subcommand."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(2)


def takes(*groups: type[Any]) -> Callable[[Command], Command]:
    """Give a command the options of these groups: it is called with one object for each, then its other parameters.

    Typer reads a command's signature, so the fields of the groups are written into it.
    """

    def decorate(command: Command) -> Command:
        others = list(inspect.signature(command, eval_str=True).parameters.values())[len(groups) :]
        parameters = []
        for group in groups:
            hints = typing.get_type_hints(group, include_extras=True)
            for name in group._fields:
                kind = inspect.Parameter.KEYWORD_ONLY
                default = group._field_defaults[name]
                parameters.append(inspect.Parameter(name, kind, default=default, annotation=hints[name]))
        parameters += [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in others]

        def wrapper(**values: Any) -> Any:
            filled = [group(*(values.pop(name) for name in group._fields)) for group in groups]
            return command(*filled, **values)

        wrapper.__doc__ = command.__doc__
        wrapper.__name__ = command.__name__
        wrapper.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # typer reads it
        wrapper.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return typing.cast(Command, wrapper)

    return decorate


_MINUTES: Final = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(?:m|min|mins|minutes?)?$", re.IGNORECASE)
_MINUTE_WORDS: Final = ("min", "mins", "minute", "minutes")


def with_bare_minutes(selected: SelectionOptions, session: SessionOptions) -> tuple[SelectionOptions, SessionOptions]:
    """A number among WHAT as ``--minutes``: ``run hips 10``, and "10min" or "10 minutes" too.

    Raises:
        UsageProblem: there are two of them.
    """
    words = [word for word in selected.what or () if word.lower() not in _MINUTE_WORDS]
    numbers = [match[1] for word in words if (match := _MINUTES.match(word.strip()))]
    if not numbers:
        return selected, session
    if len(numbers) + (session.minutes is not None) > 1:
        raise UsageProblem("The minutes are given twice.", f"Give them once, for example --minutes {numbers[0]}.")
    what = [word for word in words if not _MINUTES.match(word.strip())]
    return selected._replace(what=what), session._replace(minutes=numbers[0])


def means_minutes(word: str) -> bool:
    """Whether ``run WORD`` reads the word as a time."""
    return bool(_MINUTES.match(word)) or word.lower() in _MINUTE_WORDS


def switches_off(name: str) -> str | None:
    """The option ``--no-NAME`` that ``--no NAME`` may mean, with its command if only that has it."""
    wanted = f"--no-{name.strip().lower()}"
    for group, command in ((SelectionOptions, ""), (GuideOptions, "run ")):
        hints = typing.get_type_hints(group, include_extras=True).values()
        options = [option for hint in hints for option in hint.__metadata__]
        spelled = [str(one) for option in options for one in (option.default, *(option.param_decls or ()))]
        if any(wanted in one.split("/") for one in spelled):
            return f"{command}{wanted}"
    return None


_WHOLE: Final = re.compile(r"[0-9]{1,6}$")


def _shown(text: str) -> str:
    """What was typed, as a message says it; nothing at all as a pair of quotation marks."""
    return harmless(text.strip()) or '""'


def parse_hold(text: str, name: str = "--hold") -> HoldWish:
    """``30`` or ``20-30``.

    Raises:
        UsageProblem: it is neither, or out of range.
    """
    from stretchcli.session.wishes import HoldWish

    parts = text.strip().split("-")
    remedy = f"Give whole seconds from {LEAST_HOLD_S} to {MOST_HOLD_S}, for example {name} 30 or {name} 20-30."
    if not 1 <= len(parts) <= 2 or not all(_WHOLE.match(part) for part in parts):
        raise UsageProblem(f"{name} {_shown(text)} is not a number of seconds.", remedy)
    numbers = [int(part) for part in parts]
    if not all(LEAST_HOLD_S <= number <= MOST_HOLD_S for number in numbers):
        raise UsageProblem(f"{name} {text} is out of range.", remedy)
    if numbers[0] > numbers[-1]:
        raise UsageProblem(f"{name} {text}: the floor is above the target.", remedy)
    return HoldWish(numbers[0]) if len(numbers) == 1 else HoldWish(target_s=numbers[1], floor_s=numbers[0])


def parse_reps(text: str) -> int:
    """A number of reps.

    Raises:
        UsageProblem: it is not a number, or out of range.
    """
    remedy = f"Give a whole number from 1 to {MOST_REPS}, for example --reps 3."
    if not _WHOLE.match(text.strip()):
        raise UsageProblem(f"--reps {_shown(text)} is not a number of reps.", remedy)
    if not 1 <= int(text) <= MOST_REPS:
        raise UsageProblem(f"--reps {int(text)} is out of range.", remedy)
    return int(text)


def parse_positive(text: str, name: str, remedy: str, most: float = math.inf) -> float:
    """A number above zero.

    Raises:
        UsageProblem: it is none, not finite, or above ``most``.
    """
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if math.isnan(number):
        raise UsageProblem(f"{name} {_shown(text)} is not a number.", remedy)
    if number <= 0:
        raise UsageProblem(f"{name} {harmless(text)} must be above 0.", remedy)
    if number > most or math.isinf(number):
        raise UsageProblem(f"{name} {harmless(text)} is too large.", remedy)
    return number


def parse_choice(text: str, name: str, choices: tuple[str, ...]) -> str:
    """One of a few words; its beginning is enough.

    Raises:
        UsageProblem: it is none of them.
    """
    found = [choice for choice in choices if choice.startswith(text.strip().lower()) and text.strip()]
    if len(found) != 1:
        raise UsageProblem(f"{name} {_shown(text)} is not one of its values.", f"Use {either(choices)}.")
    return found[0]
