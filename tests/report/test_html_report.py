"""The report as a page, without a browser: its structure and every text in it, its policy, its links."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import clinic as journeys
import pytest

from journeymap.diagnostics import Severity
from journeymap.drawing import THEMES, built_in
from journeymap.findings.digest import digest
from journeymap.findings.harm import weighed
from journeymap.pipeline import check_file, check_source
from journeymap.report.html import html_report

EXPECTED = Path(__file__).parent / "expected" / "report-page.txt"
BLUEPRINTS = Path(__file__).parents[2] / "blueprints"
VOID = {"meta", "input", "br", "link", "img"}


class Structure(HTMLParser):
    """Reads a page: its tags have to close as they open; the texts outside of the drawing, a line each."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.addresses: list[str] = []
        self.lines: list[str] = []
        self.handlers: list[str] = []
        self.held = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.ids += [known["id"] or ""] if "id" in known else []
        self.links += [known["href"] or ""] if "href" in known else []
        self.addresses += [value or "" for name, value in attrs if name in ("src", "srcset", "action", "data")]
        self.handlers += [name for name, _ in attrs if name.startswith("on") or name == "style"]
        self._end_line()
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        self._end_line()
        assert self.open.pop() == tag, (tag, self.open[-3:])

    def handle_data(self, data: str) -> None:
        self.held += data

    def _end_line(self) -> None:
        text = " ".join(self.held.split())
        self.held = ""
        if text and self.open and self.open[-1] not in ("style", "script"):
            self.lines.append(f"{self.open[-1]}: {text}")


def read(page: str) -> Structure:
    structure = Structure()
    structure.feed(page)
    assert structure.open == []
    return structure


def outline(page: str) -> str:
    """All texts of a report but for those of the drawing and its pages."""
    around = re.sub(r'<section id="drawing".*?(?=<section id="findings")', "", page, flags=re.DOTALL)
    structure = Structure()
    structure.feed(around)
    return "\n".join(structure.lines) + "\n"


@pytest.fixture(scope="module")
def page() -> str:
    return html_report(journeys.clinic(), "en", built_in("default"))


def test_the_page_says_as_expected(page: str, accept: bool):
    text = outline(page)
    if accept:
        EXPECTED.write_text(text, encoding="utf-8")
    assert text == EXPECTED.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["reparatieverzoek", "hospital-visit", "sign-up-funnel", "aardbevingsschade"])
def test_every_tag_closes_every_id_is_one_and_every_link_leads_somewhere(name: str):
    structure = read(html_report(check_file(BLUEPRINTS / f"{name}.yaml"), "nl", built_in("default")))
    assert len(structure.ids) == len(set(structure.ids))
    inside = [link for link in structure.links if link.startswith("#")]
    assert len(inside) > 20
    assert [link for link in inside if unquote(link[1:]) not in {unquote(name) for name in structure.ids}] == []
    assert structure.addresses == []
    assert structure.handlers == []


def test_the_policy_knows_the_style_and_the_script_and_nothing_else(page: str):
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    said = policy[1].replace("&#x27;", "'")
    contents = re.findall(r"<(style|script)>(.*?)</\1>", page, re.DOTALL)
    assert sorted(tag for tag, _ in contents) == ["script", "script", "style"]
    for _, content in contents:
        assert f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'" in said
    assert "default-src 'none'" in said
    assert "unsafe" not in said
    assert "http" not in said


def test_the_tile_counts_the_list_below_it_and_what_happens_to_nobody_has_parts_of_its_own(page: str):
    told = digest(weighed(journeys.clinic()).diagnostics)
    tile = re.search(r'<div class="tile findings"><dt>Findings</dt><dd class="value">(\d+)</dd>', page)
    assert tile is not None
    assert int(tile[1]) == len(told.of("service"))
    parts = {
        kind: re.findall(r'<li data-number="(\d+)" id="finding-\1"', listed)
        for kind, listed in re.findall(r'<ol id="([\w-]+)-list".*?>(.*?)</ol>', page, re.DOTALL)
    }
    assert {kind for kind, numbers in parts.items() if numbers} == {"findings", "known", "not-judged"}
    assert sorted(int(number) for numbers in parts.values() for number in numbers) == [
        lead.number for lead in told.leads
    ]


def test_findings_stand_in_the_order_of_their_harm_with_what_to_do(page: str):
    result = journeys.clinic()
    listed = re.search(r'<ol id="findings-list".*?</ol>', page, re.DOTALL)
    assert listed is not None
    rules = re.findall(r"<dt>Rule</dt><dd>(\S+) \((JM\d+)\)</dd>", listed[0])
    told = [lead.diagnostic for lead in digest(weighed(result).diagnostics).of("service")]
    assert rules == [(found.code.name, found.code.number) for found in told]
    assert listed[0].count('class="remedy"') == sum(found.help is not None for found in told)
    assert re.findall(r'data-severity="(\w+)"', listed[0]) == [str(found.severity) for found in told]


def test_a_journey_that_states_little_gets_no_empty_plots_and_says_what_it_lacks():
    text = "journeymap: 1\ntitle: Short\nsteps:\n  a: {customer: Comes, next: b}\n  b: {customer: Goes, end: helped}\n"
    page = html_report(check_source(text, "short.yaml"), "en", built_in("default"))
    assert re.findall(r'class="plot" id="plot-(\w+)"', page) == ["outcomes"]
    assert "Not stated: " in page
    assert '<article class="portrait">' not in page
    read(page)


def test_time_in_circles_without_an_end_is_left_out_and_that_is_said():
    text = (
        "journeymap: 1\nsteps:\n  a: {start: true, customer: A, takes: 5 min, next: {b: 50%, end: 50%}}\n"
        "  b: {customer: B, takes: 5 min, next: c}\n  c: {customer: C, takes: 5 min, next: b}\n"
        "  end: {customer: D, end: helped}\n"
    )
    result = check_source(text, "circle.yaml")
    assert any(found.severity is Severity.ERROR for found in result.diagnostics)
    page = html_report(result, "en", built_in("default"))
    assert "stranded" in page
    time = re.search(r'id="plot-time".*?</details>', page, re.DOTALL)
    assert time is not None
    assert "Time in circles that nobody leaves is not in it" in time[0]
    assert "1. A" in time[0]
    assert "2. B" not in time[0]
    read(page)


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_reaches_the_page(theme: str):
    page = html_report(journeys.clinic(), "en", built_in(theme))
    assert f"--c0:{built_in(theme).paper}" in page
    read(page)


def test_what_is_written_is_the_same_for_every_hash_seed(tmp_path: Path):
    pages = []
    for seed in ("1", "2"):
        file = tmp_path / f"{seed}.html"
        source = BLUEPRINTS / "reparatieverzoek.yaml"
        command = [sys.executable, "-m", "journeymap", "report", str(source), "-o", str(file), "-q"]
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True)
        pages.append(file.read_bytes())
    assert pages[0] == pages[1]
    assert str(tmp_path).encode() not in pages[0]
    assert str(BLUEPRINTS).encode() not in pages[0]
