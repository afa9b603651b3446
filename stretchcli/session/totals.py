"""How long a session will be, added up from what each stretch takes after the one before it, without laying it out.

The sums are those of ``compile_session``: nothing else in a session affects the length of a stretch. Texts are counted in
words, which add up, so that one more portion or neighbour costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.records import Stretch
from stretchcli.catalog.steps import cautions_at
from stretchcli.catalog.text import words_s
from stretchcli.catalog.vocabulary import Vocabulary
from stretchcli.session import sentences
from stretchcli.session.doses import Portion
from stretchcli.session.layout import Order
from stretchcli.session.length import FIRST_INTRO_S, INTRO_S, Pace, blocks

Place = tuple[str, tuple[str, ...]]  # where one is and what one has: the position and the required equipment


class Totals:
    """Counts seconds for the sessions that can be made of some stretches.

    Args:
        stretches: Each with what is to be minded because of the person's conditions.
    """

    def __init__(
        self,
        stretches: Sequence[tuple[Stretch, Sequence[str]]],
        words: Vocabulary,
        phrases: Phrases,
        *,
        order: Order = "alternate",
        pace: Pace | None = None,
    ) -> None:
        self._words, self._phrases = words, phrases
        self._stretches = [stretch for stretch, _ in stretches]
        self._pace = pace or Pace()
        self._blocks = [blocks(stretch, self._pace, phrases, grouped=order == "grouped") for stretch in self._stretches]
        one, two = (_count(phrases.say("intro.stretch", name="x", dose=dose)) for dose in ("x", "x x"))
        self._slope = two - one
        next_ = _count(phrases.say("rest.next", name="x")) - 1
        self._intros = [
            _count(phrases.say("intro.stretch", name=stretch.name, dose="x"), *cautions_at(stretch, "intro"), *cautions)
            for stretch, cautions in stretches
        ]
        self._nexts = [next_ + _count(stretch.name) for stretch in self._stretches]
        self._places: list[Place] = [(stretch.position, stretch.required) for stretch in self._stretches]
        self._levels = [words.level(*place) for place in self._places]
        self._doses: dict[tuple[str, int, int], int] = {}
        self._least_s: dict[tuple[Place, Place], int] = {}
        self._moves: dict[tuple[str, str], int] = {}
        self._fetched: dict[tuple[tuple[str, ...], int], int] = {}

    def seconds(self, index: int, portion: Portion) -> int:
        """A stretch with its intro, anywhere but at the beginning of a session."""
        intro_s = max(INTRO_S, words_s(self._intro(index, portion)))
        return intro_s + self._blocks[index].seconds(portion.reps, portion.hold.target_s)

    def first_s(self, index: int, portion: Portion) -> int:
        """The same at the beginning, where one is told what to have at hand and has time to look around."""
        stretch = self._stretches[index]
        fetched = _count(*sentences.fetching(self._phrases, stretch, self._words))
        intro_s = max(FIRST_INTRO_S, words_s(self._intro(index, portion) + fetched))
        return intro_s + self._blocks[index].seconds(portion.reps, portion.hold.target_s)

    def between_s(self, before: int, coming: int) -> int:
        """The rest between two stretches."""
        places = self._places[before], self._places[coming]
        least_s = self._least_s.get(places)
        if least_s is None:
            least_s = self._pace.between_s(self._stretches[before], self._stretches[coming], self._words)
            self._least_s[places] = least_s
        said = self._moving(before, coming) + self._nexts[coming] + self._fetching(before, coming)
        return max(least_s, words_s(said))

    def total_s(self, session: Sequence[tuple[int, Portion]]) -> int:
        """A whole session of at least one stretch."""
        (first, portion), *others = session
        total_s, before = self.first_s(first, portion), first
        for index, portion in others:
            total_s += self.between_s(before, index) + self.seconds(index, portion)
            before = index
        return total_s

    def changes(self, before: int, coming: int) -> int:
        """Whether the position or the required equipment changes, and how many pieces have to be fetched."""
        here, there = self._places[before], self._places[coming]
        return (here != there) + sum(piece not in here[1] for piece in there[1])

    def fetches(self, index: int) -> int:
        """How many pieces are required."""
        return len(self._places[index][1])

    def _intro(self, index: int, portion: Portion) -> int:
        stretch = self._stretches[index]
        key = (stretch.sides, portion.reps, portion.hold.target_s)
        if key not in self._doses:
            self._doses[key] = _count(sentences.dose(self._phrases, stretch, portion.reps, portion.hold))
        return self._intros[index] + self._slope * (self._doses[key] - 1)

    def _moving(self, before: int, coming: int) -> int:
        """Words of a rest about resting, getting up and down."""
        levels = self._levels[before], self._levels[coming]
        if levels not in self._moves:
            said = sentences.rest_between(self._phrases, self._stretches[before], self._stretches[coming], self._words)
            self._moves[levels] = _count(said) - self._nexts[coming] - self._fetching(before, coming)
        return self._moves[levels]

    def _fetching(self, before: int, coming: int) -> int:
        stretch = self._stretches[coming]
        if not stretch.required and not stretch.optional:
            return 0
        key = (self._places[before][1], coming)
        if key not in self._fetched:
            said = sentences.fetching(self._phrases, stretch, self._words, self._stretches[before].required)
            self._fetched[key] = _count(*said)
        return self._fetched[key]


def _count(*texts: str) -> int:
    """Words."""
    return sum(len(text.split()) for text in texts)
