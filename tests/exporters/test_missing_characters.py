"""No text is silently shown as boxes: characters that no font at hand has are told, with their place and what to do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from drawings_for_tests import export

from journeymap.analysis import Journey
from journeymap.drawing import Drawing, DrawOptions, draw
from journeymap.drawing.character_location import places_of
from journeymap.model.blueprint import Blueprint
from journeymap.pipeline import check_source
from journeymap.rendering import typesetter
from journeymap.rendering.font_coverage import lacking
from journeymap.rendering.missing_glyphs import script_of

FONTS = Path(__file__).parents[2] / "src" / "journeymap" / "fonts"
BARE = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>"""
TEXT = """journeymap: 1
title: Zoë → café
personas:
  who: {name: "\\u0e01"}
steps:
  one: {customer: "Wacht op ขอ", pains: "日本", end: helped}
"""


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that has the font of the package and no other."""
    folder = tmp_path / "fonts"
    shutil.copytree(FONTS, folder)
    file = tmp_path / "fonts.conf"
    file.write_text(BARE.format(fonts=folder, cache=tmp_path / "cache"), encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(file))


def drawing_of(text: str) -> Drawing:
    result = check_source(text, "here.yaml")
    assert result.journey is not None
    return draw(result.journey, options=DrawOptions(dpi=36))


@pytest.mark.usefixtures("bare")
def test_what_the_shipped_font_has_is_not_lacking_and_the_rest_is():
    assert lacking(["Zoë's café → 3 €", "שלום", "Привет", "e\u0301", "\u200f\ufeff\u00a0\ufe0f"]) == ()
    assert lacking(["日本", "ขอ\u0e35", "😀"]) == ("ข", "อ", "\u0e35", "日", "本", "😀")


@pytest.mark.skipif(shutil.which("fc-list") is None, reason="there is no fc-list")
@pytest.mark.usefixtures("bare")
def test_where_graphviz_draws_the_fonts_are_those_of_fontconfig(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(typesetter, "trouble", lambda: "there is none")
    assert lacking(["Zoë's café → 3 €", "שלום", "日本"]) == ("日", "本")


def test_without_the_command_the_tables_of_the_fonts_are_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(typesetter, "trouble", lambda: "there is none")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "of-its-own"))
    assert lacking(["Zoë's café → 3 €", "שלום"]) == ()
    assert lacking(["\ue123"]) == ("\ue123",)  # for private use: no font of a system has it


@pytest.mark.usefixtures("bare")
def test_png_and_pdf_tell_once_which_characters_are_missing_where_and_what_to_install():
    drawing = drawing_of(TEXT)
    export("svg", drawing)
    assert drawing.notices == ()
    export("png", drawing)
    export("pdf", drawing)
    told = [(str(place), str(message), str(remedy)) for message, place, remedy in drawing.notices]
    assert [place for place, _, _ in told] == ["here.yaml:6:19", "here.yaml:6:41"]
    (_, thai, install), (_, chinese, other) = told
    assert "ข อ (Thai)" in thai
    assert "日 本 (CJK)" in chinese
    assert "Noto Sans Thai" in install
    assert "fonts-noto-cjk" in other


@pytest.mark.usefixtures("bare")
def test_of_a_script_that_stands_in_several_places_all_are_told():
    steps = "".join(f"  s{n}: {{customer: ขอ}}\n" for n in range(20))
    drawing = drawing_of(f"journeymap: 1\nsteps:\n{steps}")
    export("png", drawing)
    (notice,) = drawing.notices
    assert str(notice.place) == "here.yaml:3:18"
    assert "also at 4:18 5:18" in str(notice.message)
    assert str(notice.message).count(":1") < 20


@pytest.mark.usefixtures("bare")
def test_a_blueprint_from_python_is_warned_of_too():
    drawing = draw(
        Journey.of(Blueprint.model_validate({"steps": {"one": {"customer": "ขอ"}}})), options=DrawOptions(dpi=36)
    )
    export("png", drawing)
    (notice,) = drawing.notices
    assert notice.place is None
    assert "ข อ" in str(notice.message)


def test_the_place_of_a_character_is_that_of_its_text_even_where_it_is_written_as_an_escape():
    result = check_source(TEXT, "here.yaml")
    assert result.blueprint is not None
    found = places_of(result.blueprint, {"ก", "ข", "日", "ë", "ж"})
    assert [str(place) for place in found["ก"]] == ["here.yaml:4:15"]
    assert [str(place) for place in found["ข"]] == ["here.yaml:6:19"]
    assert [str(place) for place in found["日"]] == ["here.yaml:6:41"]
    assert [str(place) for place in found["ë"]] == ["here.yaml:2:8"]
    assert found["ж"] == ()


@pytest.mark.parametrize(
    ("character", "script"),
    [
        ("ก", "Thai"),
        ("\u0e35", "Thai"),
        ("日", "CJK"),
        ("한", "Hangul"),
        ("か", "Hiragana"),
        ("😀", "Emoji"),
        ("⛝", "Symbols"),
    ],
)
def test_a_script_is_called_as_its_fonts_are(character: str, script: str):
    assert script_of(character) == script


def test_what_is_remarked_of_the_letters_of_a_pdf_does_not_reach_whoever_draws(capfd: pytest.CaptureFixture[str]):
    text = "Zalgo: Z\u0335\u0321\u0322\u0327a\u0335l\u0334g\u0337o\u0336 مرحبا بالعالم 😀 日本語"
    export("pdf", drawing_of(f"journeymap: 1\ntitle: {text}\nsteps:\n  one: {{customer: {text}}}\n"))
    assert capfd.readouterr().err == ""
