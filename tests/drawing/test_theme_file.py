"""A theme of one's own: colours, fonts, a logo; what is wrong is told with its place."""

from __future__ import annotations

import os
import struct
import zlib
from typing import TYPE_CHECKING

import pytest

from journeymap.drawing import THEMES, built_in, read_theme
from journeymap.drawing.theme.theme import DEFAULT
from journeymap.drawing.theme.theme_file import MOST_BYTES, LogoError, read_logo

if TYPE_CHECKING:
    from pathlib import Path

    from journeymap.diagnostics import Diagnostic
    from journeymap.drawing import Theme


def png(width: int, height: int) -> bytes:
    """A blue picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" + b"\x20\x60\xa0" * width) * height)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def read(tmp_path: Path, text: str) -> tuple[Theme, list[Diagnostic]]:
    file = tmp_path / "ours.toml"
    file.write_text(text, encoding="utf-8")
    return read_theme(file, "ours.toml")


def test_what_a_file_does_not_say_is_as_in_its_base(tmp_path: Path):
    theme, problems = read(tmp_path, "")
    assert problems == []
    assert (theme.name, theme.lanes, theme.arrows) == ("ours", DEFAULT.lanes, DEFAULT.arrows)
    theme, problems = read(tmp_path, 'base = "dark"')
    assert problems == []
    assert theme.paper == built_in("dark").paper


def test_colours_strokes_and_fonts_are_taken_over(tmp_path: Path):
    theme, problems = read(
        tmp_path,
        """
font = "Open Sans"
[colours]
ink = "#012"
on-phase = "#ffffff"
phase = "#203040"
[lanes.customer]
accent = "#102030"
[arrows.flow]
colour = "#203040"
width = 2
dash = [4, 2.5]
head = "open"
dot = true
[badges]
pain = {ground = "#FFFFFF", ink = "#300000"}
[lines.visibility]
width = 3.5
[sizes]
card-stroke = 2
""",
    )
    assert problems == []
    assert theme.font == "Open Sans"
    assert theme.families.startswith("'Open Sans', ")
    assert theme.ink == "#001122"
    assert theme.lanes["customer"].accent == "#102030"
    assert theme.lanes["customer"].band == DEFAULT.lanes["customer"].band
    flow = theme.arrows["flow"]
    assert (flow.stroke.colour, flow.stroke.width, flow.stroke.dash) == ("#203040", 2.0, (4.0, 2.5))
    assert (flow.head, flow.dot) == ("open", True)
    assert theme.badges["pain"].ink == "#300000"
    assert theme.lines["visibility"].width == 3.5
    assert theme.card_stroke == 2.0


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "remedy"),
    [
        ('bass = "dark"', 1, 1, '"bass" is not a word of a theme', 'did you mean "base"?'),
        ('base = "drak"', 1, 1, 'no theme is called "drak"', 'did you mean "dark"?'),
        ('[colours]\ninkk = "#000000"', 2, 1, '"inkk" is not a word of a theme', 'did you mean "ink"?'),
        ('[colours]\nink = "blue"', 2, 1, '"blue" is not a colour', "#1B5E20"),
        ("[colours]\nink = 3", 2, 1, '"3" is not a colour', "#1B5E20"),
        ('[lanes.custommer]\nband = "#FFFFFF"', 1, 8, '"custommer" is not a word', 'did you mean "customer"?'),
        ('[lanes]\ncustomer = {bend = "#FFFFFF"}', 2, 13, '"bend" is not a word', 'did you mean "band"?'),
        ('[arrows.flow]\nhead = "filed"', 2, 1, '"filed" is not an arrowhead', 'did you mean "filled"?'),
        ("[arrows.flow]\nwidth = 60", 2, 1, '"60" cannot stand here', "from 0.25 to 6"),
        ("[arrows.flow]\ndash = [0]", 2, 1, "is not a dash", "[5, 3]"),
        ('[arrows.flow]\ndot = "yes"', 2, 1, '"yes" cannot stand here', "true or false"),
        ('arrows = "bold"', 1, 1, '"arrows" must be a table', "[arrows]"),
        ('font = "<b>"', 1, 1, "is not the name of a font", "Arial"),
        ('logo = "gone.png"', 1, 1, 'the logo "gone.png" cannot be read', "seen from the file of the theme"),
        ("logo = 3", 1, 1, "is not a path", "PNG or SVG"),
        ("[colours", 1, 9, "the file is not TOML", ""),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    tmp_path: Path, text: str, line: int, column: int, message: str, remedy: str
):
    _, problems = read(tmp_path, text)
    assert len(problems) == 1
    (problem,) = problems
    assert problem.span is not None
    assert (problem.span.line, problem.span.column) == (line, column)
    assert message in str(problem.message)
    assert remedy in str(problem.help or "")


def test_colours_that_hardly_stand_out_are_warned_of_once_each(tmp_path: Path):
    theme, problems = read(tmp_path, '[badges.pain]\nink = "#AAAAAA"\n[colours]\nneutral = "#EEEEEE"\n')
    assert theme.badges["pain"].ink == "#AAAAAA"
    assert [(str(problem.severity), problem.span.line) for problem in problems if problem.span] == [
        ("warning", 2), ("warning", 4),
    ]  # fmt: skip
    assert "1.89" in str(problems[0].message)


def test_the_themes_that_come_along_have_nothing_wrong_with_them():
    for name in THEMES:
        assert built_in(name).logo is None


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (png(200, 50), (96, 24)),
        (png(1000, 50), (140, 7)),
        (b'<?xml version="1.0"?><svg xmlns="x" width="100mm" height="50mm"></svg>', (48, 24)),
        (b"<svg viewBox='0 0 30 60' width='100%'></svg>", (12, 24)),
    ],
)
def test_a_logo_is_fitted_into_the_head_of_the_sheet(tmp_path: Path, content: bytes, size: tuple[float, float]):
    (tmp_path / "logo").write_bytes(content)
    logo = read_logo(tmp_path / "logo")
    assert (logo.width, logo.height) == pytest.approx(size)
    assert logo.content == content


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"GIF89a", "neither a PNG nor an SVG"),
        (b"<svg></svg>", "neither a PNG nor an SVG"),
        (b"x" * (MOST_BYTES + 1), "larger than"),
    ],
)
def test_what_is_no_logo_is_refused(tmp_path: Path, content: bytes, message: str):
    (tmp_path / "logo").write_bytes(content)
    with pytest.raises(LogoError, match=message):
        read_logo(tmp_path / "logo")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_pipe_as_a_logo_is_not_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "logo.svg")
    theme, problems = read(tmp_path, 'logo = "logo.svg"')
    assert theme.logo is None
    assert ["is not a file" in problem.message.text() for problem in problems] == [True]


@pytest.mark.parametrize("logo", [".", "circle.svg", "circle.svg/x.svg", "a\\u0000b.svg", "x" * 5000, "\\ud7ff.png"])
def test_what_is_no_logo_is_told_of(tmp_path: Path, logo: str):
    (tmp_path / "circle.svg").symlink_to(tmp_path / "circle.svg")
    theme, problems = read(tmp_path, f'logo = "{logo}"')
    assert theme.logo is None
    assert len(problems) == 1


@pytest.mark.parametrize("text", ["a = " + "[" * 9000 + "]" * 9000, "a = 1" + "0" * 9000, "#" * 1_000_001])
def test_a_hostile_theme_is_told_of(tmp_path: Path, text: str):
    theme, problems = read(tmp_path, text)
    assert theme == DEFAULT
    assert len(problems) == 1
