"""What is known, what becomes of the config's lists, and what follows in numbers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from stretchcli.asking.editing import Change
from stretchcli.asking.following import Follows, Reason, follows, follows_said
from stretchcli.asking.known import Has, Known, changes
from stretchcli.catalog.finder import Finder
from stretchcli.catalog.records import Catalog
from stretchcli.catalog.selection import Limits
from stretchcli.settings import Places, read_settings
from tests.samples import PHRASES

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def finder(catalog: Catalog) -> Finder:
    return Finder.of(catalog)


def limits_of(text: str, folder: Path) -> Limits:
    """What a config says."""
    (folder / "config.yaml").write_text(text)
    return read_settings(Places.of({"STRETCHCLI_HOME": str(folder)}), {}, TODAY).limits


def test_what_is_known_goes_by_the_names_of_the_vocabulary(finder: Finder, tmp_path: Path) -> None:
    """Whatever the config calls it, each once, the first of two."""
    limits = limits_of("avoid: [kneel, kneeling]\npain: [bad knee, {name: new hip, since: 2026-09-01}, new hip]\n", tmp_path)
    assert Known.of(limits, finder) == Known(("kneeling",), (Has("knee-pain"), Has("hip-replacement", date(2026, 9, 1))))


def test_the_persons_own_words_stay(finder: Finder, tmp_path: Path) -> None:
    """An entry that still holds is kept as it is, even where it stands twice; a new one goes by its id."""
    limits = limits_of("avoid: [kneel, bed]\npain: [bad knee, new hip, {name: tkr, since: 2026-09-01}, knee surgery]\n", tmp_path)
    pain = (Has("knee-pain"), Has("hip-replacement", date(2026, 10, 1)), Has("knee-replacement", date(2026, 9, 1)))
    assert changes(limits, finder, Known(("kneeling", "step"), (*pain, Has("glaucoma")))) == {
        "avoid": Change(("kneel", None), ("step",)),
        "pain": Change(("bad knee", ("new hip", "2026-10-01"), ("tkr", "2026-09-01"), "knee surgery"), ("glaucoma",)),
    }


def test_the_numbers_add_up(catalog: Catalog) -> None:
    """Every stretch is counted once: for the person, with care, or left out for its first reason."""
    found = follows(catalog, Limits(("kneel", "table"), ("knee", "new hip"), ("glute-bridge",)))
    assert found.all == len(catalog.stretches) == found.clean + found.care + sum(found.removed.values())
    assert min(found.clean, found.care) > 0
    assert set(found.removed) >= {Reason("need", "kneeling"), Reason("need", "table"), Reason("condition", "hip-replacement")}
    assert [*found.removed.values()] == sorted(found.removed.values(), reverse=True)
    with_never = follows(catalog, Limits(never=("glute-bridge",)))
    assert (with_never.clean, with_never.removed) == (with_never.all - 1, {Reason("never"): 1})


def test_one_stretch_is_told_as_one(catalog: Catalog) -> None:
    """In the sentence of the numbers."""
    said = follows_said(Follows(3, 1, 1, {Reason("never"): 1}), catalog.vocabulary, {}, PHRASES)
    assert said == "Of 3 stretches, 1 is for you, 1 is only done with care and 1 is left out (because your config says never)."


def test_without_limits_every_stretch_is_for_the_person(catalog: Catalog) -> None:
    """And none is left out."""
    found = follows(catalog, Limits())
    assert (found.clean, found.care, found.removed) == (found.all, 0, {})


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Follows(99, 99, 0, {}), "All 99 stretches are for you."),
        (
            Follows(99, 61, 12, {Reason("need", "kneeling"): 14, Reason("need", "table"): 6, Reason("condition", "glaucoma"): 6}),
            "Of 99 stretches, 61 are for you, 12 are only done with care, and 26 are left out "
            "(14 because you kneel, 6 for lack of a steady table and 6 with glaucoma).",
        ),
        (
            Follows(99, 98, 0, {Reason("never"): 1}),
            "Of 99 stretches, 98 are for you and 1 is left out (because your config says never).",
        ),
        (
            Follows(99, 90, 0, {Reason("need", "overhead"): 9}),
            "Of 99 stretches, 90 are for you and 9 are left out (because your arm goes up high).",
        ),
    ],
)
def test_the_numbers_are_one_sentence(found: Follows, said: str, catalog: Catalog) -> None:
    """With its reasons, the commonest first."""
    assert follows_said(found, catalog.vocabulary, {"kneeling": "you kneel"}, PHRASES) == said
