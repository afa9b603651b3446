"""``plan --save NAME``: the plan as a routine of one's own."""

from __future__ import annotations

import errno
import os
import shlex
from pathlib import Path
from typing import Any

import pytest

from tests.clis import Ran, stretchcli
from tests.samples import put


def again(ran: Ran) -> list[str]:
    """The command that runs it again, as it was told, to plan instead."""
    (told,) = [line for line in ran.err.splitlines() if "Run it with: " in line]
    program, run, *words = shlex.split(told.partition("Run it with: ")[2])
    assert (program, run) == ("stretchcli", "run")
    return ["plan", *words]


def items(*arguments: str) -> list[dict[str, Any]]:
    """The stretches of a plan with their doses."""
    found: list[dict[str, Any]] = stretchcli(*arguments, "--json").json["items"]
    return found


def test_a_saved_plan_is_a_routine_that_gives_the_same_again(home: Path) -> None:
    """It passes the check without a warning, is listed, and has the same stretches, reps and holds."""
    asked = ("plan", "hips", "hamstrings", "--minutes", "12", "--no", "kneeling")
    ran = stretchcli(*asked, "--save", "Tuesday hips")
    path = home / "routines" / "tuesday-hips.yaml"
    assert ran.code == 0
    assert f"Saved as {path}." in ran.err
    assert ran.out == stretchcli(*asked).out
    checked = stretchcli("catalog", "check")
    assert (checked.code, checked.out, "1 routine" in checked.err) == (0, "", True)
    (routine,) = [one for one in stretchcli("routines", "--json").json["routines"] if one["id"] == "tuesday-hips"]
    assert routine["name"] == "Tuesday hips"
    assert items(*again(ran)) == items(*asked) == items("plan", "tuesday-hips", "--no", "kneeling")
    assert stretchcli("run", "tuesday-hips", "--json", "--speed", "1000").code == 0


@pytest.mark.parametrize(
    ("asked", "config", "told"),
    [
        (("iliopsoas", "--pain", "knee"), "", "--pain knee"),
        (("iliopsoas", "--pain", "knee", "--with-care"), "", "--pain knee --with-care"),
        (("kneeling-hip-flexor", "glute-bridge", "--pain", "knee"), "", "kneeling-hip-flexor --pain knee"),
        (("table-psoas", "glute-bridge"), "never: [table-psoas]\n", "table-psoas"),
        (("iliopsoas", "--no-config"), "avoid: [floor]\n", "--no-config"),
        (
            ("iliopsoas", "--order", "grouped", "--first", "left", "--pace", "brisk"),
            "",
            "--order grouped --first left --pace brisk",
        ),
        (("iliopsoas", "--hold", "15", "--reps", "2"), "hold: 10\nreps: 1\n", "--hold 15 --reps 2"),
        (("iliopsoas", "--level", "gentle"), "level: deep\n", "--level normal"),
        (("iliopsoas", "--level", "gentle"), "", ""),
        (("iliopsoas", "--condition", "low back pain"), "", "--condition 'low back pain'"),
    ],
)
def test_what_a_routine_does_not_hold_is_told_with_the_command(
    asked: tuple[str, ...], config: str, told: str, home: Path
) -> None:
    """Constraints with their cautions, what only a name lets in, sides and pace: the same plan comes of it."""
    if config:
        (home / "config.yaml").write_text(config, encoding="utf-8")
    ran = stretchcli("plan", *asked, "--save", "mine")
    assert again(ran) == ["plan", "mine", *shlex.split(told)]
    first, second = (stretchcli(*command, "--json").json for command in (("plan", *asked), again(ran)))
    assert first["items"] == second["items"]
    assert (first["total_s"], first["phases"]) == (second["total_s"], second["phases"])


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("", "for example my-evening"),
        ("Été", "for example my-evening"),
        ("../mine", "for example my-evening"),
        ("a\x1b[31mb", "for example my-evening"),
        ("x" * 61, "at most 60"),
        ("long " * 11, "at most 48"),
        ("20", "my-20"),
        ("hips", "my-hips"),
        ("The five hip flexor stretches", "my-the-five"),
        ("Glute Bridge", "my-glute-bridge"),
        ("desk break", "my-desk-break"),
    ],
)
def test_a_name_that_cannot_be_one_is_refused_with_a_remedy(name: str, remedy: str, home: Path) -> None:
    """Before anything is planned, and nothing is written."""
    ran = stretchcli("plan", "glute-bridge", "--save", name)
    assert (ran.code, ran.out) == (2, "")
    assert remedy in ran.err
    assert "\x1b" not in ran.err
    assert not (home / "routines").exists()


def test_what_is_there_is_never_replaced(home: Path) -> None:
    """Neither a routine that was saved before nor a file that is broken."""
    assert stretchcli("plan", "glute-bridge", "--save", "mine").code == 0
    before = (home / "routines" / "mine.yaml").read_bytes()
    broken = put(home / "routines", "broken.yaml", "not: [a catalog")
    for name in ("mine", "Mine", "broken"):
        ran = stretchcli("plan", "table-psoas", "--save", name)
        assert (ran.code, ran.out) == (2, "")
    assert (home / "routines" / "mine.yaml").read_bytes() == before
    assert broken.read_text() == "not: [a catalog"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
def test_a_disk_that_refuses_is_one_sentence(number: int, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Full or without permission: code 1, and no half of a file is left."""

    def refusing(*arguments: object, **options: object) -> object:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("stretchcli.authoring.template.write_atomically", refusing)
    ran = stretchcli("plan", "glute-bridge", "--save", "mine")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"Cannot write {home / 'routines' / 'mine.yaml'}: {os.strerror(number).lower()}.\n")
    assert not list(home.glob("routines/*"))


def test_a_plan_of_much_fits_a_routine(home: Path) -> None:
    """Its title would be longer than the line that says what a routine is for."""
    everything = [stretch["id"] for stretch in stretchcli("list", "--json").json["stretches"]][:40]
    assert stretchcli("plan", *everything, "--save", "much").code == 0
    assert stretchcli("catalog", "check").code == 0
    assert 'for: "Saved from a plan: 40 stretches, ' in (home / "routines" / "much.yaml").read_text()


def test_json_stays_clean(home: Path) -> None:
    """Where it was saved is a message."""
    ran = stretchcli("plan", "glute-bridge", "--json", "--save", "mine")
    assert ran.json == stretchcli("plan", "glute-bridge", "--json").json
    assert "Saved as" in ran.err


def test_a_plan_that_comes_to_nothing_is_not_saved(home: Path) -> None:
    """There is nothing to save."""
    assert stretchcli("plan", "glute-bridge", "--no", "floor", "--no", "bed", "--save", "mine").code == 3
    assert not (home / "routines").exists()
