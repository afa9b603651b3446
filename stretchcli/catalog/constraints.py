"""What a person cannot do or has not got, as small predicates that give their reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from stretchcli.catalog.records import Catalog, Condition, Stretch, Vocabulary
from stretchcli.catalog.text import listed, readable, sideless


class Constraint(Protocol):
    """Something that may rule a stretch out."""

    def reason(self, stretch: Stretch) -> str | None:
        """Why the stretch is ruled out, as the end of "left out: ...", or None where it is not."""


class Without(NamedTuple):
    """Needs that cannot be met, ``--no kneeling``.

    All of them are one constraint, because a free choice of place (``any_of``) is ruled out only when all its
    alternatives are.
    """

    needs: tuple[str, ...]
    vocabulary: Vocabulary

    def reason(self, stretch: Stretch) -> str | None:
        missing = [need for need in stretch.all_needs if self._ruled_out(need)]
        if not missing:
            return None
        # "half-kneeling" says more than the "kneeling" that it implies, but the person's own word explains best.
        said = [need for need in missing if need in self.needs] or missing
        return f"it needs {listed([self._name(need) for need in said])}"

    def _name(self, need: str) -> str:
        """A thing with its article, "a steady table"; a movement by its own name."""
        known = self.vocabulary.needs[need]
        return known.means if known.equipment else readable(need)

    def _ruled_out(self, need: str) -> bool:
        any_of = self.vocabulary.needs[need].any_of
        return need in self.needs or (bool(any_of) and all(other in self.needs for other in any_of))


class Having(NamedTuple):
    """A condition of the person, ``--pain knee``."""

    condition: Condition

    def reason(self, stretch: Stretch) -> str | None:
        name = self.condition.id
        if name not in stretch.skip_conditions:
            return None
        if name in stretch.skip_if:
            return f"its source says to skip it with {readable(name)}"
        movements = [readable(need) for need in stretch.all_needs if need in self.condition.skip_needs]
        return f"{readable(name)} rules out {listed(movements)}"

    def cautions(self, stretch: Stretch) -> list[str]:
        """What to mind when the stretch is done all the same: its own words, then what its needs call for."""
        own = [sideless(caution.text) for caution in stretch.cautions if caution.condition == self.condition.id]
        name = readable(self.condition.id)
        said = f"With {name}: "
        found = [f"{said}{text[0].lower()}{text[1:]}" if not text.startswith("With ") else text for text in own]
        for words, needs in (
            ("take great care, it needs", self.condition.warn),
            ("mind, it needs", self.condition.mind),
        ):
            needed = [need for need in stretch.all_needs if need in needs]
            if needed:
                way_out = " ".join(f"--no {need}" for need in needed)
                found.append(f"{said}{words} {listed([readable(need) for need in needed])} ({way_out} leaves it out).")
        return found


class Never(NamedTuple):
    """Stretches that the person never wants, config ``never:``."""

    stretches: frozenset[str]

    def reason(self, stretch: Stretch) -> str | None:
        return "your config says never" if stretch.id in self.stretches else None


class Aiming(NamedTuple):
    """Only stretches for one of these muscle groups, ``--target``."""

    groups: tuple[str, ...]

    def reason(self, stretch: Stretch) -> str | None:
        if any(target in self.groups for target in stretch.targets):
            return None
        return f"it does not stretch the {listed([readable(group) for group in self.groups], 'or')}"


class InPosition(NamedTuple):
    """Only stretches that can be done in one of these positions, ``--position``."""

    positions: tuple[str, ...]

    def reason(self, stretch: Stretch) -> str | None:
        if any(position in self.positions for position in stretch.all_positions()):
            return None
        return f"it is not done {listed([readable(position) for position in self.positions], 'or')}"


def first_reason(stretch: Stretch, constraints: Iterable[Constraint]) -> str | None:
    """Why the first of the constraints rules the stretch out, or None."""
    for constraint in constraints:
        reason = constraint.reason(stretch)
        if reason is not None:
            return reason
    return None


def allowed(catalog: Catalog, constraints: Sequence[Constraint]) -> list[Stretch]:
    """The stretches of the catalog that no constraint rules out."""
    return [stretch for stretch in catalog.stretches.values() if first_reason(stretch, constraints) is None]
