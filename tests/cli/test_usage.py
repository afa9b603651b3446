"""Wrong usage: exit 2, one clear sentence and a remedy on stderr, nothing on stdout."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.clis import stretchcli


@pytest.mark.parametrize(
    ("line", "said", "remedy"),
    [
        ("run glut-bridge", "glut-bridge", "Did you mean glute-bridge"),
        ("show glut-bridge", "glut-bridge", "Did you mean glute-bridge"),
        ("list qqqqqq", "qqqqqq", "stretchcli list and stretchcli routines"),
        ("list --no kneling", "kneling", "kneeling"),
        ("list --no qqqqqq", "qqqqqq", "Known are"),
        ("list --pain hair", "hair", ""),
        ("list --condition hip-replacment", "hip-replacment", "hip-replacement"),
        ("list --target hamstrngs", "hamstrngs", "hamstrings"),
        ("list --position flying", "flying", ""),
        ("list --colour", "--colour", "See stretchcli list -h."),
        ("list --level gentle", "stretchcli list has no option --level", "stretchcli run and stretchcli plan have it."),
        ("plan -l", "-l", "stretchcli list has it."),
        ("log --csv", "--csv", "stretchcli log export has it."),
        ("lst", "lst", "list"),
        ("Run hips --no kneeling", "Run", "Did you mean stretchcli run hips --no kneeling?"),
        ("hips --no kneeling", "hips", "Did you mean stretchcli run hips --no kneeling?"),
        ("my stiff neck 10", "my", "Did you mean stretchcli run my stiff neck 10?"),
        ("10", "10", "Did you mean stretchcli run 10?"),
        ("qqqqqq", "qqqqqq", "See stretchcli -h."),
        ("-- -x", "There is no command “-x”.", "See stretchcli -h."),
        ("catalog new x --json", "--json", "stretchcli run, stretchcli resume and stretchcli plan have it."),
        ("run --sped 3", "--sped", "Did you mean --speed?"),
        ("log show", "ID", "See stretchcli log show -h."),
        ("list --no", "--no", "See stretchcli list -h."),
        ("show", "NAME", "See stretchcli show -h."),
        ("show glute-bridge --side up", "up", "right or left"),
        ("run --hold 0", "--hold 0", "3 to 300"),
        ("run --hold 2", "--hold 2", "3 to 300"),
        ("run --hold 301", "--hold 301", "3 to 300"),
        ("run --hold 30-20", "above the target", "--hold 20-30"),
        ("run --hold 20-30-40", "--hold", "--hold 20-30"),
        ("run --hold 1:30", "1:30", "whole seconds"),
        ("run --hold -5", "-5", "whole seconds"),
        ("run --hold 2.5", "2.5", "whole seconds"),
        ("run --speed nan", "nan", "above 0"),
        ("run --speed 0", "--speed 0", "above 0"),
        ("run --speed -1", "-1", "above 0"),
        ("run --speed inf", "inf", "above 0"),
        ("run --speed fast", "fast", "above 0"),
        ("plan --reps 0", "--reps 0", "1 to 50"),
        ("plan --reps 51", "--reps 51 is out of range", "1 to 50"),
        ("plan --reps=", '--reps "" is not a number of reps', "1 to 50"),
        ("plan --minutes=", '--minutes "" is not a number.', "above 0"),
        ("plan --reps two", "two", "1 to 50"),
        ("plan --minutes 0", "--minutes 0", "above 0"),
        ("plan --minutes nan", "nan", "above 0"),
        ("plan --minutes -3", "-3", "above 0"),
        ("plan --order x", "x", "alternate or grouped"),
        ("plan --level x", "x", "gentle, normal or deep"),
        ("plan --order=", "--order", "alternate or grouped"),
        ("plan --first both", "both", "right or left"),
        ("plan --first=", "--first", "right or left"),
    ],
)
def test_wrong_usage_is_answered_with_a_sentence_and_a_remedy(line: str, said: str, remedy: str) -> None:
    """And nothing on stdout, so that a program that reads it is not misled."""
    ran = stretchcli(*line.split())
    assert (ran.code, ran.out) == (2, "")
    first, *rest = ran.err.splitlines()
    assert said in first
    assert first.endswith((".", "?"))
    assert len(rest) == 1
    assert remedy in ran.err


@pytest.mark.parametrize("name", ["\x1b[31mred", "a\u202eb", "a\nb", "a\x00b"])
def test_what_was_typed_reaches_the_terminal_without_its_teeth(name: str) -> None:
    """An error that repeats a word repeats no escape sequence."""
    ran = stretchcli("list", "--no", name)
    assert ran.code == 2
    assert not [character for character in ran.err if (character < " " and character != "\n") or character == "\u202e"]


@pytest.mark.parametrize("command", [[], ["run"], ["plan"], ["list"], ["routines"], ["show"], ["me"]])
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_command_helps_with_examples_first(command: list[str], flag: str) -> None:
    """Before its options."""
    ran = stretchcli(*command, flag)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.index("\n  stretchcli ") < ran.out.index("Options:")


@pytest.mark.parametrize(
    ("config", "place"),
    [
        ("foo: 1\n", "1:1"),
        ("# mine\navoid: [kneeling]\nhold: 30\nrep: 3\n", "4:1"),
        ("reps: many\n", "1:7"),
        ("reps: 2\nreps: 3\n", "2:1"),
        ("hold: 30-20\n", "1:7"),
        ("avoid: [kneling]\n", "1:9"),
        ("never:\n  - no-such-stretch\n", "2:5"),
        ("switch_s: 61\n", "1:11"),
        ("avoid: [kneeling\n", "2:1"),
    ],
)
@pytest.mark.parametrize("command", ["list", "plan"])
def test_a_wrong_config_is_told_with_its_place(config: str, place: str, command: str, home: Path) -> None:
    """file:line:column, whichever command meets it."""
    (home / "config.yaml").write_text(config)
    ran = stretchcli(command, "--json")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"{home / 'config.yaml'}:{place}: ")


@pytest.mark.parametrize("command", ["log", "log stats", "log show 3f2a", "resume", "catalog check", "me --show"])
@pytest.mark.parametrize("config", ["avoid: [kneling]\n", "pain: [kne]\n", "never: [kne]\n"])
def test_a_name_in_the_config_that_nothing_has_ends_commands_that_need_no_catalog_too(
    command: str, config: str, home: Path
) -> None:
    """Somebody who relies on it learns of it at once."""
    (home / "config.yaml").write_text(config)
    ran = stretchcli(*command.split())
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"{home / 'config.yaml'}:1:")


def test_a_command_that_does_not_exist_is_answered_whatever_is_in_the_config(home: Path) -> None:
    """It is the line that has to change first."""
    (home / "config.yaml").write_text("foo: 1\n")
    ran = stretchcli("hips", "10")
    assert (ran.code, ran.err.splitlines()[-1]) == (2, "Did you mean stretchcli run hips 10?")


def test_a_config_that_cannot_be_read_is_told(home: Path) -> None:
    """A folder, for example."""
    (home / "config.yaml").mkdir()
    ran = stretchcli("list")
    assert (ran.code, ran.out) == (2, "")
    assert "folder" in ran.err


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "avoid: []\n", "avoid: kneeling\nhold: 30\n"])
def test_a_config_may_say_little(text: str, home: Path) -> None:
    """Nothing at all, or one word for a list."""
    (home / "config.yaml").write_text(text)
    assert stretchcli("list").code == 0


def test_a_wrong_variable_is_told_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the config's mistakes are."""
    monkeypatch.setenv("STRETCHCLI_REPS", "many")
    ran = stretchcli("plan", "--json")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("STRETCHCLI_REPS: ")


@pytest.mark.parametrize(
    "line",
    [
        "plan standing-hip-flexor --no balance",
        "plan iliopsoas --no lying --no balance",
        "run --minutes 0.5",
        "plan standing-hip-flexor table-psoas --minutes 2",
        "run glute-bridge --target calves",
    ],
)
def test_a_right_request_that_leaves_nothing_ends_with_3(line: str) -> None:
    """With the reason and what to do."""
    ran = stretchcli(*line.split())
    assert (ran.code, ran.out) == (3, "")
    assert len(ran.err.splitlines()) == 2


HELPS = ["", "run", "resume", "plan", "list", "routines", "show", "log", "log stats", "catalog", "catalog check", "doctor"]


@pytest.mark.parametrize("command", HELPS)
def test_no_line_of_the_help_is_broken_in_a_word(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """At 80 columns every line fits the window, examples too."""
    monkeypatch.setenv("COLUMNS", "80")
    ran = stretchcli(*command.split(), "--help")
    assert ran.code == 0
    assert [line for line in ran.out.splitlines() if len(line) > 80] == []


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("--speed", "abc"), "--speed abc is not a number."),
        (("--speed", "nan"), "--speed nan is not a number."),
        (("--speed", "0"), "--speed 0 must be above 0."),
        (("--speed", "-inf"), "--speed -inf must be above 0."),
        (("--speed", "inf"), "--speed inf is too large."),
        (("--minutes", "1441"), "--minutes 1441 is too large."),
        (("--hold", "long"), "--hold long is not a number of seconds."),
    ],
)
def test_a_number_that_does_not_fit_is_told_why(given: tuple[str, str], told: str) -> None:
    """No number, not above zero, or more than there may be: each in its own words."""
    ran = stretchcli("run", *given)
    assert ran.code == 2
    assert ran.err.startswith(told)
