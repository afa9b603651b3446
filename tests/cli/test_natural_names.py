"""What people type as they would say it."""

from __future__ import annotations

from pathlib import Path

import pytest

from stretchcli.catalog.finder import Finder
from stretchcli.catalog.names import Names
from stretchcli.cli.context import AppContext
from tests.clis import stretchcli


def planned(line: str) -> list[str]:
    """The stretches of the session that a line plans."""
    return [item["stretch"] for item in stretchcli("plan", *line.split("|"), "--json").json["items"]]


@pytest.mark.parametrize("line", ["hips|10", "10|hips", "hips|10min", "hips|10|minutes", "hips|10 minutes"])
def test_a_bare_number_is_the_minutes(line: str) -> None:
    """Wherever it stands, and with its unit too."""
    plan = stretchcli("plan", *line.split("|"), "--json").json
    assert plan == stretchcli("plan", "hips", "--minutes", "10", "--json").json
    assert plan["total_s"] <= 600


def test_minutes_alone_choose_from_the_whole_catalog() -> None:
    """As with --minutes."""
    assert planned("8") == planned("--minutes|8")


@pytest.mark.parametrize("line", ["hips 10 5", "hips 10 --minutes 5"])
def test_minutes_given_twice_are_refused(line: str) -> None:
    """Nobody knows which of them is meant."""
    ran = stretchcli("plan", *line.split())
    assert (ran.code, ran.err.splitlines()[0]) == (2, "The minutes are given twice.")


@pytest.mark.parametrize("number", ["0", "0.0", "99999"])
def test_a_bare_number_out_of_range_is_told_as_minutes(number: str) -> None:
    """With the same sentence as the option."""
    ran = stretchcli("plan", "hips", number)
    assert (ran.code, ran.err) == (2, stretchcli("plan", "hips", "--minutes", number).err)


@pytest.mark.parametrize(
    "line", ["my|stiff|hips", "my stiff hips", "The|tight|hips", "stiff-hips", "some|stretches|for|my|hips", "hip stretch"]
)
def test_words_that_decide_nothing_are_passed_over(line: str) -> None:
    """As words of their own and within a name."""
    assert planned(f"{line}|8") == planned("hips|8")


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        ("list knee", "Did you mean --pain knee?"),
        ("list my|knee", "Did you mean --pain knee?"),
        ("list sore knee", 'Did you mean --pain "sore knee"?'),
        ("list my bad back", 'Did you mean --pain "bad back"?'),
        ("list my neck hurts", "Did you mean --pain neck?"),
        ("list calves neck pain", 'Did you mean --pain "neck pain"?'),
        ("list hips with knee pain", "Did you mean --pain knee?"),
        ("list hips without kneeling", "Did you mean --no kneeling?"),
        ("list standing", "Did you mean --position standing or --no standing?"),
        ("list --pain hamstrings", "Did you mean --target hamstrings?"),
        ("list --target kneeling", "Did you mean --position kneeling or --no kneeling?"),
        ("list --position lying", "Did you mean --position side-lying, --position prone or --position supine?"),
        ("list --position knee", "Did you mean --pain knee?"),
        ("list 10", "Did you mean plan --minutes 10?"),
        ("run --no sound", "Did you mean run --no-sound?"),
        ("list --no sound", "Did you mean run --no-sound?"),
        ("run --no log", "Did you mean run --no-log?"),
        ("list --no config", "Did you mean --no-config?"),
    ],
)
def test_a_name_in_the_wrong_place_is_offered_in_the_right_one(line: str, remedy: str) -> None:
    """Rather than names that merely look alike."""
    ran = stretchcli(*line.replace("|", " ").split())
    assert (ran.code, ran.err.splitlines()[-1]) == (2, remedy)


@pytest.mark.parametrize(
    ("line", "same"),
    [
        ("upper back", "upper-back"),
        ("hip flexors calves", "hip-flexors calves"),
        ("calves lower back neck", "calves lower-back neck"),
        ("glute bridge", "glute-bridge"),
        ("my stiff upper back", "upper-back"),
        ("hips and hamstrings", "hips hamstrings"),
        ("hip neck", "hips neck"),
        ("hips, calves and my neck", "hips calves neck"),
        ("hips,calves/neck", "hips calves neck"),
        ("hips,|&|neck", "hips neck"),
        ("standing quad stretch, foot on a chair", "chair-supported-quad"),
    ],
)
def test_a_name_of_several_words_needs_no_quotation_marks(line: str, same: str) -> None:
    """The longest name that the words make is meant."""
    words = [word.replace("|", " ") for word in line.split()]
    assert stretchcli("list", *words, "--json").out == stretchcli("list", *same.split(), "--json").out


@pytest.mark.parametrize("line", ["all", "Everything", "all the stretches", "stretches"])
def test_all_is_the_whole_catalog(line: str) -> None:
    """For a list and for a session."""
    assert stretchcli("list", *line.split(), "--json").out == stretchcli("list", "--json").out
    assert planned(f"{line}|8") == planned("8")


def test_a_stretch_that_somebody_has_called_all_is_found(home: Path) -> None:
    """An exact name comes before a word that means more."""
    file = Path(stretchcli("catalog", "new", "my-all").out.strip())
    assert file.parent == home / "stretches"
    file.write_text(file.read_text(encoding="utf-8").replace("my-all", "all"), encoding="utf-8")
    assert [stretch["id"] for stretch in stretchcli("list", "all", "--json").json["stretches"]] == ["all"]
    assert stretchcli("show", "all", "--json").json["id"] == "all"


@pytest.mark.parametrize("line", ["list ", "plan ", "list --target "])
@pytest.mark.parametrize("name", ["", " ", ",", ", &"])
def test_nothing_is_not_everything(line: str, name: str) -> None:
    """A variable of a script that is empty by mistake begins no session from the whole catalog."""
    *words, _ = line.split(" ")
    ran = stretchcli(*words, name)
    assert (ran.code, ran.out) == (2, "")
    assert f" called “{name}”." in ran.err


def test_a_line_of_thousands_of_words_is_read_at_once() -> None:
    """Looking at every run of its words would take minutes."""
    looked_at = 0

    class Counted(dict[str, str]):
        def __contains__(self, name: object) -> bool:
            nonlocal looked_at
            looked_at += 1
            return super().__contains__(name)

    names = Names("name", Counted(hips="hips"), {}, ("hips",))
    assert names.find_all(["hips"] * 2000) == ["hips"] * 2000
    assert looked_at < 100 * 2000


@pytest.mark.parametrize(
    ("option", "said", "plain"),
    [("--no", "no kneeling", "kneeling"), ("--no", "Without the floor", "floor"), ("--pain", "my neck hurts", "neck")],
)
def test_an_option_takes_the_words_of_a_sentence(option: str, said: str, plain: str) -> None:
    """It is plain what is meant."""
    assert stretchcli("list", option, said, "--json").out == stretchcli("list", option, plain, "--json").out


@pytest.mark.parametrize(
    ("line", "same"),
    [
        ("legs", "hamstrings quadriceps calves adductors"),
        ("my stiff leg", "hamstrings quadriceps calves adductors"),
        ("arms, neck", "triceps biceps-forearms neck"),
        ("--target legs", "--target hamstrings --target quadriceps --target calves --target adductors"),
    ],
)
def test_a_region_is_its_muscle_groups(line: str, same: str) -> None:
    """By itself, among others, and as a target."""
    assert stretchcli("plan", *line.split(), "--json").out == stretchcli("plan", *same.split(), "--json").out


def test_a_region_has_no_page_but_those_of_its_groups() -> None:
    """They are offered."""
    ran = stretchcli("show", "arms")
    assert (ran.code, ran.err.splitlines()[-1]) == (2, "Did you mean triceps or biceps-forearms?")


def test_a_region_takes_no_name_from_anything_else() -> None:
    """Its names are its own, and its groups exist."""
    catalog = AppContext().catalog
    anything = Finder.of(catalog).anything
    for region in catalog.vocabulary.regions.values():
        assert [name for name in (region.id, *region.aliases) if anything.exactly(name) is not None] == []
        assert set(region.groups) <= set(catalog.vocabulary.groups)


def test_a_word_that_is_part_of_no_name_is_named_itself() -> None:
    """And not the words around it that mean something."""
    ran = stretchcli("list", "upper", "back", "nonsense", "calves")
    assert (ran.code, ran.err.splitlines()[0]) == (2, "There is no stretch, routine or muscle group called “nonsense”.")
