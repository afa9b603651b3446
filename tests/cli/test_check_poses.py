"""``catalog check`` of a file of poses: every breach with its place."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

import pytest

from stretchcli.catalog.folders import data_folder
from tests.clis import stretchcli
from tests.figure.figures import STEP

POSES = "schema: 1\nposes:\n  standing-hip-flexor:\n" + indent(STEP, "    ")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of poses that keeps the rules."""
    path = tmp_path / "poses.yaml"
    path.write_text(POSES, encoding="utf-8")
    return path


def test_poses_that_keep_the_rules_pass(file: Path) -> None:
    """The program's own too; the summary counts them."""
    ran = stretchcli("catalog", "check", str(file))
    assert (ran.code, ran.out, ran.err) == (0, "", "No problems in 1 file with 1 pose.\n")
    assert stretchcli("catalog", "check", str(data_folder() / "poses" / "neck.yaml")).code == 0


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("hip_left: -25", "hip_left: -50", "9:7 range-of-motion"),
        ("x: 0.52", "x: 0.95", "14:21 out-of-reach"),
        ("hip_front: left", "hip_front: right", "4:5 mark"),
        ("hip_front: left", "neck_side: left", "4:5 mark"),
        ("lumbar", "lumbal", "10:7 unknown-key"),
        ("standing-hip-flexor", "standing-hip-flexer", "4:5 unknown-name"),
    ],
)
def test_a_breach_is_told_with_its_place(file: Path, old: str, new: str, found: str) -> None:
    """File, line and column, as with a mistake in a stretch; exit code 2."""
    file.write_text(POSES.replace(old, new), encoding="utf-8")
    ran = stretchcli("catalog", "check", str(file))
    place, code = found.split()
    assert ran.code == 2
    assert any(line.startswith(f"{file}:{place}: ") and line.endswith(f"[{code}]") for line in ran.out.splitlines()), ran.out


def test_poses_and_stretches_are_checked_together(file: Path) -> None:
    """What is wrong with either is told, and both are counted."""
    new = stretchcli("catalog", "new", "my-calf").out.strip()
    assert stretchcli("catalog", "check", new, str(file)).err == "No problems in 2 files with 1 stretch and 1 pose.\n"
    file.write_text(POSES.replace("lumbar", "lumbal"), encoding="utf-8")
    data = stretchcli("catalog", "check", new, str(file), "--json").json
    assert data["files"] == [new, str(file)]
    assert [problem["code"] for problem in data["problems"]] == ["unknown-key"]
