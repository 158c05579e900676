"""The journey on one screen."""

from __future__ import annotations

from pathlib import Path

import clinic
import pytest

from journeymap.i18n.languages import LANGUAGES
from journeymap.pipeline import check_file, check_source
from journeymap.report.overview import LINES, overview
from journeymap.terminal.charts import TerminalStyle

EXPECTED = Path(__file__).parent / "expected"
BLUEPRINTS = Path(__file__).parents[2] / "blueprints"
FILES = sorted(BLUEPRINTS.rglob("*.yaml"))


@pytest.mark.parametrize(
    ("name", "persona", "look"),
    [
        ("overview.txt", None, TerminalStyle()),
        ("overview-elder.txt", "elder", TerminalStyle()),
        ("overview-plain.txt", None, TerminalStyle(unicode=False)),
    ],
)
def test_the_overview_reads_as_expected(name: str, persona: str | None, look: TerminalStyle, accept: bool):
    facts = clinic.clinic().facts
    assert facts is not None
    text = overview(facts, "clinic.yaml", look, persona)
    if accept:
        (EXPECTED / name).write_text(text, encoding="utf-8")
    assert text == (EXPECTED / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(BLUEPRINTS).as_posix())
def test_every_blueprint_fits_on_one_screen(path: Path):
    result = check_file(path)
    assert result.facts is not None
    for language in LANGUAGES:
        for unicode in (True, False):
            lines = overview(result.facts, path.name, TerminalStyle(language, unicode=unicode)).splitlines()
            assert len(lines) <= LINES
            assert max(map(len, lines)) <= 80


def test_many_personas_are_shown_by_the_least_and_the_most_of_them():
    personas = "".join(f"  a-long-name-{number}: {{share: 10%}}\n" for number in range(10))
    shares = "{" + ", ".join(f"a-long-name-{number}: {number}0%" for number in range(10)) + "}"
    source = (
        f"journeymap: 1\npersonas:\n{personas}steps:\n  a: {{customer: x, next: {{b: {{share: {shares}}}, c: }}}}\n"
        "  b: {customer: y, end: helped}\n  c: {customer: z, end: refused}\n"
    )
    from journeymap.pipeline import check_source

    facts = check_source(source, "many.yaml").facts
    assert facts is not None
    lines = overview(facts, "many.yaml", TerminalStyle()).splitlines()
    assert lines[1].split() == ["everyone", "least", "most", "assumed"]
    assert lines[2].split()[2:5] == ["45%", "0%", "90%"]


def test_one_statement_is_one():
    def text_of(step: str) -> str:
        result = check_source(f"sources: {{s: {{kind: interview}}}}\nsteps:\n  a: {{customer: x, {step}}}\n", "a.yaml")
        assert result.facts is not None
        return overview(result.facts, "a.yaml", TerminalStyle())

    assert "rests on: 1 statement, without a source;" in text_of("wait: 3 days")
    assert "rests on: 1 statement, with a source;" in text_of("wait: 3 days, heard: s")


def test_a_first_sketch_says_what_it_does_not_state():
    from journeymap.pipeline import check_source

    facts = check_source("journeymap: 1\nsteps:\n  a: {customer: x, next: b}\n  b: {customer: y}\n", "a.yaml").facts
    assert facts is not None
    text = overview(facts, "a.yaml", TerminalStyle())
    assert "not stated: time, contacts, what is given up, feelings" in " ".join(text.split())
    assert "stranded at: b (100%)" in text


CIRCLE = """
journeymap: 1
channels: {phone: {name: Phone}, desk: {name: Desk}}
steps:
  ask:  {customer: Asks, frontstage: x, channel: phone, asks: name, takes: 5 min, next: {wait: 60%, done: 40%}}
  wait: {customer: Calls again, frontstage: x, channel: desk, asks: name, next: told}
  told:
    customer: Hears the same
    frontstage: y
    channel: phone
    experience: {everyone: {desired: 5, perceived: 2}}
    next: wait
  done: {customer: Is helped, end: helped}
"""


@pytest.mark.parametrize(
    ("language", "never", "endless", "rows"),
    [
        ("en", "never", "without end",
         ("contacts", "changes of channel", "items asked for", "given up over the whole journey")),
        ("nl", "nooit", "zonder einde",
         ("contacten", "kanaalwisselingen", "gevraagde gegevens", "tekort over de hele klantreis")),
    ],
)  # fmt: skip
def test_who_goes_round_for_ever_is_asked_without_end(language: str, never: str, endless: str, rows: tuple[str, ...]):
    from journeymap.pipeline import check_source

    facts = check_source(CIRCLE, "a.yaml").facts
    assert facts is not None
    text = overview(facts, "a.yaml", TerminalStyle(language))
    assert never in text
    for row in rows:
        assert any(line.startswith(row) and endless in line for line in text.splitlines()), row


def test_for_programs_what_is_without_end_is_infinite():
    from journeymap.pipeline import check_source
    from journeymap.tables.records import document

    (file,) = document([check_source(CIRCLE, "a.yaml")], None, None)["files"]
    values = {figure["name"]: figure["value"] for figure in file["figures"]}
    for name in ("time", "contacts", "channel-switches", "items-asked", "total-sacrifice"):
        assert values[name] == "infinite", name
    assert values["sacrifice"] == 3
    assert values["hand-offs"] is None  # nobody says who acts


def test_each_line_of_figures_says_how_much_of_it_is_assumed():
    result = check_file(BLUEPRINTS / "reparatieverzoek.yaml")
    assert result.facts is not None
    lines = overview(result.facts, "r.yaml", TerminalStyle(language="nl")).splitlines()
    assert len(lines) <= 24
    (burdens,) = (line for line in lines if line.startswith("gevraagd van huis en tijd"))
    # What weighs most comes first: a line that is cut loses the least.
    assert burdens.startswith("gevraagd van huis en tijd (33% zonder bron): huisbezoeken 1,7, ")
    assert [line for line in lines if line.startswith(("de meesten vallen", "beste verandering"))] == [
        line for line in lines if " zonder bron): " in line and not line.startswith("gevraagd")
    ]


def test_what_rests_on_journeys_drawn_by_chance_says_its_error():
    result = check_source(
        "steps:\n  ask: {customer: Asks, takes: 10 min, starts: work, next: get}\n"
        "  work: {backstage: Works, takes: 1-2 h}\n  get: {customer: Gets it, needs: work, end: helped}\n",
        "t.yaml",
    )
    assert result.facts is not None
    lines = overview(result.facts, "t.yaml", TerminalStyle()).splitlines()
    assert any(line.startswith("time on average (±") for line in lines)
    # Where everybody ends is known exactly.
    assert any("helped  " in line and "±" not in line for line in lines)


@pytest.mark.parametrize(("language", "unknown"), [("en", "not known"), ("nl", "niet bekend")])
def test_how_long_half_take_is_not_known_where_they_were_still_under_way(language: str, unknown: str):
    result = check_source(
        "steps:\n  a: {customer: A, start: true, takes: 1 min, next: {b: 99.999%, z: 0.001%}}\n"
        "  b: {customer: B, takes: 1 min, next: a}\n  z: {customer: Z, end: helped}\n",
        "t.yaml",
    )
    assert result.facts is not None
    lines = overview(result.facts, "t.yaml", TerminalStyle(language=language)).splitlines()
    assert len([line for line in lines if line.endswith(unknown)]) == 2
