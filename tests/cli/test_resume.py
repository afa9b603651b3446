"""``stretchcli resume``, and what ``run`` does with the log."""

from __future__ import annotations

import sqlite3
import threading
import zlib
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.records import HoldRange
from stretchcli.log.claims import Claims
from stretchcli.log.records import HoldRecord, SessionRecord
from stretchcli.log.writer import Writer
from stretchcli.running.host import RunOptions
from stretchcli.session.easing import Easing
from stretchcli.session.engine import Action, Message
from stretchcli.session.length import Pace
from stretchcli.session.resume import resumption
from stretchcli.session.state import Event, State
from stretchcli.session.timeline import Easier, Timeline
from stretchcli.settings import Places
from stretchcli.terminal.jsonlines import JsonLines
from tests.clis import spawn, stretchcli
from tests.log.logs import FakeWall, everything, hold, logged, logged_days, opened, played, short_session, written

REHEARSE = ("--speed", "1000", "--json", "--yes")


def stopped_session(
    home: Path, *, holds: int = 1, wall: FakeWall | None = None, timeline: Timeline | None = None, speed: float = 1.0
) -> SessionRecord:
    """A session of the log that was stopped five seconds into the hold after so many; a rehearsal at another speed than 1."""
    timeline = timeline or short_session("hip-flexor-bed", "glute-bridge")
    wall = wall or FakeWall(datetime.now().astimezone() - timedelta(hours=1))
    coming = [phase.index for phase in timeline.phases if phase.kind == "hold"][holds]
    stop_s = timeline.starts_s[coming] + 5.0
    messages = [Message(Action.TICK, float(second)) for second in range(int(stop_s))]
    store = opened(home)
    _, put = played(timeline, [*messages, Message(Action.QUIT, stop_s)], wall, speed=speed)
    written(store, timeline, put)
    (session,) = [session for session in store.sessions() if session.id == put[0].id]
    store.close()
    return session


def log_json(*arguments: str) -> Any:
    """What ``log --json`` prints."""
    return stretchcli("log", *arguments, "--json").json


def test_a_session_is_logged_hold_by_hold(home: Path) -> None:
    """With the fields that scripts rely on, the newest session first."""
    stretchcli("run", "glute-bridge", "--reps", "1", *REHEARSE)
    ran = stretchcli("run", "standing-hip-flexor", "--reps", "1", "--hold", "20", *REHEARSE)
    assert (ran.code, ran.err) == (0, "")
    newest, oldest = log_json()["sessions"]
    assert (newest["outcome"], newest["rehearsal"], newest["held_s"]) == ("complete", True, 40)
    assert newest["holds"] == [
        {"stretch": "standing-hip-flexor", "side": "right", "felt": "left", "held_s": 20.0, "outcome": "full"},
        {"stretch": "standing-hip-flexor", "side": "left", "felt": "right", "held_s": 20.0, "outcome": "full"},
    ]
    assert oldest["holds"][0]["stretch"] == "glute-bridge"


def test_the_log_is_told_of_a_hold_before_it_is_shown(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What somebody saw finished is already on its way to the disk."""
    order: list[str] = []
    put, hear = Writer.put, JsonLines.hear

    def putting(writer: Writer, record: SessionRecord, timeline: Timeline) -> None:
        order.extend("written" for _ in record.holds)
        put(writer, record, timeline)

    def hearing(lines: JsonLines, event: Event, state: State) -> None:
        if event.name == "phase_ended" and event.outcome:
            order.append("shown")
        hear(lines, event, state)

    monkeypatch.setattr(Writer, "put", putting)
    monkeypatch.setattr(JsonLines, "hear", hearing)
    stretchcli("run", "glute-bridge", "--reps", "2", *REHEARSE)
    assert order == ["written", "shown"] * 2


def test_a_session_goes_on_as_the_same_one(home: Path) -> None:
    """The hold in which it was stopped is done again, and the whole is complete."""
    before = stopped_session(home, speed=2.0)
    ran = stretchcli("resume", *REHEARSE)
    assert (ran.code, ran.err) == (0, "")
    (after,) = log_json()["sessions"]
    assert (after["id"], after["outcome"], len(after["holds"])) == (before.id, "complete", 6)
    assert {each["outcome"] for each in after["holds"]} == {"full"}
    started = [event for event in ran.events if event["event"] == "phase_started"]
    assert [event["kind"] for event in started[:5]] == ["intro", "setup", "setup", "setup", "setup"]
    assert ran.events[0]["event"] == "session_started"
    assert ran.events[0]["total_s"] == sum(event["duration_s"] for event in started)


def test_a_session_goes_on_at_another_pace(home: Path) -> None:
    """The second side is told at once; it is the same session in the log."""
    stopped_session(home, holds=0, timeline=short_session("standing-hip-flexor"), speed=2.0)
    ran = stretchcli("resume", "--pace", "brisk", *REHEARSE)
    assert (ran.code, ran.err) == (0, "")
    started = [event for event in ran.events if event["event"] == "phase_started" and event["kind"] == "setup"]
    assert [event["side"] for event in started if event["rep"] == 1].count("left") == 1 < len(started) - 1
    (after,) = log_json()["sessions"]
    assert (after["outcome"], {each["outcome"] for each in after["holds"]}) == ("complete", {"full"})
    assert stretchcli("resume", "--pace", "quick").code == 2


@pytest.mark.parametrize("pace", ["steady", "brisk"])
def test_a_session_keeps_the_pace_that_it_began_with(home: Path, pace: str) -> None:
    """The config may have changed since: it is for the next session."""
    timeline = short_session("standing-hip-flexor", pace=Pace(brisk=pace == "brisk"))
    stopped_session(home, holds=0, timeline=timeline, speed=2.0)
    other = {"steady": "brisk", "brisk": "steady"}[pace]
    (home / "config.yaml").write_text(f"pace: {other}\n", encoding="utf-8")
    ran = stretchcli("resume", *REHEARSE)
    told = [event["text"] for event in ran.events if event["event"] == "phase_started" and event["kind"] == "setup"]
    assert told == [phase.text for phase in timeline.phases if phase.kind == "setup"]


def test_an_easier_way_has_the_pace_of_what_is_left(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That of the session, and of --pace; where it does not show, that of the config."""
    paces: list[bool] = []

    def noting(context: object, timeline: object, options: RunOptions, *_: object) -> int:
        assert isinstance(options.ease, Easing)
        paces.append(options.ease.pace.brisk)
        return 0

    monkeypatch.setattr("stretchcli.cli.resume.guided", noting)
    usual = short_session("standing-hip-flexor")
    at_once = [replace(phase, at_once=phase.kind == "setup" and phase.side == "left") for phase in usual.phases]
    stopped_session(home, holds=0, timeline=Timeline.of(usual.title, usual.items, at_once))
    for line in ((), ("--pace", "steady")):
        stretchcli("resume", "--no-log", *line)
    stretchcli("resume", "--discard")
    stopped_session(home, holds=0, timeline=usual)
    stretchcli("resume", "--no-log")
    (home / "config.yaml").write_text("pace: brisk\n", encoding="utf-8")
    stretchcli("resume", "--no-log")
    assert paces == [True, False, False, True]


def test_an_easier_way_sends_nobody_down_over_a_knee_who_should_not_kneel(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a session that begins: what the person has is in their config, or has come there meanwhile."""
    own_ways: list[bool] = []

    def noting(context: object, timeline: object, options: RunOptions, *_: object) -> int:
        assert isinstance(options.ease, Easing)
        own_ways.append(options.ease.own_way)
        return 0

    monkeypatch.setattr("stretchcli.cli.resume.guided", noting)
    stopped_session(home)
    for config in ("", "pain: [knee]\n", "avoid: [kneeling]\n"):
        (home / "config.yaml").write_text(config, encoding="utf-8")
        stretchcli("resume", "--no-log")
    assert own_ways == [False, True, True]


def test_no_easier_way_is_open_that_the_config_has_come_to_forbid(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was planned before a hip began to hurt does not lead there after it."""
    left: list[int] = []

    def noting(context: object, timeline: object, options: RunOptions, *_: object) -> int:
        assert options.resumption is not None
        left.append(len(options.resumption.timeline.items[0].easier))
        return 0

    monkeypatch.setattr("stretchcli.cli.resume.guided", noting)
    usual = short_session("kneeling-hip-flexor")
    way = Easier("", "standing-hip-flexor", "Standing", HoldRange(10, 15))
    items = [item._replace(easier=(way,)) for item in usual.items]
    stopped_session(home, holds=0, timeline=Timeline.of(usual.title, items, usual.phases))
    stretchcli("resume", "--no-log")
    for forbidding in ("never: [standing-hip-flexor]\n", "avoid: [standing]\n"):
        (home / "config.yaml").write_text(forbidding, encoding="utf-8")
        stretchcli("resume", "--no-log")
    assert left == [1, 0, 0]


def test_the_summary_is_that_of_the_whole_session(home: Path) -> None:
    """Holds of both sittings count."""
    stopped_session(home)
    ran = stretchcli("resume", "--speed", "1000", "--plain", "--yes")
    assert "6 of 6 holds complete" in ran.out
    assert "is not finished: 5 holds are left" in ran.out


def test_whoever_resumes_is_told_how_long_it_takes(home: Path, phrases: Phrases) -> None:
    """What is left, the way back in included; in the first sentence, as before every session."""
    stopped_session(home)
    started = stretchcli("resume", "--speed", "1000", "--json", "--yes", "--no-log").events[0]
    first = stretchcli("resume", "--speed", "1000", "--plain").out.splitlines()[0]
    assert first.endswith(phrases.say("resume.time", time=phrases.duration(started["total_s"])))


def test_whoever_resumes_is_told_what_to_have_at_hand(home: Path, phrases: Phrases) -> None:
    """It has been put away since: what the stretches that are left require, and nothing of those that are done."""
    stopped_session(home, holds=4)
    ran = stretchcli("resume", "--speed", "1000", "--plain", "--yes")
    assert phrases.say("opening.have", things="a mat or something soft") in ran.out.splitlines()


def test_a_real_session_that_is_rehearsed_keeps_what_is_real(home: Path, phrases: Phrases) -> None:
    """That is said beforehand: the hold in which it was stopped keeps its seconds, what is rehearsed is marked as such, and
    the session can still be resumed for real, at the same hold."""
    session = stopped_session(home)
    before = log_json()["sessions"]
    ran = stretchcli("resume", *REHEARSE)
    assert phrases.say("resume.rehearsed") in ran.err
    assert ran.events[-1]["outcome"] == "complete"
    shown = log_json("show", session.id[:6])
    assert [each["rehearsal"] for each in shown["holds"]] == [False, False, True, True, True, True]
    assert [each["held_s"] for each in shown["holds"][:2]] == [each["held_s"] for each in before[0]["holds"]] == [30.0, 5.0]
    assert (shown["rehearsal"], shown["outcome"]) == (False, "stopped")
    assert log_json()["sessions"][0]["held_s"] == before[0]["held_s"]
    again = stretchcli("resume", *REHEARSE)
    assert again.events[1]["index"] == ran.events[1]["index"]


def test_real_seconds_of_a_rehearsal_count(home: Path) -> None:
    """A rehearsal that is gone on with in real time: what was really held is no rehearsal."""
    timeline = short_session()
    wall = FakeWall(datetime.now().astimezone() - timedelta(hours=1))
    session = stopped_session(home, timeline=timeline, wall=wall, speed=2.0)
    going_on = resumption(timeline, session.results, session.broken_off)
    assert going_on is not None
    _, put = played(going_on.timeline, [Message(Action.TICK, 400.0)], wall, session=session, going_on=going_on)
    assert {hold.rehearsal for record in put for hold in record.holds} == {False}


def test_what_was_really_held_comes_before_rehearsals_and_intros(home: Path) -> None:
    """Neither is mentioned by run; resume takes the last real session, and them when there is no other."""
    wall = FakeWall(datetime.now().astimezone() - timedelta(hours=3))
    real = stopped_session(home, wall=wall)
    rehearsal = stopped_session(home, speed=2.0)
    store = opened(home)
    intro = logged(store, FakeWall(datetime.now().astimezone() - timedelta(minutes=5)), [], outcome="stopped")
    store.close()
    ids = [line.split()[0] for line in stretchcli("resume", "--list").out.splitlines()]
    assert ids == [real.id[:8], intro.id[:8], rehearsal.id[:8]]
    assert stretchcli("resume", "--discard").code == 0
    ran = stretchcli("run", "glute-bridge", "--reps", "1", *REHEARSE)
    assert ran.err == ""
    assert stretchcli("resume", "--list").out.startswith(intro.id[:8])


def test_a_resumed_session_needs_no_catalog(home: Path) -> None:
    """The timeline is stored: a stretch of one's own that is gone by now is no hindrance."""
    whole = short_session()
    gone = [replace(phase, stretch="gone-by-now") for phase in whole.phases]
    stopped_session(home, timeline=Timeline.of(whole.title, whole.items, gone))
    ran = stretchcli("resume", *REHEARSE)
    assert ran.code == 0
    assert {event["stretch"] for event in ran.events if event["event"] == "phase_started"} == {"gone-by-now"}


@pytest.mark.parametrize("arguments", [(), ("--list",), ("--discard",), ("--json",)])
def test_nothing_to_resume_is_exit_code_three(arguments: tuple[str, ...]) -> None:
    """With a sentence, and nothing else on stdout."""
    ran = stretchcli("resume", *arguments)
    assert (ran.code, ran.out) == (3, "")
    assert "There is no session to resume." in ran.err


def test_the_list_names_every_session_that_can_be_resumed(home: Path) -> None:
    """The last one first, which is the one that is taken; any other by its id."""
    wall = FakeWall(datetime.now().astimezone() - timedelta(hours=2))
    first = stopped_session(home, holds=2, wall=wall, speed=2.0)
    second = stopped_session(home, speed=2.0)
    ran = stretchcli("resume", "--list")
    assert [line.split()[0] for line in ran.out.splitlines()] == [second.id[:8], first.id[:8]]
    assert [each["id"] for each in stretchcli("resume", "--list", "--json").json["sessions"]] == [second.id, first.id]
    assert stretchcli("resume", first.id[:8], *REHEARSE).code == 0
    assert {session["id"]: session["outcome"] for session in log_json()["sessions"]} == {
        first.id: "complete",
        second.id: "stopped",
    }


def test_a_discarded_session_keeps_its_holds_and_is_not_resumed(home: Path) -> None:
    """Giving up is not deleting."""
    session = stopped_session(home)
    assert stretchcli("resume", "--discard").code == 0
    assert stretchcli("resume").code == 3
    (left,) = log_json()["sessions"]
    assert (left["id"], left["outcome"], len(left["holds"])) == (session.id, "stopped", 2)


def test_run_mentions_an_unfinished_session_once(home: Path) -> None:
    """On stderr; the second run says nothing, and resume still finds it."""
    stopped_session(home)
    first = stretchcli("run", "glute-bridge", "--reps", "1", *REHEARSE)
    second = stretchcli("run", "glute-bridge", "--reps", "1", *REHEARSE)
    assert "5 holds are left. stretchcli resume continues it." in first.err
    assert second.err == ""
    assert stretchcli("resume", "--list").code == 0


def test_a_session_in_another_window_is_neither_mentioned_nor_resumed(home: Path) -> None:
    """Two windows never do the same session."""
    with spawn("run", "glute-bridge", "--reps", "1", "--json", "--yes") as other:
        assert other.stdout is not None
        assert "session_started" in other.stdout.readline()
        store = opened(home)
        for _ in range(1000):
            if store.sessions():
                break
            threading.Event().wait(0.01)
        assert stretchcli("resume", "--list").code == 3
        other.kill()
    assert stretchcli("resume", "--list").code == 0


def test_a_session_without_a_log_leaves_no_trace(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once by the flag, always by the config, and nothing is even created."""
    stretchcli("run", "glute-bridge", "--reps", "1", "--no-log", *REHEARSE)
    (home / "config.yaml").write_text("log: false\n", encoding="utf-8")
    stretchcli("run", "glute-bridge", "--reps", "1", *REHEARSE)
    assert list(home.glob("log*")) == []


def test_resuming_without_a_log_changes_nothing_in_it(home: Path) -> None:
    """The session can be resumed again."""
    stopped_session(home)
    store = opened(home)
    before = everything(store)
    assert stretchcli("resume", "--no-log", *REHEARSE).code == 0
    assert everything(store) == before


def newer_log(home: Path) -> None:
    """A log that a program of the future wrote."""
    opened(home).close()
    with closing(sqlite3.connect(home / "log.db")) as db:
        db.execute("PRAGMA user_version = 99")


def test_run_goes_on_without_a_log_that_is_newer(home: Path) -> None:
    """It says so once, and the others end with 1."""
    newer_log(home)
    ran = stretchcli("run", "glute-bridge", "--reps", "1", *REHEARSE)
    assert ran.code == 0
    assert ran.events[-1]["outcome"] == "complete"
    assert ran.err.count("runs without a log") == 1
    for command in (["log"], ["log", "stats"], ["resume"], ["log", "export"]):
        refused = stretchcli(*command)
        assert (refused.code, refused.out) == (1, "")
        assert "newer stretchcli" in refused.err


def test_run_goes_on_without_a_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that cannot be written to: the session is what counts."""
    (tmp_path / "file").touch()
    monkeypatch.delenv("STRETCHCLI_HOME")
    places = Places(
        *(tmp_path / "fine" if name != "data" else tmp_path / "file" for name in ("config", "data", "cache", "state"))
    )
    monkeypatch.setattr(Places, "of", lambda environment: places)
    ran = stretchcli("run", "glute-bridge", "--reps", "1", *REHEARSE)
    assert ran.code == 0
    assert ran.events[-1]["outcome"] == "complete"
    assert ran.err.count("This session runs without a log.") == 1


def test_run_sets_a_damaged_log_aside_and_logs_into_a_new_one(home: Path) -> None:
    """Said once; the session is in the new one."""
    (home / "log.db").write_bytes(b"garbage" * 1000)
    ran = stretchcli("run", "glute-bridge", "--reps", "1", *REHEARSE)
    assert ran.err.count("Your log was damaged.") == 1
    assert len(log_json()["sessions"]) == 1
    (kept,) = home.glob("log.db.damaged-*")
    assert kept.read_bytes() == b"garbage" * 1000


def test_run_sets_a_log_aside_that_is_damaged_deep_inside(home: Path) -> None:
    """The damage shows when pain is looked up, and the session is in the new log."""
    store = opened(home)
    for _ in range(30):
        logged(store, FakeWall())
    store.close()
    sound = (home / "log.db").read_bytes()
    (home / "log.db").write_bytes(sound[:8192] + b"\xff" * (len(sound) - 8192))
    ran = stretchcli("run", "glute-bridge", "--reps", "1", *REHEARSE)
    assert (ran.code, ran.err.count("Your log was damaged."), len(ran.err.splitlines())) == (0, 1, 1)
    assert len(log_json()["sessions"]) == 1


def test_holds_that_could_not_be_written_are_told_at_the_end(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full from the second session on: the session runs, and it is said once."""
    stretchcli("run", "glute-bridge", "--reps", "1", *REHEARSE)

    def full(store: object, records: object) -> int:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("stretchcli.log.store.Store.merge", full)
    ran = stretchcli("run", "glute-bridge", "--reps", "2", *REHEARSE)
    assert ran.code == 0
    assert ran.events[-1]["outcome"] == "complete"
    (said,) = ran.err.splitlines()
    assert said.startswith("2 holds of this session could not be written to the log.")
    assert "disk is full" in said


def pains(home: Path, times: int, **values: object) -> None:
    """So many sessions in which a hold of the kneeling hip flexor stretch hurt."""
    values = {"stretch": "kneeling-hip-flexor", "felt": "left", "felt_at": "front of the hip", "outcome": "pain", **values}
    today = datetime.now().date()
    store = opened(home)
    logged_days(store, [today - timedelta(days=back) for back in range(1, times + 1)], **values)
    store.close()


def test_a_stretch_that_hurt_is_named_before_it_begins_with_the_easier_way(home: Path) -> None:
    """The session stays as it was asked for."""
    pains(home, 1)
    ran = stretchcli("run", "kneeling-hip-flexor", "--reps", "1", *REHEARSE)
    assert "Kneeling hip flexor stretch hurt on" in ran.err
    assert "(front of the hip, left side). Easier: " in ran.err
    assert "standing-hip-flexor" in ran.err
    assert "never:" not in ran.err
    assert ran.events[1]["stretch"] == "kneeling-hip-flexor"
    assert "hurt" not in stretchcli("run", "glute-bridge", "--reps", "1", *REHEARSE).err


def test_no_easier_way_is_named_that_the_constraints_forbid(home: Path) -> None:
    """Neither those of the line nor those of the config, before a session as in the log."""
    pains(home, 1)
    run = ("run", "kneeling-hip-flexor", "--reps", "1", *REHEARSE)
    assert "standing-hip-flexor" not in stretchcli(*run, "--no", "balance").err
    assert "standing-hip-flexor" in stretchcli("log", "pain").out
    (home / "config.yaml").write_text("never: [standing-hip-flexor]\n", encoding="utf-8")
    (line,) = [line for line in stretchcli(*run).err.splitlines() if "hurt on" in line]
    assert "standing-hip-flexor" not in line
    assert "standing-hip-flexor" not in stretchcli("log", "pain").out


def test_after_three_times_the_advice_is_to_leave_it_out(home: Path) -> None:
    """And to ask a clinician, with the line for the config, which keeps what stands there."""
    pains(home, 3)
    (home / "config.yaml").write_text("never: [table-psoas]\n", encoding="utf-8")
    ran = stretchcli("run", "kneeling-hip-flexor", "--reps", "1", *REHEARSE)
    assert "It has hurt 3 times: leave it out, and ask a clinician" in ran.err
    (line,) = [line for line in ran.err.splitlines() if line.startswith("never:")]
    assert line == "never: [table-psoas, kneeling-hip-flexor]"
    (home / "config.yaml").write_text(f"{line}\n", encoding="utf-8")
    assert "kneeling-hip-flexor" not in {item["stretch"] for item in stretchcli("plan", "hip-flexors", "--json").json["items"]}


def test_once_a_stretch_went_well_again_nothing_is_said(home: Path) -> None:
    """Unless it has hurt three times."""
    pains(home, 1)
    store = opened(home)
    wall = FakeWall(datetime.now().astimezone())
    logged(store, wall, [hold(wall, stretch="kneeling-hip-flexor")])
    assert "hurt" not in stretchcli("run", "kneeling-hip-flexor", "--reps", "1", *REHEARSE).err
    pains(home, 3)
    assert "hurt" in stretchcli("run", "kneeling-hip-flexor", "--reps", "1", *REHEARSE).err


def test_pain_in_a_rehearsal_is_not_remembered(home: Path) -> None:
    """Nobody stretched."""
    pains(home, 3, rehearsal=True)
    assert "hurt" not in stretchcli("run", "kneeling-hip-flexor", "--reps", "1", *REHEARSE).err


def test_what_a_stranger_wrote_into_a_log_reaches_no_terminal(home: Path) -> None:
    """Titles, texts and places come out as plain text, in the session as well."""
    stopped_session(home)
    store = opened(home)
    (packed,) = store.db.execute("SELECT timeline FROM sessions").fetchone()
    evil = zlib.compress(zlib.decompress(packed).replace(b"Get ready to hold", b"\\u001b]0;gotcha\\u0007 \\u202e[bold]"))
    store.db.execute("UPDATE sessions SET timeline = ?, title = ?", [evil, "\x1b[2J\u202eevil"])
    store.db.execute("UPDATE holds SET felt_at = ?, stretch = ?", ["\x1b[31m", "\x9b31m"])
    store.close()
    shown = [stretchcli(*command) for command in (["resume", "--list"], ["log"], ["log", "show", session_id(home)])]
    shown.append(stretchcli("resume", "--speed", "1000", "--plain", "--yes"))
    for ran in shown:
        assert ran.code == 0
        assert not {"\x1b", "\u202e", "\x9b", "\x07"} & set(ran.out + ran.err)
    assert "[bold]" in shown[-1].out


def session_id(home: Path) -> str:
    """The id of the only session."""
    (session,) = everything(opened(home))
    return session


def test_a_claim_is_given_back_after_the_session(home: Path) -> None:
    """Another process can have it then."""
    stopped_session(home)
    stretchcli("resume", *REHEARSE)
    assert Claims(home).take(session_id(home))


def test_a_hold_record_knows_its_stored_place(home: Path) -> None:
    """Resumed holds stand under the indices of the timeline that is stored with the session."""
    stopped_session(home)
    stretchcli("resume", *REHEARSE)
    store = opened(home)
    (after,) = store.sessions()
    holds: list[HoldRecord] = list(after.holds)
    (stored,) = store.everything()
    phases = stored.timeline.phases
    assert [record.phase for record in holds] == [phase.index for phase in phases if phase.kind == "hold"]
    assert [(record.side, record.rep) for record in holds] == [
        (phases[record.phase].side, phases[record.phase].rep) for record in holds
    ]
