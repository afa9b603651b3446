"""The shipped routines can be followed with closed eyes: reading only what is heard tells everything."""

from __future__ import annotations

import re

import pytest

from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.records import Catalog
from stretchcli.cues.soundtrack import script
from stretchcli.cues.speaking import speakable
from stretchcli.cues.words import Wishes, lead_of
from stretchcli.session.layout import PlannedStretch, compile_session
from stretchcli.session.timeline import Timeline
from tests.samples import PHRASES


def routine(catalog: Catalog, name: str) -> Timeline:
    """A routine as it is run without options."""
    doses = []
    for item in catalog.routines[name].items:
        stretch = catalog.stretches[item.stretch]
        doses.append(PlannedStretch(stretch, item.reps or stretch.reps, item.hold or stretch.hold))
    return compile_session(name, doses, catalog.vocabulary, PHRASES)


NUMBERS = "|".join(speakable(str(number)) for number in range(1, 51))


class Reader:
    """Somebody who knows nothing but the words and tones up to now."""

    def __init__(self, names: dict[str, str], leads: dict[str, str]) -> None:
        self.names = names
        self.leads = leads
        self.stretch: str | None = None
        self.side: str | None = None
        self.rep: tuple[str, str] | None = None
        self.held: str | None = None
        self.holding = False

    def hear(self, text: str) -> None:
        """Take in what is said."""
        lower = text.lower()
        if found := re.search(r"(.+?): ([a-z]+) holds? of ([a-z-]+) seconds", lower):
            name = found[1].rpartition(". ")[2]
            self.stretch, self.side, self.rep = self.names[name], None, ("one", found[2])
        elif found := re.search(rf"\b({NUMBERS}) of ({NUMBERS})\.", lower):
            self.rep = (found[1], found[2])
        for lead, side in self.leads.items():
            if lower.startswith((f"{lead},", f"{lead}.")) or f"seconds. {lead}" in lower:
                self.side = side
        if found := re.match(r"hold, ([a-z -]+?) seconds?", lower):
            self.holding, self.held = True, found[1]

    def sound(self, tone: str) -> None:
        """Take in a tone."""
        if tone == "start":
            self.holding = True
        if tone in ("end", "switch", "finish"):
            self.holding = False


@pytest.mark.parametrize("tones", [True, False])
@pytest.mark.parametrize("full", [True, False])
def test_a_routine_can_be_followed_with_closed_eyes(catalog: Catalog, phrases: Phrases, full: bool, tones: bool) -> None:
    """In the middle of every hold its stretch, side, rep and seconds are known; everywhere else that it is time to move."""
    for name in catalog.routines:
        timeline = routine(catalog, name)
        heard = script(timeline, Wishes(phrases, full=full, tones=tones))
        names = {speakable(item.name).lower(): item.stretch for item in timeline.items}
        leads = {speakable(lead_of(phase)).lower(): phase.side for phase in timeline.phases if lead_of(phase)}
        reader = Reader(names, leads)  # type: ignore[arg-type]  # a phase with a lead has a side
        coming = [(saying.at_s, 1, saying.text) for saying in heard.sayings] + [(mark.at_s, 0, mark.tone) for mark in heard.marks]
        queue = sorted(coming, reverse=True)
        for phase, start_s in zip(timeline.phases, timeline.starts_s, strict=True):
            while queue and queue[-1][0] <= start_s + phase.duration_s / 2:
                _, is_said, what = queue.pop()
                reader.hear(what) if is_said else reader.sound(what)
            where = f"{name}, second {start_s}, {phase.kind}"
            if tones:
                assert reader.holding == (phase.kind == "hold"), where
            if phase.kind == "hold":
                assert reader.stretch == phase.stretch, where
                assert reader.side == (phase.side if lead_of(phase) else None), where
                assert reader.rep == (speakable(str(phase.rep)), speakable(str(phase.reps))), where
                assert reader.held == speakable(str(phase.duration_s)), where


def test_every_phase_of_a_routine_has_its_words(catalog: Catalog, phrases: Phrases) -> None:
    """Nothing is left unsaid for want of time, and no step is cut short."""
    for name in catalog.routines:
        timeline = routine(catalog, name)
        said = [saying.text.lower() for saying in script(timeline, Wishes(phrases)).sayings]
        for phase in timeline.phases:
            if phase.kind in ("setup", "switch", "release", "intro", "rest"):
                words = speakable(phase.text, 2000).lower()
                assert any(words in text for text in said), f"{name}: {phase.text}"
