"""Printing to stdout: wrapped text on a terminal, one line each in a pipe, and JSON."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from typing import Any, Final

from stretchcli.terminal.mode import has_braille
from stretchcli.terminal.wording import folded

_CONSOLE: Final = "cp437"  # what the font of the Linux console has in any case


def can_show(text: str) -> bool:
    """Whether stdout's encoding, and the font of the Linux console, have these characters."""
    on_console = sys.stdout.isatty() and not has_braille(os.environ)
    try:
        for encoding in (sys.stdout.encoding or "utf-8", *([_CONSOLE] if on_console else [])):
            text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def cells(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def print_json(data: Any) -> None:
    """Print data as JSON."""
    sys.stdout.write(json.dumps(data, indent=2) + "\n")


def print_lines(lines: Iterable[str]) -> None:
    """Print lines, folded to the window in a terminal."""
    sys.stdout.write("".join(f"{line}\n" for line in folded(lines, sys.stdout)))
