"""What speaks and what plays in a session, put together from what this system has."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from stretchcli.cues.children import Channel, Job, Way
from stretchcli.cues.engines import Engine
from stretchcli.cues.tones import Clip, Clips


def voice_of(engines: Sequence[Engine]) -> Channel[str]:
    """The voice: the first of these engines that works."""
    return Channel("voice", [engine.way for engine in engines])


class ClipPlayer(Channel[Clip]):
    """Plays clips with the first of these players that works.

    Args:
        players: Commands that play the WAV file whose path is put behind them.
        folder: Where clips are kept.
        volume: 0 to 100.
    """

    def __init__(self, players: Sequence[Sequence[str]], folder: Path, volume: int) -> None:
        self._clips = Clips(folder, volume)
        super().__init__("sounds", [self._way(player) for player in players])

    def ready(self, clip: Clip) -> None:
        """Have a clip at hand: making one takes longer than a cue may be late."""
        self.prepare(lambda: self._clips.path(clip))

    def close(self) -> None:
        """Silence permanently."""
        super().close()
        self._clips.close()

    def _way(self, player: Sequence[str]) -> Way[Clip]:
        return Way(player[0], lambda clip: Job([*player, str(self._clips.path(clip))]))
