"""The talk of `stretchcli me` on a real terminal."""

from __future__ import annotations

import os
import re
import signal
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.ptys import Terminal, shell

QUESTIONS = 14


@contextmanager
def talk(**options: Any) -> Iterator[Terminal]:
    """The program, at its first question."""
    with Terminal(sys.executable, "-m", "stretchcli", "me", **options) as terminal:
        terminal.until("Numbers, or Enter for none:")
        yield terminal


def heard(terminal: Terminal) -> str:
    """Everything that was written, as one line of words."""
    return " ".join(terminal.raw.decode(errors="replace").split())


def answer(terminal: Terminal, *answers: str) -> None:
    """Type these, each when the question before it has been answered."""
    for text in answers:
        enough = len(heard(terminal)) + len(text)
        terminal.press(f"{text}\n")
        while len(heard(terminal)) <= enough and terminal.process.poll() is None:
            terminal.read(0.02)


def to_the_end(terminal: Terminal) -> int:
    """Enter from here on, and the exit code."""
    while terminal.process.poll() is None and "Begin with" not in heard(terminal):
        answer(terminal, "")
    return terminal.ended()


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
def test_a_whole_talk_is_held_and_written(size: tuple[int, int], home: Path) -> None:
    """From the first question to the command to begin with; what was said stands in the config, and list goes by it."""
    columns, rows = size
    with talk(columns=columns, rows=rows) as terminal:
        answer(
            terminal,
            "none",
            "",
            "my left knee",
            "hip, from the front",
            "6 weeks ago",
            "no",
            "no",
            "no",
            "",
            "",
            "no",
            "y",
            "table",
        )
        answer(terminal, "10 min")
        terminal.press("3\n")
        code = terminal.ended()
        terminal.assert_given_back()
    operated = date.today() - timedelta(weeks=6)
    assert code == 0
    assert (home / "config.yaml").read_text().splitlines()[1:] == [
        "avoid: [kneeling, table]",
        f"pain: [knee-pain, {{name: hip-replacement-anterior, since: {operated}}}]",
    ]
    said = heard(terminal)
    assert f"{QUESTIONS} of {QUESTIONS}." in said
    assert "Noted as: knee pain." in said
    assert f"You have: knee pain and an anterior hip replacement since {operated}." in said
    assert re.search(r"Of 99 stretches, \d+ are for you,? and \d+ are left out \(", said)
    assert "Begin with: stretchcli run --minutes 10" in said
    assert stat.S_IMODE((home / "config.yaml").stat().st_mode) == 0o600


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"ACCESSIBLE": "1"}])
def test_the_talk_is_plain_lines(environment: dict[str, str]) -> None:
    """No escape sequence, whatever the terminal: a screen reader reads it as it comes."""
    with talk(**environment) as terminal:
        code = to_the_end(terminal)
        assert code == 0
        assert b"\x1b" not in terminal.raw


def test_an_ascii_terminal_gets_straight_quotes() -> None:
    """No question mark, and no end of the program."""
    with talk(LANG="C", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii") as terminal:
        answer(terminal, "none", "none")
        terminal.until('For example: knee, lower back; or "none"')
        terminal.press("q\n")
        assert terminal.ended() == 4


def test_a_talk_without_an_answer_is_remembered_as_held(home: Path) -> None:
    """The config says nothing but where it comes from, so that the card need not ask again."""
    with talk() as terminal:
        assert to_the_end(terminal) == 0
    assert (home / "config.yaml").read_text().startswith("# What you always want of stretchcli.")
    assert len((home / "config.yaml").read_text().splitlines()) == 1
    assert "All 99 stretches are for you." in heard(terminal)


@pytest.mark.parametrize("leave", ["q\n", "quit\n", "\x04"])
@pytest.mark.parametrize("after", [[], ["", "", "knee"]])
def test_the_talk_can_be_left_at_any_time(leave: str, after: list[str], home: Path) -> None:
    """Nothing is written, which is said; the exit code is that of a session that is left."""
    with talk() as terminal:
        answer(terminal, *after)
        terminal.press(leave)
        assert terminal.ended() == 4
        terminal.assert_given_back()
    assert "Nothing was written." in heard(terminal)
    assert not (home / "config.yaml").exists()


def test_ctrl_c_leaves_the_talk(home: Path) -> None:
    """With its own code, and nothing written."""
    with talk() as terminal:
        answer(terminal, "", "", "knee")
        terminal.press("\x03")
        assert terminal.ended() == 130
        terminal.assert_given_back()
    assert "Nothing was written." in heard(terminal)
    assert "Traceback" not in heard(terminal)
    assert not (home / "config.yaml").exists()


def test_whoever_comes_back_sees_the_question_again(home: Path) -> None:
    """Ctrl-Z and fg: what was answered stays, and the talk goes on."""
    with shell("bash", sys.executable, "-m", "stretchcli", "me", columns=80, rows=40) as terminal:
        terminal.until("Numbers, or Enter for none:")
        answer(terminal, "", "", "knee")
        terminal.press("\x1a")
        terminal.until("Stopped")
        terminal.press("fg\n")
        terminal.until(lambda text: "Any operation in the last year?" in text.partition("Stopped")[2])
        answer(terminal, "4")
        terminal.until("when was your operation?")
        answer(terminal, *[""] * 11)
        terminal.until("Begin with")
    assert "pain: [knee-pain, knee-replacement]" in (home / "config.yaml").read_text()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_talk_that_is_ended_from_outside_writes_nothing(number: int, code: int, home: Path) -> None:
    """Its exit code is that of the signal."""
    with talk() as terminal:
        answer(terminal, "", "", "knee")
        terminal.process.send_signal(number)
        assert terminal.ended() in (code, -number)
        terminal.assert_given_back()
    assert not (home / "config.yaml").exists()


def test_a_red_flag_ends_the_talk(home: Path) -> None:
    """With what to do, why, and who says so; nothing more is asked or written, and `me && run` does not go on."""
    with talk() as terminal:
        answer(terminal, "none")
        terminal.press("fever\n")
        assert terminal.ended() == 4
    said = heard(terminal)
    for part in ("Please see a doctor first. Nothing was written.", "A fever, or feeling ill:", "From: ", "Low Back Pain"):
        assert part in said
    assert "What hurts?" not in said
    assert not (home / "config.yaml").exists()


def test_the_second_talk_shows_what_stands_and_keeps_the_rest_byte_for_byte(home: Path) -> None:
    """Comments, other keys, order and line ends; only what was answered changes."""
    config = home / "config.yaml"
    config.write_bytes(
        b"# mine\r\nreps:   2 # two\r\navoid:\r\n  - kneel  # since the fall\r\n  - overhead\r\npain: [ knee ,'glaucoma']\r\n"
    )
    config.chmod(0o664)
    with talk() as terminal:
        answer(terminal, "", "", "neck", "no", *[""] * 6)
        answer(terminal, "yes")
        assert to_the_end(terminal) == 0
    said = heard(terminal)
    assert "3 of 14. What hurts? So far: knee pain." in said
    assert "So far: left out where you kneel." in said
    assert config.read_bytes() == (
        b"# mine\r\nreps:   2 # two\r\navoid:\r\n    # since the fall\r\n  - overhead\r\npain: [ 'glaucoma', neck-pain]\r\n"
    )
    assert stat.S_IMODE(config.stat().st_mode) == 0o664


def test_a_second_talk_of_nothing_but_enter_writes_nothing(home: Path) -> None:
    """Not even the same again."""
    config = home / "config.yaml"
    config.write_text("avoid: kneel\n")
    before = config.stat()
    with talk() as terminal:
        assert to_the_end(terminal) == 0
    assert "Nothing has changed" in heard(terminal)
    assert (config.stat().st_mtime_ns, config.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_precautions_that_are_over_are_asked_about_first(home: Path) -> None:
    """Only a yes ends them."""
    config = home / "config.yaml"
    config.write_text("pain: [{name: new hip, since: 2026-01-05}]\n")
    with talk() as terminal:
        answer(terminal, "", "")
        assert "Has your surgeon lifted them?" in heard(terminal)
        answer(terminal, "yes")
        assert to_the_end(terminal) == 0
    assert config.read_text() == "pain: []\n"


def test_a_config_that_is_a_link_stays_one(home: Path, tmp_path: Path) -> None:
    """What it leads to is written."""
    target = tmp_path / "dotfiles" / "stretch.yaml"
    target.parent.mkdir()
    target.write_text("reps: 3\n")
    (home / "config.yaml").symlink_to(target)
    with talk() as terminal:
        answer(terminal, "", "", "knee")
        assert to_the_end(terminal) == 0
    assert (home / "config.yaml").is_symlink()
    assert target.read_text() == "reps: 3\npain: [knee-pain]\n"


def test_a_change_made_meanwhile_is_kept(home: Path) -> None:
    """The answers go into the config as it is when they are written."""
    config = home / "config.yaml"
    config.write_text("avoid: [table]\n")
    with talk() as terminal:
        answer(terminal, "", "", "knee")
        config.write_text("# new\navoid: [table, step]\nreps: 3\n")
        assert to_the_end(terminal) == 0
    assert config.read_text() == "# new\navoid: [table, step]\nreps: 3\npain: [knee-pain]\n"


def test_a_mistake_made_meanwhile_loses_nothing(home: Path) -> None:
    """It is told, and the file stays as it is."""
    config = home / "config.yaml"
    with talk() as terminal:
        answer(terminal, "", "", "knee")
        config.write_text("avoid: [table\n")
        while terminal.process.poll() is None:
            answer(terminal, "")
        assert terminal.ended() == 2
    assert f"{config}:2:1:" in heard(terminal)
    assert config.read_text() == "avoid: [table\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_may_not_be_written_is_told(home: Path) -> None:
    """In one sentence, with exit code 1."""
    home.chmod(0o500)
    try:
        with talk() as terminal:
            answer(terminal, "", "", "knee")
            while terminal.process.poll() is None:
                answer(terminal, "")
            assert terminal.ended() == 1
        assert "could not be written" in heard(terminal)
        assert "pain: [knee-pain]" in heard(terminal)
    finally:
        home.chmod(0o700)


def test_a_place_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A file where a folder should be: one sentence, exit code 1."""
    (tmp_path / "file").write_text("")
    with talk(STRETCHCLI_HOME=str(tmp_path / "file" / "home")) as terminal:
        answer(terminal, "", "", "knee")
        while terminal.process.poll() is None:
            answer(terminal, "")
        assert terminal.ended() == 1
    assert "could not be written" in heard(terminal)
    assert "pain: [knee-pain]" in heard(terminal)
    assert "bug" not in heard(terminal)


def test_a_disk_that_takes_no_more_is_told_and_nothing_is_lost(home: Path) -> None:
    """One sentence, exit code 1, and the config as it was, with nothing left beside it."""
    config = home / "config.yaml"
    config.write_text("avoid: [table]\n")
    beside = set(home.iterdir())
    command = f"ulimit -f 0; exec {sys.executable} -m stretchcli me"
    with Terminal("bash", "-c", command) as terminal:
        terminal.until("Numbers, or Enter for none:")
        answer(terminal, "", "", "knee")
        while terminal.process.poll() is None:
            answer(terminal, "")
        assert terminal.ended() == 1
    assert "could not be written: File too large." in heard(terminal)
    assert config.read_text() == "avoid: [table]\n"
    assert set(home.iterdir()) == beside


def test_bytes_that_are_no_text_break_nothing() -> None:
    """They are none of the answers."""
    with talk() as terminal:
        os.write(terminal._parent, b"\xff\xfe\n")
        terminal.until("is none of these.")
        terminal.press("q\n")
        assert terminal.ended() == 4


def test_the_safety_card_names_me_behind_the_safety_words(home: Path) -> None:
    """On the live screen, while there is no config."""
    for config, named in (None, True), ("", False):
        if config is not None:
            (home / "config.yaml").write_text(config)
        with Terminal(sys.executable, "-m", "stretchcli", "run", "standing-hip-flexor", "--reps", "1") as terminal:
            card = terminal.until("Any key starts now")
            assert ("stretchcli me" in card) == named
            assert not named or card.index("not treatment") < card.index("stretchcli me")
            terminal.press("q")
            assert terminal.ended() == 4
