"""The commands around checking and drawing."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

import journeymap
from journeymap.cli.commands.new import starter
from journeymap.config import Config
from journeymap.diagnostics import Severity
from journeymap.pipeline import check_source
from journeymap.plugins import instances, module_names

RULES = sorted(instances("rules", "RULE"), key=lambda rule: rule.code)


@pytest.mark.parametrize("word", ["dead-end", "JM203", "jm203", "203", "dead_end", "Dead-End"])
def test_a_rule_is_explained_by_name_and_code(run, here, word):
    outcome = run("explain", word)
    assert outcome.code == 0
    assert outcome.out.startswith("JM203 dead-end · error\n")
    assert all(f"\n{title}\n" in outcome.out for title in ("Why", "Fix", "Bad", "Good"))


def test_several_rules_are_explained_in_one_go(run, here):
    assert re.findall(r"(?m)^JM\d+", run("explain", "JM203", "JM101").out) == ["JM203", "JM101"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_page_of_every_rule_fits_a_terminal(run, here, rule):
    lines = run("explain", rule.name).out.splitlines()
    prose = lines[: lines.index("Bad")] if "Bad" in lines else lines
    assert all(len(line) <= 80 for line in prose)
    assert all(f"{name} = " in "\n".join(lines) for name in rule.options)


def test_words_of_the_format_stay_whole_on_a_page(run, here):
    out = run("explain", *(rule.name for rule in RULES)).out
    words = re.findall(r"`[^`\n]*-\n\s*[^`\n]*`", out)
    assert not words
    assert "burden: home-visit" in " ".join(run("explain", "piled-burden").out.split())


def test_a_list_of_words_is_shown_as_it_is_configured(run, here):
    assert "  allowed = []\n" in run("explain", "inside-out-words").out


def test_an_unknown_rule_is_wrong_use_with_a_suggestion(run, here):
    outcome = run("explain", "deadend")
    assert outcome.code == 2
    assert "Did you mean 'dead-end'?" in outcome.err


def test_all_rules_are_listed_as_text_json_and_markdown(run, here):
    text, data, table = (run("rules", "--format", form).out for form in ("text", "json", "markdown"))
    listed = [entry["name"] for entry in json.loads(data)]
    assert listed == [rule.name for rule in RULES]
    assert re.findall(r"(?m)^  JM\d+  ([\w-]+)", text) == listed
    assert re.findall(r"(?m)^\| JM\d+ \| `([\w-]+)`", table) == listed
    assert all(entry["finds"] for entry in json.loads(data))


def test_the_schema_goes_to_standard_output_or_a_file(run, here):
    printed = run("schema").out
    assert json.loads(printed)["$schema"].endswith("2020-12/schema")
    assert run("schema", "-o", "journeymap.schema.json").out == ""
    assert (here / "journeymap.schema.json").read_text("utf-8") == printed


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_starter_file_is_written_and_has_nothing_wrong(run, here, language):
    assert run("new", "begin", "--lang", language).code == 0
    text = (here / "begin.yaml").read_text("utf-8")
    assert text == starter(language)
    found = check_source(text, "begin.yaml", Config()).diagnostics
    assert [d for d in found if d.severity is not Severity.NOTE] == []
    assert run("draw", "begin.yaml", "-o", "drawn").code == 0


def test_a_starter_file_in_dutch_and_english_has_the_same_steps():
    counts = [len(check_source(starter(language), "x").blueprint.steps) for language in ("en", "nl")]
    assert counts[0] == counts[1] > 4


@pytest.mark.parametrize("title", ["Fietsen: huren #1", 'a "b" \\ c', "it's", "漢字", "- x\ny: z"])
def test_any_title_can_be_given(title):
    assert check_source(starter("en", title), "x").blueprint.title == title


def test_a_file_that_is_there_is_only_replaced_by_force(run, here, good):
    outcome = run("new", "good.yaml")
    assert outcome.code == 2
    assert "--force" in outcome.err
    assert "coffee" in good.read_text()
    assert run("new", "good.yaml", "--force").code == 0
    assert "coffee" not in good.read_text()


def test_a_new_blueprint_is_yaml(run, here):
    assert run("new", "begin.json").code == 2
    assert run("new", "-").out == starter("en")


def test_the_configuration_chooses_the_language_to_speak(run, here):
    (here / "journeymap.toml").write_text('language = "nl"')
    assert run("new", "-").out == starter("nl")


def test_the_doctor_names_versions_what_draws_and_configuration(run, here):
    (here / "journeymap.toml").write_text("")
    outcome = run("doctor")
    assert outcome.code == 0
    for words in (f"journeymap {' ' * 8}", "Python", "networkx", "pydantic", "draws PNG and PDF", "journeymap.toml"):
        assert words in outcome.out


def test_the_doctor_says_why_nothing_can_draw_png_and_pdf(tmp_path):
    package = tmp_path / "typst"
    package.mkdir()
    (package / "__init__.py").write_text('raise ImportError("libgcc_s.so.1: cannot open shared object file")')
    outcome = subprocess.run(
        [sys.executable, "-m", "journeymap", "doctor"],
        env={"PATH": "", "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 1
    assert outcome.stderr == ""
    assert "draws PNG and PDF  no: there is nothing to draw PNG and PDF with: libgcc_s.so.1" in outcome.stdout
    assert '"pip install typst"' in outcome.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed_for_each_shell(run, here, shell):
    outcome = run("completion", shell)
    assert outcome.code == 0
    assert f"_JOURNEYMAP_COMPLETE={shell}_complete" in outcome.out


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ch", "check"),
        ("check --select dead", "dead-end"),
        ("check --select 2xx,dead-e", "2xx,dead-end"),
        ("check --ignore JM20", "JM203"),
        ("check --format sar", "sarif"),
        ("draw --format svg,geo", "svg,geometry"),
        ("explain dead", "dead-end"),
        ("completion z", "zsh"),
    ],
)
def test_commands_rules_and_formats_are_completed(monkeypatch, capsys, here, line, expected):
    words = f"journeymap {line}"
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split()) - 1))
    monkeypatch.setenv("_JOURNEYMAP_COMPLETE", "bash_complete")
    from journeymap.cli import main

    with pytest.raises(SystemExit):
        main([])
    assert f"plain,{expected}" in capsys.readouterr().out.splitlines()


def test_the_version_is_that_of_the_package(run, here):
    assert run("--version").out == f"journeymap {journeymap.__version__}\n"


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_lists_every_command(run, here, option):
    outcome = run(option)
    assert outcome.code == 0
    for module in module_names("cli.commands"):
        name = module.rstrip("_").replace("_", "-")
        assert re.search(rf"(?m)^  {name} +\w", outcome.out)
        assert run(name, option).code == 0


def test_an_unknown_command_is_wrong_use_with_a_suggestion(run, here):
    outcome = run("chekc")
    assert outcome.code == 2
    assert "Did you mean 'check'?" in outcome.err


@pytest.mark.parametrize("command", ["check", "analyse", "levers", "report"])
def test_no_command_writes_over_the_blueprint_that_it_reads(run, here, good, command):
    before = good.read_text(encoding="utf-8")
    for name in (good.name, f"./{good.name}"):
        found = run(command, good.name, "-o", name)
        assert found.code == 2
        assert "is the blueprint itself; name another file with -o" in " ".join(found.err.split())
    assert good.read_text(encoding="utf-8") == before


@pytest.mark.parametrize("command", ["check", "analyse", "levers", "report", "schema"])
@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("there", "'there' is a folder; name a file in it"),
        ("new/", "'new/' is a folder; name a file in it"),
        ("", "the name of a file is needed"),
    ],
)
def test_a_folder_or_nothing_is_no_file_to_write_to(run, here, good, command, name, message):
    (here / "there").mkdir()
    found = run(command, *([] if command == "schema" else [good.name]), "-o", name)
    assert found.code == 2
    assert message in " ".join(found.err.split())


def test_a_report_is_not_written_over_its_own_drawing(run, here, good):
    found = run("report", good.name, "-o", "a.svg")
    assert found.code == 2
    assert "is the name of a drawing" in " ".join(found.err.split())
    assert not (here / "a.svg").exists()


def test_the_doctor_says_what_is_wrong_with_the_configuration(run, here):
    (here / "journeymap.toml").write_text('fail-on = "sometimes"\n', encoding="utf-8")
    told = run("doctor").out
    assert 'journeymap.toml:1:1: "sometimes" is not one of the words that "fail-on" knows' in told


def test_an_empty_path_is_wrong_use(run, here):
    found = run("check", "")
    assert found.code == 2
    assert "A PATH is empty" in found.err
