"""What a person cannot do or does not have, as small predicates. Their findings are data, put into words when shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.records import Catalog, Hole, Stretch
from stretchcli.catalog.vocabulary import Condition, Position, Vocabulary


class Without(NamedTuple):
    """Needs that cannot be met, ``--no kneeling``.

    All of them are one constraint, because a free choice of place (``any_of``) is ruled out only when all its
    alternatives are.
    """

    needs: tuple[str, ...]
    vocabulary: Vocabulary

    def removal(self, stretch: Stretch) -> Removal | None:
        """Which of the needs the stretch has."""
        missing = [need for need in stretch.all_needs if self._ruled_out(need)]
        if not missing:
            return None
        # "half-kneeling" says more than the "kneeling" that it implies, but what the person named explains best.
        return Removal(self, tuple(need for need in missing if need in self.needs) or tuple(missing))

    def why(self, removal: Removal, phrases: Phrases) -> str:
        """In words."""
        return _said(removal.needs, self.vocabulary, phrases)

    def _ruled_out(self, need: str) -> bool:
        any_of = self.vocabulary.needs[need].any_of
        return need in self.needs or (bool(any_of) and all(other in self.needs for other in any_of))


class Having(NamedTuple):
    """A condition of the person, ``--pain knee``."""

    condition: Condition
    vocabulary: Vocabulary

    def removal(self, stretch: Stretch) -> Removal | None:
        """The needs that the condition forbids; none of them where the stretch's own source says to skip it."""
        if self.condition.id not in stretch.skip_conditions:
            return None
        if self.condition.id in stretch.skip_if:
            return Removal(self)
        return Removal(self, tuple(need for need in stretch.all_needs if need in self.condition.skip_needs))

    def why(self, removal: Removal, phrases: Phrases) -> str:
        """In words."""
        if not removal.needs:
            return phrases.say("why.source", condition=self.condition.said)
        needs = _said(_essential(removal.needs, self.vocabulary), self.vocabulary, phrases)
        return phrases.say("why.rules-out", condition=self.condition.said, needs=needs)


class Never(NamedTuple):
    """Stretches that the person never wants, config ``never:``."""

    stretches: frozenset[str]

    def removal(self, stretch: Stretch) -> Removal | None:
        """The stretch is one of them."""
        return Removal(self) if stretch.id in self.stretches else None

    def why(self, removal: Removal, phrases: Phrases) -> str:
        """In words."""
        return phrases.say("why.never")


class WithCare(NamedTuple):
    """Conditions that warn of what a stretch needs: it is only done when it is asked for by name, or ``--with-care``."""

    conditions: tuple[Condition, ...]
    vocabulary: Vocabulary

    def removal(self, stretch: Stretch) -> Removal | None:
        """The needs of which a condition warns, without those that only follow from another of them."""
        needs = [need for need in stretch.all_needs if any(need in condition.warn for condition in self.conditions)]
        said = _essential(needs, self.vocabulary)
        return Removal(self, said) if said else None

    def why(self, removal: Removal, phrases: Phrases) -> str:
        """In words."""
        return phrases.listed([self.vocabulary.needs[need].said for need in removal.needs])

    def concerned(self, stretch: Stretch) -> tuple[Condition, ...]:
        """The conditions with which this stretch is done with care."""
        return tuple(condition for condition in self.conditions if set(condition.warn) & set(stretch.all_needs))


def _said(needs: Sequence[str], words: Vocabulary, phrases: Phrases) -> str:
    """What a stretch asks for as a person would say it: "you lie on your front and it needs a steady table"."""
    known = [words.needs[need] for need in needs]
    said = [need.said for need in known if not need.equipment]
    things = [need.means for need in known if need.equipment]
    return phrases.listed([*said, *([phrases.say("why.needs", things=phrases.listed(things))] if things else [])])


def _essential(needs: Sequence[str], words: Vocabulary) -> tuple[str, ...]:
    """The needs without those that only follow from another of them."""
    implied = {name for need in needs for name in words.expanded((need,)) if name != need}
    return tuple(need for need in needs if need not in implied)


class UnderHole(NamedTuple):
    """A muscle group that the program leaves out, because of the person's conditions.

    Attributes:
        open_groups: Of the groups for which it chooses by name, those under no such hole; None: it goes by no name of a group.
    """

    hole: Hole
    vocabulary: Vocabulary
    open_groups: frozenset[str] | None = None

    def removal(self, stretch: Stretch) -> Removal | None:
        """The stretch is primarily for this group, or was asked for only because it stretches it as well.

        Where nothing but the primary ones is ruled out, what reaches the group besides another stays; so does what a
        routine has as work, since that stretches nothing.
        """
        if stretch.targets[0] == self.hole.group:
            ruled_out = stretch.effect == "stretch" or self.open_groups is not None
        else:
            besides = self.hole.warns and self.hole.group in stretch.targets
            ruled_out = besides and self.open_groups is not None and not self.open_groups.intersection(stretch.targets)
        return Removal(self) if ruled_out else None

    def why(self, removal: Removal, phrases: Phrases) -> str:
        """In words."""
        return phrases.say("why.for", groups=self.vocabulary.groups[self.hole.group].name)


class Aiming(NamedTuple):
    """Only stretches for one of these muscle groups, ``--target``."""

    groups: tuple[str, ...]
    vocabulary: Vocabulary

    def removal(self, stretch: Stretch) -> Removal | None:
        """The stretch is for none of them."""
        return None if any(target in self.groups for target in stretch.targets) else Removal(self)

    def why(self, removal: Removal, phrases: Phrases) -> str:
        """In words."""
        return phrases.say(
            "why.not-for", groups=phrases.listed([self.vocabulary.groups[group].name for group in self.groups], "or")
        )


class InPosition(NamedTuple):
    """Only stretches that can be done in one of these positions, ``--position``."""

    positions: tuple[Position, ...]

    def removal(self, stretch: Stretch) -> Removal | None:
        """The stretch can be done in none of them."""
        return None if {position.id for position in self.positions}.intersection(stretch.all_positions()) else Removal(self)

    def why(self, removal: Removal, phrases: Phrases) -> str:
        """In words."""
        return phrases.say("why.not-done", positions=phrases.listed([position.said for position in self.positions], "or"))


Constraint = Without | Having | Never | WithCare | UnderHole | Aiming | InPosition


class Removal(NamedTuple):
    """Why a stretch is left out.

    Attributes:
        constraint: What rules it out.
        needs: Its needs to which the constraint applies; empty where it applies to the stretch as a whole.
        by_config: The constraint stands in the config, not on the command line.
    """

    constraint: Constraint
    needs: tuple[str, ...] = ()
    by_config: bool = False

    def why(self, phrases: Phrases) -> str:
        """In words, as the end of "left out: ..."."""
        why = self.constraint.why(self, phrases)
        # Limits that exist only in the config name it already.
        return phrases.say("why.by-config", why=why) if self.by_config and not isinstance(self.constraint, Never) else why

    @property
    def narrows(self) -> bool:
        """The person asked for something else; there is no objection to the stretch."""
        return isinstance(self.constraint, (Aiming, InPosition))

    @property
    def sets_aside(self) -> bool:
        """The stretch is not forbidden: it is done when it is asked for by name."""
        return isinstance(self.constraint, (WithCare, UnderHole))


def first_removal(stretch: Stretch, constraints: Iterable[Constraint]) -> Removal | None:
    """Why the first of the constraints rules the stretch out, or None."""
    return next((removal for constraint in constraints if (removal := constraint.removal(stretch))), None)


def allowed(catalog: Catalog, constraints: Sequence[Constraint]) -> list[Stretch]:
    """The stretches of the catalog that no constraint rules out."""
    return [stretch for stretch in catalog.stretches.values() if first_removal(stretch, constraints) is None]


class PersonalCaution(NamedTuple):
    """What to mind in a stretch because of one's conditions.

    Attributes:
        conditions: Ids of those that call for it.
        text: What the record says, with its ``{side}``; empty where it is the needs of the stretch that call for it.
        needs: These needs.
        strong: The conditions warn of the needs; else it is enough to mind them.
        ruled_out: They forbid the needs or, without needs, the stretch; it is done because its name was given.
    """

    conditions: tuple[str, ...]
    text: str = ""
    needs: tuple[str, ...] = ()
    strong: bool = False
    ruled_out: bool = False


def personal_cautions(stretch: Stretch, conditions: Iterable[Condition], words: Vocabulary) -> tuple[PersonalCaution, ...]:
    """What the record says for each condition, then what its needs call for; cautions that conditions share come once.

    What is ruled out is said too: against the config, a stretch is done that was named by hand.
    """
    found: dict[PersonalCaution, list[str]] = {}
    for condition in conditions:
        cautions = [PersonalCaution((), text=one.text) for one in stretch.cautions if one.condition == condition.id]
        if removal := Having(condition, words).removal(stretch):
            cautions.append(PersonalCaution((), needs=_essential(removal.needs, words), ruled_out=True))
        for strong, minded in ((True, condition.warn), (False, condition.mind)):
            if needs := _essential([need for need in stretch.all_needs if need in minded], words):
                cautions.append(PersonalCaution((), needs=needs, strong=strong))
        for caution in cautions:
            names = found.setdefault(caution, [])
            if condition.id not in names:
                names.append(condition.id)
    return tuple(caution._replace(conditions=tuple(names)) for caution, names in found.items())
