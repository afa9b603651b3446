"""What reaches a voice: words, no commands, never too long."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchcli.cues.speaking import LONGEST, sentences, speakable, takes_s, within


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("30s", "thirty seconds"),
        ("45s each side", "forty-five seconds each side"),
        ("45 s", "forty-five seconds"),
        ("1 s", "one second"),
        ("20-30 s", "twenty to thirty seconds"),
        ("10–15 min", "ten to fifteen minutes"),
        ("L/R", "left and right"),
        ("Lift your L leg.", "Lift your left leg."),
        ("3 x", "three times"),
        ("2x30s", "two times thirty seconds"),
        ("3 × 10 reps", "three times ten repetitions"),
        ("about 60 cm ahead", "about sixty centimetres ahead"),
        ("1.5 m", "one point five metres"),
        ("bend it 90°", "bend it ninety degrees"),
        ("rep 2/3", "rep two thirds"),
        ("4/5 of it", "four of five of it"),
        ("1/2 turn", "half turn"),
        ("the 90/90 stretch", "the ninety ninety stretch"),
        ("1:30", "one minute thirty seconds"),
        ("1,000 holds", "one thousand holds"),
        ("34 of 34, 1020 s", "thirty-four of thirty-four, one thousand twenty seconds"),
        ("-5 seconds left", "minus five seconds left"),
        ("the 2nd of 3, the 30th", "the second of three, the thirtieth"),
        ("a belt/towel", "a belt or towel"),
        ("Knee-to-chest", "Knee-to-chest"),
        ("warm & slow", "warm and slow"),
        ("e.g. a wall", "for example a wall"),
        ("Hold on… and relax", "Hold on. and relax"),
        ("café", "café"),
    ],
)
def test_what_is_written_short_is_said_in_words(written: str, spoken: str) -> None:
    """Ranges, units, sides and numbers reach the voice as words."""
    assert speakable(written) == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("--help", "help"),
        ("-f/etc/hostname", "f or etc or hostname"),
        ("lean\x00 in", "lean in"),
        ("lean \ud800 in", "lean in"),
        ("\x1b[31mred\x07\u202e", "red"),
        ("[[slnc 500]]Lean in", "Lean in"),
        ("[bold]Lean[/bold] in ]] [[", "bold Lean bold in"),
        ("<break time='5s'/>Lean <b>in</b> < >", "Lean in"),
        ("a\nb\tc\r\nd", "a b c d"),
        ("$(reboot) `reboot` ; | *", "(reboot) reboot ;"),
        ("...", ""),
        (" \u200b ", ""),
        ("", ""),
    ],
)
def test_what_an_engine_could_take_for_a_command_is_not_said(written: str, spoken: str) -> None:
    """Options, escapes, phonemes, markup, control characters and lone surrogates are left out."""
    assert speakable(written) == spoken


@given(st.text(st.characters(), max_size=400) | st.from_regex(r"[-\[\]<>/0-9smLRx., :]{0,80}"))
def test_whatever_is_written_is_safe_to_hand_over(text: str) -> None:
    """It can be encoded, has no control characters, no options, no commands, and is short enough."""
    said = speakable(text)
    said.encode()
    assert not re.search(r"[\[\]<>\\{}|]|^[-\s]|\s$", said)
    assert not any(unicodedata.category(character) in ("Cc", "Cf", "Cs") for character in said)
    assert len(said) <= LONGEST


def test_a_text_of_any_length_is_cut_at_a_sentence_or_a_word() -> None:
    """100,000 characters come down to 300, at the end of a sentence where one ends in time."""
    cut = speakable("Lean in slowly. " * 6250)
    assert cut.endswith("slowly.")
    assert 250 < len(cut) <= LONGEST
    cut = speakable("lean " * 20_000)
    assert 290 < len(cut) <= LONGEST
    assert cut.endswith("lean")
    assert len(speakable("x" * 100_000)) == LONGEST


def test_sentences_that_fit_are_kept_whole() -> None:
    """A cut text is its own beginning, at a boundary."""
    assert within("One. Two. Three.", 10) == "One. Two."
    assert within("One and two and three", 12) == "One and two"
    assert sentences(" One. Two! ") == ["One.", "Two!"]
    assert sentences("") == []


def test_a_longer_text_takes_longer() -> None:
    """Silence takes no time; each sentence adds its letters and its pause."""
    assert takes_s("") == 0
    assert 0.4 < takes_s("Halfway.") < 1
    assert (
        takes_s("Lean in.")
        < takes_s("Lean in, slowly.")
        < takes_s("Lean in. Slowly now.")
        < takes_s("Lean in. Slowly now. Stay.")
    )
