"""``stretchcli catalog import``: a stranger's dataset becomes the user's own stretches, and stays the user's."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stretchcli.authoring import importfile
from tests.authoring.test_importing import exercise
from tests.clis import Ran, stretchcli
from tests.samples import put, stretches

SAMPLE = [
    exercise("Stand tall.", "Reach up with both hands. Hold for 10 seconds.", id="Sky_Reach", name="Sky Reach"),
    exercise(
        "Lie on your back. Pull one knee to your chest.", "Switch sides.", id="Knee_Hug", name="Knee Hug", equipment="other"
    ),
    exercise("Lift your hips. Hold for 20 seconds.", id="Glute_Bridge", name="Glute Bridge", primaryMuscles=["glutes"]),
    exercise("Press.", id="Bench_Press", name="Bench Press", category="strength"),
    exercise("Roll.", id="Odd", name="Odd", primaryMuscles=["eyebrows"]),
]


@pytest.fixture
def given_file(tmp_path: Path) -> Path:
    """A small ``exercises.json``."""
    return put(tmp_path, "exercises.json", json.dumps(SAMPLE))


@pytest.fixture
def written(given_file: Path, home: Path) -> Path:
    """The user's file after a first import."""
    assert stretchcli("catalog", "import", str(given_file)).code == 0
    return home / "stretches" / "free-exercise-db.yaml"


def import_more(given_file: Path, *more: dict[str, Any], changed: Callable[[Any], None] | None = None) -> Ran:
    """Import a newer version of the dataset."""
    entries = json.loads(json.dumps(SAMPLE))
    if changed:
        changed(entries)
    given_file.write_text(json.dumps([*entries, *more]))
    ran = stretchcli("catalog", "import", str(given_file))
    assert ran.code == 0
    return ran


def test_it_takes_the_stretches_and_prints_its_file(given_file: Path, home: Path) -> None:
    """One file, whole, whose check has nothing but warnings; what nothing could be made of is named."""
    ran = stretchcli("catalog", "import", str(given_file))
    path = home / "stretches" / "free-exercise-db.yaml"
    assert (ran.code, ran.out) == (0, f"{path}\n")
    assert "Odd" in ran.err
    assert stretchcli("catalog", "check").code == 0
    own = [row.split()[0] for row in stretchcli("list").out.splitlines() if "yours" in row]
    assert own == ["sky-reach", "knee-hug", "glute-bridge-imported"]
    assert sorted(file.name for file in path.parent.iterdir()) == ["catalog.schema.json", "free-exercise-db.yaml"]


def test_what_an_import_did_is_told_as_data_too(given_file: Path, home: Path) -> None:
    """The file, the three numbers, and by name what was left out or cleaned."""
    told = {"format": 1, "path": str(home / "stretches" / "free-exercise-db.yaml"), "changed": 0, "cleaned": []}
    first, again = (stretchcli("catalog", "import", str(given_file), "--json").json for _ in range(2))
    assert first == told | {"new": 3, "kept": 0, "left_out": ["Odd"]}
    assert again == told | {"new": 0, "kept": 3, "left_out": []}


def test_every_guess_is_shown(written: Path) -> None:
    """By the list and by the page."""
    [row] = [row for row in stretchcli("list").out.splitlines() if row.startswith("sky-reach ")]
    assert "review: position, needs" in row
    assert "Guessed by the import, please review: position" in stretchcli("show", "sky-reach").out


def test_what_is_imported_can_be_done(written: Path) -> None:
    """In a session of its own."""
    assert stretchcli("run", "knee-hug", "--json", "--speed", "1000").code == 0


def test_ids_that_are_taken_get_a_suffix(given_file: Path, home: Path) -> None:
    """By a stretch, a routine, a muscle group, another file of the user's, or another exercise; hyphens make no difference."""
    put(home / "stretches", "mine.yaml", stretches())
    names = ["GluteBridge", "Iliopsoas", "Hamstrings", "Wall_Calf", "Twice", "Twice", "Twice_2", "Twi_Ce"]
    given_file.write_text(json.dumps([exercise("Stand.", id=name, name=f"Number {number}") for number, name in enumerate(names)]))
    assert stretchcli("catalog", "import", str(given_file)).code == 0
    assert {row.split()[0] for row in stretchcli("list").out.splitlines() if "review" in row} == {
        *("glutebridge-imported", "iliopsoas-imported", "hamstrings-imported", "wall-calf-imported"),
        *("twice", "twice-2", "twice-2-2", "twi-ce-3"),
    }


def test_the_same_input_changes_nothing_at_all(given_file: Path, written: Path) -> None:
    """Not even when the person has thrown half of the file away since."""
    for text in (written.read_text(), written.read_text().partition("  # imported glute")[0]):
        written.write_text(text)
        before = written.stat()
        ran = stretchcli("catalog", "import", str(given_file))
        assert (ran.code, ran.out) == (0, f"{written}\n")
        assert written.read_text() == text
        assert written.stat().st_mtime_ns == before.st_mtime_ns


def test_a_newer_input_leaves_reviewed_records_byte_for_byte(given_file: Path, written: Path) -> None:
    """Untouched ones are written anew, new ones added, those that are gone from the input stay."""
    text = written.read_text()
    begin, end = text.index("  - id: knee-hug"), text.index("  # imported glute-bridge ")
    start = text.index("    review:", begin)
    reviewed = text[begin:start] + "    review: []   # all looked at\n" + text[text.index("    source:", start) : end]
    written.write_text(text[:begin] + reviewed + text[end:])

    def change(entries: Any) -> None:
        entries[0]["instructions"] = ["Stand very tall.", "Hold for 15 seconds."]
        entries[1]["instructions"] = ["Something else altogether."]
        del entries[2]

    import_more(given_file, exercise("Sit down.", id="New_One", name="New One"), changed=change)
    after = written.read_text()
    assert reviewed in after
    assert "Something else" not in after
    assert "Stand very tall." in after
    assert "glute-bridge-imported" in after
    assert "id: new-one" in after
    assert stretchcli("catalog", "check").code == 0


def test_a_record_that_lost_its_mark_is_the_persons_own(given_file: Path, written: Path) -> None:
    """It is neither changed nor written a second time."""
    lines = written.read_text().splitlines(keepends=True)
    written.write_text("".join(line for line in lines if "# imported knee-hug" not in line))
    import_more(given_file, exercise("Sit down.", id="New_One", name="New One"))
    assert written.read_text().count("id: knee-hug") == 1
    assert stretchcli("catalog", "check").code == 0


def test_a_record_that_was_renamed_is_not_imported_again(given_file: Path, written: Path) -> None:
    """Its mark says which exercise it came from."""
    written.write_text(written.read_text().replace("id: knee-hug", "id: my-knee-hug"))
    import_more(given_file, exercise("Sit down.", id="New_One", name="New One"))
    own = [row.split()[0] for row in stretchcli("list").out.splitlines() if "yours" in row]
    assert own == ["sky-reach", "my-knee-hug", "glute-bridge-imported", "new-one"]


def test_a_record_deleted_under_its_mark_stays_away(given_file: Path, written: Path) -> None:
    """For good, as the head of the file says."""
    text = written.read_text()
    begin, end = text.index("  - id: knee-hug"), text.index("  # imported glute-bridge ")
    written.write_text(text[:begin] + text[end:])
    import_more(given_file, exercise("Sit down.", id="New_One", name="New One"))
    assert "id: knee-hug" not in written.read_text()
    assert "id: new-one" in written.read_text()


def test_a_link_to_the_file_stays_a_link(given_file: Path, written: Path, tmp_path: Path) -> None:
    """Somebody may keep such files in another place."""
    kept = written.rename(tmp_path / "kept.yaml")
    written.symlink_to(kept)
    import_more(given_file, exercise("Sit down.", id="New_One", name="New One"))
    assert written.is_symlink()
    assert "id: new-one" in kept.read_text()


def test_a_file_with_mistakes_is_not_written_over(given_file: Path, written: Path) -> None:
    """They are named, and it stays as it is."""
    broken = written.read_text().replace("reps: 3", "reps: three", 1)
    written.write_text(broken)
    given_file.write_text(json.dumps([*SAMPLE, exercise("Sit down.", id="New_One", name="New One")]))
    ran = stretchcli("catalog", "import", str(given_file))
    assert ran.code == 2
    assert f"{written}:" in ran.err
    assert written.read_text() == broken


def _large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "nothing there": (lambda path: None, ":1:1: there is no such file"),
    "a folder": (Path.mkdir, ":1:1: this is a folder"),
    "empty": (lambda path: path.write_text(""), ":1:1: the file is empty"),
    "200 MB": (_large, ":1:1: the file is 200 MiB; expected at most 32 MiB"),
    "no JSON": (lambda path: path.write_text("hello"), ":1:1: the file is not a list"),
    "half of it": (lambda path: path.write_text(json.dumps(SAMPLE, indent=1)[:400]), ": this is not JSON"),
    "a comma too many": (lambda path: path.write_text('[\n{"a": 1,}]'), ":2:9: this is not JSON"),
    "a comma too few": (lambda path: path.write_text(f"[{json.dumps(SAMPLE[0])} {{}}]"), "a comma or a bracket is missing"),
    "something after it": (lambda path: path.write_text(json.dumps(SAMPLE) + "\nx"), ":2:1: there is text after the end"),
    "an object": (lambda path: path.write_text('{"exercises": []}'), ":1:1: the file is not a list"),
    "a list of texts": (lambda path: path.write_text('["a"]'), ":1:2: exercise 1 is not an object"),
    "deeply nested": (lambda path: path.write_text("[" * 1_000_000), ": the nesting is too deep"),
    "deeply nested inside": (lambda path: path.write_text('[{"id":' * 100_000), ": the nesting is too deep"),
    "NaN": (lambda path: path.write_text('[{"id": NaN}]'), ":1:2: this exercise is not JSON: nan"),
    "a huge number": (lambda path: path.write_text(f'[{{"id": {"9" * 10_000}}}]'), ":1:2: this exercise is not JSON"),
    "no category": (lambda path: path.write_text('[{"id": "a"}]'), "exercise 1 has no `category`"),
    "a number for a name": (
        lambda path: path.write_text(json.dumps([exercise(name=7)])),
        "has a `name` that is not text",
    ),
    "a text for muscles": (lambda path: path.write_text(json.dumps([exercise(primaryMuscles="lats")])), "`primaryMuscles`"),
    "no stretches": (lambda path: path.write_text(json.dumps(SAMPLE[3:4])), "has no exercises of the category stretching"),
    "not UTF-8": (lambda path: path.write_bytes(b'["\xff"]'), ":1:3: this byte is not UTF-8"),
    "binary": (lambda path: path.write_bytes(b"[\x00]"), ":1:2: the text contains a control character"),
    "an escape sequence": (lambda path: path.write_text('[{"id": "\x1b[31m"}]'), ":1:10: the text contains a control character"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_one_sentence_with_its_place(case: str, tmp_path: Path, home: Path) -> None:
    """Exit code 2, and nothing is written."""
    make, expected = BAD[case]
    path = tmp_path / "exercises.json"
    make(path)
    ran = stretchcli("catalog", "import", str(path))
    assert (ran.code, ran.out) == (2, "")
    assert expected in ran.err
    assert str(path) in ran.err
    assert len(ran.err.splitlines()) <= 2
    assert "\x1b" not in ran.err
    assert not (home / "stretches").exists()


@pytest.mark.parametrize(("number", "words"), [(2100, 1), (120, 800)])
def test_more_than_a_catalog_file_may_hold_is_refused(
    number: int, words: int, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Too many stretches, or too much text, never leaves a file that would not load."""
    monkeypatch.setattr(importfile, "LARGEST_FILE_BYTES", 2**20)  # a quarter of what it is, which would take three seconds
    entries = [exercise("Stand tall. " * words, id=f"n{index}") for index in range(number)]
    path = put(tmp_path, "exercises.json", json.dumps(entries))
    ran = stretchcli("catalog", "import", str(path))
    assert (ran.code, len(ran.err.splitlines()) <= 2) == (2, True)
    assert not (home / "stretches").exists()


def test_escape_sequences_do_not_get_in(given_file: Path, written: Path) -> None:
    """Neither as bytes nor as escapes of YAML, whichever field they come in."""
    nasty = "\x1b[31mred\u202e\x07\u2028 {side} [bold]x[/bold]"
    ran = import_more(given_file, exercise(nasty, id=f"Nasty{nasty}", name=f"Nasty {nasty}", equipment=nasty))
    [told] = [line for line in ran.err.splitlines() if "removed from the text" in line]
    assert told.endswith("Nasty [31mred (side) [bold]x[/bold].")
    text = written.read_text()
    assert not set(text) & set("\x1b\u202e\x07\u2028")
    assert "\\u" not in text
    shown = stretchcli("show", "nasty-31mred-side-bold-x-bold")
    assert shown.code == 0
    assert "(side) [bold]x[/bold]" in shown.out


def test_an_unwritable_folder_is_told(given_file: Path, home: Path) -> None:
    """With the code of things that could not be done."""
    (home / "stretches").write_text("")
    ran = stretchcli("catalog", "import", str(given_file))
    assert ran.code == 1
    assert "Cannot write" in ran.err
