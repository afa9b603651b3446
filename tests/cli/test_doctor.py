"""doctor and completion."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from stretchcli import __version__
from tests.clis import stretchcli
from tests.samples import PHRASES


def test_doctor_names_versions_places_terminal_catalog_and_keep_awake(home: Path) -> None:
    """In words, whatever is missing."""
    ran = stretchcli("doctor")
    assert ran.code == 0
    for words in (f"stretchcli: {__version__}", "Python:", str(home), "Terminal", "stretches:", "Keep awake"):
        assert words in ran.out


def test_doctor_says_that_the_linux_console_is_drawn_on_in_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever its encoding, and nothing can be done about it."""
    monkeypatch.setenv("TERM", "linux")
    found = stretchcli("doctor", "--json", terminal=True).json["findings"]
    (encoding,) = [finding for finding in found if finding["name"] == PHRASES.say("doctor.encoding")]
    assert encoding["value"] == PHRASES.say("doctor.ascii", encoding="utf-8")
    assert encoding["fine"]


def test_doctor_json_has_a_remedy_for_what_is_not_fine() -> None:
    """Every finding with topic, name and value."""
    data = stretchcli("doctor", "--json").json
    assert data["format"] == 1
    assert {"Versions", "Places", "Terminal", "Sound", "Catalog", "Keep awake"} == {
        finding["topic"] for finding in data["findings"]
    }
    assert all(finding["remedy"] for finding in data["findings"] if not finding["fine"])


def test_doctor_runs_with_a_broken_config_and_a_broken_file(home: Path) -> None:
    """It is there for that."""
    (home / "config.yaml").write_text("aviod: [kneeling]\n")
    (home / "stretches").mkdir()
    (home / "stretches" / "mine.yaml").write_text("schema: 2\n")
    ran = stretchcli("doctor")
    assert ran.code == 0
    assert "config.yaml:1:1" in ran.out
    assert "mine.yaml:1:9" in ran.out


def test_doctor_ends_with_each_part_to_look_at_named_once(home: Path) -> None:
    """Two broken files are one part with a count, not the same words twice."""
    (home / "stretches").mkdir()
    for name in ("first.yaml", "second.yaml"):
        (home / "stretches" / name).write_text("schema: 2\n")
    *_, last = stretchcli("doctor").out.splitlines()
    assert "Catalog (2)" in last
    assert last.count("Catalog") == 1
    assert "your file" not in last


@pytest.mark.parametrize("line", ["hold: 30-20", "avoid: [knelling]", "pain: hair", "never: [no-such-stretch]"])
def test_doctor_finds_a_value_in_the_config_that_means_nothing(line: str, home: Path) -> None:
    """What would end every other command with the catalog; once, with its place and a remedy."""
    (home / "config.yaml").write_text(f"{line}\n")
    wrong = [finding for finding in stretchcli("doctor", "--json").json["findings"] if finding["name"] == "settings"]
    assert [finding["fine"] for finding in wrong] == [False]
    assert wrong[0]["value"].startswith(f"{home / 'config.yaml'}:1:")
    assert wrong[0]["remedy"]


@pytest.mark.parametrize("command", ["show hips", "routines", "list", "plan", "catalog new mine"])
def test_a_name_in_the_config_that_means_nothing_ends_what_reads_the_catalog(command: str, home: Path) -> None:
    """Not only the commands that choose stretches."""
    (home / "config.yaml").write_text("avoid: [knelling]\n")
    ran = stretchcli(*command.split())
    assert (ran.code, ran.out) == (2, "")
    assert f"{home / 'config.yaml'}:1:9: In `avoid:` of your config" in ran.err


def complete(words: str, shell: str) -> subprocess.CompletedProcess[str]:
    """Ask for completions as a shell does; stderr tells what was imported."""
    count = str(len(words.split()) - (0 if words.endswith(" ") else 1))
    environment = {
        "_STRETCHCLI_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": words,
        "COMP_CWORD": count,
        "_TYPER_COMPLETE_ARGS": words,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    program = "import sys; sys.argv[0] = 'stretchcli'; from stretchcli.cli import main\ntry:\n main()\nfinally:\n"
    program += " print([name for name in sys.modules if name.split('.')[0] == 'rich'], file=sys.stderr)"
    return subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("stretchcli run table", "table-psoas"),
        ("stretchcli run ilio", "iliopsoas"),
        ("stretchcli list --no knee", "kneeling"),
        ("stretchcli plan --pain knee", "knee-pain"),
        ("stretchcli list --target hip", "hip-flexors"),
        ("stretchcli run lower", "lower-body"),
        ("stretchcli show lower", "lower-back"),
    ],
)
def test_completion_knows_the_names_and_does_not_load_rich(shell: str, words: str, found: str) -> None:
    """Stretches, routines, needs, areas, groups and regions, in each shell."""
    ran = complete(words, shell)
    assert found in ran.stdout
    assert ran.stderr.strip().endswith("[]")


def test_completion_offers_to_show_only_what_has_a_page() -> None:
    """A region such as the lower body has none: it stands for several muscle groups."""
    assert "lower-body" not in complete("stretchcli show lower", "bash").stdout
