"""Completion of names in the shell: stretches, routines, needs, areas, groups, positions, without loading rich."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable

from stretchcli.catalog.loader import data_folder, load
from stretchcli.catalog.records import Catalog
from stretchcli.errors import StretchError
from stretchcli.settings import Places

Names = Iterable[tuple[str, str]]
Completer = Callable[[str], list[tuple[str, str]]]


def _completer(names: Callable[[Catalog], Names]) -> Completer:
    """A function as Typer wants it: from what is typed so far to names with their help."""

    def complete(incomplete: str) -> list[tuple[str, str]]:
        with contextlib.suppress(StretchError, OSError):  # a shell that completes is no place for messages
            catalog = load(data_folder(), Places.of(os.environ).data).catalog
            return [(name, about) for name, about in names(catalog) if name.startswith(incomplete.lower())]
        return []

    return complete


def _stretches(catalog: Catalog) -> Names:
    return [(stretch.id, stretch.name) for stretch in catalog.stretches.values()]


def _routines(catalog: Catalog) -> Names:
    return [(routine.id, routine.name) for routine in catalog.routines.values()]


def _groups(catalog: Catalog) -> Names:
    return [(group.id, group.muscles) for group in catalog.vocabulary.groups.values()]


what = _completer(lambda catalog: [*_stretches(catalog), *_routines(catalog), *_groups(catalog)])
groups = _completer(_groups)
needs = _completer(lambda catalog: [(need.id, need.means) for need in catalog.vocabulary.needs.values()])
conditions = _completer(
    lambda catalog: [(condition.id, condition.advice) for condition in catalog.vocabulary.conditions.values()]
)
positions = _completer(lambda catalog: [(position, "") for position in catalog.vocabulary.positions])
