"""The picture: always a full rectangle, a mirror that is exact, and characters that mean what they should."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stretchcli.figure.picture import Figure, Row, mirror_image
from stretchcli.figure.svg import LIGHT, group, svg
from tests.figure.figures import POSES, STEP, figure_of, pose

SIZES = [(10, 5), (16, 8), (24, 12), (32, 16), (40, 20), (60, 30), (120, 60), (120, 5), (10, 60)]
SAMPLES = ["kneeling-hip-flexor", "seated-figure-four", "neck-side-tilt", "side-lying-quad"]  # of each kind of view
BRAILLE = {chr(0x2800 + code) for code in range(1, 256)}


@pytest.mark.parametrize(
    ("name", "size"), [*((name, size) for name in SAMPLES for size in SIZES), *((name, (16, 8)) for name in POSES)]
)
def test_a_canvas_is_a_full_rectangle(name: str, size: tuple[int, int]) -> None:
    """From 10x5 to 120x60: as many rows and columns as asked for, spaces for nothing, and a figure on it."""
    for phase in (0.0, 1.0):
        rows = figure_of(name).rows(phase, size)
        assert [len(row.text) for row in rows] == [size[0]] * size[1] == [len(row.roles) for row in rows]
        assert {c for row in rows for c in row.text} <= BRAILLE | {" "}
        for row in rows:
            assert [c == " " for c in row.text] == [r == " " for r in row.roles]
        assert any(row.text.strip() for row in rows)


@settings(max_examples=40)
@given(st.sampled_from(sorted(POSES)), st.floats(0, 1), st.floats(0, 1), st.integers(10, 50), st.integers(5, 30))
def test_mirroring_twice_is_the_identity(name: str, phase: float, breath: float, columns: int, lines: int) -> None:
    """The left side is the right one reversed dot for dot."""
    figure = figure_of(name)
    right = figure.rows(phase, (columns, lines), breath=breath)
    left = figure.rows(phase, (columns, lines), breath=breath, mirrored=True)
    assert tuple(mirror_image(row) for row in left) == right
    assert _dots(left, columns) == {(2 * columns - 1 - x, y) for x, y in _dots(right, columns)}


def _dots(rows: tuple[Row, ...], columns: int) -> set[tuple[int, int]]:
    order = (0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80)
    return {
        (column * 2 + bit % 2, line * 4 + bit // 2)
        for line, row in enumerate(rows)
        for column in range(columns)
        for bit in range(8)
        if row.text[column] != " " and (ord(row.text[column]) - 0x2800) & order[bit]
    }


@pytest.mark.parametrize("name", SAMPLES)
def test_without_braille_the_picture_is_ascii_and_shows_the_mark(name: str) -> None:
    """Seven bits, the same shape of canvas, and a star where the stretch is felt."""
    rows = figure_of(name).rows(1.0, (40, 20), ascii_only=True)
    text = "".join(row.text for row in rows)
    assert text.isascii()
    assert Counter(text)["*"] >= 2
    assert Counter(text)["#"] > 20
    assert tuple(mirror_image(mirror_image(row)) for row in rows) == rows


@pytest.mark.parametrize("name", POSES)
def test_the_figure_stays_on_its_canvas(name: str) -> None:
    """At every moment the whole body is inside the box that the scale was chosen for."""
    figure = figure_of(name)
    left, low, right, high = figure.box()
    for number in range(9):
        for part in figure.scene(number / 8, 1.0).parts:
            for x, y, radius in part.discs if figure.pose.crop == "body" else ():
                assert left - 0.03 < x - radius
                assert x + radius < right + 0.03
                assert low - 0.03 < y - radius
                assert y + radius < high + 0.03


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("size", [(24, 12), (32, 16), (40, 20)])
def test_rows_that_are_called_blank_are_blank(name: str, size: tuple[int, int]) -> None:
    """Nothing ever stands in the rows above the highest point, and one row below them something may."""
    figure = figure_of(name)
    blank = figure.blank_rows(size)
    pictures = [figure.rows(number / 6, size, breath=1.0) for number in range(7)]
    assert not any(row.text.strip() for rows in pictures for row in rows[:blank])
    assert any(row.text.strip() for rows in pictures for row in rows[blank : blank + 2])


@pytest.mark.parametrize("name", [name for name, found in POSES.items() if found.crop != "body"])
def test_a_bust_stands_on_the_edge_of_its_picture(name: str) -> None:
    """It is cut at the hips or the ribs: the lowest row shows trunk at every moment, not the end of a body without legs."""
    for phase in (0.0, 0.5, 1.0):
        lowest = figure_of(name).rows(phase, (32, 16))[-1]
        assert max(len(run) for run in lowest.text.split(" ")) >= 3


def test_a_bust_shows_the_wall_but_no_chair() -> None:
    """A hand that rests on a wall or a door frame needs it in the picture; furniture below the hips would be a riddle."""
    text = "view: front\ncrop: bust\nprops: {wall: {x: 0.2, turn: 90}, chair: {}}\n" + STEP
    behind = Figure(pose(text)).scene(1.0).behind
    assert [line.kind for line in behind] == ["thick"]
    assert any("p" in row.roles for row in Figure(pose(text)).rows(1.0, (32, 16)))


def test_from_behind_head_and_neck_are_one() -> None:
    """No gap runs around the neck, which is painted over the head there."""
    figure = Figure(pose("view: back\ncrop: head\n" + STEP))
    fit = figure.fit(80, 80)
    x, _ = fit.dot((0.0, 0.0))
    column = sorted(y for at, y in _dots(figure.rows(0.0, (40, 20)), 40) if at == int(x))
    assert column == list(range(column[0], column[-1] + 1))


def test_breathing_moves_the_outline() -> None:
    """Breathed in, the chest is at least a dot further forward."""
    figure = figure_of("kneeling-hip-flexor")
    out, in_ = (figure.rows(1.0, (32, 16), breath=breath) for breath in (0.0, 1.0))
    changed = sum(a.text != b.text for a, b in zip(out, in_, strict=True))
    assert 1 <= changed <= 10


def test_a_portrait_shows_the_head_larger() -> None:
    """Cut at the ribs it has a fifth more dots to the body's height than cut at the hips."""
    still = STEP.split("hold:")[0] + "hold: {neck: [0, 20]}\n"
    text = "view: front\ncrop: bust\n" + still
    bust, head = (Figure(pose(text.replace("bust", crop))).fit(80, 80).scale for crop in ("bust", "head"))
    assert head > 1.2 * bust


def test_a_mouth_tells_where_a_large_face_is_turned() -> None:
    """It is left out of the face from the front, to one side where the head is turned, and not seen from behind."""
    text = "view: front\ncrop: head\n" + STEP.replace("hold:\n", "hold:\n  neck: [0, 0, 30]\n")
    ahead, turned = (Figure(pose(text)).scene(phase).mouth for phase in (0.0, 1.0))
    assert ahead is not None
    assert turned is not None
    assert abs(ahead[0][0] + ahead[1][0]) < 1e-9
    assert turned[0][0] + turned[1][0] < -0.02  # the figure's right is on our left
    assert Figure(pose(text.replace("front\n", "back\n", 1))).scene(0.0).mouth is None
    dots = _dots(Figure(pose(text)).rows(0.0, (40, 20)), 40)
    fit = Figure(pose(text)).fit(80, 80)
    x, y = fit.dot(((ahead[0][0] + ahead[1][0]) / 2, ahead[0][1]))
    assert (int(x), int(y)) not in dots
    assert {(int(x), int(y) - 2), (int(x), int(y) + 2)} <= dots


def test_toes_fold_at_the_ball_of_the_foot() -> None:
    """Bent back they are a part of their own that points up; the heel that comes up leaves them on the floor."""
    lifted = Figure(pose(STEP.replace("pelvis: 14", "pelvis: 14\n  toes_right: 60"))).scene(1.0)
    parts = {part.name: part.discs for part in lifted.parts}
    ball, tip = parts["toes_right"]
    assert tip[1] - ball[1] > 0.03
    assert len(parts["foot_right"]) == 3
    ball, tip = parts["toes_left"]  # of the foot with its heel up
    assert abs((tip[1] - tip[2]) - (ball[1] - ball[2])) < 0.003
    assert max(y for _, y, _ in parts["foot_left"]) > 0.06
    figure = Figure(pose(STEP))
    x, y = figure.fit(120, 120).dot(tip[:2])
    assert (int(x), int(y)) in _dots(figure.rows(1.0, (60, 30)), 60)  # the gap around a limb's middle does not cut them off


def test_far_limbs_are_told_from_near_ones() -> None:
    """In a side view the far leg has a role of its own; `dim` decides otherwise."""
    usual = Figure(pose(STEP)).rows(1.0, (32, 16))
    assert any("f" in row.roles for row in usual)
    none = Figure(pose("dim: []\n" + STEP)).rows(1.0, (32, 16))
    assert not any("f" in row.roles for row in none)


def test_a_front_view_is_a_photograph() -> None:
    """Facing us, the figure's right arm is on our left."""
    text = STEP.replace("hold:\n", "hold:\n  shoulder_right: [90, 0]\n")
    rows = Figure(pose("view: front\n" + text)).rows(1.0, (32, 16))
    dots = _dots(rows, 32)
    high = [x for x, y in dots if y < 20]
    middle = sorted(x for x, y in dots if y < 6)
    head = middle[len(middle) // 2]
    assert head - min(high) > max(high) - head + 5


@pytest.mark.parametrize("name", SAMPLES)
def test_the_svg_is_whole(name: str) -> None:
    """It is well-formed, has a title, no mask, refers to nothing that is not in it, and mirrors by one transformation."""
    text = svg(figure_of(name), [0.0, 1.0], colours=LIGHT, title="A < B", captions=["start", "hold"])
    root = ElementTree.fromstring(text)
    assert root.findtext("{http://www.w3.org/2000/svg}title") == "A < B"
    assert [found.text for found in root.iter("{http://www.w3.org/2000/svg}text")] == ["start", "hold"]
    ids = [found.attrib["id"] for found in root.iter() if "id" in found.attrib]
    assert len(set(ids)) == len(ids)
    assert set(re.findall(r'(?:href="|url\()#([^")]+)', text)) <= set(ids)
    assert len(re.findall(r'(?:href="|url\()[^#]', text)) == 0
    assert not list(root.iter("{http://www.w3.org/2000/svg}mask"))  # each costs rsvg-convert as much as the whole picture
    assert "scale(-1 1)" in svg(figure_of(name), mirrored=True)


def test_the_svg_holds_the_outline_of_the_dots() -> None:
    """Both draw the same discs: the box of the smooth figure is that of the one in dots."""
    figure = figure_of("kneeling-hip-flexor")
    numbers = [[float(n) for n in found.split()] for found in re.findall(r"[ML](-?\d+ -?\d+)", group(figure, 1.0, name="f"))]
    left, _, right, high = figure.box()
    xs, ys = [x / 1000 for x, _ in numbers], [-y / 1000 for _, y in numbers]
    assert max(xs) <= right + 0.01
    assert min(xs) >= left - 0.01
    assert max(ys) <= high + 0.01
    assert max(ys) >= high - 0.1


def test_the_dev_tool_draws_and_names_breaches() -> None:
    """``python -m docs.poses NAME`` prints both key frames and says what is wrong."""
    command = [sys.executable, "-m", "docs.poses", "kneeling-hip-flexor", "--size", "24x12"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "0 rules broken" in done.stdout
    assert any(c in done.stdout for c in BRAILLE)
