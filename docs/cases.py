"""Twenty people and their minutes. ``python -m docs.cases`` writes ten of their plans down, to be read as a clinician would.

``tests/test_cases.py`` says what each plan must and must not do.
"""

from __future__ import annotations

import contextlib
import io
import os
import shlex
import sys
import tempfile
from pathlib import Path
from typing import Final, NamedTuple

FILE: Final = Path(__file__).with_name("cases.md")
WIDTH: Final = 80
HEADING: Final = """\
# Ten people, and what the program plans for them

Made by `python -m docs.cases` with the program as it is, for somebody without a config and a log.
"""


class Case(NamedTuple):
    """Somebody, and what they type.

    Attributes:
        line: The arguments of ``stretchcli plan``.
        shown: It stands in ``docs/cases.md``.
    """

    who: str
    line: str
    shown: bool = False


CASES: Final[dict[str, Case]] = {
    "knees": Case("An office worker whose knees are sore has ten minutes for the hips.", "hips 10 --pain knee", True),
    "driver": Case(
        "A lorry driver with low back pain and sciatica has a quarter of an hour.",
        "hips hamstrings lower-back 15 --pain lower-back --condition sciatica",
        True,
    ),
    "typist": Case(
        "A typist with a sore shoulder and carpal tunnel syndrome stretches for ten minutes at the desk.",
        "neck upper-back chest biceps-forearms 10 --pain shoulder --condition carpal-tunnel --no floor",
        True,
    ),
    "accountant": Case(
        "An accountant with a stiff neck and high blood pressure has eight minutes.",
        "neck upper-back 8 --pain neck --condition high-blood-pressure",
    ),
    "new-hip": Case(
        "Six weeks after a hip replacement, with a quarter of an hour.", "--minutes 15 --condition hip-replacement", True
    ),
    "new-hip-front": Case(
        "After a hip replacement from the front, and with low blood pressure: twelve minutes.",
        "--minutes 12 --condition hip-replacement-anterior --condition low-blood-pressure",
    ),
    "new-knee": Case(
        "Two months after a knee replacement, easily dizzy, ten minutes.",
        "--minutes 10 --condition knee-replacement --condition vertigo",
        True,
    ),
    "new-shoulder": Case(
        "A month after a shoulder replacement, a quarter of an hour.", "--minutes 15 --condition shoulder-replacement"
    ),
    "swimmer": Case(
        "A bendy swimmer whose shoulder has come out before has ten minutes.",
        "shoulders chest hips 10 --condition shoulder-instability --condition hypermobility",
    ),
    "bones": Case(
        "At seventy-eight, with osteoporosis and two falls this year, a quarter of an hour without the floor.",
        "--minutes 15 --condition osteoporosis --condition falls-risk --no floor",
        True,
    ),
    "disc": Case(
        "A gardener with a slipped disc and a sore sit bone has ten minutes.",
        "--minutes 10 --condition herniated-disc --condition hamstring-tendon-pain",
    ),
    "stenosis": Case(
        "Spinal stenosis and glaucoma, twelve minutes.", "--minutes 12 --condition spinal-stenosis --condition glaucoma"
    ),
    "back-operation": Case("Three months after a spinal fusion, ten minutes.", "--minutes 10 --condition back-surgery", True),
    "neck-operation": Case(
        "After a neck fusion and a cataract operation, ten minutes.",
        "--minutes 10 --condition neck-surgery --condition eye-surgery",
    ),
    "rheumatoid": Case(
        "Rheumatoid arthritis with an unstable neck and sore wrists, twenty minutes.",
        "--minutes 20 --condition rheumatoid-arthritis --condition unstable-neck --pain wrist",
        True,
    ),
    "pregnant": Case(
        "Thirty weeks pregnant, with pelvic girdle pain, a quarter of an hour.",
        "--minutes 15 --condition pregnancy --condition pelvic-girdle-pain",
        True,
    ),
    "runner": Case(
        "A runner with pain at the side of the hip and a pinch in the groin has ten minutes.",
        "hips glutes 10 --condition gluteal-tendinopathy --condition hip-impingement --pain hip",
    ),
    "footballer": Case(
        "A footballer who pulled a hamstring and the groin last week has ten minutes.",
        "--minutes 10 --condition hamstring-strain --condition groin-strain --condition recent-injury",
        True,
    ),
    "tennis": Case(
        "A tennis player with a sore elbow, ankle and Achilles tendon has ten minutes.",
        "calves biceps-forearms 10 --pain elbow --pain ankle --condition achilles-pain",
    ),
    "hernia": Case(
        "Two months after a hernia repair, with pain where the Achilles tendon meets the heel: ten minutes.",
        "--minutes 10 --condition recent-surgery --condition achilles-pain-insertional",
    ),
}


def planned(case: Case) -> str:
    """What ``stretchcli plan`` prints for somebody without a config and a log, 80 columns wide."""
    from stretchcli.cli import main

    out = io.StringIO()
    with tempfile.TemporaryDirectory() as home, contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        before, argv = dict(os.environ), sys.argv
        os.environ |= {"STRETCHCLI_HOME": home, "COLUMNS": str(WIDTH)}
        sys.argv = ["stretchcli", "plan", *shlex.split(case.line)]
        try:
            main()
        except SystemExit:
            pass
        finally:
            os.environ.clear()
            os.environ.update(before)
            sys.argv = argv
    return out.getvalue()


def page() -> str:
    """The ten plans, as Markdown."""
    parts = [HEADING]
    for case in CASES.values():
        if case.shown:
            parts.append(f"## {case.who}\n\n```\n$ stretchcli plan {case.line}\n{planned(case).rstrip()}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    FILE.write_text(page(), encoding="utf-8")
