"""What a running session sounds like: turns its events, and its moments, into words and tones."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple, Protocol, TypeVar

from stretchcli.cues import words
from stretchcli.cues.sounds import Sounding, marks, soundings
from stretchcli.cues.tones import LEAD_S, Clip, Mark, lasts_s
from stretchcli.cues.words import FIRST_WORDS_S, GAP_S, Importance, Saying, Wishes
from stretchcli.session.state import Event, State, Status
from stretchcli.session.whereabouts import levels

_EXACT_S: Final = 1e-6
_STALE_S: Final = 0.5  # a tone or a word later than this, in real seconds, is left out


Item = TypeVar("Item", contravariant=True)


class Source(Protocol[Item]):
    """What speaks texts or plays clips, one at a time; ``children.Channel`` does."""

    @property
    def works(self) -> bool:
        """Whether it is worth asking."""

    @property
    def worked(self) -> str:
        """The program that worked last; empty while none has."""

    @property
    def busy(self) -> bool:
        """Whether something sounds."""

    @property
    def reasons(self) -> Mapping[str, str]:
        """Why programs did not work."""

    def begin(self, item: Item, takes_s: float, after_s: float = 0.0) -> None:
        """Sound this now, or a little later, replacing what sounds."""

    def stop(self) -> None:
        """Be silent."""

    def hush(self) -> None:
        """Stop sounding; return once it is silent."""

    def close(self) -> None:
        """Be silent permanently."""


class Sounds(Source[Clip], Protocol):
    """What plays clips."""

    def ready(self, clip: Clip) -> None:
        """Have a clip at hand."""


class Silence:
    """A voice and sounds that are not there."""

    works = False
    worked = ""
    busy = False
    reasons: Mapping[str, str] = MappingProxyType({})

    def ready(self, clip: Clip) -> None:
        """Nothing."""

    def begin(self, item: object, takes_s: float, after_s: float = 0.0) -> None:
        """Nothing."""

    def stop(self) -> None:
        """Nothing."""

    def hush(self) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""


class _Due(NamedTuple):
    """What is to be given when so many seconds of the phase have passed."""

    at_s: float
    saying: Saying | None = None
    sounding: Sounding | None = None
    bell: bool = False


class CueListener:
    """Says and sounds what is planned for the running phase, and what happens in between.

    Nothing here waits: what speaks and plays does so in threads of its own.

    Args:
        voice, sounds: What speaks and plays.
        wishes: What is to be heard. Without tones that work, the voice counts.
        bell: Rings the terminal when tones cannot be played; None if there is no terminal.
    """

    def __init__(
        self, voice: Source[str], sounds: Sounds, wishes: Wishes, bell: Callable[[], None] | None = None, *, muted: bool = False
    ) -> None:
        self._voice = voice
        self._sounds = sounds
        self._wishes = wishes
        self.bell = bell
        self.muted = muted
        self._due: list[_Due] = []
        self._changed: str | None = None  # what makes the plan of the running phase stale
        self._expected_s = math.nan  # when the running phase ends if nothing happens
        self._covered_s = -math.inf  # session moment up to which the running clip sounds
        self._settling_s: float | None = None
        self._importance = Importance.ASIDE

    @property
    def wishes(self) -> Wishes:
        """What can be heard, as things are."""
        wished = self._wishes
        return wished._replace(voice=wished.voice and self._voice.works, tones=wished.tones and self._sounds.works)

    def toggle_mute(self) -> None:
        """Be silent, or be heard again from the next cue on."""
        self.muted = not self.muted
        if self.muted:
            self._silence()

    def hush(self) -> None:
        """Be silent before the process is stopped: nothing sounds when this returns."""
        self._voice.hush()
        self._sounds.hush()

    def hear(self, event: Event, state: State) -> None:
        """Take note of an event; its effect is worked out once all events of a moment are known."""
        if event.name == "phase_started":
            self._changed = "started"
        elif event.name == "paused":
            self._changed = None
            self._silence()
            phrases = self._wishes.phrases
            self.remark(phrases.say("lines.asleep" if event.why == "gap" else "lines.paused"))
        elif event.name in ("resumed", "extended"):
            self._changed = self._changed or event.name
        elif event.name == "session_ended":
            self._ended(state)

    def prompt(self, state: State, now_s: float) -> float:
        """Give what is due, and return the session moment at which to be asked again."""
        if state.status in (Status.ENDED, Status.PAUSED):
            self._settling_s = None
            return math.inf
        if state.status is Status.SETTLING:
            return self._settle(state, now_s)
        if self._changed:
            self._replan(state, now_s)
        self._settling_s = None
        elapsed_s = now_s - state.began_s
        while self._due and self._due[0].at_s <= elapsed_s + _EXACT_S:
            due = self._due.pop(0)
            if elapsed_s - due.at_s <= _STALE_S * self._wishes.speed:
                self._give(due, state.began_s)
        return state.began_s + self._due[0].at_s if self._due else math.inf

    @property
    def busy(self) -> bool:
        """Whether something is being said or sounded."""
        return self._voice.busy or self._sounds.busy

    @property
    def fell_silent(self) -> Mapping[str, str]:
        """The programs that failed, each with its reason."""
        silent: dict[str, str] = {}
        for wished, source in ((self._wishes.voice, self._voice), (self._wishes.tones, self._sounds)):
            if wished and source.reasons and not (source.works and source.worked):
                silent |= source.reasons
        return silent

    def close(self) -> None:
        """Silence, without waiting for it."""
        self._voice.stop()
        self._sounds.stop()

    def end(self) -> None:
        """Silence permanently: nothing sounds any more when this returns."""
        self._voice.close()
        self._sounds.close()

    # What is due.

    def _replan(self, state: State, now_s: float) -> None:
        """Work out what is still to come in the running phase."""
        changed, self._changed = self._changed, None
        phase, wishes = state.phase, self.wishes
        duration_s = math.inf if state.waiting else state.duration_s
        elapsed_s = max(now_s - state.began_s, 0.0)
        seen_coming = changed == "started" and abs(state.began_s - self._expected_s) < _EXACT_S
        first, self._expected_s = math.isnan(self._expected_s), state.began_s + duration_s
        if not seen_coming and changed != "resumed":
            self._sounds.stop()
            self._covered_s = -math.inf
        if changed != "extended":
            self._importance = Importance.ASIDE  # what was being said no longer applies
        if changed == "started" and not seen_coming:
            self._voice.stop()
        spoken = words.sayings(state.timeline, phase, duration_s, wishes)
        if changed != "started":
            spoken = [saying for saying in spoken if saying.at_s > elapsed_s + _EXACT_S]
        if changed == "resumed":
            until_s = min([saying.at_s - GAP_S * wishes.speed for saying in spoken] + [duration_s])
            spoken = [*words.recap(phase, elapsed_s, duration_s, until_s, wishes), *spoken]
        self._due = [_Due(saying.at_s, saying=saying) for saying in spoken]
        if first and spoken:  # nothing has sounded yet, so the sound card is woken up before the first words
            self._due[0] = _Due(max(spoken[0].at_s, FIRST_WORDS_S * wishes.speed), saying=spoken[0])
            if wishes.tones:
                woken_s = FIRST_WORDS_S * wishes.speed
                self._due.append(_Due(woken_s - LEAD_S * wishes.speed, sounding=Sounding(woken_s, woken_s, (Mark(0.0, "wake"),))))
        if wishes.tones:
            coming = soundings(
                state.timeline,
                phase,
                duration_s,
                wishes,
                # A phase that was expected began on its second, however late its event arrives.
                from_s=0.0 if seen_coming else elapsed_s,
                covered_s=self._covered_s - state.began_s,
                fresh=changed == "started" and not seen_coming,
            )
            for sounding in coming:
                if math.isfinite(sounding.at_s):  # else it is behind a phase that waits for a key
                    self._sounds.ready(sounding.clip)
                    self._due.append(_Due(sounding.at_s - LEAD_S * wishes.speed, sounding=sounding))
        elif self.bell and self._wishes.tones:
            self._due += [
                _Due(at_s, bell=True) for at_s in self._bells(state, duration_s) if changed == "started" or at_s > elapsed_s
            ]
        self._due.sort(key=lambda due: due.at_s)

    def _bells(self, state: State, duration_s: float) -> list[float]:
        """The moments of the phase's own tones. A bell has no silence in front of it, so none begins in another phase."""
        inside = [mark.at_s for mark in marks(state.timeline, state.phase, duration_s, self._wishes._replace(voice=False))]
        began = [0.0] if words.opening(state.timeline, state.phase) else []
        return [*began, *(at_s for at_s in inside if at_s < duration_s)]

    def _give(self, due: _Due, began_s: float) -> None:
        if self.muted:
            return
        if due.bell and self.bell:
            self.bell()
        if due.sounding:
            self._covered_s = began_s + due.sounding.last_s
            seconds = (due.sounding.last_s - due.sounding.at_s) / self._wishes.speed
            self._sounds.begin(due.sounding.clip, LEAD_S + seconds + 1)
        if due.saying:
            self._say(due.saying)

    def _say(self, saying: Saying) -> None:
        """Say it, unless something that matters more is still being said by a voice that is slower than expected."""
        if self._voice.busy and saying.importance < self._importance:
            return
        self._importance = saying.importance
        self._voice.begin(saying.text, saying.takes_s / self._wishes.speed)

    # What happens in between.

    def _settle(self, state: State, now_s: float) -> float:
        """After a pause in a hold: get back into it; the tone of the start lands on the second at which it goes on."""
        assert state.settled_s is not None
        lead_s = LEAD_S * self._wishes.speed
        if self._settling_s != state.settled_s:
            self._settling_s = state.settled_s
            self.remark(self._wishes.phrases.say("voice.settle"))
            self._due = []
            if self._wishes.tones:
                self._due = [
                    _Due(state.settled_s - lead_s, sounding=Sounding(state.settled_s, state.settled_s, (Mark(0, "start"),)))
                ]
        if self._due and self._due[0].at_s <= now_s + _EXACT_S:
            self._give(self._due.pop(0), 0.0)
        return self._due[0].at_s if self._due else math.inf

    def remark(self, text: str) -> None:
        """Say something now, in place of what is being said."""
        if self.wishes.voice and not self.muted:
            self._importance = Importance.ASIDE
            self._say(words.remark(text))

    def _ended(self, state: State) -> None:
        """The last words, where the session came to its end; else silence at once."""
        self._due = []
        if state.outcome != "complete":
            self._silence()
            return
        if self.bell and self._wishes.tones and not self.wishes.tones and not self.muted:
            self.bell()
        if self.wishes.voice and not self.muted:
            saying = words.last_words(state.timeline, state.results, levels(state), self._wishes.phrases)
            self._voice.begin(saying.text, saying.takes_s, lasts_s("finish") if self.wishes.tones else 0.0)

    def _silence(self) -> None:
        self._due = []
        self._covered_s = -math.inf
        self._voice.stop()
        self._sounds.stop()
