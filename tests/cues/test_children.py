"""Children that record, hang, fail, flood, ignore signals and leave children: none holds anybody up, none is left."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from stretchcli.cues import children
from stretchcli.cues.children import Channel, Job, Way
from tests.cues import standins
from tests.cues.standins import eventually, given, running, stand_in


def way(program: Path, silence: tuple[str, ...] = ()) -> Way[str]:
    """Hand a text to a program on its stdin."""
    return Way(program.name, lambda text: Job((str(program), "--"), text.encode(), silence))


def called(program: Path, times: int) -> bool:
    """Whether a stand-in has been called so many times."""
    return len(given(program)) == times


@contextlib.contextmanager
def channel(*ways: Way[str]) -> Iterator[Channel[str]]:
    """A channel that is closed afterwards, within a second, whatever its children do."""
    found = Channel("test", ways)
    try:
        yield found
    finally:
        before = time.monotonic()
        found.close()
        assert time.monotonic() - before < 1


def test_a_text_reaches_the_program_on_its_stdin(tmp_path: Path) -> None:
    """And nowhere else: there is no shell that could take it for something."""
    voice = stand_in(tmp_path, "voice", standins.RECORDS)
    with channel(way(voice)) as spoken:
        spoken.begin("Lean in; $(touch pwned) `x`.", 1)
        assert eventually(lambda: given(voice))
        assert given(voice) == ["--|Lean in; $(touch pwned) `x`."]
        assert spoken.works


@pytest.mark.parametrize("body", [standins.HANGS, standins.FLOODS, standins.STUBBORN, standins.LEAVES_CHILDREN])
def test_whatever_a_child_does_the_next_one_begins_at_once_and_none_is_left(tmp_path: Path, body: str) -> None:
    """Hanging, flooding stderr, ignoring SIGTERM and leaving children behind cost whoever asks nothing."""
    voice = stand_in(tmp_path, "voice", body)
    with channel(way(voice)) as spoken:
        for number in range(3):
            before = time.monotonic()
            spoken.begin(f"text {number}", 60)
            assert time.monotonic() - before < 0.02
            assert eventually(partial(called, voice, number + 1), 2)
    assert eventually(lambda: not running(str(tmp_path)), 2)


def test_children_of_children_end_with_them(tmp_path: Path) -> None:
    """A player in the background that an engine started is silenced with it."""
    voice = stand_in(tmp_path, "voice", f"sleep 61{os.getpid()} & {standins.RECORDS}; exit 0")
    with channel(way(voice)) as spoken:
        spoken.begin("x", 60)
        assert eventually(lambda: running(f"sleep 61{os.getpid()}"))
        spoken.hush()
        assert not running(f"sleep 61{os.getpid()}")


@pytest.mark.parametrize("body", [standins.HANGS, standins.STUBBORN])
def test_silence_is_waited_for_where_it_has_to_be(tmp_path: Path, body: str) -> None:
    """Before the process is stopped by Ctrl-Z nothing may be left that goes on sounding."""
    voice = stand_in(tmp_path, "voice", body)
    with channel(way(voice)) as spoken:
        spoken.begin("x", 60)
        assert eventually(lambda: given(voice))
        before = time.monotonic()
        spoken.hush()
        assert time.monotonic() - before < 0.9
        assert not running(str(voice))


def test_a_child_that_hangs_is_ended_by_its_deadline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has to press a key for that, and the next text is given to the next engine."""
    monkeypatch.setattr(children, "_HUNG_S", 0.1)
    hanging, good = stand_in(tmp_path, "hanging", standins.HANGS), stand_in(tmp_path, "good", standins.RECORDS)
    with channel(way(hanging), way(good)) as spoken:
        spoken.begin("one", 0.05)
        assert eventually(lambda: given(hanging))
        assert eventually(lambda: spoken.reasons)
        spoken.begin("two", 0.05)
        assert eventually(lambda: given(good) == ["--|two"])
        assert spoken.reasons == {"hanging": "it hung"}


def test_what_fails_gives_way_to_the_next_and_the_one_that_works_is_kept(tmp_path: Path) -> None:
    """The first item is not lost, and the one that failed is not tried every time."""
    failing, good = stand_in(tmp_path, "failing", standins.FAILS), stand_in(tmp_path, "good", standins.RECORDS)
    missing: Way[str] = Way("missing", lambda text: Job((str(tmp_path / "nothing"),), b"x"))
    with channel(missing, way(failing), way(good)) as spoken:
        for number in range(3):
            spoken.begin(f"{number}", 1)
            assert eventually(partial(called, good, number + 1))
        assert given(good) == ["--|0", "--|1", "--|2"]
        assert given(failing) == ["--|0"]
        assert spoken.works
        assert spoken.reasons == {"missing": "No such file or directory", "failing": "it ended with code 1"}


def test_an_engine_that_is_removed_is_told_once(tmp_path: Path) -> None:
    """When nothing works any more, whoever asks is told, and the session goes on in silence."""
    voice = stand_in(tmp_path, "voice", standins.RECORDS)
    told: list[str] = []
    spoken = Channel("test", [way(voice)], on_failure=lambda: told.append("x"))
    spoken.begin("one", 1)
    assert eventually(lambda: given(voice))
    voice.unlink()
    for _ in range(6):
        spoken.begin("two", 1)
        spoken.drain(1)
    assert told == ["x"]
    assert not spoken.works
    spoken.close()


def test_a_thousand_quick_skips_leave_one_voice(tmp_path: Path) -> None:
    """What was replaced before it could begin is never started, and whoever skips does not wait."""
    voice = stand_in(tmp_path, "voice", standins.HANGS)
    with channel(way(voice)) as spoken:
        before = time.monotonic()
        for number in range(1000):
            spoken.begin(f"{number}", 60)
        assert time.monotonic() - before < 0.5
        assert eventually(lambda: given(voice)[-1:] == ["--|999"])
        assert eventually(lambda: len(running(str(voice))) <= 2)
    assert not running(str(voice))


def test_what_a_daemon_says_is_silenced_by_a_command_of_its_own(tmp_path: Path) -> None:
    """As long as it may still be speaking, and not afterwards."""
    quiet = stand_in(tmp_path, "quiet", standins.RECORDS)
    voice = stand_in(tmp_path, "voice", standins.RECORDS)
    with channel(way(voice, silence=(str(quiet), "-C"))) as spoken:
        spoken.begin("long", 60)
        assert eventually(lambda: given(voice) and not running(str(voice)))
        time.sleep(0.05)  # the thread sees the end of the child a moment later
        spoken.hush()
        assert given(quiet) == ["-C|"]
        spoken.hush()
        assert given(quiet) == ["-C|"]


def test_it_is_busy_from_the_moment_it_is_asked_until_it_is_silent(tmp_path: Path) -> None:
    """Whoever waits for the last words must not miss them because they have not begun yet."""
    voice = stand_in(tmp_path, "voice", standins.RECORDS)
    with channel(way(voice)) as spoken:
        for number in range(20):
            spoken.begin(f"{number}", 1)
            while spoken.busy:
                time.sleep(0.0002)
            assert len(given(voice)) == number + 1
        spoken.begin("never", 1)
        spoken.hush()
        assert not spoken.busy


def test_a_daemon_that_was_started_on_the_way_is_left_alone(tmp_path: Path) -> None:
    """The parts of speech-dispatcher stay in the group of the spd-say that started it, and others speak through it."""
    voice = stand_in(tmp_path, "voice", f"sleep 62{os.getpid()} & exit 0")
    with channel(way(voice, silence=("true",))) as spoken:
        spoken.begin("x", 60)
        assert eventually(lambda: running(f"sleep 62{os.getpid()}") and not running(str(voice)))
        time.sleep(0.05)  # the thread sees the end of the child a moment later
        spoken.hush()
    (left,) = running(f"sleep 62{os.getpid()}")
    os.kill(left, signal.SIGKILL)


def test_the_last_words_are_waited_for(tmp_path: Path) -> None:
    """At the end of a session, for as long as they take and no longer than one is patient."""
    voice = stand_in(tmp_path, "voice", "sleep 0.3; cat >> $0.log")
    with channel(way(voice)) as spoken:
        spoken.begin("Done.", 1)
        spoken.drain(3)
        assert given(voice) == ["Done."]
    hanging = stand_in(tmp_path, "hanging", standins.HANGS)
    with channel(way(hanging)) as spoken:
        spoken.begin("Done.", 1)
        before = time.monotonic()
        spoken.drain(0.2)
        assert 0.15 < time.monotonic() - before < 0.5


def test_what_is_to_begin_later_does_so_or_is_replaced(tmp_path: Path) -> None:
    """The last words wait for the last tone; silence reaches them before they have begun."""
    voice = stand_in(tmp_path, "voice", standins.RECORDS)
    with channel(way(voice)) as spoken:
        spoken.begin("Done.", 1, after_s=0.2)
        assert spoken.busy
        before = time.monotonic()
        spoken.drain(3)
        assert time.monotonic() - before > 0.15
        assert given(voice) == ["--|Done."]
        spoken.begin("Never.", 1, after_s=0.1)
        spoken.hush()
        time.sleep(0.15)
        assert given(voice) == ["--|Done."]


def test_a_child_that_kills_itself_is_a_failure_like_any_other(tmp_path: Path) -> None:
    """A crash of an engine is no crash of the session."""
    voice = stand_in(tmp_path, "voice", f"{standins.RECORDS}; kill -SEGV $$")
    with channel(way(voice)) as spoken:
        spoken.begin("x", 1)
        assert eventually(lambda: spoken.reasons)
        assert spoken.reasons == {"voice": f"it ended with code {-signal.SIGSEGV}"}
