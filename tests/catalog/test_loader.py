"""Reading catalogs: the built-in one, the user's own files, and every way in which a file can be wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from stretchcli.catalog.files import CatalogFile, read_file, read_text
from stretchcli.catalog.folders import catalog_paths, data_folder
from stretchcli.catalog.linking import MOST_PROBLEMS, linked_problems
from stretchcli.catalog.loader import load, read_vocabulary
from stretchcli.catalog.records import Catalog
from stretchcli.errors import CatalogProblems
from stretchcli.reading.nodes import LARGEST_FILE_BYTES, MOST_VALUES
from stretchcli.reading.problems import Problem
from tests.badfiles import BAD_FILES, GOOD, BadFile
from tests.samples import STRETCH, put, stretches


@pytest.fixture(scope="session")
def built_in() -> list[CatalogFile]:
    """The program's own files as they are read."""
    return [read_file(path, path.name, own=False) for path in catalog_paths(data_folder())]


def found_in(path: Path, built_in: list[CatalogFile]) -> list[Problem]:
    """What is wrong with a file of the user's."""
    words = read_vocabulary(data_folder() / "vocabulary.yaml")
    return linked_problems([*built_in, read_file(path, "own.yaml", own=True)], words)


@pytest.mark.parametrize("bad", BAD_FILES, ids=lambda bad: bad.name)
def test_every_mistake_is_told_with_its_place(bad: BadFile, tmp_path: Path, built_in: list[CatalogFile]) -> None:
    """Code, line and column; the words may change."""
    path = tmp_path / "own.yaml"
    bad.write(path)
    problems = found_in(path, built_in)
    assert [(problem.code, problem.place.line, problem.place.column) for problem in problems] == list(bad.found)
    assert {problem.place.file for problem in problems} == {"own.yaml"}
    assert all(problem.message and problem.expected for problem in problems)
    # What is wrong with a file as a whole needs no example; everything else has one.
    assert all(problem.example for problem in problems if problem.code not in ("unreadable", "too-large", "too-many"))


def test_the_good_file_behind_the_bad_ones_is_right(tmp_path: Path, built_in: list[CatalogFile]) -> None:
    """So that each bad one is wrong in one way alone."""
    (tmp_path / "own.yaml").write_text(GOOD)
    assert found_in(tmp_path / "own.yaml", built_in) == []


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path, built_in: list[CatalogFile]) -> None:
    """Some editors begin a file with one; places stay right behind it."""
    path = tmp_path / "own.yaml"
    path.write_text(GOOD, encoding="utf-8-sig")
    assert found_in(path, built_in) == []
    path.write_text("schemas: 1\n", encoding="utf-8-sig")
    assert found_in(path, built_in)[-1].place.column == 1


def test_windows_line_ends_are_no_mistake(tmp_path: Path, built_in: list[CatalogFile]) -> None:
    """A file may come from anywhere."""
    (tmp_path / "own.yaml").write_bytes(GOOD.replace("\n", "\r\n").encode())
    assert found_in(tmp_path / "own.yaml", built_in) == []


def test_rich_markup_is_text(tmp_path: Path) -> None:
    """It is kept as it stands."""
    marked = GOOD.replace("Calf stretch at the wall", '"[bold red]Calf[/] [link=x]y[/link]"')
    (tmp_path / "stretches").mkdir()
    (tmp_path / "stretches" / "own.yaml").write_text(marked)
    assert load(data_folder(), tmp_path).catalog.stretches["wall-calf"].name == "[bold red]Calf[/] [link=x]y[/link]"


def test_all_problems_of_all_files_are_told_together(tmp_path: Path) -> None:
    """One run names them all, sorted by place."""
    folder = tmp_path / "stretches"
    folder.mkdir()
    (folder / "a.yaml").write_text(GOOD.replace("reps: 2", "reps: two").replace("[20, 30]", "30"))
    (folder / "b.yaml").write_text(GOOD.replace("[calves]", "[calfs]").replace("wall-calf", "b"))
    problems = load(data_folder(), tmp_path).problems
    assert [(Path(problem.place.file).name, problem.place.line) for problem in problems] == [
        ("a.yaml", 12),
        ("a.yaml", 13),
        ("b.yaml", 5),
    ]


def test_a_file_without_mistakes_stays_beside_a_broken_one(tmp_path: Path) -> None:
    """Only the broken one is left out."""
    folder = tmp_path / "stretches"
    folder.mkdir()
    (folder / "good.yaml").write_text(GOOD)
    (folder / "broken.yaml").write_text("schema: [")
    loaded = load(data_folder(), tmp_path)
    assert loaded.catalog.stretches["wall-calf"].own
    assert {Path(problem.place.file).name for problem in loaded.problems} == {"broken.yaml"}


def test_what_builds_on_a_broken_file_is_left_out_with_it(tmp_path: Path) -> None:
    """A routine of a stretch that is not there cannot be done."""
    (tmp_path / "stretches").mkdir()
    (tmp_path / "routines").mkdir()
    (tmp_path / "stretches" / "own.yaml").write_text(GOOD.replace("reps: 2", "reps: 0"))
    routine = "schema: 1\nroutines:\n  - {id: mine, name: Mine, for: Me., stretches: [wall-calf]}\n"
    (tmp_path / "routines" / "own.yaml").write_text(routine)
    loaded = load(data_folder(), tmp_path)
    assert "mine" not in loaded.catalog.routines
    assert [problem.code for problem in loaded.problems] == ["unknown-name", "out-of-range"]


def test_an_own_stretch_replaces_a_built_in_one_only_when_it_says_so(tmp_path: Path) -> None:
    """`replaces: true` is the way to change a built-in stretch."""
    (tmp_path / "stretches").mkdir()
    own = GOOD.replace("id: wall-calf", "id: glute-bridge\n    replaces: true")
    (tmp_path / "stretches" / "own.yaml").write_text(own)
    loaded = load(data_folder(), tmp_path)
    assert loaded.problems == ()
    assert loaded.catalog.stretches["glute-bridge"].name == "Calf stretch at the wall"


def test_a_routine_names_known_stretches_once(tmp_path: Path, built_in: list[CatalogFile]) -> None:
    """Unknown and repeated ones are told with their place."""
    path = tmp_path / "own.yaml"
    path.write_text(
        "schema: 1\nroutines:\n  - id: mine\n    name: Mine\n    for: Me.\n    stretches:\n"
        "      - glute-bridge\n      - glut-bridge\n      - {stretch: glute-bridge, reps: 2}\n"
    )
    assert [(p.code, p.place.line, p.place.column) for p in found_in(path, built_in)] == [
        ("unknown-name", 8, 9),
        ("duplicate-id", 9, 19),
    ]


def test_a_folder_in_place_of_a_file_is_told(tmp_path: Path, built_in: list[CatalogFile]) -> None:
    """It is called a folder."""
    (tmp_path / "own.yaml").mkdir()
    (problem,) = found_in(tmp_path / "own.yaml", built_in)
    assert problem.code == "unreadable"
    assert "folder" in problem.message


def test_a_missing_file_is_told(tmp_path: Path, built_in: list[CatalogFile]) -> None:
    """As one that is not there."""
    (problem,) = found_in(tmp_path / "own.yaml", built_in)
    assert problem.code == "unreadable"


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As one that is there and is not for us."""
    (tmp_path / "own.yaml").write_text(GOOD)

    def refuse(self: Path, *args: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refuse)
    file = read_file(tmp_path / "own.yaml", "own.yaml", own=True)
    assert [problem.code for problem in file.problems] == ["unreadable"]
    assert "permission denied" in file.problems[0].message


def test_a_pipe_is_not_waited_for(tmp_path: Path, built_in: list[CatalogFile]) -> None:
    """Opening one that nobody writes to would never come back."""
    os.mkfifo(tmp_path / "own.yaml")
    assert [problem.code for problem in found_in(tmp_path / "own.yaml", built_in)] == ["unreadable"]


def test_a_file_just_below_the_size_limit_is_read_on(tmp_path: Path) -> None:
    """The limit is for what no person writes."""
    path = tmp_path / "own.yaml"
    path.write_text(GOOD + "#" * (LARGEST_FILE_BYTES - len(GOOD)))
    assert read_file(path, "own.yaml", own=True).problems == []
    path.write_text(GOOD + "#" * (LARGEST_FILE_BYTES - len(GOOD) + 1))
    assert [problem.code for problem in read_file(path, "own.yaml", own=True).problems] == ["too-large"]


def test_a_file_of_very_many_values_is_refused() -> None:
    """However small each of them is."""
    file = read_text(b"schema: 1\nstretches: [" + b"[]," * MOST_VALUES + b"]", "own.yaml", own=True)
    assert [problem.code for problem in file.problems] == ["too-large"]


def test_a_file_full_of_rubbish_names_a_hundred_problems() -> None:
    """And how many more there are."""
    rubbish = b"schema: 1\n" + b"".join(b"key-%d: 1\n" % number for number in range(500))
    words = read_vocabulary(data_folder() / "vocabulary.yaml")
    problems = linked_problems([read_text(rubbish, "own.yaml", own=True)], words)
    assert len(problems) == MOST_PROBLEMS + 1
    assert (problems[-1].code, problems[-1].message) == ("too-many", "400 more problems follow")


def test_broken_built_in_files_end_the_program(tmp_path: Path) -> None:
    """They are the program itself."""
    for name in ("vocabulary.yaml", "coverage.yaml", "stretches/hips.yaml"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes((data_folder() / name).read_bytes())
    with (tmp_path / "stretches/hips.yaml").open("a") as file:
        file.write("colour: blue\n")
    with pytest.raises(CatalogProblems, match="colour"):
        load(tmp_path)
    (tmp_path / "vocabulary.yaml").write_text("schema: 1\n")
    with pytest.raises(CatalogProblems, match="positions"):
        load(tmp_path)


def test_needs_hold_what_they_and_the_position_imply(catalog: Catalog) -> None:
    """`--no X` is then a look into a list."""
    assert set(catalog.stretches["kneeling-hip-flexor"].all_needs) >= {"half-kneeling", "kneeling", "floor", "balance"}
    assert set(catalog.stretches["glute-bridge"].all_needs) >= {"mat", "floor", "supine", "lying"}
    assert "mat" not in catalog.stretches["kneeling-hip-flexor"].all_needs
    assert {"knee-replacement", "hip-replacement-anterior"} <= set(catalog.stretches["kneeling-hip-flexor"].skip_conditions)


@pytest.mark.parametrize(
    ("position", "required", "own_s", "switch_s"),
    [
        ("standing", "wall", None, None),
        ("half-kneeling", "", None, 12),
        ("kneeling", "", None, 12),
        ("quadruped", "mat", None, 12),
        ("standing", "table", None, 20),
        ("supine", "bed", None, 25),
        ("kneeling", "bed", None, 25),
        ("kneeling", "", 10, 12),
        ("kneeling", "", 15, 15),
        ("standing", "wall", 15, 15),
    ],
)
def test_changing_sides_takes_its_time_by_place(
    tmp_path: Path, position: str, required: str, own_s: int | None, switch_s: int | None
) -> None:
    """In everybody's stretches; a record's own seconds count where they are more."""
    changes = [("position: standing", f"position: {position}"), ("required: [wall]", f"required: [{required}]")]
    own = f"    switch_s: {own_s}\n" if own_s else ""
    put(tmp_path / "stretches", "own.yaml", stretches(*changes, body=STRETCH.replace("    again:", f"{own}    again:")))
    loaded = load(data_folder(), tmp_path)
    assert loaded.problems == ()
    assert loaded.catalog.stretches["wall-calf"].switch_s == switch_s


def test_where_both_sides_work_at_once_nothing_is_switched(catalog: Catalog) -> None:
    """Whatever the place."""
    found = [stretch.id for stretch in catalog.stretches.values() if stretch.sides == "both" and stretch.switch_s]
    assert found == []
    assert any(stretch.sides == "both" and "kneeling" in stretch.all_needs for stretch in catalog.stretches.values())


def test_the_five_of_the_routine_carry_the_figures_of_their_source(catalog: Catalog) -> None:
    """Hold range, reps and sides of the article."""
    five = [catalog.stretches[item.stretch] for item in catalog.routines["iliopsoas"].items]
    assert [(stretch.id, stretch.reps, stretch.sides, stretch.felt) for stretch in five] == [
        ("standing-hip-flexor", 3, "each", "other"),
        ("kneeling-hip-flexor", 3, "each", "other"),
        ("glute-bridge", 10, "both", "both"),
        ("hip-flexor-bed", 3, "each", "same"),
        ("table-psoas", 3, "each", "same"),
    ]
    assert {str(stretch.hold) for stretch in five} == {"20-30 s"}
    assert {stretch.source[0].title for stretch in five} == {"5 Essential Iliopsoas Stretches"}
    assert [stretch.skip_if for stretch in five] == [(), (), (), (), ("low-back-pain", "knee-pain")]
