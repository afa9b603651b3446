"""The command line: one thin module for each command, and the one place where errors become sentences."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer
from typer.exceptions import TyperException

from stretchcli import __version__
from stretchcli.catalog.text import harmless
from stretchcli.cli import listing, log, plan, resume, routines, run, show
from stretchcli.errors import StretchError
from stretchcli.runner import CLOSED_STDOUT_CODE, quiet_stdout

app = typer.Typer(
    name="stretchcli",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.command("run")(run.command)
app.command("resume")(resume.command)
app.command("plan")(plan.command)
app.command("list")(listing.command)
app.command("routines")(routines.command)
app.command("show")(show.command)
app.add_typer(log.app, name="log")


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
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:  # an ASCII terminal shows ? instead of ending the program
            reconfigure(errors="replace")
    sys.exit(_run_app())


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
        tell(_sentence(error), "See stretchcli --help.")
        return getattr(error, "exit_code", 2)
    except BrokenPipeError:
        quiet_stdout()
        return CLOSED_STDOUT_CODE
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except Exception as error:
        return _crashed(error)


def tell(*lines: str) -> None:
    """Print lines to stderr, where all messages go."""
    for line in lines:
        typer.echo("\n".join(harmless(part) for part in line.split("\n")), err=True)


def _sentence(error: TyperException) -> str:
    format_message = getattr(error, "format_message", None)
    text = str(format_message() if format_message else error).strip()
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _crashed(error: Exception) -> int:
    """A bug: keep the traceback in a file, tell the person where."""
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
    tell("Something went wrong inside stretchcli, which is a mistake of ours.", where)
    return 1
