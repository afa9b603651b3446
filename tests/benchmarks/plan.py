"""How long a plan takes to be composed, and how that grows with the catalog."""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path
from typing import Final

from stretchcli.catalog.folders import data_folder
from stretchcli.catalog.loader import load, read_phrases
from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.records import Catalog
from stretchcli.catalog.selection import Request, Selection, select
from stretchcli.session.planner import plan
from stretchcli.session.wishes import Wishes
from tests.benchmarks.table import print_table, verdict

SIZES: Final = (25, 50, None, 200, 400, 1000)  # None: the catalog as it is
MINUTES: Final = (5, 10, 20, 45, 60)
BUDGET_S: Final = {None: 0.05, 1000: 0.5}


def sized(catalog: Catalog, size: int) -> Catalog:
    """The catalog with fewer stretches, or with its own over and over again under other names."""
    own = list(catalog.stretches.values())
    found = {}
    for number in range(size):
        stretch = own[number * 7 % len(own)]  # of every file some
        name = f"{stretch.id}-{number}"
        found[name] = stretch._replace(id=name, easier=(), harder=())
    return catalog._replace(stretches=found)


def seconds_of_a_plan(selection: Selection, minutes: float, catalog: Catalog, phrases: Phrases) -> float:
    """How long the processor works on one: the machine may have others to serve."""
    began = time.process_time()
    plan(selection, Wishes(minutes=minutes), catalog.vocabulary, phrases)
    return time.process_time() - began


def measure(options: argparse.Namespace) -> None:
    """Medians for each size and length, the sizes in turns."""
    catalog = load(data_folder(), Path("nowhere")).catalog
    phrases = Phrases(read_phrases(data_folder() / "phrases.yaml"))
    catalogs = {size: catalog if size is None else sized(catalog, size) for size in SIZES}
    chosen = {size: select(one, Request(whole=True), phrases) for size, one in catalogs.items()}
    took_s: dict[tuple[int | None, int], list[float]] = {}
    for _ in range(options.runs):
        for size, selection in chosen.items():
            for minutes in MINUTES:
                seconds = seconds_of_a_plan(selection, minutes, catalogs[size], phrases)
                took_s.setdefault((size, minutes), []).append(seconds)
    rows = []
    for size, selection in chosen.items():
        medians = [statistics.median(took_s[size, minutes]) for minutes in MINUTES]
        budget_s = BUDGET_S.get(size)
        kept = "-" if budget_s is None else verdict(max(medians) <= budget_s)
        rows.append([f"{len(selection.chosen):,}", *(f"{seconds * 1000:.0f} ms" for seconds in medians), kept])
    print_table(
        f"A plan of the whole catalog, medians of {options.runs} (99: 50 ms, 1,000: 500 ms)",
        ["stretches", *(f"{minutes} min" for minutes in MINUTES), ""],
        rows,
    )
