"""The user's own files through the program: a broken one warns and is left out, and everything else works."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from tests.badfiles import BAD_FILES, GOOD, BadFile
from tests.clis import Ran, stretchcli
from tests.samples import put, stretches

FIVE = {"standing-hip-flexor", "kneeling-hip-flexor", "glute-bridge", "hip-flexor-bed", "table-psoas"}


def assert_warned(ran: Ran, path: Path) -> None:
    """Exit 0, clean JSON with the built-in stretches, and a warning that names the file and carries nothing unsafe."""
    assert ran.code == 0
    listed = {stretch["id"] for stretch in ran.json["stretches"]}
    assert listed >= FIVE
    assert "wall-calf" not in listed
    assert f"{path}:" in ran.err
    assert "ignored until it is fixed" in ran.err
    assert not [character for character in ran.err if character < " " and character != "\n"]
    assert not set(ran.err) & set("\x7f\u202e\u2067")


@pytest.mark.parametrize("bad", BAD_FILES, ids=lambda bad: bad.name)
def test_a_broken_own_file_warns_and_leaves_the_rest_working(bad: BadFile, home: Path) -> None:
    """Whatever is wrong with it."""
    path = home / "stretches" / "own.yaml"
    bad.write(path)
    assert_warned(stretchcli("list", "--json"), path)


def test_a_folder_in_place_of_an_own_file_warns(home: Path) -> None:
    """A folder may be called anything."""
    path = home / "stretches" / "own.yaml"
    path.mkdir(parents=True)
    assert_warned(stretchcli("list", "--json"), path)


def test_an_own_file_that_may_not_be_read_warns(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the real permission bits; root, who is not bound by them, is refused as the system refuses others."""
    path = home / "stretches" / "own.yaml"
    path.parent.mkdir()
    path.write_text(GOOD)
    path.chmod(0)
    if os.access(path, os.R_OK):
        opened = Path.open

        def refusing(self: Path, *arguments: Any, **options: Any) -> Any:
            if self == path:
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self))
            return opened(self, *arguments, **options)

        monkeypatch.setattr(Path, "open", refusing)
    ran = stretchcli("list", "--json")
    assert_warned(ran, path)
    assert "permission denied" in ran.err


def test_an_own_stretch_is_listed_as_yours(home: Path) -> None:
    """Right after it was put there."""
    (home / "stretches").mkdir()
    (home / "stretches" / "own.yaml").write_text(GOOD)
    row = next(line for line in stretchcli("list").out.splitlines() if line.startswith("wall-calf "))
    assert row.endswith("yours")


def test_markup_in_an_own_file_is_shown_as_text(home: Path) -> None:
    """In a table, on a page and while a session runs."""
    (home / "stretches").mkdir()
    marked = GOOD.replace("Calf stretch at the wall", '"[bold red]Calf[/]"')
    (home / "stretches" / "own.yaml").write_text(marked)
    for arguments in (["show", "wall-calf"], ["plan", "wall-calf"], ["run", "wall-calf", "--reps", "1", "--speed", "1000"]):
        assert "[bold red]Calf[/]" in stretchcli(*arguments).out


def test_an_own_routine_runs(home: Path) -> None:
    """Its dose is the one it sets."""
    (home / "routines").mkdir()
    (home / "routines" / "mine.yaml").write_text(
        "schema: 1\nroutines:\n  - {id: mine, name: Mine, for: Me., reps: 1, hold_s: [5, 10], stretches: [glute-bridge]}\n"
    )
    plan = stretchcli("plan", "mine", "--json").json
    assert (plan["title"], plan["holds"], plan["held_s"]) == ("Mine", 1, 10)


def test_a_broken_file_leaves_a_config_that_names_its_stretch_alone(home: Path) -> None:
    """`list` works, although `never:` names what cannot be read now."""
    (home / "config.yaml").write_text("never: [wall-calf]\n")
    put(home / "stretches", "mine.yaml", stretches(("reps: 2", "reps: two")))
    ran = stretchcli("list", "--json")
    assert ran.code == 0
    assert "mine.yaml:" in ran.err
    assert ran.json["stretches"]
