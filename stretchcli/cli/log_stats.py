"""How the statistics look: pictures where a person looks, one plain row each where a program reads."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Any, Final

from stretchcli.catalog.text import readable
from stretchcli.cli.printing import can_show, print_lines
from stretchcli.cli.tables import Column, print_plain, print_table
from stretchcli.log.statistics import GUIDANCE, SIDES, GroupDose, Statistics
from stretchcli.reading.text import harmless
from stretchcli.terminal.wording import clock, minutes

BAR: Final = 10
_LEVELS: Final = "▁▂▃▄▅▆▇█"
_ASCII_LEVELS: Final = "_.:-=+*#"
_PARTS: Final = " ▏▎▍▌▋▊▉"

PICTURES: Final = (
    Column("muscle group"),
    Column("side"),
    Column("nine weeks", spare=1),
    Column("days", spare=3, right=True),
    Column("a session", spare=4, right=True),
    Column("this week", right=True),
    Column(f"of {GUIDANCE.week_s // 60} min", spare=2),
)
BALANCE: Final = (
    Column("muscle group"),
    Column("left", right=True),
    Column("left | right", spare=1),
    Column("right", right=True),
)


def statistics_json(found: Statistics) -> dict[str, Any]:
    """The figures as ``log stats --json`` prints them."""
    return {
        "format": 1,
        "today": found.today.isoformat(),
        "guidance": {
            "days_a_week": list(GUIDANCE.days),
            "session_s": GUIDANCE.session_s,
            "week_s": GUIDANCE.week_s,
            "sources": list(GUIDANCE.sources),
        },
        "weeks": [
            {"monday": monday.isoformat(), "days": days, "held_s": round(held_s, 3)}
            for monday, days, held_s in zip(found.mondays, found.days, found.held_s, strict=True)
        ],
        "groups": [
            {
                "group": dose.group,
                "side": dose.side,
                "weeks": [{name: round(value, 3) for name, value in asdict(week).items()} for week in dose.weeks],
            }
            for dose in found.doses
        ],
        "balance": [
            {"group": group, "right_s": round(right_s, 3), "left_s": round(left_s, 3)}
            for group, right_s, left_s in balance(found)
        ],
        "streak": asdict(found.streak),
    }


def balance(found: Statistics) -> list[tuple[str, float, float]]:
    """For each muscle group the seconds on the right and on the left."""
    totals = {(dose.group, dose.side): dose.held_s for dose in found.doses}
    groups = dict.fromkeys(dose.group for dose in found.doses)
    return [(group, *(totals.get((group, side), 0.0) for side in SIDES)) for group in groups]  # type: ignore[misc]


def print_statistics(found: Statistics) -> None:
    """Print the figures."""
    if not sys.stdout.isatty():
        print_plain(*plain_table(found))
        return
    print_lines([*heading(found), ""])
    if found.doses:
        plain_letters = not can_show(f"{_LEVELS}{_PARTS}·")
        print_table(PICTURES, [_picture_row(dose, plain_letters=plain_letters) for dose in found.doses])
        print_lines([""])
        print_table(BALANCE, [_balance_row(*row, plain_letters=plain_letters) for row in balance(found)])
        print_lines([""])
    print_lines(guidance_lines())


def plain_table(found: Statistics) -> tuple[list[Column], list[list[str]]]:
    """One row for each muscle group and side: seconds of each week, days and seconds a session of this one."""
    columns = [Column("group"), Column("side")]
    columns += [Column(monday.isoformat(), right=True) for monday in found.mondays]
    columns += [Column("days", right=True), Column("session_s", right=True)]
    rows = []
    for dose in found.doses:
        now = dose.weeks[-1]
        weeks = [f"{week.held_s:.0f}" for week in dose.weeks]
        rows.append([harmless(dose.group), dose.side, *weeks, str(now.days), f"{now.session_s:.0f}"])
    return columns, rows


def heading(found: Statistics) -> list[str]:
    """This week and the streak, in sentences."""
    days = found.days[-1]
    said = {0: "no day yet", 1: "1 day"}.get(days, f"{days} days")
    lines = [f"This week, from Monday {found.mondays[-1].isoformat()} on: {said}, held for {minutes(found.held_s[-1])}."]
    if found.streak.best:
        now = "1 week" if found.streak.weeks == 1 else f"{found.streak.weeks} weeks"
        lines.append(f"In a row with {GUIDANCE.days[0]} days or more: {now}; the longest was {found.streak.best}.")
    return lines


def guidance_lines() -> list[str]:
    """What is said to be enough, and who says so."""
    low, high = GUIDANCE.days
    return [
        f"Guidance: {low}-{high} days a week, about {GUIDANCE.session_s} s for each muscle and side in a session, "
        f"up to about {GUIDANCE.week_s // 60} min a week.",
        *(f"- {source}." for source in GUIDANCE.sources),
    ]


def spark(values: list[float], most: float, *, plain_letters: bool = False) -> str:
    """A row of small columns; a value of nothing is a dot, or a space in plain letters.

    >>> spark([0, 75, 300, 600, 900], 600)
    '·▁▄██'
    """
    levels, nothing = (_ASCII_LEVELS, " ") if plain_letters else (_LEVELS, "·")
    return "".join(levels[min(max(round(value / most * 8), 1), 8) - 1] if value > 0 else nothing for value in values)


def bar(value: float, most: float, width: int = BAR, *, plain_letters: bool = False) -> str:
    """A bar of that width, full at ``most``.

    >>> bar(315, 600)
    '█████▎····'
    """
    eighths = min(max(round(value / most * width * 8), 0), width * 8)
    if plain_letters:
        return ("#" * round(eighths / 8)).ljust(width, ".")
    whole, part = divmod(eighths, 8)
    return ("█" * whole + (_PARTS[part] if part else "")).ljust(width, "·")


def _picture_row(dose: GroupDose, *, plain_letters: bool) -> list[str]:
    now = dose.weeks[-1]
    return [
        harmless(readable(dose.group)),
        dose.side,
        spark([week.held_s for week in dose.weeks], GUIDANCE.week_s, plain_letters=plain_letters),
        str(now.days),
        f"{now.session_s:.0f} s",
        clock(now.held_s),
        bar(now.held_s, GUIDANCE.week_s, plain_letters=plain_letters),
    ]


def _balance_row(group: str, right_s: float, left_s: float, *, plain_letters: bool) -> list[str]:
    most = max(right_s, left_s, 1.0)
    to_the_left = ("#" if plain_letters else "█") * round(left_s / most * BAR)
    to_the_right = ("#" if plain_letters else "█") * round(right_s / most * BAR)
    drawn = f"{to_the_left.rjust(BAR)}|{to_the_right.ljust(BAR)}"
    return [harmless(readable(group)), clock(left_s), drawn, clock(right_s)]
