"""What is read from two metres away: short texts and leads of the stretches that the program ships."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import Final

import pytest

from stretchcli.catalog.limits import LONGEST_SHORT
from stretchcli.catalog.records import Catalog, Stretch
from stretchcli.catalog.text import Side
from stretchcli.session.layout import PlannedStretch, compile_session
from stretchcli.terminal import font
from stretchcli.terminal.fitting import LAYOUTS, LETTERS_OF_ROWS, Layout, Size, columns_in_ascii, every_word
from tests.samples import PHRASES

COLUMNS: Final = 13  # big letters in a line of a window of 80 columns
LINES: Final = 2


def shorts(stretch: Stretch) -> Iterator[str]:
    """Every short text of a stretch, as each side reads it."""
    texts = [*(step.short for step in stretch.steps), stretch.switch_short, stretch.again_short]
    sides: tuple[Side, ...] = ("right", "left") if stretch.sides == "each" else ("both",)
    yield from (PHRASES.for_side(text, side) for text in texts if text for side in sides)


def test_every_step_has_its_short_text(catalog: Catalog) -> None:
    """So have the switch of each side, and the same side again; every sided stretch says what its side means."""
    for stretch in catalog.stretches.values():
        each = stretch.sides == "each"
        assert [step.text for step in stretch.steps if not step.short] == [], stretch.id
        assert stretch.again_short, stretch.id
        assert bool(stretch.switch_short) == bool(stretch.lead) == each, stretch.id


def test_a_short_text_fits_two_lines_of_big_letters(catalog: Catalog) -> None:
    """At most 24 characters, and its words break well onto two lines of thirteen, on either side."""
    found = []
    for stretch in catalog.stretches.values():
        for text in shorts(stretch):
            lines = textwrap.wrap(text, COLUMNS, break_long_words=False)
            if len(text) > LONGEST_SHORT or len(lines) > LINES or max(map(len, lines)) > COLUMNS:
                found.append((stretch.id, text))
    assert found == []


def test_a_short_text_is_one_action_in_plain_words(catalog: Catalog) -> None:
    """A capital, letters, no full stop, and one "and" at most."""
    found = [
        (stretch.id, text)
        for stretch in catalog.stretches.values()
        for text in shorts(stretch)
        if not re.fullmatch(r"[A-Z][A-Za-z' ,-]+", text) or len(re.findall(r"\band\b|,", text)) > 1
    ]
    assert found == []


def test_a_lead_names_a_side_and_fits(catalog: Catalog) -> None:
    """It stands in a line of small letters after the phase, so it begins without a capital."""
    for stretch in catalog.stretches.values():
        if stretch.lead:
            for side in ("right", "left"):
                lead = PHRASES.lead(stretch.lead, side)
                assert re.fullmatch(r"[a-z][a-z' ]+", lead), stretch.id
                assert side in lead.split(), stretch.id
                assert len(lead) <= LONGEST_SHORT, stretch.id


def test_steps_in_a_row_do_not_read_alike(catalog: Catalog) -> None:
    """Somebody who looks up for a second sees that a new step has begun."""
    found = [
        (stretch.id, before.short)
        for stretch in catalog.stretches.values()
        for before, after in zip(stretch.steps, stretch.steps[1:], strict=False)
        if before.short == after.short
    ]
    assert found == []


@pytest.mark.parametrize("ascii_only", [False, True], ids=["blocks", "ascii"])
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: f"{layout.least.columns}x{layout.least.rows}")
def test_all_words_of_the_catalog_fit_in_big_letters(catalog: Catalog, layout: Layout, ascii_only: bool) -> None:
    """Even in one session, in every layout's smallest window: a sixteenth of its height, and none falls back to small type.

    In ASCII from 80 x 24 on.
    """
    if ascii_only and layout.lead_below:
        return
    planned = [PlannedStretch(stretch, 2, stretch.hold) for stretch in catalog.stretches.values()]
    words = every_word(compile_session("All", planned, catalog.vocabulary, PHRASES))
    for size in (layout.least, Size(200, 50)):
        fit = layout.fit(words, size, ascii_only=ascii_only)
        width, _, beside = layout.widths(size, in_ascii=columns_in_ascii(words) if ascii_only else 0)
        assert fit.words.cap_rows >= -(-size.rows // LETTERS_OF_ROWS) or size != layout.least
        small = [text for text in words[0] if font.lines(text, fit.words, beside, fit.action_lines) is None]
        small += [
            text
            for text in words[1]
            if font.lines(text, fit.words, width if layout.lead_below else beside, fit.lead_lines) is None
        ]
        assert small == []
