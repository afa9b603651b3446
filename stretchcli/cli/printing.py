"""Printing to stdout: wrapped text where a person looks, one line each where a program reads, and JSON."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from collections.abc import Iterable
from typing import Any


def can_show(text: str) -> bool:
    """Whether stdout's encoding has these characters."""
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def print_json(data: Any) -> None:
    """Print data as JSON."""
    sys.stdout.write(json.dumps(data, indent=2) + "\n")


def print_lines(lines: Iterable[str]) -> None:
    """Print lines, wrapped to the window in a terminal; what is wrapped stays under its own indent."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip()))
        if line.lstrip().startswith("- "):
            indent += "  "
        wrapped = textwrap.wrap(line, max(width, 20), subsequent_indent=indent, drop_whitespace=True) if width else [line]
        sys.stdout.write("\n".join(wrapped or [""]) + "\n")
