"""What each command reports, its JSON field by field: design, section 5."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.clis import stretchcli

FIVE = ["standing-hip-flexor", "kneeling-hip-flexor", "glute-bridge", "hip-flexor-bed", "table-psoas"]


def listed(*arguments: str) -> list[str]:
    """The ids of `list --json`."""
    ran = stretchcli("list", *arguments, "--json")
    assert ran.code == 0
    return [stretch["id"] for stretch in ran.json["stretches"]]


def test_list_as_json_has_its_fields() -> None:
    """Needs expanded, conditions that remove it, the source."""
    ran = stretchcli("list", "table-psoas", "--json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.json == {
        "format": 1,
        "stretches": [
            {
                "id": "table-psoas",
                "name": "Table psoas stretch",
                "targets": ["hip-flexors"],
                "position": "standing",
                "needs": ["balance", "hip-extension", "knee-pressure", "table", "standing"],
                "equipment": {"required": ["table"], "optional": ["towel"]},
                "sides": "each",
                "felt": "same",
                "hold_s": {"min": 20, "max": 30},
                "reps": 3,
                "skip_if": ["knee-pain", "low-back-pain", "hip-replacement-anterior", "knee-replacement", "pelvic-girdle-pain"],
                "care": [],
                "cautions": [
                    "Stop moving in as soon as the front of your leading hip stretches.",
                    "With a knee replacement: Leave this out until you may kneel, and then pad the knee well (our own reading).",
                ],
                "source": [
                    {
                        "org": "Verywell Fit",
                        "title": "5 Essential Iliopsoas Stretches",
                        "url": "https://www.verywellfit.com/essential-iliopsoas-stretches-5072152",
                    }
                ],
            }
        ],
    }


def test_list_reads_as_the_sentence_it_is() -> None:
    """`list --no kneeling`, in any of its words; what the constraint removes needs it, what stays does not."""
    ran = stretchcli("list", "--no", "kneeling", "--json")
    ids = [stretch["id"] for stretch in ran.json["stretches"]]
    assert set(FIVE) - set(ids) == {"kneeling-hip-flexor"}
    assert not [stretch for stretch in ran.json["stretches"] if "kneeling" in stretch["needs"]]
    assert listed("--no", "kneel") == ids
    everything = stretchcli("list", "--json").json["stretches"]
    assert {one["id"] for one in everything if "kneeling" not in one["needs"]} == set(ids)


def test_list_is_one_unwrapped_line_a_row_in_a_pipe() -> None:
    """For grep and for ears, without escapes."""
    lines = stretchcli("list", "iliopsoas").out.splitlines()
    assert [line.split()[0] for line in lines] == ["stretch", *FIVE]
    assert "\x1b" not in "".join(lines)
    assert "5:34" in lines[1]


def test_list_that_finds_nothing_says_so_twice() -> None:
    """An empty list in JSON, the reasons on stderr, exit 3."""
    ran = stretchcli("list", "iliopsoas", "--no", "balance", "--no", "lying", "--json")
    assert (ran.code, ran.json) == (3, {"format": 1, "stretches": []})
    assert "you need your balance" in ran.err
    assert "you lie down" in ran.err


def test_a_target_is_called_by_its_name() -> None:
    """And not by its id."""
    ran = stretchcli("list", "hug-a-tree", "--target", "ankles-feet", "--target", "triceps")
    assert ran.code == 3
    assert "it does not stretch the ankles and feet or triceps" in ran.err


def test_list_shows_the_cautions_of_a_sore_knee() -> None:
    """What is only done with care comes last, under a heading of its own; what to mind stands below."""
    ran = stretchcli("list", "iliopsoas", "--pain", "knee")
    assert "With knee pain, take great care: you kneel on it." in ran.out
    by_itself, with_care = ran.out.split("Only with care")
    assert "hip-flexor-bed" in by_itself
    assert "kneeling-hip-flexor" in with_care.split("Kneeling hip flexor stretch:")[0]
    assert "kneeling-hip-flexor" not in by_itself
    assert "Left out: Table psoas stretch (its source says to skip it with knee pain)." in ran.err
    care = {entry["id"]: entry["care"] for entry in stretchcli("list", "iliopsoas", "--pain", "knee", "--json").json["stretches"]}
    assert list(care)[-1] == "kneeling-hip-flexor"
    assert care["kneeling-hip-flexor"] == ["knee-pain"]


def test_many_that_are_only_done_with_care_are_counted_with_every_reason() -> None:
    """Each reason once, in plain words; plan --why names the stretches."""
    explained = stretchcli("plan", "10", "--condition", "falls-risk", "--why").out
    named = explained.partition("set aside, to be done only with care.\n")[2].split("\n\n")[0].splitlines()
    reasons = {reason for line in named for reason in line.partition(": ")[2].removesuffix(".").split(" and ")}
    notice = next(line for line in stretchcli("plan", "10", "--condition", "falls-risk").err.splitlines() if "care" in line)
    assert notice.startswith(f"Only with care, so left out: {len(named)} stretches (")
    assert [notice.count(reason) for reason in reasons] == [1] * len(reasons) != []
    assert "--with-care keeps them; stretchcli plan --why names them." in notice


def test_what_stays_only_by_with_care_is_said_with_the_reason_against_it() -> None:
    """In place of the sentence that nothing is left."""
    line = ["plan", "neck", "--condition", "unstable-neck", "--with-care"]
    told = stretchcli(*line).err.splitlines()
    (sentence,) = [one for one in told if "stay only because of --with-care" in one]
    assert "neck" in sentence
    assert sentence.endswith("Do none before a doctor has cleared it.")
    assert not [one for one in stretchcli(*line[:2]).err.splitlines() if "--with-care" in one]


def test_a_session_leaves_out_what_is_only_to_be_done_with_care() -> None:
    """With one notice that names it, why, and how to have it; named, it is planned and its intro says what to mind."""
    ran = stretchcli("plan", "--pain", "knee", "--json")
    assert "Only with care, so left out: Kneeling hip flexor stretch (you kneel on it). --with-care keeps them." in ran.err
    assert "kneeling-hip-flexor" not in [item["stretch"] for item in ran.json["items"]]
    for asked in (["kneeling-hip-flexor"], ["--with-care"]):
        ran = stretchcli("plan", *asked, "--pain", "knee", "--json")
        intro = next(
            phase for phase in ran.json["phases"] if phase["stretch"] == "kneeling-hip-flexor" and phase["kind"] == "intro"
        )
        assert intro["text"].endswith("With knee pain, take great care: you kneel on it.")
        assert intro["duration_s"] >= len(intro["text"].split()) * 0.4


def test_plan_as_json_is_the_whole_routine() -> None:
    """The fields and sums are held in tests/session/test_summary.py; here the figures of the routine."""
    ran = stretchcli("plan", "--json")
    assert (ran.code, ran.err) == (0, "")
    assert (ran.json["holds"], ran.json["held_s"]) == (34, 1020)
    assert [item["stretch"] for item in ran.json["items"]] == FIVE


def test_plan_takes_the_options_of_a_session() -> None:
    """Hold, reps, order and side."""
    options = ["--hold", "10-15", "--reps", "2", "--order", "grouped", "--first", "left"]
    plan = stretchcli("plan", "table-psoas", *options, "--json").json
    holds = [phase for phase in plan["phases"] if phase["kind"] == "hold"]
    assert [(hold["side"], hold["rep"]) for hold in holds] == [("left", 1), ("left", 2), ("right", 1), ("right", 2)]
    assert {(hold["floor_s"], hold["duration_s"]) for hold in holds} == {(10, 15)}


def test_plan_fits_the_minutes() -> None:
    """Without WHAT it chooses from the whole catalog."""
    assert stretchcli("plan", "--minutes", "8", "--json").json["total_s"] <= 480


def test_routines_say_where_own_ones_live(home: Path) -> None:
    """Beside the table where a program reads it, and not with the JSON."""
    table, data = stretchcli("routines"), stretchcli("routines", "--json")
    assert str(home / "routines") in table.err
    assert str(home) not in table.out
    assert (data.err, str(home) in data.out) == ("", False)


def test_routines_keep_to_a_narrow_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """There the needs of each stand below it; whom it suits would take more lines than a window has."""
    monkeypatch.setenv("COLUMNS", "40")
    narrow = stretchcli("routines", terminal=True).out
    monkeypatch.setenv("COLUMNS", "80")
    wide = stretchcli("routines", terminal=True).out
    assert ("People who" in wide, "People who" in narrow) == (True, False)
    assert len(narrow.splitlines()) < 2 * len(stretchcli("routines").out.splitlines()) + 5


def test_routines_as_json_have_their_fields() -> None:
    """Ids, total and needs."""
    routine = next(one for one in stretchcli("routines", "--json").json["routines"] if one["id"] == "iliopsoas")
    assert list(routine) == ["id", "name", "stretches", "total_s", "needs"]
    assert routine["stretches"] == FIVE
    assert routine["total_s"] == stretchcli("plan", "iliopsoas", "--json").json["total_s"]
    assert {"kneeling", "floor", "balance", "bed", "table", "mat"} <= set(routine["needs"])


def test_show_tells_everything_about_a_stretch() -> None:
    """Steps for the side that was asked for, cautions, when to skip it, the source."""
    page = stretchcli("show", "table psoas", "--side", "left").out
    for words in ("next to your left leg", "knee pain", "low back pain", "a steady table", "Verywell Fit", "20 seconds"):
        assert words in page
    assert "your right leg" not in page.split("To change sides")[0]


@pytest.mark.parametrize(("name", "key"), [("glute-bridge", "steps"), ("iliopsoas", "stretches"), ("hip-flexors", "muscles")])
def test_show_knows_stretches_routines_and_groups(name: str, key: str) -> None:
    """Each has its page and its JSON."""
    assert stretchcli("show", name).code == 0
    data = stretchcli("show", name, "--json").json
    assert (data["format"], data["id"]) == (1, name)
    assert data[key]


def test_run_tells_a_session_in_sentences() -> None:
    """Before it, through it, and what it came to."""
    ran = stretchcli("run", "glute-bridge", "--reps", "1", "--speed", "1000")
    assert (ran.code, ran.err) == (0, "")
    for sentence in (
        "Glute bridge: 1 minute 14 seconds, 1 hold.",
        "Have at hand: a mat or something soft.",
        "Go to a mild pull, short of discomfort, and stop at pain",
        "Hold for 30 seconds",
        "Halfway: 15 seconds left.",
        "20 seconds: it counts from here. 10 seconds to go.",
        "Done. 1 of 1 hold complete, held for 30 seconds in all.",
        "Felt on the right for 30 seconds, on the left for 30 seconds.",
    ):
        assert sentence in ran.out
    assert "\x1b" not in ran.out
    assert "\r" not in ran.out


def test_run_leaves_the_safety_card_out_when_told_to() -> None:
    """`--yes` for those who know it."""
    assert "discomfort" not in stretchcli("run", "glute-bridge", "--reps", "1", "--speed", "1000", "--yes").out


def test_a_reason_that_several_share_is_said_once() -> None:
    """In the words of a person, not those of the catalog: a narrow window must not be full before the plan begins."""
    told = stretchcli("plan", "hips", "--condition", "hip-replacement", "--with-care", "--no", "prone").err
    once = "Edge-of-bed hip flexor stretch and Lying knee hug with a long leg (a hip replacement rules it out, because your hip"
    assert once in told
    assert "Sphinx stretch (you lie on your front)" in told
    aside = stretchcli("plan", "quadriceps", "--condition", "hip-replacement").err
    assert aside.count("your leg goes behind you") == 1
    assert "flexion" not in told + aside
    assert "prone" not in told + aside


def test_groups_that_nobody_named_are_left_out_in_one_sentence() -> None:
    """A new hip leaves out three: their reasons are told where one of them was asked for, and by --why."""
    whole = stretchcli("plan", "15", "--condition", "hip-replacement").err
    assert (
        "No stretch is chosen that is mainly for the glutes, abductors or hip flexors. stretchcli plan --why says why." in whole
    )
    assert "A buttock stretch" not in whole
    assert "A buttock stretch" in stretchcli("plan", "15", "--condition", "hip-replacement", "--why").err
    assert "A hip flexor stretch" in stretchcli("plan", "hips", "calves", "--condition", "hip-replacement").err


def test_a_session_that_spares_a_sore_back_says_so() -> None:
    """Twenty minutes for a lower back that hurts are not used up: what is left is what the back minds."""
    assert "or be something to go gently with." in stretchcli("plan", "lower-back", "20", "--pain", "lower-back").err
    assert "go gently" not in stretchcli("plan", "hips", "60").err


def test_run_as_json_prints_nothing_else() -> None:
    """Notices go to stderr."""
    ran = stretchcli("run", "iliopsoas", "--reps", "1", "--speed", "1000", "--no", "kneeling", "--json")
    assert ran.events[0]["event"] == "session_started"
    assert ran.events[-1]["event"] == "session_ended"
    assert "Left out: Kneeling hip flexor stretch (you kneel on it)." in ran.err


@pytest.mark.parametrize("command", [["list"], ["plan"], ["run", "--speed", "1000", "--reps", "1"]])
def test_the_constraints_of_the_config_are_announced(command: list[str], home: Path) -> None:
    """The output says that they were applied, and what leaves them aside."""
    (home / "config.yaml").write_text("avoid: [kneeling]\nnever: [table-psoas]\n")
    ran = stretchcli(*command, "iliopsoas", "--json")
    assert "Your config applies: without kneeling and never table-psoas." in ran.err
    assert "kneeling-hip-flexor" not in ran.out
    assert "--no-config" in ran.err
    aside = stretchcli(*command, "iliopsoas", "--json", "--no-config")
    assert "kneeling-hip-flexor" in aside.out
    assert "config applies" not in aside.err


def test_flags_beat_variables_and_variables_beat_the_config(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each only where it says something."""
    (home / "config.yaml").write_text("reps: 4\nhold: 10-20\nfirst: left\nready_s: 5\n")

    def holds(*flags: str) -> list[tuple[str, int, int]]:
        phases = stretchcli("plan", "table-psoas", *flags, "--json").json["phases"]
        return [(p["side"], p["floor_s"], p["duration_s"]) for p in phases if p["kind"] == "hold"]

    assert holds() == [("left", 10, 20), ("right", 10, 20)] * 4
    monkeypatch.setenv("STRETCHCLI_REPS", "2")
    assert holds() == [("left", 10, 20), ("right", 10, 20)] * 2
    assert holds("--reps", "1", "--hold", "25", "--first", "right") == [("right", 20, 25), ("left", 20, 25)]


def test_lists_in_variables_are_split_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    """And replace the config's list."""
    monkeypatch.setenv("STRETCHCLI_AVOID", "kneeling, mat")
    assert not {"kneeling-hip-flexor", "glute-bridge"} & set(listed())


def test_a_named_stretch_runs_against_the_config_with_a_warning(home: Path) -> None:
    """And the same line's own constraint refuses it."""
    (home / "config.yaml").write_text("avoid: [kneeling]\n")
    ran = stretchcli("plan", "kneeling-hip-flexor", "--json")
    assert ran.code == 0
    assert "against your config" in ran.err
    refused = stretchcli("plan", "kneeling-hip-flexor", "--no", "kneeling", "--json")
    assert (refused.code, refused.out) == (3, "")
    assert "you kneel on it" in refused.err
