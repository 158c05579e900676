"""The page as a file: one, whole, closed to the outside, and the same as ever."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from drawings_for_tests import CASES, LABELS, case_drawing, export, hostile_drawing, many_pages

from journeymap.drawing import ROWS, SHOWN, DrawOptions, draw
from journeymap.drawing.theme.theme import DEFAULT
from journeymap.drawing.theme.theme_file import THEMES, built_in
from journeymap.findings.numbering import numbered
from journeymap.graph.names import BlueprintNames
from journeymap.i18n.references import with_names
from journeymap.outline.builder import tell
from journeymap.page import assembly
from journeymap.page.colours import by_property, colours, properties
from journeymap.pipeline import check_file
from journeymap.plugins import module_names
from journeymap.report import html as html_report

PAGE = Path(assembly.__file__).parent

VOID = {"meta", "input", "link", "br", "hr", "img"}


class Page(HTMLParser):
    """A page, taken apart: its elements, what stands in each script and style, and all texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)
        if tag in self.raw:
            self.raw[tag].append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] in self.raw:
            self.raw[self._open[-1]][-1] += data
        else:
            self.texts.append(data)


def source(drawing=None) -> str:
    (part,) = export("html", drawing or checked())
    assert part.name == ""
    return part.content.decode("utf-8")


def checked(name: str = "rich", options: DrawOptions | None = None):
    result = check_file(CASES / f"{name}.yaml")
    assert result.journey is not None
    return draw(result.journey, result.diagnostics, result.accepted, options)


def test_html_and_outline_are_formats():
    assert {"html", "outline"} <= set(module_names("exporters"))


@pytest.mark.parametrize("make", [checked, hostile_drawing, many_pages])
def test_it_is_well_formed_and_every_id_is_there_once(make):
    page = Page(source(make()))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in page.elements:
        for name in ("aria-controls", "aria-labelledby", "aria-describedby", "for"):
            assert set(attributes.get(name, "").split()) <= set(ids)


def test_the_policy_names_the_style_and_the_script_that_are_there_and_nothing_else():
    page = Page(source())
    (policy,) = [
        attributes["content"]
        for _, attributes in page.elements
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules == {
        "default-src": "'none'",
        "style-src": f"'{hashed(page.raw['style'][0])}'",
        "script-src": f"'{hashed(page.raw['script'][0])}' '{hashed(page.raw['script'][2])}'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert len(page.raw["style"]) == 1
    assert len(page.raw["script"]) == 3


def test_what_only_those_without_a_script_see_is_hidden_before_it_is_there():
    text = source()
    early = text.index('<script>document.documentElement.classList.add("scripted");</script>')
    assert early < text.index("<style>") < text.index("<body>")


def hashed(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


@pytest.mark.parametrize("make", [checked, hostile_drawing])
def test_nothing_in_it_fetches_or_runs_by_an_attribute(make):
    page = Page(source(make()))
    for tag, attributes in page.elements:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base", "use", "foreignobject"}
        for name, value in attributes.items():
            assert not name.startswith("on")
            assert name not in {"style", "src", "srcset", "action", "formaction", "xlink:href"}
            if name == "href":
                assert re.match(r"#|https?://", value)
    script = page.raw["script"][0] + page.raw["script"][2]
    for word in ("eval(", "Function(", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "fetch(",
                 "XMLHttpRequest", "import(", "http://", "https://"):  # fmt: skip
        assert word not in script
    assert not re.search(r"url\(|@import|expression", page.raw["style"][0])


def test_hostile_texts_stand_in_it_as_they_are():
    text = " ".join(" ".join(Page(source(hostile_drawing())).texts).split())
    assert [label for label in LABELS if " ".join(label.split()) not in text] == []


def test_the_data_is_json_that_no_parser_of_html_trips_over():
    page = Page(source(hostile_drawing()))
    raw = page.raw["script"][1]
    assert not set("<>&") & set(raw)
    assert raw.isascii()
    data = json.loads(raw)
    count = len(data["ids"])
    assert count == len(LABELS) == len(data["boxes"])
    assert all(len(box) == 4 and box[0] < box[2] and box[1] < box[3] for box in data["boxes"])
    ways = data["everyone"]
    assert all(-2 <= step < count for step in (*ways["before"], *ways["after"], *ways["toAny"], *ways["way"]))


def test_every_step_is_drawn_and_told_once():
    drawing = checked()
    page = Page(source(drawing))
    drawn = [attributes["data-step"] for tag, attributes in page.elements if tag == "g" and "data-step" in attributes]
    told = [attributes["data-told"] for _, attributes in page.elements if "data-told" in attributes]
    numbers = [str(number) for number in range(len(drawing.graph.blueprint.steps))]
    assert sorted(drawn, key=int) == sorted(told, key=int) == numbers


def test_every_arrow_and_label_tells_whose_it_is():
    drawing = checked()
    page = Page(source(drawing))
    tied = [attributes for tag, attributes in page.elements if tag == "g" and "data-from" in attributes]
    arrows = drawing.geometry.arrows
    labelled = [arrow for arrow in arrows if arrow.label is not None]
    assert len(tied) == len(arrows) + len(labelled)
    steps = list(drawing.graph.blueprint.steps)
    step_of = {placed.card.id: placed.card.step for placed in drawing.geometry.cards}
    labels = [attributes for attributes in tied if attributes["class"] == "label"]
    for attributes, arrow in zip(labels, labelled, strict=True):
        ends = steps[int(attributes["data-from"])], steps[int(attributes["data-to"])]
        assert ends == (step_of[arrow.arrow.source], step_of[arrow.arrow.target])


def test_the_list_of_findings_holds_what_was_found():
    drawing = checked()
    page = Page(source(drawing))
    listed = [attributes["data-severity"] for _, attributes in page.elements if "data-severity" in attributes]
    told = numbered(drawing.diagnostics)
    assert listed == [str(finding.diagnostic.severity) for finding in told]
    assert len(told) == len(drawing.diagnostics)
    texts = " ".join("".join(page.texts).split())
    outline = tell(drawing)
    names = BlueprintNames(drawing.graph, {
        step.id: f"{step.number}. {step.label}" for phase in outline.phases for step in phase.steps
    })  # fmt: skip
    for diagnostic in drawing.diagnostics:
        message = " ".join(with_names(diagnostic.message, names).text("nl").split())
        assert message[1:] in texts
        assert diagnostic.help is None or " ".join(with_names(diagnostic.help, names).text("nl").split()) in texts


@pytest.mark.parametrize("name", THEMES)
def test_a_theme_by_properties_is_the_theme_again_once_they_are_filled_in(name: str):
    theme = built_in(name)
    names, values = by_property(theme), properties(theme, theme)
    known = dict(re.findall(r"(--c\d+):(#[0-9A-Fa-f]{6});", values))
    assert not colours(names)
    assert known[names.ink[4:-1]] == theme.ink
    for lane, style in names.lanes.items():
        assert known[style.band[4:-1]] == theme.lanes[lane].band
    for look, arrow in names.arrows.items():
        assert known[arrow.stroke.colour[4:-1]] == theme.arrows[look].stroke.colour
    assert list(known.values()) == list(colours(theme).values())


def test_the_dark_colours_go_to_the_same_places():
    dark = built_in("dark")
    known = dict(re.findall(r"(--c\d+):(#[0-9A-Fa-f]{6});", properties(DEFAULT, dark)))
    names = by_property(DEFAULT)
    assert known[names.paper[4:-1]] == dark.paper
    assert known[names.badges["pain"].ink[4:-1]] == dark.badges["pain"].ink


def test_findings_on_the_cards_take_the_place_of_the_marks_and_have_no_second_list():
    text = source(checked(options=DrawOptions(rows=SHOWN | {"findings"})))
    assert 'class="pin"' not in text
    assert text.count('<g class="findings"') == 0
    assert 'class="pin"' in source(checked())


def test_the_pages_for_the_printer_are_of_the_paper_that_was_asked_for():
    text = source(checked(options=DrawOptions(page="a3")))
    boxes = re.findall(r'<div><svg [^>]*width="([\d.]+)" height="([\d.]+)"', text)
    assert boxes
    assert {(round(float(width) * 0.75), round(float(height) * 0.75)) for width, height in boxes} == {(1191, 842)}


def test_a_poster_is_whole_on_the_screen():
    text, whole = (source(checked(options=DrawOptions(poster=poster))) for poster in ("a1", None))
    shapes = [re.search(r'<svg id="scene".*?</svg>', one, re.DOTALL) for one in (text, whole)]
    assert shapes[0]
    assert shapes[1]
    assert shapes[0][0] == shapes[1][0]


def test_no_name_of_the_scripts_stands_for_two_things():
    # All scripts of a page are closed in one function: of two functions with one name only the last would be there.
    report = Path(html_report.__file__).parent / "report.js"
    script = "\n".join(one.read_text(encoding="utf-8") for one in (*sorted(PAGE.glob("*.js")), report))
    names = re.findall(r"^(?:async )?function (\w+)", script, re.MULTILINE)
    assert len(names) > 50
    assert sorted(names) == sorted(set(names))


def test_a_page_says_its_language_and_that_of_the_blueprint():
    page = Page(source(checked(options=DrawOptions(language="en"))))
    assert page.elements[0] == ("html", {"lang": "en"})
    assert [attributes["lang"] for _, attributes in page.elements if attributes.get("id") == "told"] == ["nl"]


def test_small_blueprints_have_small_pages():
    assert len(source(case_drawing("small"))) < 132_000


@pytest.mark.parametrize("persona", [None, "oudere"])
def test_a_page_can_show_all_rows_and_marks_for_everyone_and_for_one(persona: str | None):
    drawing = case_drawing("rich", DrawOptions(rows=frozenset(ROWS), persona=persona))
    (part,) = export("html", drawing)
    assert b'class="guaranteed' in part.content
