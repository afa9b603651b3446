"""The pictures of the README are made by the program, and current."""

from __future__ import annotations

import re

from docs.figures import FILE, sheet_of_figures
from docs.pictures import FOLDER, session_in_a_hold, svg
from stretchcli.catalog.records import Catalog
from stretchcli.settings import keys
from stretchcli.terminal.keys import key_rows
from tests.clis import stretchcli
from tests.samples import PHRASES


def test_the_picture_of_the_screen_is_current() -> None:
    """Otherwise: python -m docs.pictures."""
    assert (FOLDER / "session.svg").read_text(encoding="utf-8") == svg(session_in_a_hold())


def test_the_sheet_of_figures_is_current(catalog: Catalog) -> None:
    """Otherwise: python -m docs.figures. It names every stretch and refers to nothing outside of it."""
    made = sheet_of_figures()
    assert FILE.read_text(encoding="utf-8") == made, "the poses have changed: python -m docs.figures"
    assert made.count("<g transform=") == len(catalog.stretches)
    assert "http" not in made.replace("http://www.w3.org/2000/svg", "")


def test_the_picture_does_without_the_spaces_of_its_texts() -> None:
    """Not every renderer keeps them: each word stands at its own place, and what is drawn with dots is a shape."""
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", svg(session_in_a_hold()))
    assert {"18", "felt:", "enough", "pause"} - set(texts) == {"18"}
    assert not any(" " in text for text in texts)
    assert not re.search("[\u2800-\u28ff█▀▄]", svg(session_in_a_hold()))


def test_the_picture_loads_nothing_from_elsewhere() -> None:
    """No fonts, scripts or images of other sites."""
    assert "http" not in svg(session_in_a_hold()).replace("http://www.w3.org/2000/svg", "")


def test_the_readme_has_the_table_of_keys() -> None:
    """One table drives what keys do, the footer, the help and the README."""
    readme = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    for shown, long in key_rows(PHRASES):
        assert f"| {shown} | {long} |" in readme


def test_the_readme_shows_the_picture_before_the_first_command() -> None:
    """Whoever comes by sees what it is before how to get it."""
    readme = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    assert readme.index("docs/session.svg") < readme.index("pipx install .") < readme.index("stretchcli run")


def test_the_readme_has_the_two_commands_for_a_clone() -> None:
    """The main job, then the tests, each in one line that does its own set-up. ``.ci/run`` takes them from there."""
    readme = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    blocks = [block.strip() for block in readme.split("```")[1::2]]
    set_up = "python3 -m venv .venv && .venv/bin/pip install -q "
    main = set_up + ". && .venv/bin/stretchcli run standing-hip-flexor --reps 1"
    tests = set_up + "-e '.[dev]' && .venv/bin/pytest"
    assert [block for block in blocks if ".venv" in block] == [main, tests]


def test_the_commands_of_the_readme_exist() -> None:
    """Every line that begins with the program names a command and options that its help knows."""
    readme = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    shown = "".join(readme.split("```")[1::2]).splitlines()
    lines = [line.partition("#")[0].split() for line in shown if line.startswith("stretchcli ")]
    assert len(lines) > 10
    for _, command, *words in lines:
        below = words[:1] if command in ("catalog", "log") else []
        help_text = stretchcli(command, *below, "-h").out
        assert help_text.startswith(f"Usage: stretchcli {' '.join([command, *below])} "), command
        assert [word for word in words if word.startswith("-") and word not in help_text] == []


def test_the_readme_names_every_key_of_the_config() -> None:
    """The config that ``stretchcli me`` writes sends people there for them."""
    readme = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    assert [key for key in keys() if not re.search(rf"^{key}:|`{key}[:`]", readme, re.MULTILINE)] == []
