"""The promise that no single constraint leaves a muscle group empty, and the holes that must remain.

A stretch counts for its primary group alone, the first of its targets; what works a muscle more than it stretches it
(``effect: work``) counts for none.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from stretchcli.catalog.constraints import Constraint, Having, Without, allowed
from stretchcli.catalog.records import Catalog, Hole, Stretch
from stretchcli.catalog.vocabulary import Condition


@dataclass(frozen=True, slots=True)
class Cell:
    """How many stretches are left for a group, and how many of them come without a strong caution."""

    left: int
    unwarned: int

    def __str__(self) -> str:
        return str(self.left) if self.left == self.unwarned else f"{self.left}/{self.unwarned}"


@dataclass(frozen=True, slots=True)
class Remainder:
    """What some needs and conditions leave of each muscle group; without any names, everything."""

    names: tuple[str, ...]
    cells: dict[str, Cell]

    def empty(self, *, warned: bool = False) -> list[str]:
        """The groups without a stretch; with ``warned`` those whose stretches all come under a strong caution."""
        return [name for name, cell in self.cells.items() if (cell.left and not cell.unwarned if warned else not cell.left)]


def matrix(catalog: Catalog) -> list[Remainder]:
    """Nothing ruled out, then every need, every condition, and the promised combinations."""
    words = catalog.vocabulary
    single = [(name,) for name in (*words.needs, *words.conditions)]
    return [remainder(catalog, names) for names in [(), *single, *catalog.together]]


def remainder(catalog: Catalog, names: tuple[str, ...]) -> Remainder:
    """What these needs and conditions leave when they apply together."""
    words = catalog.vocabulary
    conditions = [words.conditions[name] for name in names if name in words.conditions]
    needs = tuple(name for name in names if name in words.needs)
    constraints: list[Constraint] = [Having(condition, words) for condition in conditions]
    constraints += [Without(needs, words)] if needs else []
    stretches = allowed(catalog, constraints)
    return Remainder(names, {group: _cell(group, stretches, conditions) for group in words.groups})


def _cell(group: str, stretches: Sequence[Stretch], conditions: Sequence[Condition]) -> Cell:
    left = [stretch for stretch in stretches if stretch.targets[0] == group and stretch.effect == "stretch"]
    unwarned = [stretch for stretch in left if not any(set(condition.warn) & set(stretch.all_needs) for condition in conditions)]
    return Cell(len(left), len(unwarned))


def holes_met(catalog: Catalog, names: Collection[str], wanted: Collection[str], left: Sequence[Stretch]) -> tuple[Hole, ...]:
    """The holes that a person meets.

    Args:
        names: The person's needs that cannot be met, and conditions.
        wanted: The muscle groups asked for.
        left: The stretches that remain of the request.
    """
    kept = {stretch.targets[0] for stretch in left}
    return tuple(
        hole
        for hole in catalog.holes
        if hole.constraint in names and hole.group in wanted and (hole.warns or hole.group not in kept)
    )
