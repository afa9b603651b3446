"""How things look, named by what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

ThemeName = Literal["auto", "dark", "light"]


class Theme(NamedTuple):
    """Styles, as rich writes them. Colour never carries a meaning alone: there is always a word or a shape too."""

    word: str = "bold"
    hold: str = "bold"
    digits: str = "bold"
    quiet_digits: str = ""
    strong: str = "bold"
    text: str = "bold"
    label: str = "dim"
    quiet: str = "dim"
    done: str = ""
    left: str = "dim"
    floor: str = "bold"
    alert: str = "bold"
    key: str = "bold"


class Glyphs(NamedTuple):
    """The characters that drawings are made of."""

    block: str
    done: str
    left: str
    floor: str
    dot: str
    ellipsis: str


UNICODE: Final = Glyphs(block="█", done="━", left="─", floor="┃", dot="·", ellipsis="…")
ASCII: Final = Glyphs(block="#", done="=", left="-", floor="|", dot="-", ellipsis="~")


def _coloured(accent: str, good: str, alert: str) -> Theme:
    return Theme(
        word=f"bold {accent}",
        hold=f"bold {good}",
        digits=f"bold {good}",
        quiet_digits=accent,
        done=good,
        floor=f"bold {alert}",
        alert=f"bold {alert}",
        key=f"bold {accent}",
    )


PLAIN: Final = Theme()
THEMES: Final[Mapping[ThemeName, Theme]] = {
    # Middle tones, with enough contrast on black and on white, for a terminal that does not say which it is.
    "auto": _coloured("color(32)", "color(34)", "color(166)"),
    "dark": _coloured("bright_cyan", "bright_green", "bright_yellow"),
    "light": _coloured("color(25)", "color(22)", "color(124)"),
}


def theme_for(name: ThemeName, environment: Mapping[str, str]) -> Theme:
    """The theme that the config names; ``auto`` asks the terminal's ``COLORFGBG``, where there is one."""
    if environment.get("NO_COLOR"):
        return PLAIN
    background = environment.get("COLORFGBG", "").rpartition(";")[2]
    if name == "auto" and background.isdigit():
        return THEMES["light" if int(background) in (7, 15) else "dark"]
    return THEMES[name]


def glyphs_for(encoding: str | None) -> Glyphs:
    """Characters that an output in this encoding can show."""
    try:
        "".join((UNICODE.block, UNICODE.done, UNICODE.floor, UNICODE.ellipsis)).encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return UNICODE
