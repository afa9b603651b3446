"""The display of the statistics: bars on a terminal, one plain row each in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any, Final

from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.text import readable
from stretchcli.catalog.vocabulary import Guidance, Vocabulary
from stretchcli.cli.printing import can_show, print_lines
from stretchcli.cli.tables import BAR, BAR_LETTERS, Column, bar, print_plain, print_table
from stretchcli.log.statistics import SIDES, GroupDose, Statistics
from stretchcli.plain import to_plain
from stretchcli.terminal.wording import clock

_LEVELS: Final = "▁▂▃▄▅▆▇█"
_ASCII_LEVELS: Final = "_.:-=+*#"


def statistics_json(found: Statistics) -> dict[str, Any]:
    """The figures as ``log stats --json`` prints them."""
    guidance = found.guidance
    return {
        "format": 1,
        "today": found.today.isoformat(),
        "guidance": {
            "days_a_week": [guidance.least_days, guidance.most_days],
            "session_s": guidance.session_s,
            "most_session_s": guidance.most_session_s,
            "most_week_s": guidance.most_week_s,
            "source": to_plain(guidance.source),
        },
        "weeks": [
            {"monday": monday.isoformat(), "days": days, "held_s": round(held_s, 3)}
            for monday, days, held_s in zip(found.mondays, found.days, found.held_s, strict=True)
        ],
        "groups": [_dose_json(dose) for dose in found.doses],
        "worked": [_dose_json(dose) for dose in found.worked],
        "balance": [
            {"group": group, "right_s": round(right_s, 3), "left_s": round(left_s, 3)}
            for group, right_s, left_s in balance(found)
        ],
        "streak": to_plain(found.streak),
    }


def _dose_json(dose: GroupDose) -> dict[str, Any]:
    weeks = [{name: round(value, 3) for name, value in to_plain(week).items()} for week in dose.weeks]
    return {"group": dose.group, "side": dose.side, "weeks": weeks}


def balance(found: Statistics) -> list[tuple[str, float, float]]:
    """For each muscle group the seconds on the right and on the left."""
    totals = {(dose.group, dose.side): dose.held_s for dose in found.doses}
    groups = dict.fromkeys(dose.group for dose in found.doses)
    return [(group, *(totals.get((group, side), 0.0) for side in SIDES)) for group in groups]  # type: ignore[misc]


def print_statistics(found: Statistics, words: Vocabulary, phrases: Phrases) -> None:
    """Print the figures."""
    if not sys.stdout.isatty():
        print_plain(*plain_table(found))
        return
    plain_letters = not can_show(_LEVELS + BAR_LETTERS)
    print_lines([*heading(found, phrases), ""])
    if found.doses:
        _print_doses(found, words, phrases, plain_letters=plain_letters)
        print_lines([""])
        _print_balance(found, words, phrases, plain_letters=plain_letters)
        print_lines([""])
    if found.worked:
        print_lines([phrases.say("stats.worked")])
        _print_worked(found, words, phrases)
        print_lines([""])
    print_lines(guidance_lines(found.guidance, phrases))


def plain_table(found: Statistics) -> tuple[list[Column], list[list[str]]]:
    """One row for each muscle group, side and effect: seconds of each week; days, seconds a session, those that count."""
    columns = [Column("group"), Column("side"), Column("effect")]
    columns += [Column(monday.isoformat(), right=True) for monday in found.mondays]
    columns += [Column(name, right=True) for name in ("days", "session_s", "counted_s")]
    rows = []
    for effect, doses in (("stretch", found.doses), ("work", found.worked)):
        for dose in doses:
            now = dose.weeks[-1]
            weeks = [f"{week.held_s:.0f}" for week in dose.weeks]
            figures = (f"{now.days}", f"{now.session_s:.0f}", f"{now.counted_s:.0f}")
            rows.append([dose.group, dose.side, effect, *weeks, *figures])
    return columns, rows


def heading(found: Statistics, phrases: Phrases) -> list[str]:
    """This week and the streak, in sentences."""
    if not (found.doses or found.worked):
        return [phrases.say("stats.nothing")]
    days, monday = found.days[-1], found.mondays[-1].isoformat()
    said = phrases.say("count.days", count=days) if days else phrases.say("stats.no-day")
    if found.held_s[-1]:
        lines = [phrases.say("stats.week", monday=monday, days=said, duration=phrases.duration(found.held_s[-1]))]
    else:
        lines = [phrases.say("stats.nothing-yet", monday=monday)]
    if found.streak.best:
        enough = phrases.say("count.days", count=found.guidance.least_days)
        weeks, best = (phrases.say("count.weeks", count=count) for count in (found.streak.weeks, found.streak.best))
        lines.append(phrases.say("stats.streak", days=enough, weeks=weeks, best=best))
    return lines


def guidance_lines(guidance: Guidance, phrases: Phrases) -> list[str]:
    """The guidance and its source."""
    first, last = guidance.least_days, guidance.most_days
    return [
        phrases.say("stats.guidance", first=first, last=last, seconds=phrases.seconds(guidance.session_s)),
        phrases.say(
            "stats.no-more",
            session=phrases.duration(guidance.most_session_s),
            week=phrases.duration(guidance.most_week_s),
        ),
        *(f"- {source.org}: {source.title}." for source in guidance.source),
    ]


def spark(values: Sequence[float], most: float, *, plain_letters: bool = False) -> str:
    """A row of small columns; a value of nothing is a dot, or a space in plain letters.

    >>> spark([0, 75, 300, 600, 900], 600)
    '·▁▄██'
    """
    levels, nothing = (_ASCII_LEVELS, " ") if plain_letters else (_LEVELS, "·")
    return "".join(levels[min(max(round(value / most * 8), 1), 8) - 1] if value > 0 else nothing for value in values)


def _print_doses(found: Statistics, words: Vocabulary, phrases: Phrases, *, plain_letters: bool) -> None:
    """Every group and side against the guidance: a week with enough seconds on enough days is full."""
    guidance = found.guidance
    week_s = guidance.least_days * guidance.session_s
    goal = phrases.say("stats.column.goal", days=guidance.least_days, seconds=guidance.session_s)
    columns = (
        Column(phrases.say("stats.column.group"), folds=14),
        Column(phrases.say("stats.column.side")),
        Column(phrases.say("stats.column.weeks"), spare=2),
        Column(phrases.say("stats.column.days"), spare=3, right=True),
        Column(phrases.say("stats.column.session"), spare=4, right=True),
        Column(phrases.say("stats.column.held"), spare=1, right=True),
        Column(goal),
    )

    def figures(dose: GroupDose) -> list[str]:
        now = dose.weeks[-1]
        weeks = spark([week.counted_s for week in dose.weeks], week_s, plain_letters=plain_letters)
        drawn = bar(now.counted_s, week_s, plain_letters=plain_letters)
        return [weeks, str(now.days), f"{now.session_s:.0f} s", clock(now.held_s), drawn]

    print_table(columns, _rows(found.doses, figures, words, phrases))


def _rows(
    doses: Sequence[GroupDose], figures: Callable[[GroupDose], list[str]], words: Vocabulary, phrases: Phrases
) -> list[list[str]]:
    """A row for each group, or one for each of its sides where their figures differ."""
    rows = []
    for group, sides in groupby(doses, lambda dose: dose.group):
        of_side = {dose.side: figures(dose) for dose in sides}
        if len(of_side) == len(SIDES) and of_side["right"] == of_side["left"]:
            rows.append([_named(group, words), phrases.say("side.both"), *of_side["right"]])
        else:
            rows += [[_named(group, words), phrases.say(f"side.{side}"), *cells] for side, cells in of_side.items()]
    return rows


def _print_balance(found: Statistics, words: Vocabulary, phrases: Phrases, *, plain_letters: bool) -> None:
    """Right beside left, where they differ."""
    left, right = (phrases.say(f"side.{side}") for side in ("left", "right"))
    columns = (
        Column(phrases.say("stats.column.group")),
        Column(left, right=True),
        Column(f"{left} | {right}", spare=1),
        Column(right, right=True),
    )
    block = "#" if plain_letters else "█"

    def row(group: str, right_s: float, left_s: float) -> list[str]:
        most = max(right_s, left_s, 1.0)
        to_the_left, to_the_right = (block * round(side_s / most * BAR) for side_s in (left_s, right_s))
        drawn = f"{to_the_left.rjust(BAR)}|{to_the_right.ljust(BAR)}"
        return [_named(group, words), clock(left_s), drawn, clock(right_s)]

    rows = [row(*figures) for figures in balance(found)]
    uneven = [cells for cells in rows if cells[1] != cells[-1]]
    print_lines([phrases.say("stats.uneven" if uneven else "stats.even")])
    if uneven:
        print_table(columns, uneven)


def _print_worked(found: Statistics, words: Vocabulary, phrases: Phrases) -> None:
    columns = (
        Column(phrases.say("stats.column.group")),
        Column(phrases.say("stats.column.side")),
        Column(phrases.say("stats.column.days"), right=True),
        Column(phrases.say("stats.column.held"), right=True),
    )

    def figures(dose: GroupDose) -> list[str]:
        return [str(dose.weeks[-1].days), clock(dose.weeks[-1].held_s)]

    print_table(columns, _rows(found.worked, figures, words, phrases))


def _named(group: str, words: Vocabulary) -> str:
    """A muscle group in words; one that is no longer in the catalog by its id."""
    return words.groups[group].name if group in words.groups else readable(group)
