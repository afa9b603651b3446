"""`stretchcli me` without its talk: what is shown, what is data, what is refused, and what the config then does."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from stretchcli.asking.editing import CannotEdit
from stretchcli.asking.known import Answer, Has
from stretchcli.cli import me
from stretchcli.cli.context import AppContext
from stretchcli.errors import StretchError
from tests.clis import stretchcli

CONFIG = """\
# mine
avoid: [kneel, table]
pain: [{name: tkr, since: 2026-01-05}, glaucoma]
never: [glute-bridge]
reps: 2
"""


def weeks_ago(weeks: int) -> date:
    return date.today() - timedelta(weeks=weeks)


def test_what_is_known_is_shown_with_what_follows(home: Path) -> None:
    """In words, with the numbers of stretches and the command to begin with."""
    (home / "config.yaml").write_text(CONFIG)
    ran = stretchcli("me", "--show")
    assert (ran.code, ran.err) == (0, "")
    for said in (
        f"from {home / 'config.yaml'}:",
        "You have: a knee replacement since 2026-01-05 and glaucoma.",
        "Left out where you kneel and what needs a steady table.",
        "Never: glute bridge.",
        "Of 99 stretches, ",
        "because your config says never",
        "\n  stretchcli run --minutes 10\n",
    ):
        assert said.lower() in ran.out.lower(), ran.out


def test_what_is_shown_says_whose_precautions_have_lasted_their_usual_time(home: Path) -> None:
    """With whom to ask about them; before that time nothing is said of it."""
    (home / "config.yaml").write_text(f"pain: [{{name: new shoulder, since: {weeks_ago(30)}}}]\n")
    assert "It is 30 weeks since your operation (a shoulder replacement)" in stretchcli("me", "--show").out
    (home / "config.yaml").write_text(f"pain: [{{name: new shoulder, since: {weeks_ago(5)}}}]\n")
    assert "weeks since your operation" not in stretchcli("me", "--show").out


def test_nothing_is_known_before_anything_was_said() -> None:
    """And that is said, with what to do about it."""
    ran = stretchcli("me", "--show")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Nothing is known about you yet. stretchcli me asks you")
    assert "All 99 stretches are for you." in ran.out


def test_the_same_as_data(home: Path) -> None:
    """Names of the vocabulary, dates, numbers that add up, and what to ask about again."""
    (home / "config.yaml").write_text(CONFIG)
    found = stretchcli("me", "--json").json
    assert found.pop("stretches").keys() == {"all", "clean", "care", "removed"}
    reasons = found.pop("reasons")
    assert {"by": "never", "name": None, "stretches": 1} in reasons
    assert {reason["by"] for reason in reasons} == {"need", "condition", "never"}
    assert found == {
        "format": 1,
        "config": str(home / "config.yaml"),
        "avoid": ["kneeling", "table"],
        "pain": [{"name": "knee-replacement", "since": "2026-01-05"}, {"name": "glaucoma", "since": None}],
        "never": ["glute-bridge"],
        "ask_again": ["knee-replacement"],
    }


def test_the_numbers_of_the_data_are_those_of_list(home: Path) -> None:
    """What is clean there is what list shows without care; what is removed is what it leaves out."""
    (home / "config.yaml").write_text("avoid: [kneeling]\npain: [shoulder]\n")
    found = stretchcli("me", "--json").json["stretches"]
    listed = stretchcli("list", "--json").json["stretches"]
    assert found["clean"] == len([stretch for stretch in listed if not stretch["care"]])
    assert found["all"] - found["removed"] == len(listed)


def test_without_a_terminal_the_flags_that_do_the_same_are_named(home: Path) -> None:
    """Exit 2, and nothing is asked or written."""
    ran = stretchcli("me")
    assert (ran.code, ran.out) == (2, "")
    for said in ("needs a terminal", "--no kneeling", "--pain knee", "--condition pregnancy", str(home / "config.yaml")):
        assert said in ran.err
    assert not (home / "config.yaml").exists()


@pytest.mark.parametrize("flag", [[], ["--show"], ["--json"]])
@pytest.mark.parametrize(
    ("config", "place"),
    [
        ("avoid: [kneling]\n", "1:9"),
        ("bogus: 1\n", "1:1"),
        ("pain: [{name: new hip, since: 2999-01-01}]\n", "1:31"),
        ("pain: [knee, {name: glaucoma, since: 2026-01-01}]\n", "1:38"),
    ],
)
def test_a_config_with_mistakes_comes_before_any_question(flag: list[str], config: str, place: str, home: Path) -> None:
    """Exit 2 with its place, and the file stays as it is."""
    (home / "config.yaml").write_text(config)
    ran = stretchcli("me", *flag)
    if not flag and place in ("1:9", "1:38"):  # names are looked up where there is a terminal to ask on
        assert ran.code == 2
        return
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"{home / 'config.yaml'}:{place}: ")
    assert (home / "config.yaml").read_text() == config


@pytest.mark.parametrize("line", ["doctor", "catalog path"])
def test_a_wrong_date_stops_neither_doctor_nor_catalog_path(line: str, home: Path) -> None:
    """One says what is wrong, the other where things are."""
    (home / "config.yaml").write_text("pain: [{name: new hip, since: 2999-01-01}]\n")
    ran = stretchcli(*line.split())
    assert "bug in stretchcli" not in ran.err
    assert ran.out
    if line == "doctor":
        assert "2999-01-01 is still to come" in ran.out


@pytest.mark.parametrize("command", ["list", "plan --minutes 10", "run --minutes 5 --plain --speed 1000 --yes"])
def test_when_precautions_have_lasted_their_time_it_is_said_once_and_nothing_is_lifted(command: str, home: Path) -> None:
    """With whom to ask; the stretches that they remove stay removed."""
    (home / "config.yaml").write_text(f"pain: [{{name: new shoulder, since: {weeks_ago(30)}}}]\n")
    ran = stretchcli(*command.split())
    assert ran.code == 0
    assert (ran.out + ran.err).count("It is 30 weeks since your operation (a shoulder replacement)") == 1
    assert "ask your surgeon" in ran.out + ran.err
    dated = stretchcli("list", "--json").json
    (home / "config.yaml").write_text("pain: [new shoulder]\n")
    assert stretchcli("list", "--json").json == dated


def test_before_that_time_nothing_is_said(home: Path) -> None:
    """And --no-config leaves the question aside with the rest of the config."""
    (home / "config.yaml").write_text(f"pain: [{{name: new shoulder, since: {weeks_ago(5)}}}]\n")
    assert "since your operation" not in stretchcli("list").err
    (home / "config.yaml").write_text(f"pain: [{{name: new shoulder, since: {weeks_ago(30)}}}]\n")
    assert "since your operation" not in stretchcli("list", "--no-config").err


def test_where_nothing_is_left_because_of_old_precautions_that_is_said_too(home: Path) -> None:
    """It may be time to end them."""
    (home / "config.yaml").write_text(f"pain: [knee, {{name: new hip, since: {weeks_ago(30)}}}]\n")
    ran = stretchcli("plan", "hips")
    assert ran.code == 3
    assert "It is 30 weeks since your operation" in ran.err


def test_a_variable_that_beats_the_config_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is shown is what the config says; the variable holds plain names by commas."""
    (home / "config.yaml").write_text("pain: [glaucoma]\n")
    monkeypatch.setenv("STRETCHCLI_PAIN", "knee, new hip")
    ran = stretchcli("me", "--show")
    assert ran.code == 0
    assert "You have: glaucoma." in ran.out
    assert "STRETCHCLI_PAIN is set" in ran.err
    assert "knee pain" in stretchcli("list").err


def test_a_config_that_cannot_be_changed_safely_stays_and_its_lines_are_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that they can be put in by hand."""

    def refuse(*_: object) -> str:
        raise CannotEdit

    (home / "config.yaml").write_text("avoid: [table]\n")
    monkeypatch.setattr(me, "edited", refuse)
    answer = Answer(frozenset(), ("kneeling",), (Has("knee-replacement", date(2026, 9, 1)),))
    with pytest.raises(StretchError) as raised:
        me._write(AppContext(), [answer])
    assert raised.value.exit_code == 1
    assert raised.value.remedy.splitlines()[1:] == [
        "avoid: [table, kneeling]",
        "pain: [{name: knee-replacement, since: 2026-09-01}]",
    ]
    assert (home / "config.yaml").read_text() == "avoid: [table]\n"


def test_a_read_only_config_is_not_replaced_and_its_lines_are_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new file in its place would be written all the same; what was said is not lost."""
    config = home / "config.yaml"
    config.write_text("avoid: [table]\n")
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may write everything
    with pytest.raises(StretchError, match="could not be written: it is read-only") as raised:
        me._write(AppContext(), [Answer(frozenset(), ("kneeling",))])
    assert raised.value.exit_code == 1
    assert "avoid: [table, kneeling]" in raised.value.remedy
    assert config.read_text() == "avoid: [table]\n"
    assert me._write(AppContext(), []) is False


def test_that_a_config_is_read_only_is_said_before_the_questions(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody answers fourteen questions to hear it then."""

    def leave(person: object) -> None:
        raise me._Left

    (home / "config.yaml").write_text("avoid: [table]\n")
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    monkeypatch.setattr(me, "_at_a_terminal", lambda: True)
    monkeypatch.setattr(me, "_talk", leave)
    assert me.command() == 4
    assert f"{home / 'config.yaml'} is read-only" in " ".join(capsys.readouterr().err.split())


def test_several_names_without_brackets_are_told_to_be_a_list(home: Path) -> None:
    """ "pain: knee, neck" is one name to YAML."""
    (home / "config.yaml").write_text("pain: knee, neck\n")
    ran = stretchcli("list")
    assert ran.code == 2
    assert "Several are written as a list: `pain: [knee, neck]`." in ran.err


@pytest.mark.parametrize(("config", "named"), [(None, True), ("# nothing\n", False)])
def test_the_safety_card_names_me_while_there_is_no_config(config: str | None, named: bool, home: Path) -> None:
    """In one line, behind the safety words; none where the card is skipped."""
    if config is not None:
        (home / "config.yaml").write_text(config)
    ran = stretchcli("run", "standing-hip-flexor", "--reps", "1", "--plain", "--speed", "1000")
    assert ran.out.count("stretchcli me") == int(named)
    if named:
        assert ran.out.index("not treatment") < ran.out.index("stretchcli me")
    assert "stretchcli me" not in stretchcli("run", "standing-hip-flexor", "--reps", "1", "--plain", "--speed", "1000", "-y").out
