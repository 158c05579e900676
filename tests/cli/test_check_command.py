"""`journeymap check`: which files, which rules, which exit code, where to."""

from __future__ import annotations

import json

import pytest


def found(outcome) -> set[str]:
    return {d["name"] for file in json.loads(outcome.out)["files"] for d in file["diagnostics"]}


def test_a_clean_blueprint_exits_with_0(run, good):
    outcome = run("check", good.name, "--select", "1xx,2xx")
    assert (outcome.code, outcome.out, outcome.err) == (0, "no findings in 1 file\n", "")


def test_an_error_exits_with_1_and_says_where(run, dead_end):
    outcome = run("check", dead_end.name, "--all")
    assert outcome.code == 1
    assert "dead-end.yaml:5:3: error: " in outcome.out
    assert "[JM203 dead-end]" in outcome.out
    assert "  5 |   wait: {customer: Waits, frontstage: Brews, evidence: Number}\n    |   ^^^^\n" in outcome.out


@pytest.mark.parametrize(("level", "code"), [("error", 0), ("warning", 1), ("note", 1), ("never", 0)])
def test_fail_on_decides_from_which_severity_on_it_fails(run, here, level, code):
    (here / "untitled.yaml").write_text("journeymap: 1\nsteps:\n  a: {customer: x, frontstage: y, end: helped}\n")
    outcome = run("check", "untitled.yaml", "--fail-on", level, "--format", "json", "--select", "1xx,2xx")
    assert found(outcome) == {"missing-title"}
    assert outcome.code == code


def test_never_failing_still_reports(run, dead_end):
    outcome = run("check", dead_end.name, "--fail-on", "never")
    assert outcome.code == 0
    assert "JM203" in outcome.out


@pytest.mark.parametrize("pattern", ["dead-end", "JM203", "jm203", "203", "2xx", "JM2", "dead-end,JM101"])
def test_rules_are_selected_by_name_code_and_family(run, dead_end, pattern):
    assert "dead-end" in found(run("check", dead_end.name, "--format", "json", "--select", pattern))


def test_what_is_not_selected_does_not_run(run, dead_end):
    assert "dead-end" not in found(run("check", dead_end.name, "--format", "json", "--select", "1xx"))


def test_ignored_rules_do_not_run(run, dead_end):
    outcome = run("check", dead_end.name, "--format", "json", "--ignore", "dead-end", "--ignore", "JM3,2xx")
    assert "dead-end" not in found(outcome)
    assert outcome.code == 0


def test_a_syntax_error_cannot_be_ignored(run, here):
    (here / "broken.yaml").write_text("journeymap: 1\nsteps: {a: {customer: x\n")
    assert run("check", "broken.yaml", "--ignore", "1xx").code == 1
    assert run("check", "broken.yaml", "--select", "dead-end").code == 1


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_rule_is_wrong_use_with_a_suggestion(run, good, option):
    outcome = run("check", good.name, option, "dead-ends")
    assert outcome.code == 2
    assert "Did you mean 'dead-end'?" in outcome.err


def test_an_unknown_option_is_wrong_use(run, good):
    assert run("check", good.name, "--fromat", "json").code == 2


def test_an_empty_path_is_no_folder(run, good):
    assert run("check", "").code == 2


def test_no_path_is_wrong_use(run, here):
    assert run("check").code == 2


def test_folders_are_searched_and_every_file_is_taken_once(run, here, good):
    for name in ("a/one.yaml", "a/b/two.yml", "a/three.json", "a/notes.txt", ".hidden/four.yaml", "a/.five.yaml"):
        path = here / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(good.read_text() if not name.endswith(".json") else '{"journeymap": 1, "nope": 2}')
    outcome = run("check", "a", "a/b/two.yml", ".", "--format", "json")
    paths = [file["path"].replace("\\", "/") for file in json.loads(outcome.out)["files"]]
    assert paths == ["a/one.yaml", "a/three.json", "a/b/two.yml", "good.yaml"]


def test_files_of_other_tools_are_left_alone_unless_they_are_named(run, here, good):
    for name in ("package.json", "mkdocs.yml", "node_modules/x.yaml", "drawn.geometry.json"):
        path = here / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("{}")
    assert len(json.loads(run("check", ".", "--format", "json").out)["files"]) == 1
    assert run("check", "package.json").code == 1


def test_the_configuration_excludes_by_name_and_by_place(run, here, good):
    for name in ("old/one.yaml", "draft.two.yaml", "deep/old/three.yaml", "deep/four.yaml"):
        path = here / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("nonsense")
    (here / "journeymap.toml").write_text('exclude = ["old", "draft.*", "deep/four.yaml"]')
    assert run("check", ".", "--select", "1xx,2xx").out == "no findings in 1 file\n"


def test_the_nearest_configuration_decides_for_each_file(run, here, good, dead_end):
    strict, lax = here / "strict", here / "lax"
    for folder, text in ((strict, 'fail-on = "note"\n'), (lax, 'ignore = ["2xx", "3xx"]\n')):
        folder.mkdir()
        (folder / "journeymap.toml").write_text(text)
        (folder / "x.yaml").write_text(dead_end.read_text())
    assert run("check", "lax").code == 0
    assert run("check", "strict").code == 1
    assert run("check", "lax", "strict").code == 1


def test_a_chosen_configuration_stands_in_for_the_nearest(run, here, dead_end):
    (here / "lax.toml").write_text('fail-on = "never"')
    assert run("check", dead_end.name, "--config", "lax.toml").code == 0
    assert run("check", dead_end.name, "--config", "absent.toml").code == 2


def test_options_stand_above_the_configuration(run, here, dead_end):
    (here / "journeymap.toml").write_text('fail-on = "never"\nselect = ["1xx"]\n')
    assert run("check", dead_end.name, "--select", "dead-end", "--fail-on", "error").code == 1


def test_a_wrong_configuration_is_reported_like_a_wrong_file(run, here, good):
    (here / "journeymap.toml").write_text("[rules.dead-ends]\nmost = 3\n")
    outcome = run("check", good.name)
    assert outcome.code == 1
    assert 'journeymap.toml:1:8: error: no rule is called "dead-ends"' in outcome.out
    assert '= help: did you mean "dead-end"?' in outcome.out


def test_the_report_goes_to_a_file_as_a_whole(run, here, dead_end):
    outcome = run("check", dead_end.name, "--format", "sarif", "-o", "reports/found.sarif")
    assert (outcome.code, outcome.out) == (1, "")
    assert json.loads((here / "reports" / "found.sarif").read_text())["version"] == "2.1.0"
    assert [path.name for path in (here / "reports").iterdir()] == ["found.sarif"]


def test_a_report_that_cannot_be_written_is_wrong_use(run, here, good):
    outcome = run("check", good.name, "-o", "good.yaml/report.txt")
    assert outcome.code == 2
    assert "journeymap: " in outcome.err


def test_quiet_says_only_what_was_found(run, good, dead_end):
    assert run("check", good.name, "--quiet", "--select", "1xx,2xx").out == ""
    assert "JM203" in run("check", dead_end.name, "-q").out


def test_colour_comes_when_it_is_asked_for(run, dead_end, monkeypatch):
    assert "\033[" not in run("check", dead_end.name).out
    assert "\033[" in run("check", dead_end.name, "--color").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\033[" in run("check", dead_end.name).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\033[" not in run("check", dead_end.name).out
    assert "\033[" not in run("check", dead_end.name, "--no-color").out


def test_the_language_is_that_of_the_file_unless_one_is_chosen(run, here, dead_end):
    text = dead_end.read_text().replace("title:", "language: nl\ntitle:")
    (here / "nl.yaml").write_text(text)
    report = json.loads(run("check", "nl.yaml", dead_end.name, "--format", "json").out)
    assert [file["language"] for file in report["files"]] == ["nl", "en"]
    report = json.loads(run("check", "nl.yaml", dead_end.name, "--format", "json", "--lang", "nl").out)
    assert [file["language"] for file in report["files"]] == ["nl", "nl"]
    assert run("check", "nl.yaml", "--lang", "xx").code == 2


def test_an_accepted_finding_is_counted_and_does_not_fail(run, here, dead_end):
    text = dead_end.read_text().replace("evidence: Number}", "evidence: Number, accept: {dead-end: told at the door}}")
    dead_end.write_text(text)
    outcome = run("check", dead_end.name, "--select", "dead-end")
    assert (outcome.code, outcome.out) == (0, "no findings in 1 file; 1 accepted choice\n")


def test_a_fault_of_the_program_is_told_and_exits_with_3(run, here, good, dead_end, monkeypatch):
    from journeymap.caching.checks import Checks

    def failing(checks: Checks, path: str, config: object):
        if "good" in path:
            raise RuntimeError("broken inside")
        return real(checks, path, config)

    real = Checks.check
    monkeypatch.setattr(Checks, "check", failing)
    outcome = run("check", good.name, dead_end.name)
    assert outcome.code == 3
    assert "RuntimeError: broken inside [JM000 internal-error]" in outcome.out
    assert "[JM203 dead-end]" in outcome.out


def test_findings_can_be_told_with_the_most_harmful_first(run, here):
    # What a tenth of the customers come to stands before what all of them end at.
    (here / "a.yaml").write_text(
        "journeymap: 1\ntitle: x\nsteps:\n  a: {customer: x, next: {rare: 10%, all: 90%}}\n"
        "  rare: {customer: y}\n  all: {customer: z}\n  good: {customer: w, start: 0%, end: helped}\n",
        encoding="utf-8",
    )
    by_place = run("check", here / "a.yaml", "-q", "--all").out.split("\n\n")
    by_harm = run("check", here / "a.yaml", "--sort", "harm", "-q", "--all").out.split("\n\n")
    ends = ['"all" leads nowhere', '"rare" leads nowhere']
    found = [[one for text in texts for one in ends if one in text] for texts in (by_place, by_harm)]
    assert found == [ends[::-1], ends], by_harm


def test_json_tells_how_much_harm_each_finding_does(run, dead_end):
    found = json.loads(run("check", dead_end, "--format", "json").out)["files"][0]["diagnostics"]
    harm = next(one["harm"] for one in found if one["name"] == "dead-end")
    assert harm == 0.5


def test_percentages_are_written_as_the_language_writes_them(run, here):
    steps = "  a: {customer: a, next: {b: 33.3%, c: 33.3%}}\n  b: {customer: b, end: helped}\n"
    steps += "  c: {customer: c, end: refused}\n"
    (here / "a.yaml").write_text(f"journeymap: 1\nlanguage: nl\nsteps:\n{steps}")
    assert 'voor 33,4% van de klanten staat niet wat er na "a" gebeurt' in run("check", "a.yaml").out
    assert '33.4% of the customers at "a" go nowhere' in run("check", "a.yaml", "--lang", "en").out
