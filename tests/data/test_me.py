"""The questions of `stretchcli me`: whole, sourced, and small enough to be seen at once."""

from __future__ import annotations

import textwrap
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from stretchcli.asking.answers import chosen
from stretchcli.asking.asker import Prompt
from stretchcli.asking.known import Known
from stretchcli.asking.questions import Questions, read_questions
from stretchcli.asking.talk import Talk
from stretchcli.catalog.finder import Finder
from stretchcli.catalog.folders import data_folder
from stretchcli.catalog.records import Catalog
from stretchcli.errors import CatalogProblems
from tests.samples import PHRASES

FILE = data_folder() / "me.yaml"


@pytest.fixture(scope="module")
def questions(catalog: Catalog) -> Questions:
    return read_questions(FILE, catalog.vocabulary)


def test_every_condition_belongs_to_exactly_one_question(questions: Questions, catalog: Catalog) -> None:
    """So that each can be named, shown as it stands, and taken back."""
    about = Counter(name for question in questions.questions for name in question.about if name in catalog.vocabulary.conditions)
    assert about == Counter(list(catalog.vocabulary.conditions))


def test_every_piece_of_equipment_is_asked_about(questions: Questions, catalog: Catalog) -> None:
    """What is not at hand is left out."""
    about = {name for question in questions.questions for name in question.about}
    assert {need.id for need in catalog.vocabulary.needs.values() if need.equipment} <= about


def test_every_red_flag_says_what_to_do_and_who_says_so(questions: Questions) -> None:
    """A sentence each, and a page with its organisation."""
    flags = [flag for asked in questions.flags for flag in asked.flags]
    assert len(flags) == len({flag.id for flag in flags})
    for flag in flags:
        assert flag.do.endswith(".")
        assert flag.because.endswith(".")
        assert flag.source
        assert all(source.org and source.title for source in flag.source)


def test_what_the_issue_names_as_red_flags_is_asked(questions: Questions) -> None:
    """A fever, numbness in the saddle, a recent fall with pain, and what a clinician asks besides."""
    said = " ".join(word for asked in questions.flags for flag in asked.flags for word in (flag.said, *flag.words))
    for sign in ("fever", "saddle", "bladder", "fall", "weight loss", "night", "chest pain", "swollen calf"):
        assert sign in said


def test_no_word_means_two_signs_or_two_options(questions: Questions) -> None:
    """Each word of a list chooses its own entry, and none is a word for nothing."""
    lists = [[(flag.said, flag.words) for asked in questions.flags for flag in asked.flags]]
    lists += [
        [(option.said, option.words) for option in question.options] for question in questions.questions if question.options
    ]
    for options in lists:
        for index, (said, words) in enumerate(options):
            for word in (said, *words):
                assert chosen(word, options) == [index], word
                assert word not in questions.none or said == "no", word


def test_every_question_fits_a_window_of_40_columns_and_12_rows(questions: Questions, catalog: Catalog) -> None:
    """With everything that can be chosen, and the line to type in."""
    talk = Talk(questions, catalog.vocabulary, Finder.of(catalog), Known(), date(2026, 11, 24), PHRASES).run()
    prompt: Prompt | None = next(talk)
    assert prompt is not None
    prompt = prompt._replace(lines=prompt.lines[2:])  # before the first one stands what this is about
    while prompt is not None:
        lines = [line for line in (*prompt.lines, f"{prompt.ready} 1, 2, 3") if line]
        rows = [row for line in lines for row in textwrap.wrap(line, 40, break_on_hyphens=False)]
        assert len(rows) <= 12, lines
        assert max(map(len, rows)) <= 40
        try:
            prompt = talk.send("")
        except StopIteration:
            prompt = None


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("knee-pain\n", "knee-pane\n", "there is no condition `knee-pane`"),
        ("avoid: [kneeling]", "avoid: [kneling]", "there is no need `kneling`"),
        ("need: chair", "need: chare", "there is no need `chare`"),
        ("conditions: [osteoporosis]", "conditions: [bones]", "there is no condition `bones`"),
        ("because: {kneeling", "because: {knelt", "there is no need `knelt`"),
        ("least: 1, most: 120", "least: 1", "bounds has no `most`"),
    ],
)
def test_a_mistake_in_the_questions_is_told_with_its_place(
    old: str, new: str, place: str, catalog: Catalog, tmp_path: Path
) -> None:
    """A name that the vocabulary has not got among them."""
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    broken = tmp_path / "me.yaml"
    broken.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogProblems, match=rf"me\.yaml:\d+:\d+: {place}"):
        read_questions(broken, catalog.vocabulary)
