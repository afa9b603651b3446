"""What ``plan`` shows: a line a stretch, doses as bars, what is short and why, what was left out."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path
from typing import get_args

import pytest

from stretchcli.catalog.phrases import Phrases
from stretchcli.cli.context import AppContext
from stretchcli.cli.notices import notices
from stretchcli.cli.plan_page import print_plan, short_lines, why_lines
from stretchcli.cli.tables import BAR_LETTERS
from stretchcli.session.doses import BODY_SIDES, Short, Why
from stretchcli.session.planner import Plan
from tests.clis import stretchcli
from tests.samples import put, stretches

FIVE = ("standing-hip-flexor", "kneeling-hip-flexor", "glute-bridge", "hip-flexor-bed", "table-psoas")


class Screen(io.StringIO):
    """A stdout that is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


class AsciiScreen(Screen):
    """One that cannot show bars."""

    encoding = "ascii"


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal without bold letters."""
    monkeypatch.setenv("TERM", "dumb")


def planned(*what: str, **options: str) -> Plan:
    """A plan."""
    from stretchcli.cli.options import SelectionOptions, SessionOptions

    return AppContext().planned(SelectionOptions(what=list(what)), SessionOptions(**options))[1]


def page(plan: Plan, screen: io.StringIO) -> list[str]:
    """The page of a plan on that screen."""
    context = AppContext()
    with contextlib.redirect_stdout(screen):
        print_plan(plan, context.catalog.vocabulary, context.phrases)
    return screen.getvalue().splitlines()


def bars(lines: list[str]) -> dict[str, tuple[str, int]]:
    """The bars of a page by the words before them, with their seconds."""
    found = (re.fullmatch(r"(.*?) +([█▏▎▍▌▋▊▉·#.]{10,}) +(\d+) s", line) for line in lines)
    return {match[1]: (match[2], int(match[3])) for match in found if match}


def test_each_stretch_has_a_line_with_when_what_for_sides_and_dose() -> None:
    """In a pipe one line each, under what the session comes to."""
    ran = stretchcli("plan", "iliopsoas", "--first", "left")
    lines = ran.out.splitlines()
    assert (ran.code, ran.err) == (0, "")
    assert re.match(r"The five hip flexor stretches: 3\d minutes .*, 34 holds, held for 17 minutes\.$", lines[0])
    rows = [re.split(r"  +", line.strip()) for line in lines[3:8]]
    assert rows[0] == ["0:00", "Standing hip flexor stretch", "hip flexors", "left, right", "3 x 30 s"]
    assert rows[2][1:] == ["Glute bridge", "hip flexors (work)", "both", "10 x 30 s"]
    plan = stretchcli("plan", "iliopsoas", "--first", "left", "--json").json
    starts, passed_s = {}, 0
    for phase in plan["phases"]:
        if phase["kind"] == "intro":
            starts[phase["stretch"]] = passed_s
        passed_s += phase["duration_s"]
    assert [f"{seconds // 60}:{seconds % 60:02}" for seconds in starts.values()] == [row[0] for row in rows]


def test_a_bar_is_full_at_the_dose_of_the_guidance() -> None:
    """Half of it is half a bar, more than it no longer one; the seconds stand beside it."""
    found = bars(stretchcli("plan", "hug-a-tree", "standing-hip-flexor", "--reps", "1").out.splitlines())
    enough = AppContext().catalog.vocabulary.guidance.session_s
    assert enough == 60
    assert found["upper back"] == ("█" * 10 + "·" * 10, 30)
    assert found["hip flexors"] == ("█" * 10 + "·" * 10, 30)
    assert found["shoulders"][1] == 30
    more = bars(stretchcli("plan", "standing-hip-flexor", "--reps", "4").out.splitlines())
    assert more == {"hip flexors": ("█" * 20, 120)}


def test_what_works_a_muscle_stands_apart() -> None:
    """Its seconds fill no dose: the bar of the group stays empty, and why is said."""
    out = stretchcli("plan", "glute-bridge", "--reps", "2").out
    stretched, worked = out.split("Worked more than stretched")
    assert bars(stretched.splitlines()) == {"hip flexors": ("·" * 20, 0)}
    assert bars(worked.splitlines()) == {"hip flexors": ("█" * 20, 60)}
    assert "instead of stretched by what is left: hip flexors." in worked
    assert "Worked" not in stretchcli("plan", "standing-hip-flexor").out


def test_sides_that_differ_have_a_bar_each(phrases: Phrases) -> None:
    """With the side in words, since equal ones share a bar."""
    plan = planned("standing-hip-flexor")
    uneven = plan._replace(doses={("hip-flexors", "right"): 60, ("hip-flexors", "left"): 15})
    found = bars(page(uneven, io.StringIO()))
    sides = [phrases.say("plan.of-side", group="hip flexors", side=side) for side in BODY_SIDES]
    assert [found[side][1] for side in sides] == [60, 15]


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 120])
def test_the_page_keeps_to_the_window(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """No line is wider; names, groups, sides and doses are there from 40 columns on."""
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = page(planned("iliopsoas", "hug-a-tree", reps="1"), Screen())
    if columns >= 40:
        assert max(map(len, lines)) <= columns
    words = " ".join(" ".join(lines).split())
    for said in ("Standing", "quadriceps", "right,", "left", "1 x 30 s", "0:00", "120 s"):
        assert said in words


def test_the_linux_console_gets_bars_of_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its font has no eighths of a cell; a pipe from there is read elsewhere."""
    monkeypatch.setenv("TERM", "linux")
    shown = stretchcli("plan", "hug-a-tree", "--reps", "1", terminal=True).out
    assert "#####" in shown
    assert not set(shown) & {*BAR_LETTERS} - {" "}
    assert {*stretchcli("plan", "hug-a-tree", "--reps", "1").out} & {*BAR_LETTERS} - {" "}


def test_without_utf8_bars_are_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    """And so is all the rest."""
    monkeypatch.setenv("COLUMNS", "80")
    lines = page(planned("hug-a-tree", reps="1"), AsciiScreen())
    assert all(line.isascii() for line in lines)
    assert bars(lines)["upper back"] == ("#" * 10 + "." * 10, 30)


def test_each_reason_for_less_has_its_sentence(phrases: Phrases) -> None:
    """With the groups, and what they get of what is wanted; a side where only one is short."""
    words = AppContext().catalog.vocabulary
    plan = planned("standing-hip-flexor")
    for why in get_args(Why):
        short = (Short("neck", None, 0, 60, why), Short("calves", "left", 30, 60, why))
        (line,) = short_lines(plan._replace(short=short), words, phrases)
        calves = phrases.say("plan.of-side", group="calves", side="left")
        assert line == phrases.say(f"plan.short.{why}", groups=phrases.listed(["neck", calves]))
    several = (Short("neck", None, 0, 60, "no-time"), Short("calves", None, 0, 60, "sources"))
    assert len(short_lines(plan._replace(short=several), words, phrases)) == 2


def test_a_group_that_gets_nothing_has_an_empty_bar() -> None:
    """It was wanted, so it is not passed over in silence."""
    found = bars(stretchcli("plan", "hamstrings", "neck", "--no", "floor", "--minutes", "6").out.splitlines())
    assert {"hamstrings", "neck"} <= set(found)
    empty = bars(page(planned("hug-a-tree")._replace(short=(Short("neck", None, 0, 60, "hole"),)), io.StringIO()))
    assert empty["neck"] == ("·" * 20, 0)


def test_why_names_what_each_constraint_removed_or_set_aside(home: Path) -> None:
    """By constraint, the config's marked, each stretch with its reason; the notices then do not say it again."""
    (home / "config.yaml").write_text("avoid: [table]\n", encoding="utf-8")
    ran = stretchcli("plan", "iliopsoas", "--pain", "knee", "--no", "bed", "--why")
    lines = ran.out.splitlines()
    blocks: dict[str, list[str]] = {}
    for line in lines:
        if line.endswith(("removed.", "only with care.")):
            blocks[line] = []
        elif line.startswith("- "):
            blocks[list(blocks)[-1]].append(line)
    assert blocks == {
        "Without bed: 1 stretch removed.": ["- Hip flexor stretch on the bed: it needs a bed or treatment table."],
        "With knee pain: 1 stretch removed.": ["- Table psoas stretch: its source says to skip it with knee pain."],
        "With knee pain: 1 stretch set aside, to be done only with care.": ["- Kneeling hip flexor stretch: you kneel on it."],
    }
    assert "Left out" not in ran.err
    assert "Only with care" not in ran.err
    assert "Left out" in stretchcli("plan", "iliopsoas", "--pain", "knee", "--no", "bed").err
    by_config = stretchcli("plan", "iliopsoas", "--why").out
    assert "Without table (from your config): 1 stretch removed." in by_config


def test_why_counts_what_nobody_asked_for() -> None:
    """Ninety names would say nothing; where nothing was left out, that is said."""
    narrowed = stretchcli("plan", "iliopsoas", "--position", "standing", "--why").out.splitlines()
    assert [line for line in narrowed if "not asked for" in line] == ["3 stretches not asked for: it is not done standing."]
    assert stretchcli("plan", "glute-bridge", "--why").out.splitlines()[-1] == "Nothing was left out."


def test_why_names_the_stretches_of_a_routine_that_found_no_place() -> None:
    """One a line, for want of time and for want of use apart."""
    plan = planned("standing-hip-flexor")
    context = AppContext()
    selection = AppContext().selection(_options(*FIVE), whole=False)
    late, spared = (tuple(context.catalog.stretches[name] for name in names) for names in (FIVE[1:3], FIVE[4:]))
    lines = why_lines(plan._replace(no_time=late, spared=spared), selection, context.catalog, context.phrases)
    assert [line for line in lines if line.startswith("- ")] == [
        "- Kneeling hip flexor stretch",
        "- Glute bridge",
        "- Table psoas stretch",
    ]
    assert (lines[1], lines[5]) == (
        context.phrases.say("plan.why.no-time", stretches="2 stretches"),
        context.phrases.say("plan.why.spared", stretches="1 stretch"),
    )


def test_many_stretches_without_time_are_counted() -> None:
    """Few are named; none are left out in silence."""
    context, plan = AppContext(), planned("standing-hip-flexor")
    selection = context.selection(_options(*FIVE), whole=False)
    stretches = tuple(context.catalog.stretches.values())
    for late, said in ((stretches[:1], f"No time for {stretches[0].name}."), (stretches[:9], "No time for 9 of the stretches.")):
        assert any(line.startswith(said) for line in notices(context, selection, plan._replace(no_time=late)))


def _options(*what: str):  # type: ignore[no-untyped-def]
    from stretchcli.cli.options import SelectionOptions

    return SelectionOptions(what=list(what))


def test_phases_are_the_table_of_every_step() -> None:
    """Under the cautions; with --why after it."""
    ran = stretchcli("plan", "glute-bridge", "--reps", "1", "--phases")
    assert ran.out.startswith("Glute bridge: 1 minute 14 seconds, 1 hold, held for 30 seconds.")
    assert "- Glute bridge: " in ran.out
    assert ran.out.splitlines()[-1].split()[:5] == ["1:10", "4", "s", "release", "both"]
    both = stretchcli("plan", "glute-bridge", "--reps", "1", "--phases", "--why")
    assert both.out.splitlines()[-1] == "Nothing was left out."


def test_json_is_the_same_whatever_else_is_asked() -> None:
    """The page is for people."""
    plain = stretchcli("plan", "iliopsoas", "--pain", "knee", "--json")
    assert stretchcli("plan", "iliopsoas", "--pain", "knee", "--json", "--why", "--phases") == plain


@pytest.fixture
def hostile(home: Path) -> str:
    """A stretch of one's own whose name is markup."""
    put(home / "stretches", "own.yaml", stretches(("Calf stretch at the wall", "'[bold]Calf[/bold] stretch'")))
    return "wall-calf"


def test_names_are_text(hostile: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Never markup."""
    monkeypatch.setenv("COLUMNS", "80")
    assert any("[bold]Calf[/bold]" in line for line in page(planned(hostile), Screen()))
