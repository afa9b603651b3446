"""The stretches that the program ships: every text can be said, followed and mirrored, and the figures are the sources'."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from stretchcli.catalog.constraints import personal_cautions
from stretchcli.catalog.records import Catalog, Stretch
from stretchcli.catalog.selection import Request, select
from stretchcli.catalog.text import SECONDS_PER_WORD
from stretchcli.catalog.wording import caution_words
from stretchcli.session.layout import Order
from stretchcli.session.planner import plan
from stretchcli.session.timeline import Phase, Timeline
from stretchcli.session.wishes import Wishes
from tests.samples import PHRASES

MOST_WORDS: Final = 20
TOLD: Final = ("setup", "hold", "release", "switch")
ORDERS: Final[tuple[Order, ...]] = ("alternate", "grouped")

# Pages that copy or relay what others wrote; the organisation is named instead, without a link.
MIRRORS: Final = (
    "api17195.sec3.dev",
    "baymedical.org",
    "docslib.org",
    "fixanswer.com",
    "hapad.com",
    "nhs.com.in",
    "paperzz.com",
    "pdfcoke.com",
    "reference.com",
    "scribd.com",
    "slideshare.net",
    "studylib.net",
)


def told(stretch: Stretch) -> Iterator[str]:
    """What is said while somebody moves, as it is written."""
    yield from (step.text for step in stretch.steps)
    yield stretch.again
    if stretch.switch:
        yield stretch.switch
    yield from (caution.text for caution in stretch.cautions if caution.at)


def written(stretch: Stretch) -> Iterator[str]:
    """Every text for people."""
    yield from (stretch.name, stretch.felt_at, *stretch.aliases, *told(stretch))
    yield from (caution.text for caution in stretch.cautions)
    yield from (variant.text for variant in (*stretch.easier, *stretch.harder) if variant.text)
    if stretch.suits:
        yield stretch.suits


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return re.split(r"(?<=[.!?])\s+", text)


def session(catalog: Catalog, stretch: Stretch, order: Order, first: str) -> Timeline:
    """A session of two reps of one stretch."""
    wishes = Wishes(reps=2, order=order, first=first)  # type: ignore[arg-type]
    return plan(select(catalog, Request(what=(stretch.id,)), PHRASES), wishes, catalog.vocabulary, PHRASES).timeline


def swapped(text: str | None) -> str | None:
    """The same with right and left exchanged."""
    other = {"right": "left", "left": "right", "Right": "Left", "Left": "Right"}
    return re.sub(r"\b(?:right|left)\b", lambda word: other[word[0]], text, flags=re.IGNORECASE) if text else text


def mirrored(phase: Phase) -> tuple[object, ...]:
    """A phase as the other side would have it."""
    return phase.kind, swapped(phase.side), swapped(phase.felt), phase.rep, phase.duration_s, swapped(phase.text)


def test_there_are_stretches_for_every_muscle_group(catalog: Catalog) -> None:
    """At least 75 stretches; each of the sixteen groups is the primary one of three or more."""
    primary = Counter(stretch.targets[0] for stretch in catalog.stretches.values())
    assert len(catalog.vocabulary.groups) == 16
    assert sum(primary.values()) >= 75
    assert {group for group in catalog.vocabulary.groups if primary[group] < 3} == set()


def test_no_text_writes_a_side_out(catalog: Catalog) -> None:
    """Right and left stand nowhere: they would be wrong on the other side."""
    found = [(s.id, text) for s in catalog.stretches.values() for text in written(s) if re.search(r"(?i)\b(left|right)\b", text)]
    assert found == []


def test_sentences_are_short_and_ask_for_one_thing(catalog: Catalog) -> None:
    """At most 20 words a sentence, at most one "and", "then" or "while" in it, and a full stop at its end."""
    found = [
        (stretch.id, sentence)
        for stretch in catalog.stretches.values()
        for text in told(stretch)
        for sentence in sentences(text)
        if len(sentence.split()) > MOST_WORDS
        or len(re.findall(r"\b(?:and|then|while)\b", sentence.lower())) > 1
        or not re.match(r"[A-Z{].*[.]$", sentence)
    ]
    assert found == []


def test_everything_told_can_be_said_in_its_time(catalog: Catalog) -> None:
    """At 0.4 s a word no setup, hold, release or switch is longer than its phase, cautions included."""
    found = {
        (phase.stretch, phase.duration_s, phase.text)
        for stretch in catalog.stretches.values()
        for order in ORDERS
        for phase in session(catalog, stretch, order, "right").phases
        if phase.kind in TOLD and len(phase.text.split()) * SECONDS_PER_WORD > phase.duration_s + 1e-9
    }
    assert found == set()


def test_the_left_side_is_the_exact_mirror_of_the_right(catalog: Catalog) -> None:
    """Beginning with the left gives the same session, word for word with the sides exchanged, in both orders."""
    for stretch in catalog.stretches.values():
        for order in ORDERS:
            right, left = (session(catalog, stretch, order, first).phases for first in ("right", "left"))
            as_is = [(p.kind, p.side, p.felt, p.rep, p.duration_s, p.text) for p in left]
            assert as_is == [mirrored(phase) for phase in right], stretch.id


def test_no_placeholder_is_ever_seen(catalog: Catalog) -> None:
    """Neither what is said nor what is warned of, for any condition, shows a bare `{side}` or a capital where none belongs."""
    for stretch in catalog.stretches.values():
        shown = [phase.text for phase in session(catalog, stretch, "alternate", "right").phases]
        shown += [PHRASES.sideless(caution.text) for caution in stretch.cautions if caution.condition is None]
        words = catalog.vocabulary
        personal = personal_cautions(stretch, words.conditions.values(), words)
        shown += [caution_words(caution, words, PHRASES) for caution in personal]
        assert [text for text in shown if re.search(r"[{}]|[a-z] (?:Right|Left)\b", text)] == [], stretch.id


def test_a_caution_is_spoken_once_on_each_side_at_its_moment(catalog: Catalog) -> None:
    """With the last setup step that is not `once`, the hold, or the first release step, of the side's first block."""
    for stretch in catalog.stretches.values():
        phases = session(catalog, stretch, "alternate", "right").phases
        for side in ("right", "left") if stretch.sides == "each" else ("both",):
            for at, place in (("setup", -1), ("hold", 0), ("release", 0)):
                moments = [phase for phase in phases if (phase.side, phase.rep, phase.kind) == (side, 1, at)]
                said = [
                    PHRASES.for_side(caution.text, moments[place].side or "both")
                    for caution in stretch.cautions
                    if caution.at == at
                ]
                tail = " ".join(said)
                assert moments[place].text.endswith(tail), stretch.id
                assert tail == "" or sum(tail in phase.text for phase in phases if phase.side == side) == 1, stretch.id


def test_a_sided_stretch_names_its_side_where_it_is_felt(catalog: Catalog) -> None:
    """The hold of each side says which side, unless it is felt on both."""
    for stretch in catalog.stretches.values():
        hold = next(step.text for step in stretch.steps if step.kind == "hold")
        if stretch.sides == "each" and stretch.felt != "both":
            assert ("{side}" if stretch.felt == "same" else "{other}") in hold, stretch.id


def test_a_stretch_never_switches_to_a_side_without_the_way_back_in(catalog: Catalog) -> None:
    """What is told after a change of sides names the coming side."""
    found = [stretch.id for stretch in catalog.stretches.values() if stretch.switch and "{side}" not in stretch.switch]
    assert found == []


def test_holds_are_moderate(catalog: Catalog) -> None:
    """Every hold is one of five seconds to a minute."""
    found = [s.id for s in catalog.stretches.values() if not 5 <= s.hold.floor_s <= s.hold.target_s <= 60]
    assert found == []


def test_sources_link_only_to_the_organisations_own_pages(catalog: Catalog) -> None:
    """No link leads to a mirror, a relay or a test server."""
    hosts = {
        (stretch.id, urlsplit(source.url).hostname or source.url)
        for stretch in catalog.stretches.values()
        for source in stretch.source
        if source.url
    }
    bad = [
        (name, host)
        for name, host in hosts
        if "." not in host or host.startswith("test.") or any(host == mirror or host.endswith("." + mirror) for mirror in MIRRORS)
    ]
    assert bad == []


FIVE: Final = {
    # id: hold, reps, sides, felt, position, needs that must be among those expanded, equipment required, own skip_if
    "standing-hip-flexor": (3, "each", "other", "standing", {"balance", "standing"}, (), ()),
    "kneeling-hip-flexor": (3, "each", "other", "half-kneeling", {"kneeling", "floor", "balance"}, (), ()),
    "glute-bridge": (10, "both", "both", "supine", {"floor", "mat", "supine"}, ("mat",), ()),
    "hip-flexor-bed": (3, "each", "same", "supine", {"bed", "supine"}, ("bed",), ()),
    "table-psoas": (3, "each", "same", "standing", {"balance", "table"}, ("table",), ("low-back-pain", "knee-pain")),
}


def test_the_five_of_the_article_keep_its_figures(catalog: Catalog) -> None:
    """20 to 30 seconds, three a side and ten bridges, with the sides, needs and conditions of the article."""
    article = "https://www.verywellfit.com/essential-iliopsoas-stretches-5072152"
    for name, (reps, sides, felt, position, needs, required, skip_if) in FIVE.items():
        stretch = catalog.stretches[name]
        assert (stretch.hold.floor_s, stretch.hold.target_s, stretch.reps) == (20, 30, reps)
        assert (stretch.sides, stretch.felt, stretch.position) == (sides, felt, position)
        assert needs <= set(stretch.all_needs)
        assert (stretch.required, stretch.skip_if) == (required, skip_if)
        assert stretch.targets[0] == "hip-flexors"
        assert article in [source.url for source in stretch.source]
    assert [item.stretch for item in catalog.routines["iliopsoas"].items] == list(FIVE)
