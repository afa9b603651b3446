"""The command line: one thin module for each command, and the one place where errors become sentences."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Annotated, Any, Final

# Typer loads rich at once where it may, for help and completion that we do not have drawn: 60 ms.
os.environ.setdefault("TYPER_USE_RICH", "0")

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from stretchcli import __version__
from stretchcli.errors import StretchError
from stretchcli.reading.text import harmless

# The commands in the order of the help, each with its module. A module has one ``command``, or an ``app`` of several.
COMMANDS: Final = {
    "run": "run",
    "resume": "resume",
    "plan": "plan",
    "list": "listing",
    "routines": "routines",
    "show": "show",
    "log": "log",
    "catalog": "catalog",
    "doctor": "doctor",
}


class _Commands(TyperGroup):
    """Imports a command when it is asked for: all of them together take 60 ms."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        # A name that nothing has is answered with the nearest of all of them.
        for name in [cmd_name] if cmd_name in COMMANDS else COMMANDS:
            if name not in self.commands:
                module = import_module(f"stretchcli.cli.{COMMANDS[name]}")
                self.commands[name] = typer.main.get_command(getattr(module, "app", None) or _app_of_one(name, module.command))
        return self.commands.get(cmd_name)


def _app_of_one(name: str, command: Callable[..., Any]) -> typer.Typer:
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    single.command(name)(command)
    return single


app = typer.Typer(
    cls=_Commands,
    name="stretchcli",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"stretchcli {__version__}")
        raise typer.Exit


@app.callback()
def program(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """A guided stretch timer: every step told, every hold counted, both sides, every rep.

    \b
    stretchcli run                        the five hip flexor stretches, about half an hour
    stretchcli run --minutes 10           what fits into ten minutes
    stretchcli run standing-hip-flexor    one stretch
    stretchcli list --no kneeling         what you can do without kneeling
    stretchcli show glute-bridge          everything about one stretch
    """


def main() -> None:
    """Run the program and exit with its code; whatever goes wrong is told in one sentence, never as a traceback."""
    if sys.stdout is None:
        _open_stdout_for_nobody()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:  # an ASCII terminal shows ? instead of ending the program
            reconfigure(errors="replace")
    sys.exit(_run_app())


def _open_stdout_for_nobody() -> None:
    """A stdout that was closed before we began becomes a pipe without a reader: one way to end for both."""
    read, write = os.pipe()
    os.close(read)
    os.dup2(write, 1)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)


def _run_app() -> int:
    try:
        code = app(standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except StretchError as error:
        tell(*error.lines())
        return error.exit_code
    except TyperException as error:
        tell(_sentence(error), *([] if "Usage:" in _sentence(error) else ["See stretchcli --help."]))
        return getattr(error, "exit_code", 2)
    except (BrokenPipeError, SystemExit):  # Typer makes SystemExit(1) of a broken pipe, and of nothing else here
        from stretchcli.running.inbox import quiet_stdout
        from stretchcli.running.loop import CLOSED_STDOUT_CODE

        quiet_stdout()
        return CLOSED_STDOUT_CODE
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except Exception as error:
        tell(*crash_report(error))
        return 1


def tell(*lines: str) -> None:
    """Print lines to stderr, where all messages go."""
    for line in lines:
        typer.echo("\n".join(harmless(part) for part in line.split("\n")), err=True)


def _sentence(error: TyperException) -> str:
    format_message = getattr(error, "format_message", None)
    text = str(format_message() if format_message else error).strip()
    return text if text.endswith((".", "?", "!")) else f"{text}."


def crash_report(error: Exception) -> list[str]:
    """A mistake of ours: keep the traceback in a file, and return what to tell the person."""
    import traceback

    from stretchcli.settings import current_places

    report = "".join(traceback.format_exception(error))
    try:
        folder = current_places().state
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"crash-{os.getpid()}.txt"
        file.write_text(f"stretchcli {__version__}, Python {sys.version}\n{report}", encoding="utf-8")
        where = f"The details are in {file}; please send that file with your report."
    except OSError:
        where = f"It was {type(error).__name__}, and the details could not be written to a file."
    return ["Something went wrong inside stretchcli, which is a mistake of ours.", where]
