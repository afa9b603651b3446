"""Completion of names in the shell: stretches, routines, needs, areas, groups, positions."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from stretchcli.catalog.cache import load_cached
from stretchcli.catalog.folders import data_folder
from stretchcli.errors import StretchError
from stretchcli.settings import Places

if TYPE_CHECKING:
    from stretchcli.catalog.records import Catalog

Completer = Callable[[str], list[str]]


def _completer(names: Callable[[Catalog], Iterable[str]]) -> Completer:
    """A completion function for Typer: from what is typed so far to the names that begin with it."""

    def complete(incomplete: str) -> list[str]:
        with contextlib.suppress(StretchError, OSError):  # a shell that completes is no place for messages
            places = Places.of(os.environ)
            catalog = load_cached(data_folder(), places.data, places.cache).catalog
            return [name for name in names(catalog) if name.startswith(incomplete.lower())]
        return []

    return complete


def keep_help_plain() -> None:
    """Stop Typer from loading rich, to take markup out of help texts that have none, at every press of TAB."""
    from typer import _completion_classes

    _completion_classes._sanitize_help_text = str  # type: ignore[assignment]


what = _completer(
    lambda catalog: [*catalog.stretches, *catalog.routines, *catalog.vocabulary.groups, *catalog.vocabulary.regions]
)
shown = _completer(lambda catalog: [*catalog.stretches, *catalog.routines, *catalog.vocabulary.groups])
groups = _completer(lambda catalog: [*catalog.vocabulary.groups, *catalog.vocabulary.regions])
needs = _completer(lambda catalog: catalog.vocabulary.needs)
conditions = _completer(lambda catalog: catalog.vocabulary.conditions)
positions = _completer(lambda catalog: catalog.vocabulary.positions)
