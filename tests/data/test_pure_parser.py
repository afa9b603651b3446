"""The files of the program, as PyYAML reads them where it was built without its C parser."""

from __future__ import annotations

import pytest
import yaml

from stretchcli.catalog.folders import data_folder
from stretchcli.reading.nodes import parse


def test_both_parsers_of_yaml_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one in Python refuses some texts that the other takes, such as a bare "?" before a closing brace."""
    files = {str(file): file.read_bytes() for file in sorted(data_folder().rglob("*.yaml"))}
    in_c = {name: parse(data, name) for name, data in files.items()}
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert {name: parse(data, name) for name, data in files.items()} == in_c
