"""Changing a config: the lists become what is wanted, and everything else stays byte for byte."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchcli.asking import editing
from stretchcli.asking.editing import CannotEdit, Change, Item, edited, listed

KEEP_ALL = Change((), ())


def change(old: list[str], new: list[Item]) -> Change:
    """From a list of names to another list."""
    kept = tuple(name if name in new else None for name in old)
    return Change(kept, tuple(item for item in new if item not in old))


@pytest.mark.parametrize(
    ("before", "old", "new", "after"),
    [
        ("", [], ["floor"], "avoid: [floor]\n"),
        ("# mine\n", [], ["floor"], "# mine\navoid: [floor]\n"),
        ("# mine", [], ["floor"], "# mine\navoid: [floor]\n"),
        ("reps: 3", [], ["floor"], "reps: 3\navoid: [floor]\n"),
        ("reps: 3\r\n", [], ["floor"], "reps: 3\r\navoid: [floor]\r\n"),
        ("reps: 3\n...\n", [], ["floor"], "reps: 3\navoid: [floor]\n...\n"),
        ("  reps: 3\n", [], ["floor"], "  reps: 3\n  avoid: [floor]\n"),
        ("{reps: 3}\n", [], ["floor"], "{reps: 3, avoid: [floor]}\n"),
        ("{}\n", [], ["floor"], "{avoid: [floor]}\n"),
        ("{reps: 3,}  # x\n", [], ["floor"], "{reps: 3, avoid: [floor],}  # x\n"),
        ("avoid: [ a,  b ] # x\n", ["a", "b"], ["a", "b", "c"], "avoid: [ a,  b, c ] # x\n"),
        ("avoid: [ a,  b ] # x\n", ["a", "b"], ["b"], "avoid: [ b ] # x\n"),
        ("avoid: [a, b]\n", ["a", "b"], ["a"], "avoid: [a]\n"),
        ("avoid: [a, b, c]\n", ["a", "b", "c"], ["a"], "avoid: [a]\n"),
        ("avoid: [a, b, c]\n", ["a", "b", "c"], ["b"], "avoid: [b]\n"),
        ("avoid: [a, b,]\n", ["a", "b"], ["a"], "avoid: [a, ]\n"),
        ("avoid: [a, b]\n", ["a", "b"], [], "avoid: []\n"),
        ("avoid: []\nreps: 3\n", [], ["c"], "avoid: [c]\nreps: 3\n"),
        ("avoid: a\n", ["a"], ["a", "b"], "avoid: [a, b]\n"),
        ("avoid: 'a' # why\n", ["a"], ["b"], "avoid: [b] # why\n"),
        ("avoid:\n  - a # one\n  - b\nreps: 3\n", ["a", "b"], ["a"], "avoid:\n  - a # one\nreps: 3\n"),
        ("avoid:\n  - a # one\n  - b\nreps: 3\n", ["a", "b"], ["b"], "avoid:\n   # one\n  - b\nreps: 3\n"),
        ("avoid:\n- a\n\n# next\nreps: 3\n", ["a"], ["a", "b"], "avoid:\n- a\n- b\n\n# next\nreps: 3\n"),
        ("avoid:\n- a # one", ["a"], ["a", "b"], "avoid:\n- a # one\n- b"),
        ("avoid: # all\n- a # one\nreps: 3\n", ["a"], [], "avoid: [] # all\n # one\nreps: 3\n"),
        ("avoid:\n  - a\n  - |\n    b\nreps: 3\n", ["a", "b"], ["a"], "avoid:\n  - a\nreps: 3\n"),
        ("avoid:\n- >-\n  a\n\n- b # x\n", ["a", "b"], ["b", "c"], "avoid:\n- b # x\n- c\n"),
        ("avoid: [\n  a, # one\n  b,\n]\n", ["a", "b"], ["b", "c"], "avoid: [\n   # one\n  b, c,\n]\n"),
    ],
)
def test_a_list_changes_in_its_own_style(before: str, old: list[str], new: list[Item], after: str) -> None:
    """In one line or in many, with its comments, its indent and its line ends."""
    assert edited(before, {"avoid": change(old, new)}) == after


@pytest.mark.parametrize(
    ("before", "entries", "after"),
    [
        ("pain: [hip]\n", (("hip", "2026-09-01"),), "pain: [{name: hip, since: 2026-09-01}]\n"),
        ("pain:\n- hip # x\n- knee\n", (("hip", "2026-09-01"), "knee"), "pain:\n- {name: hip, since: 2026-09-01} # x\n- knee\n"),
        (
            "pain:\n- name: hip # x\n  since: 2026-01-01 # y\n- knee\n",
            (("hip", "2026-09-01"), "knee"),
            "pain:\n- {name: hip, since: 2026-09-01} # x\n   # y\n- knee\n",
        ),
    ],
)
def test_a_date_is_put_to_a_name_in_its_place(before: str, entries: tuple[Item, ...], after: str) -> None:
    """And the other entries and the comments stay."""
    assert edited(before, {"pain": Change(entries, ())}) == after


def test_two_new_keys_go_behind_the_last_one() -> None:
    """One line each, whether or not the file ended with a line break."""
    changes = {"avoid": change([], ["floor"]), "pain": change([], ["knee-pain"])}
    assert edited("reps: 3", changes) == "reps: 3\navoid: [floor]\npain: [knee-pain]\n"
    assert edited("{}", changes) == "{avoid: [floor], pain: [knee-pain]}"


NAMES = st.lists(st.sampled_from(["kneeling", "floor", "table", "'quoted'", '"double"', "bed"]), unique=True, max_size=4)
COMMENTS = st.sampled_from(["", " # why", "   #bad: knee, [x]", "\t# - tab", " # é 🧘"])
BREAKS = st.sampled_from(["\n", "\r\n", "\n\n", "\n# a line\n", "\n   # - indented: [comment\n"])


@st.composite
def lists(draw: st.DrawFn, key: str) -> tuple[str, list[str]]:
    """A key with a list as people write it, and the names in it."""
    names = draw(NAMES)
    plain = [name.strip("'\"") for name in names]
    style = draw(st.sampled_from(["flow", "lines", "block", "deep"]))
    after = f"{draw(COMMENTS)}{draw(BREAKS)}"
    if style == "flow" or not names:
        return f"{key}: [{draw(st.sampled_from([', ', ' , ', ',  '])).join(names)}]{after}", plain
    if style == "lines":
        inner = "".join(f"  {name},{draw(COMMENTS)}{draw(BREAKS)}" for name in names)
        return f"{key}: [{draw(COMMENTS)}\n{inner}]{after}", plain
    indent = "" if style == "block" else draw(st.sampled_from(["  ", "      "]))
    inner = "".join(f"{indent}-{draw(st.sampled_from([' ', '   ']))}{name}{draw(COMMENTS)}{draw(BREAKS)}" for name in names)
    return f"{key}:{draw(COMMENTS)}\n{inner}", plain


NEW: list[Item] = ["new-one", "new-two", ("hip", "2026-09-01")]
LINES = [
    "reps:   3  # three\n",
    "hold: '20-30'\n",
    "theme: dark\r\n",
    "voice_command: [a,\n  b]\n",
    "# quiet\n",
    "\n",
    "unknown: {a: [1]}\n",
]
OTHERS = st.lists(st.sampled_from(LINES), unique=True, max_size=4)


@given(st.data())
def test_everything_but_the_names_stays_byte_for_byte(data: st.DataObject) -> None:
    """Take the two lists out of before and after: what is left is the same text, comments and line ends included."""
    parts = data.draw(OTHERS)
    written = [data.draw(lists("avoid")), data.draw(lists("pain"))]
    text = "".join([*parts[:1], written[0][0], *parts[1:2], written[1][0], *parts[2:]])
    changes, expected = {}, {}
    for key, (_, old) in zip(("avoid", "pain"), written, strict=True):
        kept = tuple(name if data.draw(st.booleans()) else None for name in old)
        added = tuple(data.draw(st.lists(st.sampled_from(NEW), unique=True)))
        changes[key] = Change(kept, added)
        expected[key] = changes[key].after
    result = edited(text, changes)
    for line in "".join(parts).splitlines():
        assert line in result
    for comment in re.findall(r"#[^\r\n]*", text):
        assert result.count(comment) == text.count(comment)
    assert without_lists(result) == without_lists(text)


def without_lists(text: str) -> list[str]:
    """The lines of a text with what belongs to a list or its marks taken out, and without spaces."""
    names = r"kneeling|floor|table|quoted|double|bed|new-one|new-two|\{name: hip, since: 2026-09-01\}"
    lines = []
    for line in re.split(r"\r\n|\n", text):
        body, mark, comment = line.partition("#")
        if not body.startswith(("voice_command", "  b]", "unknown", "hold", "reps", "theme")):
            body = re.sub(rf"{names}|[\[\],'\"\-\s]", "", body)
        if body or mark:
            lines.append((body + mark + comment).rstrip())
    return lines


@pytest.mark.parametrize("text", ["avoid: [a\n", "avoid: &x [a]\npain: *x\n", "a: b\n---\nc: d\n"])
def test_what_cannot_be_read_is_not_written(text: str) -> None:
    """It is said, and nothing is guessed."""
    with pytest.raises(CannotEdit):
        edited(text, {"avoid": Change(("a",), ("b",))})


def test_a_change_that_would_lose_a_comment_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Should the cutting ever take too much: the result is compared with the text before anybody writes it."""
    text, wanted = "avoid:\n- a # why\n- b\n", {"avoid": change(["a", "b"], ["b"])}
    assert "# why" in edited(text, wanted)
    monkeypatch.setattr(editing, "_cleared", lambda line: "" if "\0" in line else line)
    with pytest.raises(CannotEdit):
        edited(text, wanted)


def test_no_change_is_no_change() -> None:
    """Not even of a space."""
    text = "avoid:   [ a,b ,]\r\n"
    assert edited(text, {"avoid": Change(("a", "b"), ()), "pain": KEEP_ALL}) == text


def test_a_list_is_written_in_one_line() -> None:
    """As the README shows it."""
    assert listed(["knee-pain", ("hip-replacement", "2026-09-01")]) == "[knee-pain, {name: hip-replacement, since: 2026-09-01}]"
