"""One press of TAB in the three shells, each a real one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.terminal.ptys import Terminal

SHELLS = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}


@pytest.fixture
def command(tmp_path: Path) -> Path:
    """A folder with the command ``stretchcli``, which the shells find first."""
    folder = tmp_path / "bin"
    folder.mkdir()
    file = folder / "stretchcli"
    program = "import sys; sys.argv[0] = 'stretchcli'; from stretchcli.__main__ import main; main()"
    file.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{program}" "$@"\n')
    file.chmod(0o755)
    return folder


def script(shell: str, command: Path) -> str:
    """What ``--show-completion`` prints for that shell."""
    environment = {**os.environ, "PYTHONPATH": os.getcwd(), "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    program = [str(command / "stretchcli"), "--show-completion", shell]
    return subprocess.run(program, env=environment, capture_output=True, text=True, check=True).stdout


@contextmanager
def shell_with_completion(name: str, command: Path, tmp_path: Path) -> Iterator[Terminal]:
    """The shell, interactive, with the completion of the program in force."""
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed here")
    file = tmp_path / f"completion.{name}"
    file.write_text(script(name, command))
    path = f"{command}:{os.environ['PATH']}"
    prompt = {"PS1": "ready> ", "PROMPT": "ready> "}
    with Terminal(*SHELLS[name], columns=120, rows=40, PATH=path, PYTHONPATH=os.getcwd(), **prompt) as terminal:
        terminal.read(0.5 if name == "fish" else 0.2)
        if name == "zsh":
            terminal.press("autoload -Uz compinit; compinit -u\n")
        terminal.press(f"source {file}; echo lo''aded\n")
        terminal.until(lambda text: "\nloaded" in text)
        yield terminal


@pytest.mark.parametrize("name", list(SHELLS))
def test_tab_completes_a_name_that_is_the_only_one(name: str, command: Path, tmp_path: Path) -> None:
    """The name of a stretch that nothing else begins like."""
    with shell_with_completion(name, command, tmp_path) as terminal:
        terminal.press("stretchcli run table-ps\t")
        terminal.until("run table-psoas")


@pytest.mark.parametrize("name", list(SHELLS))
def test_tab_offers_the_names_of_the_option_that_is_typed(name: str, command: Path, tmp_path: Path) -> None:
    """Needs after --no, and no file names."""
    with shell_with_completion(name, command, tmp_path) as terminal:
        terminal.press("stretchcli list --no half-kn\t")
        terminal.until("--no half-kneeling")


def pressed(name: str, line: str, program: str) -> subprocess.CompletedProcess[str]:
    """What the shell's script gets from a program that runs ours after a press of TAB."""
    words = f"stretchcli {line}"
    asked = {"COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1), "_TYPER_COMPLETE_ARGS": words}
    asked |= {"_STRETCHCLI_COMPLETE": f"complete_{name}", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    command = [sys.executable, "-c", f"import sys; sys.argv = ['stretchcli']; {program}"]
    return subprocess.run(command, env={**os.environ, **asked}, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("line", ["run --no kne", "rou", "list --po"])
@pytest.mark.parametrize("name", list(SHELLS))
def test_a_press_of_tab_loads_neither_rich_nor_yaml(name: str, line: str) -> None:
    """Names come from the compiled catalog, and help texts have no markup that would have to be taken out."""
    program = (
        "from stretchcli.cli import main\ntry:\n  main()\nfinally:\n  print({'rich', 'yaml'} & set(sys.modules), file=sys.stderr)"
    )
    ran = pressed(name, line, program)
    assert line.split()[-1] in ran.stdout
    assert ran.stderr == "set()\n"


@pytest.mark.parametrize("name", list(SHELLS))
def test_tab_after_a_command_that_does_not_exist_says_nothing(name: str) -> None:
    """A message would stand in the middle of the line that is typed."""
    ran = pressed(name, "hips --n", "from stretchcli.cli import main; main()")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "hips" not in ran.stdout


@pytest.mark.parametrize("line", ["list leg", "plan --target leg"])
def test_tab_completes_regions_where_muscle_groups_may_stand(line: str) -> None:
    """They are groups by another name."""
    assert '"legs"' in pressed("zsh", line, "from stretchcli.cli import main; main()").stdout
