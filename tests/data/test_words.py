"""The vocabulary, the pages about muscle groups, and what FORMAT.md says of them all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import pytest

from stretchcli.catalog import format as catalog_format
from stretchcli.catalog import program_formats
from stretchcli.catalog.files import read_text
from stretchcli.catalog.folders import data_folder
from stretchcli.catalog.linking import linked_problems
from stretchcli.catalog.loader import read_pages
from stretchcli.catalog.records import Catalog
from stretchcli.catalog.text import normalised
from stretchcli.reading.containers import Keyed, ListOf, Record, ShortOr
from stretchcli.reading.shapes import Shape

FORMAT: Final = (data_folder() / "FORMAT.md").read_text(encoding="utf-8")


def shared(things: Iterable[tuple[str, Iterable[str]]]) -> list[tuple[str, str, str]]:
    """Names that two things share, in any of the forms in which they are found."""
    taken: dict[str, str] = {}
    found = []
    for thing, names in things:
        for name in names:
            form = normalised(name).removesuffix("s")
            if taken.setdefault(form, thing) != thing:
                found.append((name, taken[form], thing))
    return found


def test_a_name_means_one_thing(catalog: Catalog) -> None:
    """Within positions, needs with equipment, muscle groups and conditions no two things answer to one name."""
    words = catalog.vocabulary
    assert shared((p.id, (p.id, *p.aliases)) for p in words.positions.values()) == []
    assert shared((n.id, (n.id, *n.aliases)) for n in words.needs.values()) == []
    assert shared((g.id, (g.id, g.name, *g.aliases)) for g in words.groups.values()) == []
    assert shared((c.id, (c.id, *c.aliases)) for c in words.conditions.values()) == []


def test_what_can_be_run_or_shown_has_its_name_alone(catalog: Catalog) -> None:
    """Among stretches, routines and muscle groups the one shared name is the routine that is called like its muscle."""
    stretches = ((s.id, (s.id, s.name, *s.aliases)) for s in catalog.stretches.values())
    routines = ((r.id, (r.id, r.name, *r.aliases)) for r in catalog.routines.values())
    groups = ((g.id, (g.id, g.name, *g.aliases)) for g in catalog.vocabulary.groups.values())
    assert shared([*stretches, *routines, *groups]) == [("iliopsoas", "iliopsoas", "hip-flexors")]


def test_the_vocabulary_knows_the_words_it_uses(catalog: Catalog) -> None:
    """What is implied, chosen among, forbidden, warned of or minded is a need; no condition is called like one."""
    words = catalog.vocabulary
    used = {need for position in words.positions.values() for need in position.implies}
    used |= {other for need in words.needs.values() for other in (*need.implies, *need.any_of)}
    used |= {need for one in words.conditions.values() for need in (*one.skip_needs, *one.warn, *one.mind)}
    assert used <= set(words.needs)
    assert set(words.needs).isdisjoint(words.conditions)


def test_a_condition_without_a_source_says_so(catalog: Catalog) -> None:
    """Each names its sources or is marked as our own reading, and none removes a movement on our word alone."""
    for condition in catalog.vocabulary.conditions.values():
        assert bool(condition.source) != condition.inferred, condition.id
        assert not (condition.inferred and condition.skip_needs), condition.id


def test_every_muscle_group_has_its_page(catalog: Catalog) -> None:
    """Sixteen pages in full sentences of at most 25 words, each with sources, that promise nothing."""
    pages = read_pages(data_folder() / "muscles.yaml", catalog.vocabulary)
    assert set(pages) == set(catalog.vocabulary.groups)
    for name, page in pages.items():
        said = [*page.what, *page.tightened_by, *page.feels, *page.may, *page.clinician, *page.dosage]
        assert [text for text in said if not re.match(r"[A-Z].*[.]$", text) or len(text.split()) > 25] == [], name
        assert "may" in " ".join(page.may)
        assert not re.search(r"\b(will|cures?|heals?|guarantees?)\b", " ".join(page.may)), name


def records(shape: Shape, found: dict[str, list[str]]) -> dict[str, list[str]]:
    """The keys of every record within a shape, by what the record is called."""
    if isinstance(shape, Record):
        found[shape.what] = list(shape.fields)
        for field in shape.fields.values():
            records(field.shape, found)
    elif isinstance(shape, ListOf):
        records(shape.item, found)
    elif isinstance(shape, Keyed):
        records(shape.value, found)
    elif isinstance(shape, ShortOr):
        records(shape.record, found)
    return found


def rows(heading: str) -> list[list[str]]:
    """The rows of the table under these headings in FORMAT.md."""
    table = FORMAT.split(heading, 1)[1].split("\n\n", 1)[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]


def test_format_md_names_exactly_the_keys_of_the_format() -> None:
    """The table of all keys is the one that the loader checks."""
    found: dict[str, list[str]] = {}
    for shape in [*vars(catalog_format).values(), *vars(program_formats).values()]:
        if isinstance(shape, Record):
            records(shape, found)
    said = {record: re.findall(r"`(\w+)`", keys) for record, keys in rows("| record | keys |")}
    assert said == found
    assert len(found) > 15


def test_format_md_explains_every_key_of_a_stretch() -> None:
    """Each has its row, and what is said to be required is."""
    explained: dict[str, bool] = {}
    for keys, required, *_ in rows("| field | | meaning |"):
        explained |= dict.fromkeys(re.findall(r"`(\w+)`", keys), required == "required")
    assert explained == {name: field.required for name, field in catalog_format.STRETCH.fields.items()}


@pytest.mark.parametrize("example", re.findall(r"```yaml\n(.*?)```", FORMAT, re.DOTALL), ids=["stretch", "routine"])
def test_the_examples_of_format_md_are_right(example: str, catalog: Catalog) -> None:
    """Somebody who copies one has a file that can be read."""
    file = read_text(example.encode(), "example.yaml", own=True)
    assert file.problems == []
    known = {*catalog.stretches}
    missing = [p for p in linked_problems([file], catalog.vocabulary) if not any(f"`{name}`" in p.message for name in known)]
    assert missing == []
