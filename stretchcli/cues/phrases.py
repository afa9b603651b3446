"""What the voice says of its own, by name and with named fields. Everything else that it says stands in the timeline.

Numbers and units are written as digits: ``speaking.speakable`` makes words of them, "1 s" one second, "30 s" thirty seconds.
"""

from __future__ import annotations

from typing import Final

_PHRASES: Final = {
    "number": "Stretch {number} of {count}. {text}",
    "side": "{side} side",
    "ready": "Get ready.",
    "ready_rep": "Get ready, {where}",
    "rep": "{rep} of {reps}.",
    "side_alone": "{lead}.",
    "side_rep": "{lead}, {rep}",
    "hold": "Hold, {seconds} s.",
    "hold_where": "Hold, {seconds} s. {where}",
    "hold_briefly": "Hold.",
    "halfway": "Halfway, {left} s left.",
    "halfway_briefly": "Halfway.",
    "floor": "{seconds} s. It counts from here.",
    "floor_briefly": "{seconds} s.",
    "floor_halfway": "Halfway, {seconds} s. It counts from here.",
    "count": "{left}",
    "paused": "Paused.",
    "paused_gap": "Paused. The computer was asleep.",
    "settle": "Get back into the hold.",
    "hold_on": "Hold. {left} s left.",
    "going_on": "Going on.",
    "extended": "5 s more.",
    "done": "Done. {done} of {holds} holds complete, held for {held}.",
    "minutes_seconds": "{minutes} min {seconds} s",
    "seconds": "{seconds} s",
    "minutes": "{minutes} min",
    "test": "This is how stretchcli sounds. Hold, 30 s, right leg in front.",
}


def phrase(name: str, **fields: object) -> str:
    """A phrase with its fields filled in."""
    return _PHRASES[name].format(**fields)
