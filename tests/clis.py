"""Running the program as a person or a script does."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

import pytest

from stretchcli.cli import main


@dataclass(frozen=True)
class Ran:
    """What a run of the program came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its stdout as JSON."""
        return json.loads(self.out)

    @property
    def events(self) -> list[dict[str, Any]]:
        """Its stdout as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


class Screen(io.StringIO):
    """A stdout that is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def stretchcli(*arguments: str, terminal: bool = False) -> Ran:
    """Run the program in this process, its output piped or as a terminal gets it."""
    out, err = Screen() if terminal else io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        patch.setattr(sys, "argv", ["stretchcli", *arguments])
        code: object = 0
        try:
            main()
        except SystemExit as ended:
            code = ended.code
    assert isinstance(code, int)
    assert "Traceback" not in err.getvalue()
    return Ran(code, out.getvalue(), err.getvalue())


def spawn(*arguments: str, **options: Any) -> subprocess.Popen[str]:
    """Start the program as a process of its own, its output piped."""
    command = [sys.executable, "-m", "stretchcli", *arguments]
    piped: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, text=True, **piped | options)
