"""A new user writes a stretch: the story from the first file to the session, with three mistakes on the way."""

from __future__ import annotations

import re
from pathlib import Path

from tests.clis import Ran, stretchcli


def said(path: Path, ran: Ran, about: str) -> tuple[int, str]:
    """What the message about something says: the line, and the first thing it expects there."""
    [message] = [line for line in ran.out.splitlines() if about in line]
    match = re.match(rf"{re.escape(str(path))}:(\d+):\d+: .*; expected `([^`]+)`", message)
    assert match, message
    return int(match[1]), match[2]


def mend(path: Path, number: int, wrong: str, right: str) -> None:
    """Replace a word in the line of that number."""
    lines = path.read_text().splitlines(keepends=True)
    assert wrong in lines[number - 1]
    lines[number - 1] = lines[number - 1].replace(wrong, right)
    path.write_text("".join(lines))


def test_three_mistakes_are_mended_by_the_messages_alone(home: Path) -> None:
    """Each edit uses nothing but the line and the words of the message."""
    path = Path(stretchcli("catalog", "new", "seated-twist").out.strip())
    text = path.read_text()

    # She makes it hers, and gets a muscle group, a key and a placeholder wrong.
    text = text.replace("[calves]", "[lower-bakc]").replace("\n    reps:", "\n    rep:").replace("{other} calf", "{othre} calf")
    path.write_text(text)
    first = stretchcli("catalog", "check")
    assert first.code == 2

    # While it is broken, everything else works, and every command says what is the matter.
    listed = stretchcli("list", "--json")
    assert listed.code == 0
    assert "seated-twist" not in [stretch["id"] for stretch in listed.json["stretches"]]
    assert f"{path}:" in listed.err

    # All of it is said at once: a key that nobody knows, a group that nobody knows, and a placeholder.
    number, wanted = said(path, first, "no key `rep`")
    mend(path, number, "rep:", f"{wanted}:")
    number, wanted = said(path, first, "no muscle group `lower-bakc`")
    mend(path, number, "lower-bakc", wanted)
    number, _ = said(path, first, "`{othre}` is not a placeholder")
    mend(path, number, "{othre}", "{other}")

    # Nothing is left to mend, and it gets into a session: by its name, by its group, and to the end.
    done = stretchcli("catalog", "check")
    assert (done.code, done.out) == (0, "")
    assert "seated-twist" in [stretch["id"] for stretch in stretchcli("list", "lower-back", "--json").json["stretches"]]
    ran = stretchcli("run", "seated-twist", "--json", "--speed", "1000")
    assert ran.code == 0
    assert (ran.events[-1]["event"], ran.events[-1]["outcome"]) == ("session_ended", "complete")
    assert {event["stretch"] for event in ran.events if event["event"] == "phase_started"} == {"seated-twist"}
