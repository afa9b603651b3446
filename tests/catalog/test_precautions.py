"""Conditions with a date: how they are read, and when it is time to ask."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from stretchcli.catalog.precautions import Dated, is_over, overdue
from stretchcli.catalog.records import Catalog
from stretchcli.catalog.wording import overdue_words
from stretchcli.errors import CatalogProblems
from stretchcli.settings import Places, read_settings
from tests.samples import PHRASES

TODAY = date(2026, 11, 24)


def pain_of(text: str, folder: Path) -> list[str]:
    """What a config says under ``pain:``."""
    (folder / "config.yaml").write_text(text)
    return list(read_settings(Places.of({"STRETCHCLI_HOME": str(folder)}), {}, TODAY).limits.pain)


@pytest.mark.parametrize(
    "text",
    [
        "pain: [knee, {name: new hip, since: 2026-09-01}]\n",
        "pain:\n- knee\n- name: new hip\n  since: 2026-09-01\n",
        "pain: [knee, {since: '2026-09-01', name: new hip}]\n",
    ],
)
def test_a_condition_may_carry_a_date(text: str, tmp_path: Path) -> None:
    """In either style of YAML; it is a name like any other, that knows its day."""
    knee, hip = pain_of(text, tmp_path)
    assert (knee, hip) == ("knee", "new hip")
    assert isinstance(hip, Dated)
    assert hip.since == date(2026, 9, 1)
    assert not isinstance(knee, Dated)


def test_one_condition_with_a_date_stands_for_a_list_of_one(tmp_path: Path) -> None:
    """As one word does."""
    assert pain_of("pain: {name: new hip, since: 2026-09-01}\n", tmp_path) == ["new hip"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("pain: [{name: new hip, since: 2026-11-25}]\n", "1:31: 2026-11-25 is still to come"),
        ("pain: [{name: new hip, since: 2026-02-30}]\n", "1:31: `2026-02-30` is not a day of the calendar"),
        ("pain: [{name: new hip, since: September}]\n", "1:31: `September` is not a day of the calendar"),
        ("pain: [{name: new hip, since: 20260901}]\n", "1:31: `20260901` is not a day"),
        ("pain: [{name: new hip, since: 2026-W36-2}]\n", "1:31: `2026-W36-2` is not a day"),
        ("pain: [{name: new hip, since: }]\n", "1:31: the value is missing"),
        ("pain: [{name: new hip, since: [2026-09-01]}]\n", "1:31: found a list"),
        ("pain: [{name: new hip}]\n", "1:8: a condition with a date has no `since`"),
        ("pain: [{since: 2026-09-01}]\n", "1:8: a condition with a date has no `name`"),
        ("pain:\n- name: new hip\n  sinse: 2026-09-01\n", "3:3: a condition with a date has no key `sinse`; expected `since`"),
        ("pain: [[knee]]\n", "1:8: found a list of 1"),
        ("avoid: [{name: kneeling, since: 2026-09-01}]\n", "1:9: found a mapping"),
    ],
)
def test_a_wrong_date_is_told_with_its_place(text: str, problem: str, tmp_path: Path) -> None:
    """In the future, of another shape, missing, or where none belongs."""
    with pytest.raises(CatalogProblems) as raised:
        pain_of(text, tmp_path)
    assert f"{tmp_path / 'config.yaml'}:{problem}" in str(raised.value)


def test_every_wrong_date_is_told_at_once(tmp_path: Path) -> None:
    """In the order of the file."""
    with pytest.raises(CatalogProblems) as raised:
        pain_of("pain: [{name: a, since: 2027-01-01}, {name: b, since: x}, {name: c, since: 2028-01-01}]\n", tmp_path)
    assert [line.split(": ")[0].rsplit(":", 1)[1] for line in str(raised.value).splitlines()] == ["25", "55", "76"]


def test_it_is_time_to_ask_when_the_last_week_of_the_sources_is_over(catalog: Catalog) -> None:
    """Twelve weeks for a hip: not on their last day, but on the next."""
    hip = catalog.vocabulary.conditions["hip-replacement"]
    assert not is_over(hip, TODAY - timedelta(weeks=12), TODAY)
    assert is_over(hip, TODAY - timedelta(weeks=12, days=1), TODAY)


def test_a_condition_without_an_end_is_never_asked_about(catalog: Catalog) -> None:
    """No source says when knee pain is over."""
    assert not is_over(catalog.vocabulary.conditions["knee-pain"], date(1990, 1, 1), TODAY)


def test_asking_names_the_weeks_and_who_ends_them(catalog: Catalog) -> None:
    """And says that until then everything stays."""
    hip = catalog.vocabulary.conditions["hip-replacement"]
    (found,) = overdue([(hip, TODAY - timedelta(weeks=14, days=3))], TODAY)
    said = overdue_words(found, PHRASES)
    for part in ("14 weeks since your operation", "a hip replacement", "12 weeks", "ask your surgeon", "they stay"):
        assert part in said


def test_every_end_names_who_sets_it(catalog: Catalog) -> None:
    """The sources leave it to a person, never to a date."""
    for condition in catalog.vocabulary.conditions.values():
        if condition.ask_again:
            assert condition.ask_again.ask.startswith("your ")
            assert condition.ask_again.since.startswith("your ")
