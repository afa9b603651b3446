"""What the names that people type or write in their config stand for."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from stretchcli.catalog.names import Names
from stretchcli.catalog.records import Catalog, Routine, Stretch
from stretchcli.catalog.vocabulary import Condition, Group
from stretchcli.reading.text import harmless

# Words beside a need and beside what hurts that carry no meaning: "without kneeling", "with a very sore knee".
WITHOUT: Final = ("no", "not", "without", "avoid")
HURTING: Final = (
    "pain",
    "painful",
    "hurt",
    "hurts",
    "hurting",
    "sore",
    "bad",
    "ache",
    "aches",
    "aching",
    "with",
    "very",
    "is",
    "i",
    "have",
)


class Finder(NamedTuple):
    """The namespaces of a catalog."""

    anything: Names[Stretch | Routine | Group]
    needs: Names[str]
    conditions: Names[Condition]
    groups: Names[Group]
    positions: Names[str]
    stretches: Names[Stretch]

    @classmethod
    def of(cls, catalog: Catalog) -> Finder:
        """Build the namespaces. In ``anything`` stretches come before routines and routines before groups."""
        words = catalog.vocabulary
        stretches = [(s.id, (*s.aliases, s.name), s) for s in catalog.stretches.values()]
        routines = [(r.id, (*r.aliases, r.name), r) for r in catalog.routines.values()]
        groups = [(g.id, (*g.aliases, g.name), g) for g in words.groups.values()]
        needs = [(n.id, n.aliases, n.id) for n in words.needs.values()]
        conditions = [(c.id, c.aliases, c) for c in words.conditions.values()]
        regions = {name: region.groups for region in words.regions.values() for name in (region.id, *region.aliases)}
        positions = [(p.id, p.aliases, p.id) for p in words.positions.values()]

        def options(name: str) -> list[str]:
            """The options that accept a name which is unknown here."""
            if name.isdecimal():
                return [f"plan --minutes {name}"]
            namespaces: list[tuple[str, Names[Any]]] = [
                ("--pain", finder.conditions),
                ("--position", finder.positions),
                ("--no", finder.needs),
                ("--target", finder.groups),
            ]
            found = [(option, names.said(harmless(name))) for option, names in namespaces if names.get(name) is not None]
            return [f'{option} "{said}"' if " " in said else f"{option} {said}" for option, said in found]

        def held_so(name: str) -> list[str]:
            """The positions that come with a need of that name, else the options; never the one that wants the opposite."""
            need = finder.needs.get(name)
            with_it = [f"--position {p.id}" for p in words.positions.values() if need in words.expanded(p.implies)]
            return with_it or [option for option in options(name) if not option.startswith("--no ")]

        finder = cls(
            anything=Names.of(
                "stretch, routine or muscle group",
                [*stretches, *routines, *groups],
                options,
                lists="See stretchcli list and stretchcli routines.",
                several=regions,
            ),
            needs=Names.of("need", needs, options, WITHOUT),
            conditions=Names.of("pain area or condition", conditions, options, HURTING),
            groups=Names.of("muscle group", groups, options, several=regions),
            positions=Names.of("position", positions, held_so),
            stretches=Names.of("stretch", stretches),
        )
        return finder
