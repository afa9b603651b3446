"""The picture of a session: a function of (state, now, size)."""

from __future__ import annotations

from collections.abc import Sequence

from stretchcli.catalog.phrases import Phrases
from stretchcli.session.state import State, Status
from stretchcli.terminal import font
from stretchcli.terminal.canvas import Row, cut, folded_text, rectangle, row
from stretchcli.terminal.font import Font
from stretchcli.terminal.keys import KEYS, key_rows
from stretchcli.terminal.layout import Appearance, Size, running
from stretchcli.terminal.wording import whole_left


def picture(state: State, now_s: float, size: Size, appearance: Appearance) -> list[Row]:
    """The whole window, exactly ``size.rows`` rows of ``size.columns`` cells.

    Args:
        now_s: The session moment; after the end the seconds since then.
    """
    if appearance.help:
        rows = _help(state.phrases, size, appearance)
    elif state.status is Status.ENDED:
        from stretchcli.terminal.ending import finished  # no start should wait for the last picture

        rows = finished(state, now_s, size, appearance)
    else:
        rows = running(state, now_s, size, appearance)
    return rectangle(rows, size.columns, size.rows)


def _help(phrases: Phrases, size: Size, appearance: Appearance) -> list[Row]:
    """Every key with what it does, in a word each where the sentences do not fit."""
    theme = appearance.theme
    keys = key_rows(phrases)
    indent = max(len(shown) for shown, _ in keys) + 2
    rows = [row((phrases.say("help.title"), theme.strong)), row()]
    for shown, long in keys:
        for number, line in enumerate(folded_text(long, max(size.columns - indent, 8))):
            rows.append(row((("" if number else shown).ljust(indent), theme.strong), line))
    rows += [row(), *(row((line, theme.quiet)) for line in folded_text(phrases.say("help.back"), size.columns))]
    if len(rows) <= size.rows:
        return rows
    rows = [row((key.shown(phrases).ljust(7), theme.strong), key.short(phrases)) for key in KEYS]
    return [*rows, row((phrases.say("help.back-short"), theme.quiet))]


def card_pages(lines: Sequence[str], size: Size) -> list[list[str]]:
    """The safety card as pages: what does not fit on one comes on the next."""
    width = max(size.columns - 4, 1)
    told = [folded for line in lines for folded in (folded_text(line, width) or [""])]
    room = max(size.rows - 3, 1)
    if len(told) > room:  # the words are worth more than the space between them
        told = [line for line in told if line]
    return [told[at : at + room] for at in range(0, len(told), room)] or [[]]


def card(phrases: Phrases, lines: Sequence[str], left_s: float, size: Size, appearance: Appearance, page: int = 0) -> list[Row]:
    """A page of the safety card before a session, with the seconds until the next, or until the session starts."""
    theme, width = appearance.theme, max(size.columns - 4, 1)
    pages = card_pages(lines, size)
    page = min(page, len(pages) - 1)
    rows = [row((line, theme.strong if page == 0 and number == 0 else "")) for number, line in enumerate(pages[page])]
    foot = []
    if page < len(pages) - 1:
        hint = phrases.say("screen.card-more", page=page + 1, pages=len(pages))
    else:
        hint = phrases.say("screen.card-keys")
        foot.append(row((phrases.say("screen.card-starts", left=whole_left(left_s)), theme.moving)))
    if appearance.keys:
        foot = [row((line, theme.quiet)) for line in folded_text(hint, width)[:2]] + foot
    digits = font.draw(str(whole_left(left_s)), Font(5, 4, 2), appearance.glyphs.block)
    if page == len(pages) - 1 and len(rows) + len(digits) + len(foot) + 2 <= size.rows and len(digits[0]) <= width:
        rows += [row(), *(row((line, theme.moving)) for line in digits)]
    spare = size.rows - len(rows) - len(foot)
    rows = [*rows, *[row()] * min(spare, 1), *foot] if spare >= 0 else [*rows[: size.rows - len(foot)], *foot]
    return rectangle([row("  ", cut(line, width)) for line in rows], size.columns, size.rows)
