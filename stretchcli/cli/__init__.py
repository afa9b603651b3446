"""The command line: one thin module for each command, and the one place where errors become sentences."""

from __future__ import annotations

import codecs
import os
import sys
import traceback
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from typing import Annotated, Any, Final

from stretchcli.settings import current_places

# Typer loads rich at once where it may, for help and completion that we do not have drawn: 60 ms.
os.environ.setdefault("TYPER_USE_RICH", "0")

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from stretchcli import __version__
from stretchcli.cli.completing import keep_help_plain
from stretchcli.cli.helping import fit_help
from stretchcli.cli.options import help_if_alone
from stretchcli.errors import FULL, StretchError
from stretchcli.reading.text import harmless
from stretchcli.terminal.wording import folded

# The commands in the order of the help, each with its module. A module has one ``command``, or an ``app`` of several.
COMMANDS: Final = {
    "run": "run",
    "resume": "resume",
    "plan": "plan",
    "list": "listing",
    "routines": "routines",
    "show": "show",
    "me": "me",
    "log": "log",
    "catalog": "catalog",
    "doctor": "doctor",
}

_STRAIGHT: Final = {"“": '"', "”": '"', "’": "'"}

# With a broken config these still run: one says what is wrong with it, the other where things are.
WITHOUT_CONFIG: Final = ("doctor", "catalog path")

# Some of these do not read the catalog, or leave the constraints of the config aside.
WITHOUT_CATALOG: Final = ("log ", "catalog ", "resume")


class _Commands(TyperGroup):
    """Imports a command when it is asked for: all of them together take 60 ms."""

    def make_context(self, *args: Any, **extra: Any) -> Any:
        fit_help(self)
        return super().make_context(*args, **extra)

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            module = import_module(f"stretchcli.cli.{COMMANDS[cmd_name]}")
            command = typer.main.get_command(getattr(module, "app", None) or _app_of_one(cmd_name, module.command))
            self.commands[cmd_name] = _after_config(command, cmd_name)
        return self.commands.get(cmd_name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if not ctx.resilient_parsing and args[0] not in COMMANDS:
            from stretchcli.cli.misuse import unknown_command

            raise unknown_command(args, COMMANDS)
        return super().resolve_command(ctx, args)


def _after_config(command: Any, path: str) -> Any:
    """The command, and those below it, run only where the config has no mistakes; help does not need it.

    A group that does something by itself looks after itself: it is also called on the way to the help of those below.
    """
    fit_help(command)
    below = getattr(command, "commands", {})
    for name, inner in below.items():
        _after_config(inner, f"{path} {name}")
    run = command.callback
    if path not in WITHOUT_CONFIG and not below:

        @wraps(run)
        def checked(*args: Any, **values: Any) -> Any:
            from stretchcli.cli.context import AppContext

            context = AppContext()
            _ = context.settings
            if path.startswith(WITHOUT_CATALOG):  # the others check the names in it when they read the catalog
                context.check_config()
            return run(*args, **values)

        command.callback = checked
    return command


def _app_of_one(name: str, command: Callable[..., Any]) -> typer.Typer:
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    single.command(name)(command)
    return single


app = typer.Typer(
    cls=_Commands,
    name="stretchcli",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"stretchcli {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def program(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """A guided stretch timer: every step explained, every hold counted, both sides, every rep.

    \b
    stretchcli run                       five hip flexor stretches, 35 minutes
    stretchcli run hips --minutes 10     ten minutes for the hips
    stretchcli run standing-hip-flexor   one stretch
    stretchcli list --no kneeling        what you can do without kneeling
    stretchcli show glute-bridge         everything about one stretch
    """
    help_if_alone(context)


def main() -> None:
    """Run the program and exit with its code; every error is reported in one sentence, never as a traceback."""
    if sys.stdout is None:
        _open_stdout_for_nobody()
    codecs.register_error("stretchcli", _encodable)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="stretchcli")
    if "_STRETCHCLI_COMPLETE" in os.environ:
        keep_help_plain()
    sys.exit(_run_app())


def _encodable(error: UnicodeError) -> tuple[str, int]:
    """What an ASCII terminal shows instead of ending the program: straight quotes for curly ones, else ``?``."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_STRAIGHT.get(character, "?") for character in error.object[error.start : error.end]), error.end


def _open_stdout_for_nobody() -> None:
    """Replace a stdout that was closed before the start by a pipe without a reader, so that both end the same way."""
    read, write = os.pipe()
    os.close(read)
    os.dup2(write, 1)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)


def _run_app() -> int:
    try:
        code = app(prog_name="stretchcli", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except StretchError as error:
        tell(*error.lines())
        return error.exit_code
    except TyperException as error:
        tell(*_misuse(error))
        return getattr(error, "exit_code", 2)
    except SystemExit as ended:
        if isinstance(ended.__context__, BrokenPipeError):  # Typer makes SystemExit(1) of it
            return _closed_stdout()
        raise  # it ends --show-completion, and tells fish whether there is anything to complete
    except BrokenPipeError:
        return _closed_stdout()
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except Exception as error:
        if isinstance(error, OSError) and error.errno in FULL:
            _quiet_stdout()
            tell(f"The output could not be written: {error.strerror}.", "Free some space, or write it somewhere else.")
        else:
            tell(*crash_report(error))
        return 1


def _closed_stdout() -> int:
    """Stdout was closed: end quietly, with the exit code for that."""
    from stretchcli.running.loop import CLOSED_STDOUT_CODE

    _quiet_stdout()
    return CLOSED_STDOUT_CODE


def _quiet_stdout() -> None:
    from stretchcli.running.inbox import quiet_stdout

    quiet_stdout()


def tell(*lines: str) -> None:
    """Print lines to stderr, where all messages go, folded to the window in a terminal."""
    if sys.stderr is None:
        return
    parts = [harmless(part) for line in lines for part in line.split("\n")]
    for line in folded(parts, sys.stderr):
        typer.echo(line, err=True)


def _misuse(error: TyperException) -> list[str]:
    """A command used wrongly: what is wrong, and the remedy."""
    context, option = getattr(error, "ctx", None), getattr(error, "option_name", None)
    if context is not None and option is not None and hasattr(error, "possibilities"):  # it is unknown
        from stretchcli.cli.misuse import unknown_option

        return unknown_option(option, context)
    return [_sentence(error), f"See {_command_path(error)} -h."]


def _command_path(error: TyperException) -> str:
    """The command that was used wrongly; an option without its argument does not know it."""
    context = getattr(error, "ctx", None)
    if context is not None:
        return str(context.command_path)
    return " ".join(["stretchcli", *(word for word in sys.argv[1:2] if word in COMMANDS)])


def _sentence(error: TyperException) -> str:
    format_message = getattr(error, "format_message", None)
    text = str(format_message() if format_message else error).strip()
    return text if text.endswith((".", "?", "!")) else f"{text}."


def crash_report(error: Exception) -> list[str]:
    """A bug in the program: save the traceback in a file, and return the message for the person."""
    report = "".join(traceback.format_exception(error))
    try:
        folder = current_places().state
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"crash-{os.getpid()}.txt"
        file.write_text(f"stretchcli {__version__}, Python {sys.version}\n{report}", encoding="utf-8")
        where = f"The details are in {file}; please attach that file to your report."
    except OSError:
        where = f"It was {type(error).__name__}, and the details could not be written to a file."
    return ["This is a bug in stretchcli.", where]
