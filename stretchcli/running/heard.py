"""What is heard in a session, made only once the first picture is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from stretchcli.session.state import Event, State

if TYPE_CHECKING:  # this module exists to delay this import
    from stretchcli.cues.listener import CueListener

FIRST_PICTURE_S: Final = 0.1


class Heard:
    """The prompter of a session. What speaks takes 5 ms to import and to start, which the first picture should not wait for.

    Args:
        make: Makes what speaks.
        speed: Session seconds in a real one.

    Attributes:
        bell: Rings the terminal when tones cannot be played.
        muted: Nothing is to be heard for now.
    """

    def __init__(self, make: Callable[[], CueListener], speed: float) -> None:
        self._make = make
        self._after_s = FIRST_PICTURE_S * speed
        self._made: CueListener | None = None
        self._missed: list[tuple[Event, State]] = []
        self.bell: Callable[[], None] | None = None
        self.muted = False

    def hear(self, event: Event, state: State) -> None:
        """Pass an event on, or keep it until the listener exists."""
        if self._made is None:
            self._missed.append((event, state))
        else:
            self._made.hear(event, state)

    def prompt(self, state: State, now_s: float) -> float:
        """Give what is due, and return the session moment at which to be asked again."""
        if self._made is None:
            if now_s < self._after_s:
                return self._after_s
            self._made = self._make()
            self._made.bell, self._made.muted = self.bell, self.muted
            for event, then in self._missed:
                self._made.hear(event, then)
        return self._made.prompt(state, now_s)

    def remark(self, text: str) -> None:
        """Say something now, in place of what is being said."""
        if self._made is not None:
            self._made.remark(text)

    def toggle_mute(self) -> None:
        """Be silent, or be heard again."""
        self.muted = not self.muted
        if self._made is not None:
            self._made.toggle_mute()

    def hush(self) -> None:
        """Be silent before the process is stopped: nothing sounds when this returns."""
        if self._made is not None:
            self._made.hush()

    @property
    def busy(self) -> bool:
        """Whether something is being said or sounded."""
        return self._made is not None and self._made.busy

    @property
    def fell_silent(self) -> Mapping[str, str]:
        """The programs that failed, each with its reason."""
        return {} if self._made is None else self._made.fell_silent

    def close(self) -> None:
        """Silence, without waiting for it."""
        if self._made is not None:
            self._made.close()

    def end(self) -> None:
        """Silence permanently: nothing sounds any more when this returns."""
        if self._made is not None:
            self._made.end()
