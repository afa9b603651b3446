"""How things look, named by what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

from stretchcli.terminal.mode import has_braille

ThemeName = Literal["auto", "dark", "light"]


class Theme(NamedTuple):
    """Styles, as rich writes them. Colour says the kind of phase and nothing else, and there is always a word for it too."""

    moving: str = "bold"
    holding: str = "bold"
    enough: str = "bold"
    hurting: str = "bold"
    paused: str = "dim"
    strong: str = "bold"
    quiet: str = "dim"

    def of(self, mood: str) -> str:
        """The style of a kind of phase."""
        return str(getattr(self, mood))


class Glyphs(NamedTuple):
    """The characters that drawings are made of."""

    block: str
    done: str
    left: str
    floor: str
    dot: str
    past: str
    now: str
    later: str


UNICODE: Final = Glyphs(block="█", done="━", left="─", floor="┃", dot="·", past="●", now="▶", later="○")
ASCII: Final = Glyphs(block="#", done="=", left="-", floor="|", dot="-", past="x", now=">", later="o")


def _coloured(moving: str, holding: str, enough: str, hurting: str) -> Theme:
    return Theme(moving=f"bold {moving}", holding=f"bold {holding}", enough=f"bold {enough}", hurting=f"bold {hurting}")


PLAIN: Final = Theme()
THEMES: Final[Mapping[ThemeName, Theme]] = {
    # Middle tones, with enough contrast on black and on white, for a terminal that does not say which it is.
    "auto": _coloured("color(32)", "color(166)", "color(34)", "color(161)"),
    "dark": _coloured("bright_cyan", "bright_yellow", "bright_green", "bright_red"),
    "light": _coloured("color(25)", "color(130)", "color(22)", "color(124)"),
}


def theme_for(name: ThemeName, environment: Mapping[str, str]) -> Theme:
    """The theme that the config names; ``auto`` asks the terminal's ``COLORFGBG``, where there is one."""
    if environment.get("NO_COLOR"):
        return PLAIN
    background = environment.get("COLORFGBG", "").rpartition(";")[2]
    if name == "auto" and background.isdigit():
        return THEMES["light" if int(background) in (7, 15) else "dark"]
    return THEMES[name]


def glyphs_for(encoding: str | None, environment: Mapping[str, str]) -> Glyphs:
    """Characters that a terminal in this encoding can show."""
    if not has_braille(environment):
        return ASCII
    try:
        "".join(UNICODE).encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return UNICODE
