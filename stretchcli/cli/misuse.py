"""What to answer to a command that does not exist, and to an option that a command has not got."""

from __future__ import annotations

import difflib
import shlex
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Any, Final

from stretchcli.catalog.finder import Finder
from stretchcli.cli.context import AppContext
from stretchcli.cli.options import SelectionOptions, SessionOptions, with_bare_minutes
from stretchcli.errors import UsageProblem
from stretchcli.reading.text import either, harmless

MOST_COMMANDS: Final = 3


def unknown_command(words: Sequence[str], commands: Iterable[str]) -> UsageProblem:
    """The problem of a line without a command: it may name what to do, "stretchcli my stiff neck 10", or be misspelt."""
    command = words[0].lower()
    near = difflib.get_close_matches(command, list(commands), n=1)
    if near == [command]:  # only in capitals
        remedy = f"Did you mean stretchcli {harmless(shlex.join([command, *words[1:]]))}?"
    elif _can_be_run(list(takewhile(lambda word: not word.startswith("-"), words))):
        remedy = f"Did you mean stretchcli run {harmless(shlex.join(words))}?"
    else:
        remedy = f"Did you mean stretchcli {near[0]}?" if near else "See stretchcli -h."
    return UsageProblem(f"There is no command “{harmless(words[0])}”.", remedy)


def _can_be_run(words: list[str]) -> bool:
    """Whether ``run`` would know these words."""
    try:
        what = with_bare_minutes(SelectionOptions(what=words), SessionOptions())[0].what or []
        return bool(Finder.of(AppContext(no_config=True).catalog).anything.find_all(what)) or len(what) < len(words)
    except UsageProblem:
        return False


def unknown_option(name: str, context: Any) -> list[str]:
    """The sentence and its remedy: the commands that have the option, else the nearest options of this one.

    Args:
        context: That of the command, as click knows it.
    """
    path = context.command_path
    others = [other for other, options in _commands(context.find_root()) if name in options]
    own = {option.lstrip("-"): option for option in _options(context.command)}
    near = [own[bare] for bare in difflib.get_close_matches(name.lstrip("-"), own)]
    lines = [f"{path} has no option {name}."]
    if others:
        *before, last = others[:MOST_COMMANDS]
        return [*lines, f"{', '.join(before)} and {last} have it." if before else f"{last} has it."]
    return [*lines, f"Did you mean {either(near)}?" if near else f"See {path} -h."]


def _commands(root: Any) -> Iterator[tuple[str, list[str]]]:
    """Every command by its path, with its options; those below a command after it."""

    def below(command: Any, path: str) -> Iterator[tuple[str, list[str]]]:
        yield path, _options(command)
        if hasattr(command, "list_commands"):
            for name in command.list_commands(root):
                yield from below(command.get_command(root, name), f"{path} {name}")

    return below(root.command, root.command_path)


def _options(command: Any) -> list[str]:
    return [option for one in command.params for option in (*one.opts, *one.secondary_opts) if option.startswith("-")]
