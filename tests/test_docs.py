"""The pictures of the README are made by the program, and current."""

from __future__ import annotations

from docs.pictures import FOLDER, session_in_a_hold, svg


def test_the_picture_of_the_screen_is_current() -> None:
    """Otherwise: python -m docs.pictures."""
    assert (FOLDER / "session.svg").read_text(encoding="utf-8") == svg(session_in_a_hold())


def test_the_picture_loads_nothing_from_elsewhere() -> None:
    """No fonts, scripts or images of other sites."""
    assert "http" not in svg(session_in_a_hold()).replace("http://www.w3.org/2000/svg", "")
