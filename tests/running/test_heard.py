"""What is heard is made after the first picture, and misses nothing by it."""

from __future__ import annotations

from stretchcli.cues.listener import CueListener
from stretchcli.running.heard import FIRST_PICTURE_S, Heard
from stretchcli.running.loop import Runner
from tests.cues.sessions import CALF, session, wishes
from tests.cues.test_listener import Horn, Mouth
from tests.running.test_loop import BEGIN, Time
from tests.samples import PHRASES


def test_nothing_is_made_before_the_first_picture_and_nothing_is_missed() -> None:
    """A tenth of a second into the session; the first words come as they do otherwise."""
    time = Time()
    voice, horn = Mouth(time), Horn(time)
    made_at: list[float] = []

    def make() -> CueListener:
        made_at.append(time.now - BEGIN)
        return CueListener(voice, horn, wishes())

    heard = Heard(make, 1.0)
    assert not heard.busy
    assert heard.fell_silent == {}
    Runner(time.clock, time, [], prompter=heard).run(session(CALF), PHRASES)
    (made_s,) = made_at
    assert FIRST_PICTURE_S <= made_s < FIRST_PICTURE_S + 0.01
    assert voice.said()[0][1].startswith("Calf stretch at the wall")
    assert 0.6 <= voice.said()[0][0] < 0.62


def test_who_leaves_before_the_first_picture_has_started_nothing() -> None:
    """There is nothing to silence, and nothing fails."""
    heard = Heard(lambda: 1 / 0, 1.0)  # type: ignore[arg-type, return-value]  # it must not be called
    heard.toggle_mute()
    heard.hush()
    heard.close()
    heard.end()
    assert heard.muted


def test_what_was_muted_before_it_was_made_is_muted() -> None:
    """And rings nothing."""
    time = Time()
    voice, horn = Mouth(time), Horn(time)
    heard = Heard(lambda: CueListener(voice, horn, wishes()), 1.0)
    heard.toggle_mute()
    Runner(time.clock, time, [], prompter=heard).run(session(CALF), PHRASES)
    assert voice.said() == []
