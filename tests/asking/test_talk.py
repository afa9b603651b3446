"""The talk: what it asks, what answers mean, what ends it. No terminal: it yields prompts and is sent answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchcli.asking.asker import Prompt
from stretchcli.asking.known import Answer, Has, Known
from stretchcli.asking.questions import Questions, read_questions
from stretchcli.asking.talk import Outcome, Talk
from stretchcli.catalog.finder import Finder
from stretchcli.catalog.folders import data_folder
from stretchcli.catalog.loader import load
from stretchcli.catalog.phrases import Phrases
from stretchcli.catalog.records import Catalog
from stretchcli.reading.text import unsafe_character
from tests.samples import PHRASES

TODAY = date(2026, 11, 24)
NONE_OF_THESE = ["", ""]  # no sign that needs a doctor


@dataclass
class Held:
    """A talk that was held: what was shown, and how it ended."""

    prompts: list[Prompt]
    outcome: Outcome | None

    @property
    def shown(self) -> str:
        return "\n".join(line for prompt in self.prompts for line in (*prompt.lines, prompt.ready))


class Holding:
    """Holds talks: answers by the question's id, Enter where none is given."""

    def __init__(self, catalog: Catalog, questions: Questions) -> None:
        self.catalog, self.questions = catalog, questions

    def talk(self, answers: Sequence[str], known: Known = Known()) -> Held:  # noqa: B008  # it is a constant
        """The talk with these answers one after the other, and Enter from then on."""
        talk = Talk(self.questions, self.catalog.vocabulary, Finder.of(self.catalog), known, TODAY, PHRASES).run()
        prompts = [next(talk)]
        left = list(answers)
        try:
            for _ in range(200):
                prompts.append(talk.send(left.pop(0) if left else ""))
        except StopIteration as ended:
            assert not left, f"the talk ended before {left}"
            return Held(prompts, ended.value)
        raise AssertionError("the talk never ends")

    def at(self, question: str, *answers: str, known: Known = Known()) -> Known:  # noqa: B008
        """What is known after a talk in which only this question is answered."""
        index = [one.id for one in self.questions.questions].index(question)
        held = self.talk([*NONE_OF_THESE, *[""] * index, *answers], known)
        assert held.outcome is not None
        return known.after(held.outcome.answers)


@pytest.fixture(scope="module")
def holding() -> Holding:
    return Holding(*world())


def test_a_talk_of_nothing_but_enter_changes_nothing(holding: Holding) -> None:
    """Every question can be passed over, and what is known stays."""
    known = Known(("kneeling", "overhead"), (Has("knee-pain"), Has("hip-replacement", date(2026, 10, 1))))
    held = holding.talk([], known)
    assert held.outcome == Outcome()
    assert len(held.prompts) == len(holding.questions.questions) + len(holding.questions.flags)


def test_each_question_says_which_it_is_and_what_stands(holding: Holding) -> None:
    """ "3 of 14", and what is known of it so far."""
    known = Known(("kneeling", "bed"), (Has("knee-pain"), Has("hip-replacement", date(2026, 10, 1))))
    shown = holding.talk([], known).shown
    assert "3 of 14. What hurts?\nSo far: knee pain.\n" in shown
    assert "So far: a hip replacement since 2026-10-01." in shown
    assert "So far: left out where you kneel." in shown
    assert "So far: left out what needs a bed or treatment table." in shown


@pytest.mark.parametrize(
    ("question", "answers", "conditions"),
    [
        ("hurts", ["knee, lower back"], ["knee-pain", "low-back-pain"]),
        ("hurts", ["My left knee hurts a bit and I have got a stiff neck."], ["knee-pain", "neck-pain"]),
        ("hurts", ["torn meniscus"], ["knee-pain"]),
        ("hurts", ["kne", "yes"], ["knee-pain"]),
        ("hurts", ["kne", "knee pain"], ["knee-pain"]),
        ("hurts", ["kne", "hip"], ["hip-pain"]),
        ("hurts", ["kne", "no", ""], []),
        ("hurts", ["kne", ""], []),
        ("hurts", ["my lower back is sore"], ["low-back-pain"]),
        ("hurts", ["hip hurts when I sit", "yes"], ["hip-pain"]),
        ("hurts", ["my knee and sometimes my neck", "yes"], ["knee-pain", "neck-pain"]),
        ("hurts", ["knee then back", "1, 2"], ["knee-pain", "low-back-pain"]),
        ("hurts", ["knee then back", "yes", "2"], ["low-back-pain"]),
        ("hurts", ["knee then back", "both"], ["knee-pain", "low-back-pain"]),
        ("hurts", ["upper back", "no", "shoulder, neck"], ["shoulder-pain", "neck-pain"]),
        ("hurts", ["arthritis in my hands", "wrist"], ["wrist-pain"]),
        ("hurts", ["a little arthritis everywhere", "4"], ["rheumatoid-arthritis"]),
        ("hurts", ["a little arthritis everywhere", "elbow"], ["elbow-pain"]),
        ("hurts", ["I had a hip replacement in May", "yes", ""], ["hip-replacement"]),
        ("hurts", ["gizmo", "none"], []),
        ("hurts", ["gizmo", "knee and neck"], ["knee-pain", "neck-pain"]),
        ("hurts", ["I don't know."], []),
        ("hurts", ["knee, gizmo", "elbow"], ["knee-pain", "elbow-pain"]),
        ("hurts", ["gizmo", ""], []),
        ("hurts", ["arthritis", "4"], ["rheumatoid-arthritis"]),
        ("hurts", ["achilles", "2"], ["achilles-pain-insertional"]),
        ("hurts", ["glaucoma"], ["glaucoma"]),
        ("hurts", ["none"], []),
        ("operations", ["4", ""], ["knee-replacement"]),
        ("operations", ["hip", ""], ["hip-replacement", "hip-replacement-anterior"]),
        ("operations", ["4 and shoulder", "", ""], ["knee-replacement", "shoulder-replacement"]),
        ("operations", ["11", "4", ""], ["knee-replacement"]),
        ("operations", ["new hip", ""], ["hip-replacement", "hip-replacement-anterior"]),
        ("operations", ["my left knee", ""], ["knee-replacement"]),
        ("operations", ["knees", ""], ["knee-replacement"]),
        ("operations", ["gallbladder", ""], ["recent-surgery"]),
        ("operations", ["yes", "4", ""], ["knee-replacement"]),
        ("operations", ["no"], []),
        ("operations", ["never"], []),
        ("pregnancy", ["y", ""], ["pregnancy"]),
        ("pregnancy", ["NO."], []),
        ("pregnancy", ["perhaps", "yes", ""], ["pregnancy"]),
        ("pregnancy", ["yes, 20 weeks", ""], ["pregnancy"]),
        ("pregnancy", ["none of them"], []),
        ("pregnancy", ["not sure"], []),
        ("falls", ["yes"], ["falls-risk"]),
        ("falls", ["a little"], ["falls-risk"]),
        ("bones", ["yes"], ["osteoporosis"]),
        ("dizziness", ["1, 2"], ["vertigo", "low-blood-pressure"]),
        ("dizziness", ["when getting up"], ["low-blood-pressure"]),
        ("dizziness", ["both"], ["vertigo", "low-blood-pressure"]),
        ("dizziness", ["no"], []),
        ("others", ["high blood pressure"], ["high-blood-pressure"]),
    ],
)
def test_an_answer_is_understood_as_it_is_said(
    holding: Holding, question: str, answers: list[str], conditions: list[str]
) -> None:
    """By numbers, by natural words, and after asking back where a word fits several conditions or none."""
    known = holding.at(question, *answers)
    assert ([has.condition for has in known.pain], known.avoid) == (conditions, ())


def test_neither_yes_nor_no_is_asked_back(holding: Holding) -> None:
    """With what was said."""
    index = [one.id for one in holding.questions.questions].index("kneeling")
    held = holding.talk([*NONE_OF_THESE, *[""] * index, "yes, but slowly"])
    assert "“yes, but slowly”: is that yes or no?" in held.shown


@pytest.mark.parametrize(
    ("question", "answers", "avoid"),
    [
        ("kneeling", ["no"], ["kneeling"]),
        ("kneeling", ["nope"], ["kneeling"]),
        ("kneeling", ["none"], ["kneeling"]),
        ("kneeling", ["0"], ["kneeling"]),
        ("kneeling", ["no, not any more"], ["kneeling"]),
        ("kneeling", ["I can't"], ["kneeling"]),
        ("kneeling", ["not really"], ["kneeling"]),
        ("kneeling", ["yes"], []),
        ("kneeling", ["nope, sorry"], ["kneeling"]),
        ("kneeling", ["yes I can"], []),
        ("kneeling", ["yep"], []),
        ("kneeling", ["Sure, why not?"], []),
        ("kneeling", ["no problem"], []),
        ("kneeling", ["no pain", "yes"], []),
        ("kneeling", ["yes, but it hurts", "no"], ["kneeling"]),
        ("kneeling", ["I don't know"], []),
        ("floor", ["n"], ["floor"]),
        ("things", ["7, step"], ["bed", "step"]),
        ("things", ["a towel"], ["strap"]),
        ("things", ["no bed"], ["bed"]),
        ("things", ["everything", "no"], []),
        ("things", ["towel and mattress"], ["strap", "bed"]),
        ("things", ["none"], []),
    ],
)
def test_what_cannot_be_done_or_is_not_at_hand_is_left_out(
    holding: Holding, question: str, answers: list[str], avoid: list[str]
) -> None:
    """As needs, which is what avoid: holds."""
    known = holding.at(question, *answers)
    assert (list(known.avoid), known.pain) == (avoid, ())


def test_without_anything_everything_is_missing(holding: Holding) -> None:
    """All pieces of the vocabulary can be missing, and are asked about."""
    pieces = {need.id for need in holding.catalog.vocabulary.needs.values() if need.equipment}
    assert set(holding.at("things", "all", "yes").avoid) == pieces


@pytest.mark.parametrize(
    ("said", "since"), [("6 weeks ago", date(2026, 10, 13)), ("september", date(2026, 9, 30)), ("2026-10-01", date(2026, 10, 1))]
)
def test_an_operation_carries_its_day(holding: Holding, said: str, since: date) -> None:
    """However it is said."""
    assert holding.at("operations", "4", said).pain == (Has("knee-replacement", since),)


def test_a_wrong_day_is_asked_again(holding: Holding) -> None:
    """With the reason, until it is one, or passed over."""
    index = [one.id for one in holding.questions.questions].index("operations")
    held = holding.talk([*NONE_OF_THESE, *[""] * index, "knee", "tomorrow", "2027-01-01", ""])
    assert "That is no day that I can read." in held.shown
    assert "2027-01-01 is still to come." in held.shown
    assert held.outcome is not None
    assert Known().after(held.outcome.answers).pain == (Has("knee-replacement"),)


def test_how_far_a_pregnancy_is_may_be_said_in_weeks(holding: Holding) -> None:
    """A bare number is enough there."""
    assert holding.at("pregnancy", "yes", "12").pain == (Has("pregnancy", date(2026, 9, 1)),)


@pytest.mark.parametrize(
    ("lifted", "left"),
    [("yes", ()), ("no", (Has("knee-replacement"),)), ("", (Has("knee-replacement", date(2026, 5, 1)),))],
)
def test_what_is_over_is_asked_about_and_never_lifted_by_itself(holding: Holding, lifted: str, left: tuple[Has, ...]) -> None:
    """Yes ends it; no keeps it without its date, so that nobody is asked again; Enter keeps it as it is."""
    known = Known((), (Has("knee-replacement", date(2026, 5, 1)),))
    held = holding.talk([*NONE_OF_THESE, lifted], known)
    assert "Has your surgeon lifted them?" in held.shown
    assert held.outcome is not None
    assert known.after(held.outcome.answers).pain == left
    assert holding.at("operations", "knee", "1 May 2026", lifted).pain == left


def test_what_is_not_over_is_not_asked_about(holding: Holding) -> None:
    """On the last day of the last week that a source names."""
    known = Known((), (Has("neck-surgery", date(2026, 10, 13)),))
    assert "lifted" not in holding.talk([], known).shown
    assert "lifted" in holding.talk([], Known((), (Has("neck-surgery", date(2026, 10, 12)),))).shown


def test_an_answer_replaces_what_its_question_is_about(holding: Holding) -> None:
    """And nothing else: not what other questions are about, nor what none is about."""
    known = Known(("overhead", "kneeling"), (Has("knee-pain"), Has("glaucoma"), Has("elbow-pain")))
    assert holding.at("hurts", "elbow, neck", "no", known=known) == Known(
        ("overhead", "kneeling"), (Has("glaucoma"), Has("elbow-pain"), Has("neck-pain"))
    )
    assert holding.at("kneeling", "yes", known=known).avoid == ("overhead",)


@pytest.mark.parametrize(
    ("question", "known", "said"),
    [("hurts", "herniated-disc", "neck"), ("others", "glaucoma", "high blood pressure"), ("others", "glaucoma", "gizmo")],
)
@pytest.mark.parametrize(("answer", "stays"), [("", True), ("yes", True), ("no", False)])
def test_naming_one_thing_more_drops_no_other_unasked(
    holding: Holding, question: str, known: str, said: str, answer: str, stays: bool
) -> None:
    """Whoever says "neck" where a herniated disc stands is asked whether that stays; Enter keeps it."""
    again = [""] if said == "gizmo" else []
    after = holding.at(question, said, *again, answer, known=Known((), (Has(known),)))
    assert (known in {has.condition for has in after.pain}) == stays


@pytest.mark.parametrize("since", [None, date(2026, 10, 1), date(2025, 6, 1)])
@pytest.mark.parametrize("said", ["none", "knee"])
@pytest.mark.parametrize(("answer", "stays"), [("", True), ("no", True), ("yes", False)])
def test_no_operation_in_the_last_year_lifts_the_precautions_of_none(
    holding: Holding, since: date | None, said: str, answer: str, stays: bool
) -> None:
    """It may be older: whether the surgeon has lifted them is asked, once in a talk."""
    known = Known((), (Has("hip-replacement", since),))
    over = since == date(2025, 6, 1)
    index = [one.id for one in holding.questions.questions].index("operations")
    before = [*NONE_OF_THESE, *([answer] if over else []), *[""] * index]
    held = holding.talk([*before, said, *([""] if said == "knee" else []), *([] if over else [answer])], known)
    assert held.shown.count("Has your surgeon lifted them?") == 1
    assert held.outcome is not None
    after = known.after(held.outcome.answers)
    assert ("hip-replacement" in {has.condition for has in after.pain}) == stays
    if stays and not over:
        assert after.having("hip-replacement") == known.pain[0]


@pytest.mark.parametrize("said", ["none", "knee"])
@pytest.mark.parametrize(("answer", "stays"), [("", True), ("no", True), ("yes", False)])
def test_what_does_not_hurt_is_not_lifted_by_that(holding: Holding, said: str, answer: str, stays: bool) -> None:
    """A shoulder that was dislocated three weeks ago may be without pain."""
    known = Known((), (Has("shoulder-instability", date(2026, 11, 3)),))
    assert (known.pain[0] in holding.at("hurts", said, answer, known=known).pain) == stays


def test_two_hips_are_two_operations(holding: Holding) -> None:
    """A new one from the front does not end what stands of the other."""
    known = Known((), (Has("hip-replacement", date(2026, 10, 1)),))
    both = holding.at("operations", "2", "2026-11-01", "no", known=known).pain
    assert both == (*known.pain, Has("hip-replacement-anterior", date(2026, 11, 1)))
    assert holding.at("operations", "1", "no", known=Known((), both)).pain == both


def test_whoever_now_knows_which_hip_operation_it_was_says_so(holding: Holding) -> None:
    """The other one, noted to be safe, gives way without a word of the surgeon."""
    both = Known((), (Has("hip-replacement", date(2026, 10, 1)), Has("hip-replacement-anterior", date(2026, 10, 1))))
    assert holding.at("operations", "2", known=both).pain == (Has("hip-replacement-anterior", date(2026, 10, 1)),)


def test_what_an_answer_takes_away_is_said(holding: Holding) -> None:
    """So that nothing goes unseen."""
    known = Known(("bed",), (Has("knee-pain"),))
    index = [one.id for one in holding.questions.questions].index("things")
    held = holding.talk([*NONE_OF_THESE, "none", *[""] * (index - 1), "step"], known)
    assert "No longer noted: knee pain." in held.shown
    assert "Noted as: left out what needs a step that does not move." in held.shown
    assert "No longer left out: what needs a bed or treatment table." in held.shown
    lifted = holding.talk([*NONE_OF_THESE, "yes"], Known((), (Has("knee-replacement", date(2026, 5, 1)),)))
    assert "No longer noted: a knee replacement since 2026-05-01." in lifted.shown


def test_whoever_does_not_know_passes_a_question_over(holding: Holding) -> None:
    """As with Enter: what was known stays."""
    known = Known(("kneeling",), (Has("knee-pain"),))
    questions = len(holding.questions.questions)
    held = holding.talk([*NONE_OF_THESE, *["I don't know."] * questions], known)
    assert held.outcome == Outcome()
    assert len(held.prompts) == questions + len(holding.questions.flags)


@pytest.mark.parametrize(
    ("answers", "left_out"),
    [
        (["gizmo", ""], "gizmo"),
        (["kne", ""], "kne"),
        (["arthritis", "none"], "arthritis"),
        (["gizmo", "none"], "gizmo"),
        (["gizmo", "gadget", ""], "gizmo"),
        (["gizmo", "knee and gadget", ""], "gadget"),
    ],
)
def test_what_is_left_out_is_said(holding: Holding, answers: list[str], left_out: str) -> None:
    """Nobody believes that their thigh was noted when it was not; it is named as they first said it."""
    shown = holding.talk([*NONE_OF_THESE, *answers]).shown
    assert f"“{left_out}” is not noted." in shown
    assert shown.count(" is not noted.") == 1
    assert "I do not know “none”" not in shown


def test_what_was_noted_is_said_once(holding: Holding) -> None:
    """Before the next question, and not before all that follow."""
    assert holding.talk([*NONE_OF_THESE, "knee"]).shown.count("Noted as: knee pain.") == 1


@pytest.mark.parametrize("at", [0, 1])
def test_a_number_that_no_sign_has_is_no_sign(holding: Holding, at: int) -> None:
    """Not one of the other list either, which has more."""
    number = max(len(asked.flags) for asked in holding.questions.flags) + 1 - (at == 0)
    held = holding.talk([*[""] * at, str(number)])
    assert f"“{number}” is none of these." in held.shown
    assert held.outcome == Outcome()


def test_a_day_that_is_known_is_not_asked_for_again(holding: Holding) -> None:
    """Naming the operation once more keeps it."""
    known = Known((), (Has("knee-replacement", date(2026, 11, 1)),))
    assert holding.at("operations", "knee", known=known) == known


@cache
def world() -> tuple[Catalog, Questions]:
    """The catalog and the questions, for what cannot take fixtures."""
    found = load(data_folder()).catalog
    return found, read_questions(data_folder() / "me.yaml", found.vocabulary)


def every_flag() -> list[tuple[int, int]]:
    return [(at, index) for at, asked in enumerate(world()[1].flags) for index in range(len(asked.flags))]


@pytest.mark.parametrize(("at", "index"), every_flag())
def test_every_sign_that_needs_a_doctor_ends_the_talk(holding: Holding, at: int, index: int) -> None:
    """By its number, by its words, and by what else it is called; nothing more is asked."""
    flag = holding.questions.flags[at].flags[index]
    for said in (str(index + 1), flag.said, *flag.words, flag.said.upper() + "."):
        held = holding.talk([*[""] * at, said])
        assert held.outcome == Outcome(flags=(flag,)), said


@pytest.mark.parametrize("said", ["I don't know", "not sure", "perhaps"])
def test_nobody_passes_over_a_sign_by_not_knowing(holding: Holding, said: str) -> None:
    """It is asked again; Enter is for none."""
    held = holding.talk([said, "fever"])
    assert held.outcome is not None
    assert [flag.id for flag in held.outcome.flags] == ["fever"]


def test_a_sign_in_a_sentence_is_understood(holding: Holding) -> None:
    """ "I have a fever" is one."""
    held = holding.talk(["I have a fever"])
    assert held.outcome is not None
    assert [flag.id for flag in held.outcome.flags] == ["fever"]


@pytest.mark.parametrize(("said", "ends"), [("yes", True), ("no", False), ("", False)])
def test_a_word_of_a_sign_in_a_sentence_is_asked_back(holding: Holding, said: str, ends: bool) -> None:
    """Whoever was half understood and is tired does not lose a fever by Enter; "no fever" is none."""
    held = holding.talk(["some pain with fever", said])
    assert "“some pain with fever”: do you mean “a fever, or feeling ill”?" in held.shown
    assert held.outcome is not None
    assert [flag.id for flag in held.outcome.flags] == (["fever"] if ends else [])


def test_a_sign_of_the_other_list_is_understood(holding: Holding) -> None:
    """Whoever has a fever says so at the first chance."""
    held = holding.talk(["fever"])
    assert held.outcome is not None
    assert [flag.id for flag in held.outcome.flags] == ["fever"]


def test_yes_to_the_signs_is_all_of_them(holding: Holding) -> None:
    """It ends the talk as well: some of them are so."""
    held = holding.talk(["yes"])
    assert held.outcome is not None
    assert held.outcome.flags == holding.questions.flags[0].flags


@pytest.mark.parametrize("where", ["chest", "a pain in my chest"])
@pytest.mark.parametrize(("said", "ends"), [("yes", True), ("no", False), ("", False)])
def test_a_sign_among_the_pains_is_asked_back(holding: Holding, where: str, said: str, ends: bool) -> None:
    """ "Chest pain" is no area to stretch around."""
    held = holding.talk([*NONE_OF_THESE, where, said])
    assert held.outcome is not None
    assert [flag.id for flag in held.outcome.flags] == (["chest-pain"] if ends else [])


@pytest.mark.parametrize("said", ["none", "No", "n", "0", "nothing.", "-"])
def test_no_sign_is_no_sign(holding: Holding, said: str) -> None:
    """However it is said."""
    held = holding.talk([said, said])
    assert held.outcome == Outcome()


@pytest.mark.parametrize(
    ("minutes", "days", "found"),
    [
        ("10", "3", (10, 3)),
        ("10 min", "3 days a week", (10, 3)),
        ("half an hour", "every day", (30, 7)),
        ("", "twice", (None, 2)),
        ("five", "", (None, None)),
        ("0", "", (None, None)),
        ("-3", "", (None, None)),
        ("nan", "", (None, None)),
        ("121", "", (None, None)),
    ],
)
def test_minutes_and_days_are_numbers(holding: Holding, minutes: str, days: str, found: tuple[int | None, int | None]) -> None:
    """Asked again where they are none, or out of range."""
    kinds = len(holding.questions.questions) - 2
    again = [] if found[0] is not None or not minutes else [""]
    held = holding.talk([*NONE_OF_THESE, *[""] * kinds, minutes, *again, days])
    assert held.outcome is not None
    assert (held.outcome.minutes, held.outcome.days) == found
    assert ("is not a number from 1 to 120" in held.shown) == bool(again)


LIKELY = ["", "yes", "no", "none", "all", "1", "2,3", "knee", "kne", "hip", "6 weeks ago", "september", "2027", "arthritis"]
ANSWERS = st.one_of(st.sampled_from(LIKELY), st.text(max_size=12))


@given(st.lists(ANSWERS, max_size=40))
def test_no_answer_breaks_the_talk(answers: list[str]) -> None:
    """It always ends, knows only names of the vocabulary, and shows nothing that a terminal should not be sent."""
    catalog, questions = world()
    talk = Talk(questions, catalog.vocabulary, Finder.of(catalog), Known(), TODAY, PHRASES).run()
    prompt, left = next(talk), list(answers)
    for _ in range(400):
        shown = "".join((*prompt.lines, prompt.ready))
        assert unsafe_character(shown) is None
        try:
            prompt = talk.send(left.pop(0) if left else "")
        except StopIteration as ended:
            known = Known().after(ended.value.answers)
            assert set(known.avoid) <= set(catalog.vocabulary.needs)
            assert {has.condition for has in known.pain} <= set(catalog.vocabulary.conditions)
            return
    raise AssertionError("the talk never ends")


NO_YES = ["", "no", "none", "never", "2", "knee", "hip", "neck", "6 weeks ago", "arthritis", "gizmo", "kne", "don't know"]


@given(st.lists(st.sampled_from(NO_YES), max_size=30), st.sampled_from([None, date(2025, 6, 1), date(2026, 10, 1)]))
def test_without_a_yes_no_precautions_of_an_operation_are_lifted(answers: list[str], since: date | None) -> None:
    """Whatever else is said, in whatever order."""
    catalog, questions = world()
    known = Known((), (Has("hip-replacement", since), Has("back-surgery", since), Has("shoulder-instability", since)))
    talk = Talk(questions, catalog.vocabulary, Finder.of(catalog), known, TODAY, PHRASES).run()
    left = list(answers)
    next(talk)
    try:
        while True:
            talk.send(left.pop(0) if left else "")
    except StopIteration as ended:
        if not ended.value.flags:
            after = {has.condition for has in known.after(ended.value.answers).pain}
            assert after >= {has.condition for has in known.pain}


def test_a_line_as_long_as_a_terminal_takes_is_answered_like_any_other(holding: Holding) -> None:
    """At once, and in a line or two."""
    held = holding.talk([*NONE_OF_THESE, "x " * 2000 + "knee", "yes"])
    assert held.outcome is not None
    assert [has.condition for has in Known().after(held.outcome.answers).pain] == ["knee-pain"]
    assert max(len(line) for prompt in held.prompts for line in prompt.lines) < 200


def test_answers_put_nothing_twice() -> None:
    """The later answer to the same thing counts."""
    about = frozenset({"knee-pain"})
    said = [Answer(about, ("bed",), (Has("knee-pain"),)), Answer(about, ("bed",), (Has("knee-pain", TODAY),))]
    assert Known().after(said) == Known(("bed",), (Has("knee-pain", TODAY),))


def test_the_phrases_fit(phrases: Phrases) -> None:
    """A prompt ends its line, so that what is typed stands behind it."""
    for name in ("me.flags", "me.many", "me.choose", "me.number", "me.either"):
        assert len(phrases.texts[name]) < 38
