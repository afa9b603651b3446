"""``show`` of a muscle group: the page about it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from stretchcli.catalog.format import STRETCH
from stretchcli.catalog.loader import read_pages
from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.records import Catalog, Page
from stretchcli.catalog.vocabulary import Vocabulary
from stretchcli.cli import pages
from stretchcli.cli.context import AppContext
from tests.clis import stretchcli


def test_the_page_of_a_muscle_group_says_what_one_should_know(phrases: Phrases) -> None:
    """What it is, what tightens it, what stretching may do, when to see a clinician, how much, its stretches and sources."""
    out = stretchcli("show", "hip-flexors").out
    parts = [phrases.say(f"show.page.{key.replace('_', '-')}") for key in pages.PAGE_PARTS]
    titles = [*parts, *(phrases.say(f"show.{key}") for key in ("stretches", "also", "source"))]
    positions = [out.index(f"\n{title}\n") for title in titles]
    assert positions == sorted(positions)
    assert "standing-hip-flexor: Standing hip flexor stretch" in out
    assert "Hold 20 to 30 seconds" in out
    assert "Verywell Fit" in out


def test_what_no_source_states_is_marked() -> None:
    """Our own reading is called so, and only that."""
    out = stretchcli("show", "hamstrings").out
    assert "What tightens it (our own reading; no source states it)" in out
    assert "What stretching may do\n" in out


@pytest.mark.parametrize("name", ["ankles-feet", "biceps-forearms"])
def test_the_page_as_json(name: str, catalog: Catalog) -> None:
    """The sentences by kind, what is inferred, the stretches and the sources."""
    data = stretchcli("show", name, "--json").json
    assert all(data[key] for key in pages.PAGE_PARTS)
    assert set(data["inferred"]) <= set(pages.PAGE_PARTS)
    assert data["stretches"] == [s.id for s in catalog.stretches.values() if s.targets[0] == name]
    assert all(set(source) == {"org", "title", "url"} for source in data["source"])


def test_a_stretch_as_json_has_every_field_of_the_format() -> None:
    """One that is added to the format and the record is there by itself, its texts written for the side."""
    data = stretchcli("show", "standing-hip-flexor", "--side", "left", "--json").json
    assert set(STRETCH.fields) <= set(data)
    assert [step["short"] for step in data["steps"]][:2] == ["Stand tall", "Left foot forward"]
    assert "{side}" not in str(data)
    assert "{other}" not in str(data)
    assert "right foot" in data["switch"]


def test_ways_that_the_person_cannot_go_are_not_shown(home: Path) -> None:
    """A harder stretch that kneels is no way for somebody who avoids kneeling; one in words alone stays."""
    assert "kneeling-hip-flexor" in stretchcli("show", "standing-hip-flexor").out
    for config in ("avoid: kneeling", "pain: knee", "never: kneeling-hip-flexor"):
        (home / "config.yaml").write_text(f"{config}\n", encoding="utf-8")
        for form in ([], ["--json"]):
            out = stretchcli("show", "standing-hip-flexor", *form).out
            assert "kneeling-hip-flexor" not in out
            assert "Take a longer step." in out


def test_the_data_of_a_stretch_say_what_it_is_to_the_person(home: Path) -> None:
    """As list --json says it, with the conditions of the config; even of a stretch that they rule out."""
    (home / "config.yaml").write_text("pain: knee\nnever: kneeling-hip-flexor\n", encoding="utf-8")
    shown = stretchcli("show", "kneeling-hip-flexor", "--json").json
    (listed,) = stretchcli("list", "kneeling-hip-flexor", "--json").json["stretches"]
    assert {key: shown[key] for key in ("care", "cautions", "needs")} == {
        key: listed[key] for key in ("care", "cautions", "needs")
    }
    assert shown["care"] == ["knee-pain"]
    assert stretchcli("show", "table-psoas", "--json").json["id"] == "table-psoas"


def test_a_screen_reader_gets_the_words_without_the_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not one dot of it, and every word."""
    drawn = stretchcli("show", "standing-hip-flexor").out
    monkeypatch.setenv("ACCESSIBLE", "1")
    told = stretchcli("show", "standing-hip-flexor").out
    assert re.search("[\u2801-\u28ff]", drawn)
    assert not re.search("[\u2800-\u28ff]", told)
    assert [line for line in told.splitlines() if line not in drawn.splitlines()] == []
    assert "Step your right foot well forward" in told
    assert "Source" in told


def test_every_muscle_group_can_be_shown(catalog: Catalog) -> None:
    """None of the sixteen is without its page."""
    context = AppContext()
    shown = [pages.group_page(context, group) for group in catalog.vocabulary.groups.values()]
    assert all("Stretches" in page and "Source" in page for page in shown)


def test_only_show_reads_the_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list costs nothing for what it does not say."""
    read: list[Path] = []

    def reading(path: Path, words: Vocabulary) -> dict[str, Page]:
        read.append(path)
        return read_pages(path, words)

    monkeypatch.setattr("stretchcli.catalog.loader.read_pages", reading)
    assert stretchcli("list", "hips").code == 0
    assert read == []
    assert stretchcli("show", "hips").code == 0
    assert len(read) == 1


def test_a_name_of_several_words_is_shown_without_quotation_marks() -> None:
    """As run and plan take it; several names are refused with the words that mean nothing together."""
    assert stretchcli("show", "kneeling", "hip", "flexor").out == stretchcli("show", "kneeling-hip-flexor").out
    assert stretchcli("show", "my", "stiff", "hips").out == stretchcli("show", "hips").out
    both = stretchcli("show", "calves", "neck")
    assert (both.code, both.err.splitlines()[0]) == (2, "There is no stretch, routine or muscle group called “calves neck”.")


def test_a_caution_for_any_of_several_conditions_says_or() -> None:
    """Nobody needs all of them to be meant."""
    assert "With knee pain, hip pain, low back pain or a recent injury:" in stretchcli("show", "kneeling-hip-flexor").out
