"""The report on a blueprint that replaces another one holds it against that one."""

from __future__ import annotations

from journeymap.cli import main


def report(path: str, file, *options: str) -> str:
    assert main(["report", path, "-o", str(file), "--no-drawing", "-q", *options]) == 0
    return file.read_text(encoding="utf-8")


def test_the_text_says_what_customers_notice_of_it(tmp_path):
    text = report("blueprints/winkel-retour-to-be.yaml", tmp_path / "a.md", "--lang", "en")
    (part,) = [part for part in text.split("\n## ") if part.startswith("Compared with what it replaces")]
    assert "### What customers notice" in part
    assert "| 96% -> 100% better |" in part
    assert "resolved: " in part


def test_the_page_has_it_among_its_contents(tmp_path):
    page = report("blueprints/winkel-retour-to-be.yaml", tmp_path / "a.html", "--lang", "en")
    assert '<a href="#compared">Compared</a>' in page
    assert "96% → 100%" in page or "96% -&gt; 100%" in page


def test_a_blueprint_that_replaces_none_has_no_such_part(tmp_path):
    assert "Compared with" not in report("blueprints/city-bike.yaml", tmp_path / "a.md")


def test_what_it_replaces_and_cannot_be_read_is_left_out(tmp_path):
    file = tmp_path / "b.yaml"
    file.write_text(
        "journeymap: 1\nrelates: {replaces: [gone.yaml, torn.yaml]}\nsteps: {a: {customer: x, end: helped}}\n"
    )
    (tmp_path / "torn.yaml").write_text("steps: {a: [\n")
    assert "Compared with" not in report(str(file), tmp_path / "a.md")
