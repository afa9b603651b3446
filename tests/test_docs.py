"""The pictures of the README are made by the program, and current."""

from __future__ import annotations

from docs.pictures import FOLDER, session_in_a_hold, svg
from stretchcli.terminal.keys import key_rows
from tests.samples import PHRASES


def test_the_picture_of_the_screen_is_current() -> None:
    """Otherwise: python -m docs.pictures."""
    assert (FOLDER / "session.svg").read_text(encoding="utf-8") == svg(session_in_a_hold())


def test_the_picture_loads_nothing_from_elsewhere() -> None:
    """No fonts, scripts or images of other sites."""
    assert "http" not in svg(session_in_a_hold()).replace("http://www.w3.org/2000/svg", "")


def test_the_readme_has_the_table_of_keys() -> None:
    """One table drives what keys do, the footer, the help and the README."""
    readme = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    for shown, long in key_rows(PHRASES):
        assert f"| {shown} | {long} |" in readme


def test_the_readme_begins_with_the_two_commands() -> None:
    """The main job, then the tests, each in one line that does its own set-up."""
    readme = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    blocks = [block.strip() for block in readme.split("```")[1::2]]
    set_up = "python3 -m venv .venv && .venv/bin/pip install -q "
    assert blocks[0] == set_up + ". && .venv/bin/stretchcli run standing-hip-flexor --reps 1"
    assert blocks[1] == set_up + "-e '.[dev]' && .venv/bin/pytest"
