"""``stretchcli catalog``: the folder, a new file, checks, the schema."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from stretchcli.catalog.folders import catalog_paths, data_folder
from stretchcli.catalog.format import json_schema
from tests.clis import stretchcli
from tests.samples import put, stretches


@pytest.fixture
def own(home: Path) -> Path:
    """The folder of the user's stretches."""
    return home / "stretches"


def places(out: str) -> list[str]:
    """What a check has found: line, column and code."""
    return [f"{line.split(':')[1]}:{line.split(':')[2]} {line.rpartition('[')[2].rstrip(']')}" for line in out.splitlines()]


def test_path_prints_the_folder_and_nothing_else(home: Path, own: Path) -> None:
    """Even where the config is broken."""
    (home / "config.yaml").write_text("avoid: [[[\n")
    ran = stretchcli("catalog", "path")
    assert (ran.code, ran.out, ran.err) == (0, f"{own}\n", "")


def test_new_writes_a_file_that_works_as_it_stands(own: Path) -> None:
    """It passes the check without a warning, is listed, and can be planned."""
    ran = stretchcli("catalog", "new", "my-calf-2")
    assert (ran.code, ran.out) == (0, f"{own / 'my-calf-2.yaml'}\n")
    checked = stretchcli("catalog", "check")
    assert (checked.code, checked.out) == (0, "")
    assert "my-calf-2" in [stretch["id"] for stretch in stretchcli("list", "--json").json["stretches"]]
    assert stretchcli("plan", "my-calf-2", "--json").json["title"] == "My calf 2"


def test_new_gives_the_editor_its_schema(own: Path) -> None:
    """The first line names it, and it lies beside the file."""
    stretchcli("catalog", "new", "my-calf")
    assert (own / "my-calf.yaml").read_text().startswith("# yaml-language-server: $schema=./catalog.schema.json\n")
    assert json.loads((own / "catalog.schema.json").read_text()) == stretchcli("catalog", "schema").json


def test_new_writes_a_routine_that_works_as_it_stands(home: Path) -> None:
    """It passes the check without a warning, is listed, and runs with nothing changed; the schema fits it."""
    ran = stretchcli("catalog", "new", "--routine", "my-evening")
    path = home / "routines" / "my-evening.yaml"
    assert (ran.code, ran.out) == (0, f"{path}\n")
    assert "stretchcli run my-evening" in ran.err
    checked = stretchcli("catalog", "check")
    assert (checked.code, checked.out) == (0, "")
    (routine,) = [one for one in stretchcli("routines", "--json").json["routines"] if one["id"] == "my-evening"]
    assert (routine["name"], len(routine["stretches"])) == ("My evening", 4)
    done = stretchcli("run", "my-evening", "--json", "--speed", "1000")
    assert (done.code, done.err) == (0, "")
    assert [one["hold_s"] for one in stretchcli("plan", "my evening", "--json").json["items"]][2] == {"min": 15, "max": 20}
    assert path.read_text().startswith("# yaml-language-server: $schema=./catalog.schema.json\n")
    assert json.loads((path.parent / "catalog.schema.json").read_text()) == stretchcli("catalog", "schema").json


def test_every_note_of_a_new_routine_can_be_taken_up(home: Path) -> None:
    """What stands behind a # as a line of its own is right once the # is gone."""
    stretchcli("catalog", "new", "--routine", "mine")
    path = home / "routines" / "mine.yaml"
    path.write_text(path.read_text().replace("    # aliases", "    aliases").replace("    # hold_s", "    hold_s"))
    assert stretchcli("catalog", "check").code == 0
    assert {one["hold_s"]["max"] for one in stretchcli("plan", "quiet time", "--json").json["items"]} == {20, 30}


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("My evening", "lowercase letters, digits and hyphens"),
        ("iliopsoas", "my-iliopsoas"),
        ("hips", "my-hips"),
        ("glute-bridge", "my-glute-bridge"),
        ("10", "my-10"),
        ("10min", "my-10min"),
    ],
)
@pytest.mark.parametrize("kind", [(), ("--routine",)], ids=["stretch", "routine"])
def test_new_refuses_a_name_with_a_way_out(name: str, remedy: str, kind: tuple[str, ...], home: Path) -> None:
    """No id, or one that means something already, a time included; nothing is written."""
    ran = stretchcli("catalog", "new", *kind, name)
    assert (ran.code, ran.out) == (2, "")
    assert remedy in ran.err
    assert not (home / "routines").exists()
    assert not (home / "stretches").exists()


def test_new_never_replaces_a_routine(home: Path) -> None:
    """Not even a file that is ignored for its mistakes."""
    path = put(home / "routines", "mine.yaml", "not: [a catalog")
    ran = stretchcli("catalog", "new", "--routine", "mine")
    assert (ran.code, path.read_text()) == (2, "not: [a catalog")


@pytest.mark.parametrize("name", ["Calf", "my calf", "../calf", "-x", "", "no", "a" * 61, "calf\x1b[31m"])
def test_new_refuses_what_is_no_id(name: str, own: Path) -> None:
    """And writes nothing, wherever the name may lead."""
    ran = stretchcli("catalog", "new", "--", name)
    assert ran.code == 2
    assert "\x1b" not in ran.err
    assert not own.exists()


@pytest.mark.parametrize("refused", ["lstat", "mkdir"])
def test_new_into_a_folder_without_permission_is_one_sentence(refused: str, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether it may not be looked into or not be made; root, who may do both, is refused as the system refuses others."""
    usual = getattr(Path, refused)

    def refusing(self: Path, *arguments: object, **options: object) -> object:
        if own in (self, self.parent):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self))
        return usual(self, *arguments, **options)

    monkeypatch.setattr(Path, refused, refusing)
    ran = stretchcli("catalog", "new", "my-calf-stretch")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"Cannot write {own / 'my-calf-stretch.yaml'}: permission denied.\n")


@pytest.mark.parametrize("name", ["glute-bridge", "iliopsoas", "hamstrings", "hips", "bridge", "legs", "all"])
def test_new_refuses_what_means_something_already(name: str, own: Path) -> None:
    """A stretch, a routine, a muscle group, or another name of one, several groups at once, or everything."""
    assert stretchcli("catalog", "new", name).code == 2
    assert not own.exists()


def test_new_refuses_a_file_that_is_there(own: Path) -> None:
    """Whatever is in it."""
    path = put(own, "my-calf.yaml", "not: [a catalog")
    assert stretchcli("catalog", "new", "my-calf").code == 2
    assert path.read_text() == "not: [a catalog"


def test_new_in_a_place_that_cannot_be_written_to(home: Path) -> None:
    """One sentence, and the code of things that could not be done."""
    (home / "stretches").write_text("")
    ran = stretchcli("catalog", "new", "my-calf")
    assert ran.code == 1
    assert "Cannot write" in ran.err


def test_check_reports_every_problem_of_every_file(own: Path) -> None:
    """All at once, in the order of the files, on stdout."""
    put(own, "a.yaml", stretches(("calves", "calfs"), ("reps: 2", "reps: 0")))
    put(own, "b.yaml", "")
    put(own, "c.yaml", stretches(("wall-calf", "another"), ("    felt: other\n", "    felt: other\n    felt: same\n")))
    ran = stretchcli("catalog", "check")
    assert ran.code == 2
    assert places(ran.out) == ["5:15 unknown-name", "12:11 out-of-range", "1:1 empty", "10:5 duplicate-key"]
    assert ran.err == "4 problems in 3 files.\n"


def test_check_finds_what_only_several_files_get_wrong(home: Path, own: Path) -> None:
    """The same id twice, a routine and a variant that name a missing stretch, links that lead back to their start."""
    link = ("    source:", "    easier: [{stretch: two}]\n    source:")
    put(own, "a.yaml", stretches(("wall-calf", "one"), link))
    put(own, "b.yaml", stretches(("wall-calf", "two"), (link[0], link[1].replace("two", "one"))))
    put(own, "c.yaml", stretches(("wall-calf", "three"), (link[0], "    harder: [{stretch: nothing}]\n    source:")))
    put(own, "d.yaml", stretches(("wall-calf", "three")))
    put(own, "e.yaml", stretches(("wall-calf", "glute-bridge")))
    put(home / "routines", "f.yaml", "schema: 1\nroutines: [{id: mine, name: Mine, for: Me., stretches: [calf-wall]}]\n")
    ran = stretchcli("catalog", "check", "--json")
    assert ran.code == 2
    assert [(Path(p["file"]).name, p["line"], p["code"]) for p in ran.json["problems"]] == [
        ("f.yaml", 2, "unknown-name"),
        ("a.yaml", 19, "circle"),
        ("b.yaml", 19, "circle"),
        ("c.yaml", 19, "unknown-name"),
        ("d.yaml", 3, "duplicate-id"),
        ("e.yaml", 3, "duplicate-id"),
    ]


@pytest.mark.parametrize("key", ["easier", "harder"])
def test_a_circle_of_three_is_found(key: str, own: Path) -> None:
    """Links that lead back to their start over others, and one that leads to itself."""
    for name, other in (("one", "two"), ("two", "three"), ("three", "one"), ("four", "four")):
        put(
            own,
            f"{name}.yaml",
            stretches(("wall-calf", name), ("    source:", f"    {key}: [{{stretch: {other}}}]\n    source:")),
        )
    ran = stretchcli("catalog", "check")
    assert places(ran.out) == ["19:24 circle"] * 4


def test_check_of_a_file_that_lies_somewhere_else(own: Path, tmp_path: Path) -> None:
    """It is held against the user's other files as if it lay beside them."""
    put(own, "mine.yaml", stretches())
    draft = put(tmp_path, "draft.yaml", stretches())
    clash = stretchcli("catalog", "check", str(draft))
    assert clash.code == 2
    assert places(clash.out) == ["3:9 duplicate-id"]
    assert str(own / "mine.yaml") in clash.out
    variant = put(
        tmp_path,
        "draft.yaml",
        stretches(("id: wall-calf", "id: w2"), ("    source:", "    easier: [{stretch: wall-calf}]\n    source:")),
    )
    assert stretchcli("catalog", "check", str(variant)).code == 0


def test_a_file_does_not_clash_with_itself(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By whatever path it is named; a draft of the same name is what will take its place."""
    path = put(own, "mine.yaml", stretches())
    monkeypatch.chdir(own)
    link = tmp_path / "link.yaml"
    link.symlink_to(path)
    draft = put(tmp_path, "mine.yaml", stretches())
    for name in (str(path), "mine.yaml", str(link), str(draft)):
        assert stretchcli("catalog", "check", name).code == 0


def test_somebody_elses_mistakes_are_not_the_files(own: Path, tmp_path: Path) -> None:
    """Only what was asked about is reported."""
    put(own, "broken.yaml", "schema: 2\n")
    draft = put(tmp_path, "draft.yaml", stretches())
    assert (stretchcli("catalog", "check", str(draft)).code, stretchcli("catalog", "check").code) == (0, 2)


def test_warnings_alone_are_no_failure(own: Path) -> None:
    """They advise; they name the check and the place."""
    put(own, "mine.yaml", stretches(("[20, 30]", "[20, 300]")))
    ran = stretchcli("catalog", "check")
    assert (ran.code, places(ran.out)) == (0, ["3:9 long-hold"])
    found = stretchcli("catalog", "check", "--json").json
    assert (found["format"], found["problems"], [w["code"] for w in found["warnings"]]) == (1, [], ["long-hold"])


def test_a_routine_with_a_long_hold_is_warned_of(home: Path) -> None:
    """Its hold is the one that counts."""
    text = "schema: 1\nroutines: [{id: mine, name: Mine, for: Me., hold_s: [20, 200], stretches: [glute-bridge]}]\n"
    put(home / "routines", "mine.yaml", text)
    ran = stretchcli("catalog", "check")
    assert (ran.code, places(ran.out)) == (0, ["2:17 long-hold"])


def test_nothing_to_check_is_said(home: Path) -> None:
    """With the way to a first file."""
    ran = stretchcli("catalog", "check")
    assert (ran.code, ran.out) == (0, "")
    assert "catalog new" in ran.err


def test_an_unreadable_file_is_a_problem(own: Path, tmp_path: Path) -> None:
    """None of that name, a folder, a pipe, one too large."""
    os.mkfifo(tmp_path / "pipe")
    put(tmp_path, "large.yaml", "#" * (5 * 1024 * 1024))
    for name, code in (("none.yaml", "unreadable"), ("", "unreadable"), ("pipe", "unreadable"), ("large.yaml", "too-large")):
        ran = stretchcli("catalog", "check", str(tmp_path / name))
        assert (ran.code, places(ran.out)) == (2, [f"1:1 {code}"])


def test_what_is_checked_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    """Neither a text nor a file name carries an escape sequence."""
    bad = put(tmp_path, "\x1b[31mred.yaml", stretches(("Stand facing", "Stand \x1b[31m\u202efacing")))
    ran = stretchcli("catalog", "check", str(bad))
    assert ran.code == 2
    assert not set(ran.out + ran.err) & set("\x1b\u202e")


def test_replaces_takes_the_place_of_a_built_in_stretch(own: Path) -> None:
    """Only with that word; the routines then use it."""
    put(own, "mine.yaml", stretches(("wall-calf", "glute-bridge")))
    assert places(stretchcli("catalog", "check").out) == ["3:9 duplicate-id"]
    put(own, "mine.yaml", stretches(("wall-calf", "glute-bridge"), ("    source:", "    replaces: true\n    source:")))
    assert stretchcli("catalog", "check").code == 0
    listed = {stretch["id"]: stretch["name"] for stretch in stretchcli("list", "--json").json["stretches"]}
    assert listed["glute-bridge"] == "Calf stretch at the wall"
    assert "Calf stretch at the wall" in [item["name"] for item in stretchcli("plan", "--json").json["items"]]


def test_never_hides_from_sessions_and_marks_in_lists(home: Path) -> None:
    """Named by hand it runs all the same, with a warning."""
    (home / "config.yaml").write_text("never: [glute-bridge]\n")
    routine = stretchcli("plan", "--json")
    assert "glute-bridge" not in [item["stretch"] for item in routine.json["items"]]
    assert "glute-bridge" not in [item["stretch"] for item in stretchcli("plan", "--minutes", "60", "--json").json["items"]]
    assert "glute-bridge" in stretchcli("plan", "--no-config", "--json").out
    [row] = [line for line in stretchcli("list").out.splitlines() if line.startswith("glute-bridge ")]
    assert row.endswith("never by your config")
    by_hand = stretchcli("plan", "glute-bridge", "--json")
    assert (by_hand.code, [item["stretch"] for item in by_hand.json["items"]]) == (0, ["glute-bridge"])
    assert "never" in by_hand.err


def documents() -> list[Path]:
    """The program's own catalog files, and those that a new stretch or routine begins with."""
    return [*catalog_paths(data_folder()), *(data_folder() / f"new-{kind}.yaml" for kind in ("stretch", "routine"))]


def test_the_schema_is_one_and_fits_every_file_of_ours() -> None:
    """As an editor would see it."""
    schema = json_schema()
    jsonschema.Draft7Validator.check_schema(schema)
    for path in documents():
        jsonschema.validate(yaml.safe_load(path.read_text(encoding="utf-8")), schema)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("reps: 2", "reps: 0"),
        ("id: wall-calf", "id: Wall Calf"),
        ("    again:", "    agian:"),
        ("[20, 30]", "[20, 30, 40]"),
        ("each", "left"),
    ],
)
def test_the_schema_refuses_what_the_check_refuses(old: str, new: str, tmp_path: Path) -> None:
    """An editor marks the same mistakes."""
    bad = put(tmp_path, "bad.yaml", stretches((old, new)))
    assert stretchcli("catalog", "check", str(bad)).code == 2
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(yaml.safe_load(bad.read_text()), json_schema())


def test_the_schema_has_a_word_about_every_key() -> None:
    """An editor shows it beside the key; a step, a variant and the like have a title."""

    def walk(schema: dict[str, object]) -> list[str]:
        found = []
        properties = schema.get("properties", {})
        assert isinstance(properties, dict)
        if properties:
            assert schema["title"]
        for name, entry in properties.items():
            found += [] if entry.get("description") else [name]
            found += walk(entry)
        for inner in (schema.get("items"), *schema.get("anyOf", [])):  # type: ignore[misc]
            found += walk(inner) if isinstance(inner, dict) else []
        return found

    assert walk(json_schema()) == []


def test_help_begins_with_examples() -> None:
    """For each of the commands, with both options."""
    for command in ("path", "new", "check", "import", "schema"):
        for option in ("-h", "--help"):
            ran = stretchcli("catalog", command, option)
            assert ran.code == 0
            assert ran.out.index(f"stretchcli catalog {command}") < ran.out.index("Options:")


def test_a_file_that_may_not_be_read_is_a_problem(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its place and beside the files that can be read: reading it decides, not what its permissions seem to say."""
    locked, mine = put(tmp_path, "locked.yaml", stretches()), put(tmp_path, "mine.yaml", stretches(("reps: 2", "reps: 0")))
    opened = Path.open

    def opening(path: Path, *arguments: Any, **named: Any) -> Any:
        if path == locked:
            raise PermissionError(13, "Permission denied")
        return opened(path, *arguments, **named)

    monkeypatch.setattr(Path, "open", opening)
    monkeypatch.setattr(os, "access", lambda path, mode, **named: str(path) != str(locked))
    ran = stretchcli("catalog", "check", str(locked), str(mine))
    assert ran.code == 2
    assert f"{locked}:1:1: cannot read the file: permission denied" in ran.out
    assert f"{mine}:" in ran.out
    imported = stretchcli("catalog", "import", str(locked))
    assert (imported.code, imported.out) == (2, "")
    assert f"{locked}:1:1: cannot read the file: permission denied" in imported.err
