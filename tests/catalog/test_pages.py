"""Reading the pages about muscle groups."""

from __future__ import annotations

from pathlib import Path

import pytest

from stretchcli.catalog.loader import read_pages
from stretchcli.catalog.records import Catalog
from stretchcli.errors import CatalogProblems

PAGE = """schema: 1
groups:
  {group}:
    what: [It lifts the heel.]
    tightened_by: [Heels.]
    feels: [It pulls.]
    may: [It may help.]
    clinician: [Ask.]
    dosage: [Hold.]
    inferred: [{inferred}]
    source:
      - {{org: Somebody, title: A page}}
"""


@pytest.mark.parametrize(
    ("group", "inferred", "code", "line"),
    [("calfs", "feels", "unknown-name", 3), ("calves", "feel", "wrong-type", 10), ("Calves", "feels", "bad-name", 3)],
)
def test_a_mistake_is_named_with_its_place(
    tmp_path: Path, catalog: Catalog, group: str, inferred: str, code: str, line: int
) -> None:
    """A group that nobody knows, a field that no page has, a name that is none."""
    file = tmp_path / "muscles.yaml"
    file.write_text(PAGE.format(group=group, inferred=inferred))
    with pytest.raises(CatalogProblems) as found:
        read_pages(file, catalog.vocabulary)
    assert f"muscles.yaml:{line}:" in str(found.value)
    assert f"[{code}]" in str(found.value)


def test_a_page_as_it_should_be(tmp_path: Path, catalog: Catalog) -> None:
    """Sentences, what of them is inferred, and the sources."""
    file = tmp_path / "muscles.yaml"
    file.write_text(PAGE.format(group="calves", inferred="feels"))
    page = read_pages(file, catalog.vocabulary)["calves"]
    assert (page.what, page.inferred, page.source[0].org) == (("It lifts the heel.",), ("feels",), "Somebody")
