"""`journeymap draw`: formats, places, and blueprints that are wrong."""

from __future__ import annotations

import json

import pytest


def files(folder) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_svg_is_drawn_into_the_folder_and_named(run, here, good):
    outcome = run("draw", good.name, "-o", "drawn")
    assert outcome.code == 0
    assert outcome.out.replace("\\", "/") == "drawn/good.svg\n"
    assert (here / "drawn" / "good.svg").read_text("utf-8").startswith("<svg")


def test_several_formats_come_in_one_run(run, here, good):
    assert run("draw", good.name, "-o", "drawn", "--format", "svg,dot", "--format", "geometry").code == 0
    assert files(here / "drawn") == ["good.dot", "good.geometry.json", "good.svg"]


def test_geometry_on_standard_output_is_json_and_nothing_else(run, here, good):
    outcome = run("draw", good.name, "--format", "geometry", "-o", "-")
    assert (outcome.code, outcome.err) == (0, "")
    assert len(json.loads(outcome.out)["cards"]) == 7
    assert files(here) == ["good.yaml"]


def test_standard_output_takes_one_drawing_in_one_format(run, good, dead_end):
    assert run("draw", good.name, "--format", "svg,dot", "-o", "-").code == 2
    assert run("draw", good.name, dead_end.name, "-o", "-").code == 2


def test_a_file_as_output_chooses_its_format(run, here, good):
    assert run("draw", good.name, "-o", "pictures/coffee.dot").code == 0
    assert files(here / "pictures") == ["coffee.dot"]
    assert run("draw", good.name, "-o", "pictures/coffee.geometry.json").code == 0
    assert "cards" in json.loads((here / "pictures" / "coffee.geometry.json").read_text())


@pytest.mark.parametrize(
    ("name", "form", "begins"),
    [
        ("map.json", "geometry", b"{"),
        ("map.json", "json", b"{"),
        ("map.geometry.json", "geometry", b"{"),
        ("map.gv", "dot", b"digraph"),
        ("Map.SVG", "svg", b"<"),
        ("map.txt", "outline", b"# "),
        ("map.md", "outline", b"# "),
        ("map.htm", "html", b"<!DOCTYPE html>"),
        ("new/map.x", "svg", b"<"),
    ],
)
def test_one_drawing_in_one_format_gets_exactly_the_name_that_was_asked_for(run, here, good, name, form, begins):
    found = run("draw", str(good), "-o", name, "--format", form)
    assert (found.code, found.out) == (0, f"{name}\n")
    assert (here / name).read_bytes().startswith(begins)
    assert len(files(here)) == 2  # the blueprint and its drawing


@pytest.mark.parametrize(
    ("name", "begins"), [("a.geometry.json", b'{\n "size"'), ("a.json", b"{"), ("a.dot", b"digraph"), ("a.md", b"# ")]
)
def test_the_ending_of_a_name_says_the_format(run, here, good, name, begins):
    assert run("draw", str(good), "-o", name).code == 0
    assert (here / name).read_bytes().startswith(begins)


def test_a_file_that_is_there_is_written_anew_whatever_it_is_called(run, here, good):
    (here / "plan").write_text("old")
    assert run("draw", str(good), "-o", "plan", "--format", "dot").code == 0
    assert (here / "plan").read_text(encoding="utf-8").startswith("digraph")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["-o", "a.bmp"], "'a.bmp' ends like no file that can be drawn. For a folder write 'a.bmp/'"),
        (["-o", "a.svg", "--format", "png"], "is the name of a file in the format svg, and --format says png"),
        (["-o", "a.svg", "--format", "svg,dot"], "'a.svg' takes one drawing in one format"),
        (["-o", ""], "-o needs the name of a folder or a file"),
    ],
)
def test_a_name_that_does_not_fit_is_wrong_use_and_nothing_is_written(run, here, good, options, message):
    before = files(here)
    found = run("draw", str(good), *options)
    assert found.code == 2
    assert message in " ".join(found.err.split())
    assert files(here) == before


@pytest.mark.parametrize("name", ["new/", "new", "there.bmp"])
def test_a_slash_no_ending_or_being_one_make_a_folder(run, here, good, name):
    (here / "there.bmp").mkdir()
    assert run("draw", str(good), "-o", name, "--format", "dot").code == 0
    assert (here / name / "good.dot").is_file()


def test_several_drawings_go_to_a_folder_whatever_it_is_called(run, here, good, dead_end):
    assert run("draw", str(good), str(dead_end), "-o", "plans.v2").code == 0
    assert (here / "plans.v2" / "good.svg").is_file()


def test_a_file_where_a_folder_is_needed_is_told(run, here, good):
    (here / "plan").write_text("x")
    found = run("draw", str(good), "-o", "plan/a.svg")
    assert found.code == 2
    assert "this is a file, and a folder is needed" in found.err


def test_an_unknown_format_is_wrong_use_with_a_suggestion(run, good):
    outcome = run("draw", good.name, "--format", "svg,geometri")
    assert outcome.code == 2
    assert "Did you mean 'geometry'?" in outcome.err


def test_what_lies_in_a_folder_keeps_its_place(run, here, good):
    for name in ("blueprints/a/x.yaml", "blueprints/b/x.yaml", "blueprints/y.yaml"):
        path = here / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(good.read_text())
    assert run("draw", "blueprints", "-o", "drawn").code == 0
    assert files(here / "drawn") == ["a/x.svg", "b/x.svg", "y.svg"]


def test_two_files_of_one_name_are_not_drawn_over_each_other(run, here, good):
    for name in ("a/x.yaml", "b/x.yaml", "b/x.json", "b/X.yml"):
        path = here / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            good.read_text() if not name.endswith("json") else '{"journeymap": 1, "steps": {"a": {"end": "helped"}}}'
        )
    outcome = run("draw", "a/x.yaml", "b/x.yaml", "b/x.json", "b/X.yml", "-o", "drawn")
    assert outcome.code == 0
    assert files(here / "drawn") == ["a/x.svg", "b/X-yml.svg", "b/x-json.svg", "b/x-yaml.svg"]


def test_a_blueprint_with_errors_is_drawn_and_the_errors_are_told(run, here, dead_end):
    outcome = run("draw", dead_end.name, "-o", "drawn")
    assert outcome.code == 0
    assert "dead-end.yaml:5:3: error: " in outcome.err
    assert files(here / "drawn") == ["dead-end.svg"]


def test_a_file_that_cannot_be_drawn_does_not_stop_the_others(run, here, good):
    (here / "broken.yaml").write_text("just a text")
    outcome = run("draw", "broken.yaml", "absent.yaml", good.name, "-o", "drawn")
    assert outcome.code == 1
    assert "broken.yaml: not drawn" in outcome.err
    assert "absent.yaml: not drawn" in outcome.err
    assert files(here / "drawn") == ["good.svg"]


def test_a_blueprint_without_steps_is_not_drawn(run, here):
    (here / "empty.yaml").write_text("journeymap: 1\ntitle: Nothing yet\n")
    outcome = run("draw", "empty.yaml", "-o", "drawn")
    assert outcome.code == 1
    assert "no steps" in outcome.err
    assert not (here / "drawn").exists()


def test_a_folder_that_cannot_be_written_is_wrong_use(run, here, good):
    (here / "drawn").write_text("a file is in the way")
    outcome = run("draw", good.name, "-o", "drawn")
    assert outcome.code == 2
    assert "journeymap: " in outcome.err


def test_the_blueprint_itself_is_never_overwritten(run, here, good):
    (here / "x.geometry.json").write_text('{"journeymap": 1, "steps": {"a": {"end": "helped"}}}')
    outcome = run("draw", "x.geometry.json", "--format", "geometry", "-o", "x.geometry.json")
    assert outcome.code == 1
    assert "journeymap" in (here / "x.geometry.json").read_text()


def test_the_language_of_the_drawing_can_be_chosen(run, here, good):
    english = run("draw", good.name, "-o", "-").out
    dutch = run("draw", good.name, "-o", "-", "--lang", "nl").out
    assert 'lang="en"' in english
    assert 'lang="nl"' in dutch


def test_quiet_names_no_files(run, here, good):
    assert run("draw", good.name, "-o", "drawn", "--quiet").out == ""


def test_the_same_blueprint_gives_the_same_bytes_from_any_folder(run, here, good, monkeypatch):
    first = run("draw", good.name, "-o", "-").out
    (here / "elsewhere").mkdir()
    monkeypatch.chdir(here / "elsewhere")
    assert run("draw", good, "-o", "-").out == first


def test_a_wide_blueprint_is_cut_into_pages(run, here):
    steps = "".join(f"  s{n}: {{customer: Takes step number {n}, next: s{n + 1}}}\n" for n in range(40))
    text = f"journeymap: 1\ntitle: Long\nsteps:\n{steps}  s40: {{customer: Is there, end: helped}}\n"
    (here / "long.yaml").write_text(text)
    assert run("draw", "long.yaml", "-o", "drawn", "--page", "A4").code == 0
    names = files(here / "drawn")
    assert len(names) > 1
    assert names[:2] == ["long-p1.svg", "long-p2.svg"]
    outcome = run("draw", "long.yaml", "-o", "-", "--page", "a4")
    assert outcome.code == 2
    assert "pages" in outcome.err
    assert run("draw", "long.yaml", "--page", "a9").code == 2


def test_pictures_of_dots_and_pages_are_drawn_too(run, here, good):
    assert run("draw", good.name, "-o", "drawn", "--format", "png,pdf").code == 0
    assert (here / "drawn" / "good.png").read_bytes().startswith(b"\x89PNG")
    assert (here / "drawn" / "good.pdf").read_bytes().startswith(b"%PDF")


def test_a_fault_of_the_program_on_one_file_keeps_the_others(run, here, good, dead_end, monkeypatch):
    import journeymap.cli.commands.draw as command

    def failing(path: str, config: object):
        if "good" in path:
            raise RuntimeError("broken inside")
        return real(path, config)

    real = command.check_file
    monkeypatch.setattr(command, "check_file", failing)
    outcome = run("draw", good.name, dead_end.name, "-o", "drawn")
    assert outcome.code == 3
    assert "broken inside" in outcome.err
    assert files(here / "drawn") == ["dead-end.svg"]


PERSONAS = """\
journeymap: 1
title: Two ways
personas: {young: {name: Mia}, old: {name: "Piet, 80"}}
steps:
  ask: {customer: Asks, next: {web: {share: {young: 100%, old: 0%}}, desk: {share: {young: 0%, old: 100%}}}}
  web: {customer: Types, end: helped}
  desk: {customer: Queues, end: helped}
"""


def test_the_way_of_a_persona_stands_out(run, here):
    (here / "ways.yaml").write_text(PERSONAS)
    outcome = run("draw", "ways.yaml", "-o", "-", "--persona", "piet, 80")
    assert outcome.code == 0
    assert outcome.out.count("faint") == 2
    assert run("draw", "ways.yaml", "-o", "-").out.count("faint") == 0


def test_a_persona_that_a_blueprint_does_not_know_is_told_and_the_others_are_drawn(run, here, good):
    (here / "ways.yaml").write_text(PERSONAS)
    outcome = run("draw", good.name, "ways.yaml", "-o", "drawn", "--persona", "yung")
    assert outcome.code == 1
    assert "good.yaml: not drawn: no persona is called" in outcome.err
    assert 'ways.yaml: not drawn: no persona is called "yung"\n  = help: did you mean "young"?' in outcome.err
    assert run("draw", good.name, "ways.yaml", "-o", "drawn", "--persona", "young").code == 1
    assert files(here / "drawn") == ["ways.svg"]


def test_a_theme_is_chosen_by_its_name_or_by_a_file(run, here, good):
    plain = run("draw", good.name, "-o", "-").out
    assert run("draw", good.name, "-o", "-", "--theme", "default").out == plain
    assert "#12161C" in run("draw", good.name, "-o", "-", "--theme", "Dark").out
    (here / "ours.toml").write_text('[colours]\nphase = "#123456"\n[lanes.customer]\nband = "#ABCDEF"\n')
    assert "#ABCDEF" in run("draw", good.name, "-o", "-", "--theme", "ours.toml").out


def test_an_unknown_theme_is_wrong_use_with_a_suggestion(run, good):
    outcome = run("draw", good.name, "--theme", "drak")
    assert outcome.code == 2
    assert "Did you mean 'dark'?" in outcome.err


def test_what_is_wrong_with_a_theme_is_told_and_nothing_is_drawn(run, here, good):
    (here / "ours.toml").write_text('[colours]\ninkk = "#123456"\n')
    outcome = run("draw", good.name, "-o", "drawn", "--theme", "ours.toml")
    assert outcome.code == 2
    assert 'ours.toml:2:1: error: "inkk" is not a word of a theme\n  = help: did you mean "ink"?' in outcome.err
    assert not (here / "drawn").exists()
    assert run("draw", good.name, "--theme", "gone.toml").code == 2


def test_a_theme_that_is_hard_to_read_is_used_with_a_warning(run, here, good):
    (here / "pale.toml").write_text('[colours]\nneutral = "#EEEEEE"\n')
    outcome = run("draw", good.name, "-o", "-", "--theme", "pale.toml")
    assert outcome.code == 0
    assert "pale.toml:2:1: warning: #EEEEEE on " in outcome.err


def test_rows_are_shown_and_hidden(run, here):
    (here / "rows.yaml").write_text(
        "journeymap: 1\nsystems: {till: Till}\nsteps:\n"
        "  a: {customer: A, takes: 5 min, ideas: [Better], uses: till, experience: {everyone: {emotion: 1}}, next: b}\n"
        "  b: {customer: B, end: helped}\n"
    )
    plain = run("draw", "rows.yaml", "-o", "-").out
    assert 'class="emotion"' in plain
    assert ">Till<" in plain
    changed = run("draw", "rows.yaml", "-o", "-", "--show", "timeline,ideas", "--hide", "emotion,systems").out
    assert 'class="timeline"' in changed
    assert 'class="ideas"' in changed
    assert 'class="emotion"' not in changed
    assert ">Till<" not in changed
    outcome = run("draw", "rows.yaml", "--show", "timelin")
    assert outcome.code == 2
    assert "Did you mean 'timeline'?" in outcome.err


def test_a_part_is_drawn_around_a_step_or_of_phases(run, here):
    (here / "part.yaml").write_text(
        "journeymap: 1\nphases: [one, two]\nsteps:\n"
        "  a: {phase: one, customer: Aaa, next: b}\n"
        "  b: {customer: Bbb, next: c}\n"
        "  c: {phase: two, customer: Ccc, end: helped}\n"
    )
    focused = run("draw", "part.yaml", "-o", "-", "--focus", "a", "--depth", "1").out
    assert ">to: Ccc<" in focused
    assert ">Ccc<" not in focused
    assert ">from: Bbb<" in run("draw", "part.yaml", "-o", "-", "--phase", "two").out
    assert ">Aaa<" in run("draw", "part.yaml", "-o", "-", "--phase", "two", "--phase", "one").out
    outcome = run("draw", "part.yaml", "-o", "-", "--phase", "tow")
    assert outcome.code == 1
    assert 'did you mean "two"?' in outcome.err


def test_a_poster_is_spread_over_sheets(run, here, good):
    assert run("draw", good.name, "-o", "drawn", "--poster", "a2").code == 0
    names = files(here / "drawn")
    assert len(names) > 3
    assert names[0] == "good-p1.svg"
    assert "row 1 of" in (here / "drawn" / "good-p1.svg").read_text("utf-8")


def test_a_drawing_is_held_against_a_file_a_folder_and_what_git_keeps(run, here, good):
    (here / "then").mkdir()
    (here / "then" / good.name).write_text(good.read_text("utf-8"), "utf-8")
    for earlier in (good.name, f"then/{good.name}", "then"):
        assert run("draw", good.name, "--against", earlier, "-o", "drawn", "-q").code == 0
    assert "good.yaml" in (here / "drawn" / "good.svg").read_text("utf-8")


def test_what_a_drawing_cannot_be_held_against_is_told(run, here, good):
    (here / "empty").mkdir()
    (here / "broken.yaml").write_text("steps: [", "utf-8")
    outcome = run("draw", good.name, "--against", "empty", "-o", "drawn")
    assert (outcome.code, "no earlier version of it in empty" in outcome.err) == (1, True)
    outcome = run("draw", good.name, "--against", "broken.yaml", "-o", "drawn")
    assert (outcome.code, "could not be read" in outcome.err) == (1, True)
    assert run("draw", good.name, "--against", "nowhere.yaml", "-o", "drawn").code == 2
    assert not (here / "drawn").exists()
