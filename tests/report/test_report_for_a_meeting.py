"""The reports as a director reads them: names, not ids; what harms most first; nothing left blank, figures alike."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import clinic as journeys
import pytest
from msgspec.structs import replace

from journeymap.diagnostics import Acceptance
from journeymap.drawing import Drawing, DrawOptions, built_in
from journeymap.figures import Figure, Figures
from journeymap.findings.digest import digest
from journeymap.findings.harm import weighed
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import DAY, Minutes
from journeymap.page.assembly import pieces_of
from journeymap.pipeline import check_file, check_source
from journeymap.report.context import labels_of
from journeymap.report.html import html_report
from journeymap.report.markdown import markdown_report
from journeymap.report.missing_data import to_know
from journeymap.report.summary import WORST, worst

BLUEPRINTS = Path(__file__).parents[2] / "blueprints"
THREE_LABELS = """\
journeymap: 1
title: A cup of coffee
steps:
  order: {customer: Orders a coffee, next: wait}
  wait:  {customer: Waits at the counter, next: drink}
  drink: {customer: Drinks it}
"""


def page_of(name: str, language: str = "nl") -> str:
    return html_report(check_file(BLUEPRINTS / f"{name}.yaml"), language, built_in("default"))


def section(page: str, name: str) -> str:
    found = re.search(rf'<section id="{name}".*?</section>', page, re.DOTALL)
    assert found is not None
    return found[0]


@pytest.fixture(scope="module")
def repair() -> str:
    return page_of("reparatieverzoek")


def test_steps_and_personas_go_by_their_names_in_the_findings(repair: str):
    said = unescape(re.sub(r"<[^>]*>", "", section(repair, "findings")))
    assert '"Bellen" duurt gemiddeld' in said
    assert '"bellen"' not in said
    assert '"werkend"' not in said
    assert '"Fatima, werkt vier dagen"' in said


def test_the_text_names_them_alike():
    text = markdown_report(check_file(BLUEPRINTS / "reparatieverzoek.yaml"), "nl")
    assert '"4. Bellen" duurt gemiddeld' in text
    assert '"bellen"' not in text
    assert '"werkend"' not in text
    assert "| 4. Bellen | Altijd zo geweest | organisatie | Team Dagelijks Onderhoud | 2009 | – |" in text


def test_a_source_keeps_its_name_where_a_step_has_the_same():
    text = """
title: A survey
sources: {survey: {kind: interview, n: 1, date: 2020-01-01}}
steps:
  survey:
    customer: Fills in the form
    frontstage: Reads it
    experience: {everyone: {emotion: 1}}
    heard: survey
    end: helped
"""
    told = markdown_report(check_source(text, "survey.yaml"), "en")
    assert "1. Fills in the form" in told
    assert 'the source "survey"' in told


@pytest.mark.parametrize("name", ["reparatieverzoek", "aardbeving-samen", "hospital-visit"])
def test_steps_have_the_numbers_that_the_drawing_gives_them(name: str):
    result = check_file(BLUEPRINTS / f"{name}.yaml")
    assert result.journey is not None
    drawing = Drawing(result.journey, (), (), DrawOptions(language="en"))
    assert labels_of(result.graph) == pieces_of(drawing, "", "", "").labels


def test_what_harms_most_is_said_first_and_each_kind_once(repair: str):
    result = check_file(BLUEPRINTS / "hospital-visit.yaml")
    told = digest(weighed(result).diagnostics)
    chosen = worst(told)
    assert len(chosen) == WORST == len({lead.diagnostic.code for lead, _ in chosen})
    first = told.leads[0].diagnostic
    assert chosen[0][0] == told.leads[0]
    assert chosen[0][1] == sum(lead.diagnostic.code == first.code for lead in told.leads) - 1
    assert all(told.leads[lead.number - 1] == lead for lead, _ in chosen)
    assert all(lead.diagnostic.harm for lead, _ in chosen), "only what happens to customers harms them"
    listed = (
        section(repair, "in-short").index('<ol class="worst">'),
        section(repair, "in-short").index('<div class="two">'),
    )
    assert listed[0] < listed[1]
    assert 'id="finding-1"' in section(repair, "findings")


def test_every_figure_in_short_and_every_plot_says_how_much_of_it_is_assumed(repair: str):
    told = dict(re.findall(r"<div><dt>([^<]*)</dt><dd>(.*?)</dd></div>", section(repair, "in-short")))
    for about in ("De meesten vallen uit bij", "Beste verandering", "Gevraagd van huis en tijd"):
        assert re.search(r'class="assumed">zonder bron: [\d,]+%', told[about]), about
    plots = re.findall(r'<div class="plot".*?</p>', section(repair, "plots"), re.DOTALL)
    assert len(plots) == 5
    assert all('class="assumed">zonder bron: ' in plot for plot in plots)


def test_a_figure_is_the_same_wherever_it_is_told(repair: str):
    text = markdown_report(check_file(BLUEPRINTS / "reparatieverzoek.yaml"), "nl")
    short, figures = section(repair, "in-short"), section(repair, "figures")
    row = re.search(r'<th scope="row">geholpen</th><td class="figure">([^<]*)</td>', short)
    assert row is not None
    (shown,) = row.groups()
    assert f'<dd class="value">{shown}</dd>' in short
    assert f">geholpen {shown}<" in short
    assert f'<th scope="row">geholpen</th><td class="figure">{shown}</td>' in figures
    assert f"geholpen {shown}, " in section(repair, "personas")
    assert f"- Geholpen: {shown}; " in text
    assert f"| geholpen | {shown} | " in text


def test_a_time_that_was_drawn_has_no_more_digits_than_its_error_lets_stand():
    def told(error: float | None) -> str:
        figure = Figure("p90", say("x"), "minutes", "less", 53.27 * DAY, {}, None, error)
        return str(figure.amount())

    assert told(None) == "53.3 days"
    assert told(0.01 * DAY) == "53.3 days"
    assert told(0.4 * DAY) == "53 days"
    assert told(9 * DAY) == "53 days"
    assert str(Minutes(53.27 * DAY).rounded(1)) == "50 days"


def test_nobody_has_to_wonder_why_all_take_longer_than_each(repair: str):
    result = check_file(BLUEPRINTS / "hospital-visit.yaml")
    assert result.facts is not None
    figure = Figures(result.facts)["p90"]
    # Drawn by chance, the figure of all lies above that of each; told with the digits that are sure it does not.
    assert {str(figure.amount(who)) for who in (None, *figure.by_persona)} == {"53 days"}


def test_three_labels_say_what_to_write_to_know_more():
    result = check_source(THREE_LABELS, "coffee.yaml")
    assert result.facts is not None
    assert list(to_know(result.facts)) == [
        "time", "contacts", "feelings", "sacrifice", "levers", "personas", "sources", "because",
    ]  # fmt: skip
    page = html_report(result, "en", built_in("default"))
    short = section(page, "in-short")
    assert "How long it takes: write" in short
    assert re.findall(r'class="tile (\w+)"', short) == ["helped", "findings"]
    assert "contacts" not in section(page, "figures").partition("Not stated")[0]
    assert 'href="#personas"' not in page
    for name, words in (("plots", "What is given up: write"), ("choices", "Why a step is as it is: write"),
                        ("evidence", "How sure it is: describe")):  # fmt: skip
        assert words in section(page, name), name
    assert "How long it takes: write" not in section(page, "evidence")
    assert "- how long it takes: write" in markdown_report(result, "en")


def test_who_states_all_of_it_is_asked_for_nothing():
    result = check_file(BLUEPRINTS / "reparatieverzoek.yaml")
    assert result.facts is not None
    assert to_know(result.facts) == {}
    assert 'class="unknown"' not in html_report(result, "nl", built_in("default"))


def test_waiting_without_a_word_is_not_told_where_no_time_is_known():
    text = "journeymap: 1\nsteps:\n  a: {customer: A, takes: 5 min, next: b}\n  b: {customer: B}\n"
    page = html_report(check_source(text, "endless.yaml"), "en", built_in("default"))
    assert "Waiting without a word" not in section(page, "in-short")
    assert "never" in section(page, "in-short")


def test_the_register_says_who_answers_for_a_choice_and_when_it_is_looked_at_again():
    text = journeys.CLINIC.replace("since: 2015}", "since: 2015, review: 2027-01-01}\n    owner: Desk")
    page = section(html_report(check_source(text, "clinic.yaml"), "en", built_in("default")), "choices")
    heads = re.findall(r'<th scope="col">([^<]*)</th>', page)
    assert heads == ["Step", "Reason", "Whom it serves", "Who answers for it", "Since", "Looked at again"]
    assert ('<th scope="row"><a href="#step=letter">2. Reads the letter</a></th><td>Always so</td>'
            '<td>organisation</td><td>Desk</td><td class="date">2015</td>'
            '<td class="date">1 January 2027</td>') in page  # fmt: skip
    assert "write the day as" not in page
    assert "write the day as" in html_report(journeys.clinic(), "en", built_in("default"))


def test_accepted_findings_come_with_their_reasons_in_both():
    result = journeys.clinic()
    (finding, *_) = result.diagnostics
    accepted = replace(result, accepted=(Acceptance(finding, "We know"),))
    assert '<p class="reason">We know</p>' in section(html_report(accepted, "en", built_in("default")), "choices")
    assert "| We know | Practice |" in markdown_report(accepted, "en")


def test_the_sources_name_their_steps_and_how_old_they_are(repair: str):
    evidence = section(repair, "evidence")
    assert "afbellen" not in re.sub(r'href="[^"]*"', "", evidence)
    assert "minder dan een maand" in evidence
    assert "0 maanden" not in evidence
    assert "Gerrit, 78, geen smartphone" in evidence


def test_the_words_of_the_figures_are_explained(repair: str):
    figures = section(repair, "figures")
    names = set(re.findall(r'<th scope="row">([^<]*)</th>', figures))
    meant = re.search(r'<dl class="meant">(.*?)</dl>', figures, re.DOTALL)
    assert meant is not None
    explained = re.findall(r"<dt>([^<]*)</dt>", meant[1])
    assert len(explained) > 12
    assert {name[:1].lower() + name[1:] for name in explained} <= names


def test_the_time_of_all_stands_above_that_of_each_with_its_spread(repair: str):
    plot = re.search(r'id="plot-time".*?</svg>', section(repair, "plots"), re.DOTALL)
    assert plot is not None
    bars = re.findall(r"<title>([^<]*)</title>", plot[0])
    whole = [words for words in bars if "er wordt aan gewerkt" in words][:3]
    assert [words.partition(":")[0] for words in whole] == [
        "Iedereen", "Fatima, werkt vier dagen", "Gerrit, 78, geen smartphone",
    ]  # fmt: skip
    assert all("de helft binnen" in words and "negen van de tien binnen" in words for words in whole)


def test_on_paper_the_cards_have_the_first_ten_numbers_of_the_list(repair: str):
    printed = re.search(r'<div id="printed".*?(?=<p class="drawing-how">)', repair, re.DOTALL)
    assert printed is not None
    found = digest(weighed(check_file(BLUEPRINTS / "reparatieverzoek.yaml")).diagnostics).leads
    told = {number for words in re.findall(r">([\d, ]+)<", printed[0]) for number in re.findall(r"\d+", words)}
    first = [lead for lead in found if lead.number <= 10]
    missing = [lead for lead in first if lead.diagnostic.step is not None and str(lead.number) not in told]
    assert missing == []
    assert "zijn die van deze lijst" in section(repair, "findings")


def test_numbers_of_steps_are_named_below_the_feelings_unless_there_are_too_many(repair: str):
    key = re.search(r'<p class="key">(.*?)</p>', section(repair, "plots"))
    assert key is not None
    assert "4. Bellen" in key[1]
    assert "11. " not in key[1], "a step without feelings has no number on the plot"
    steps = "\n".join(
        f"  s{n}: {{customer: S, experience: {{everyone: {{emotion: 1}}}}, next: s{n + 1}}}" for n in range(50)
    )
    text = f"journeymap: 1\nsteps:\n{steps}\n  s50: {{customer: S, end: helped}}\n"
    page = html_report(check_source(text, "long.yaml"), "en", built_in("default"))
    assert 'id="plot-feelings"' in page
    assert '<p class="key">' not in page
    assert 'class="assumed">assumed: 100%' in section(page, "plots")


def test_a_manager_reads_first_how_it_ends_what_is_worst_what_to_do_and_what_is_not_known():
    text = markdown_report(check_source(POOR, "poor.yaml"), "en")
    first = text.partition("## In five minutes")[2].partition("\n## ")[0]
    assert first.lstrip().startswith("Of 100 customers 70 are helped")
    assert re.findall(r"^### (.*)", first, re.MULTILINE) == [
        "What affects customers most", "What to do first", "Not known yet, and what to write to know it",
        "Where people leave", "The main figures",
    ]  # fmt: skip
    assert "not judged: " in first.partition("### Not known yet")[2]


POOR = """\
journeymap: 1
steps:
  ask: {customer: Asks, frontstage: Listens, next: {wait: 70%, away: 30%}}
  wait: {customer: Gets it, frontstage: Brings it, wait: 3 weeks, end: helped}
  away: {customer: Leaves, end: gave-up}
"""


def test_the_text_and_the_portraits_say_what_is_assumed_too(repair: str):
    text = markdown_report(check_file(BLUEPRINTS / "reparatieverzoek.yaml"), "nl")
    short = text.partition("## In vijf minuten")[2].partition("\n## ")[0]
    told = [line for line in short.splitlines() if line.startswith(("- Geholpen", "- Doorlooptijd", "- De beste"))]
    assert len(told) == 3
    assert all(line.endswith(". Zonder bron: 0%.") for line in told)
    assert "per 1000 klanten. Een min betekent: minder ervan. Zonder bron: 0%." in text
    assert section(repair, "personas").count("<li>0% zonder bron</li>") == 2
