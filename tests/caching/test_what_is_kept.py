"""What is known of a file from an earlier run: it is given only where a fresh look would say the same."""

from __future__ import annotations

import os
import pickle
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import random_edits
from hypothesis import given
from hypothesis import strategies as st
from random_edits import FILES, MOVE, PAY, REPAIR, told

from journeymap import __version__
from journeymap.caching import checks as checks_module
from journeymap.caching.checks import Checks, open_folder
from journeymap.caching.folder import KEPT_DAYS, Folder, cache_folder
from journeymap.caching.verdict import Verdict, from_bytes, to_bytes
from journeymap.cli.inputs import Projects
from journeymap.cli.options import all_rules
from journeymap.config import Config
from journeymap.findings.harm import weighed
from journeymap.pipeline import check_file

if TYPE_CHECKING:
    from collections.abc import Iterator

BLUEPRINTS = sorted((Path(__file__).parents[2] / "blueprints").rglob("*.yaml"))


@pytest.fixture
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which things are kept."""
    folder = tmp_path_factory.mktemp("kept")
    monkeypatch.setenv("JOURNEYMAP_CACHE_DIR", str(folder))
    return folder


@pytest.fixture
def project(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with three files, of which one points at the others."""
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")
    return tmp_path


def check(path: str = "repair.yaml", config: Config | None = None) -> tuple[Verdict, bool]:
    """Check a file as one of many; return what is said, and whether it was known."""
    checks, settings = Checks(open_folder(__version__), "weighed"), config or Projects(None, all_rules()).of(path)
    known = checks.known(path, settings)
    return (known, True) if known is not None else (checks.check(path, settings), False)


def is_known(path: str = "repair.yaml", config: Config | None = None) -> bool:
    return check(path, config)[1]


def entries(cache: Path) -> list[Path]:
    """The files in which verdicts are kept."""
    return sorted(path for path in cache.rglob("*") if path.is_file() and len(path.parent.name) == 2)


def test_what_was_found_once_is_not_looked_for_again(project, monkeypatch):
    first, known = check()
    assert not known
    monkeypatch.setattr(checks_module, "check_blueprint", None)
    second, known = check()
    assert known
    assert told(second) == told(first)


@pytest.mark.parametrize("path", BLUEPRINTS, ids=lambda path: path.stem)
def test_a_verdict_is_read_back_as_it_was_written(path):
    verdict = Verdict.of(weighed(check_file(path)))
    again = from_bytes(to_bytes(verdict), verdict.path, verdict.text)
    assert told(again) == told(verdict)
    for before, after in zip(verdict.diagnostics, again.diagnostics, strict=True):
        assert after.fixes == before.fixes
        assert after.order == before.order
        assert (after.harm, after.reach, after.assumed, after.onward) == (
            before.harm, before.reach, before.assumed, before.onward
        )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("repair.yaml", REPAIR.replace("1-5 days", "1-6 days")),
        ("move.yaml", MOVE.replace("home-visit: 2", "home-visit: 3")),
        ("sub/pay.yaml", PAY.replace("80%", "70%")),
        ("journeymap.toml", '[rules.silent-wait]\nseverity = "error"\n'),
        ("journeymap.toml", '[[overrides]]\nfiles = "repair.yaml"\nignore = ["4xx"]\n'),
    ],
)
def test_a_change_of_the_file_or_of_what_decides_over_it_is_seen(project, name, text):
    check()
    assert is_known()
    Path(name).write_text(text, encoding="utf-8")
    assert not is_known()
    assert is_known()


def test_a_change_of_what_the_linked_files_point_at_is_seen(project):
    Path("move.yaml").write_text(MOVE.replace("follows: repair.yaml", "beside: third.yaml"), encoding="utf-8")
    check()
    assert is_known()
    Path("third.yaml").write_text(MOVE.replace("relates: {follows: repair.yaml}\n", ""), encoding="utf-8")
    assert not is_known()
    Path("third.yaml").write_text(MOVE, encoding="utf-8")
    assert not is_known()


def test_a_linked_file_that_goes_or_leads_elsewhere_is_seen(project):
    check()
    Path("sub/pay.yaml").rename("sub/other.yaml")
    assert not is_known()
    Path("sub/pay.yaml").symlink_to("other.yaml")
    assert not is_known()
    assert is_known()
    Path("sub/pay.yaml").unlink()
    Path("sub/pay.yaml").symlink_to("../move.yaml")
    assert not is_known()


def test_a_file_that_points_at_itself_by_another_name_is_told_so(project):
    check()
    Path("move.yaml").unlink()
    os.link("repair.yaml", "move.yaml")
    verdict, known = check()
    assert not known
    assert told(verdict) == told(Checks(None, "weighed").check("repair.yaml", Config()))


def test_files_that_point_at_each_other_in_a_circle_are_kept(project):
    assert not is_known("move.yaml")
    assert is_known("move.yaml")


def test_another_day_counts_where_an_answer_depends_on_it(project, monkeypatch):
    year = 365 * 86_400
    first, _ = check()
    check("sub/pay.yaml")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(os.environ["SOURCE_DATE_EPOCH"]) + 2 * year))
    later, known = check()
    assert not known
    assert told(later) != told(first)
    undated = Path("undated.yaml")
    undated.write_text(MOVE.replace("relates: {follows: repair.yaml}\n", ""), encoding="utf-8")
    check("undated.yaml")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(os.environ["SOURCE_DATE_EPOCH"]) + year))
    assert is_known("undated.yaml")


def test_a_day_later_in_the_month_of_a_review_is_no_news(project, monkeypatch):
    text = REPAIR.replace("2026-03-14", "2026-09-20")
    Path("repair.yaml").write_text(text, encoding="utf-8")
    check()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(os.environ["SOURCE_DATE_EPOCH"]) + 5 * 86_400))
    assert is_known()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(os.environ["SOURCE_DATE_EPOCH"]) + 30 * 86_400))
    assert not is_known()


def test_another_program_takes_nothing_from_this_one(project, monkeypatch):
    check()
    monkeypatch.setattr(checks_module, "program_digest", lambda _version: "0" * 32)
    assert not is_known()


def test_the_same_file_under_another_name_is_told_by_that_name(project):
    check()
    os.link("repair.yaml", "copy.yaml")
    verdict, known = check("copy.yaml")
    assert not known
    assert {diagnostic.span.path for diagnostic in verdict.diagnostics if diagnostic.span} == {"copy.yaml"}


def test_nothing_is_kept_under_rules_of_a_project_in_python(project, cache):
    Path("rules").mkdir()
    Path("rules/today.py").write_text(
        "from journeymap.rule import Rule\nfrom journeymap.diagnostics import Severity\n"
        'RULE = Rule("WB001", "of-today", Severity.NOTE, lambda graph, facts, options: [])\n',
        encoding="utf-8",
    )
    Path("journeymap.toml").write_text('own-rules = ["rules/"]\n', encoding="utf-8")
    check()
    assert not is_known()
    assert not entries(cache)


def test_what_the_program_failed_at_is_tried_again(project, monkeypatch):
    def broken(*_: object) -> Iterator[object]:
        raise ValueError("broken")

    rule = next(rule for rule in all_rules() if rule.name == "silent-wait")
    with monkeypatch.context() as patch:
        patch.setattr(
            "journeymap.pipeline.enabled_rules", lambda _config: [type(rule)("JM403", rule.name, rule.severity, broken)]
        )
        verdict, _ = check()
        assert [diagnostic.code.number for diagnostic in verdict.diagnostics] == ["JM000"]
    assert not is_known()


@pytest.mark.parametrize(
    "content",
    [b"", b"\0" * 50, b"journeymap cache 1\n", pickle.dumps({"a": print}), b'{"diagnostics": []}', b"\x94" * 5000],
)
def test_what_is_not_ours_is_as_if_it_were_not_there(project, cache, content):
    expected, _ = check()
    (entry,) = entries(cache)
    entry.write_bytes(content)
    verdict, known = check()
    assert not known
    assert told(verdict) == told(expected)
    assert is_known()


@given(st.data())
def test_no_byte_of_what_is_kept_can_be_another_one(tmp_path_factory, data):
    folder = Folder(tmp_path_factory.mktemp("kept"), "f" * 32)
    name = "0123456789abcdef" * 2
    folder.write(name, b"what is known")
    (entry,) = entries(folder.root)
    content = bytearray(entry.read_bytes())
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    entry.write_bytes(content)
    assert folder.read(name) is None


def test_what_is_kept_of_one_file_says_nothing_of_another(project, cache):
    check("repair.yaml")
    (repair,) = entries(cache)
    check("move.yaml")
    (move,) = set(entries(cache)) - {repair}
    move.write_bytes(repair.read_bytes())
    assert not is_known("move.yaml")


@given(content=st.binary(max_size=200))
def test_bytes_that_hold_no_verdict_are_told_by_an_error_that_is_caught(content):
    try:
        from_bytes(content, "a.yaml", "")
    except (ValueError, TypeError, IndexError):
        return


def test_a_folder_that_cannot_be_written_costs_nothing_but_speed(project, cache, monkeypatch):
    expected, _ = check()
    monkeypatch.setenv("JOURNEYMAP_CACHE_DIR", str(project / "repair.yaml"))
    assert told(check()[0]) == told(expected)
    monkeypatch.setenv("JOURNEYMAP_CACHE_DIR", "/proc/nowhere/at/all")
    assert told(check()[0]) == told(expected)
    assert not is_known()


def test_nothing_is_taken_from_a_folder_that_others_can_write_to(project, cache):
    check()
    assert is_known()
    cache.chmod(0o777)
    assert not is_known()
    cache.chmod(0o755)
    assert is_known()


def test_nothing_is_taken_from_the_project_nor_written_into_it(project, cache, monkeypatch):
    before = sorted(project.rglob("*"))
    monkeypatch.delenv("JOURNEYMAP_CACHE_DIR")
    monkeypatch.setenv("HOME", str(cache))
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")  # relative: it would be a folder of whatever project one stands in
    assert cache_folder() == cache / ".cache" / "journeymap"
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache / "mine"))
    assert cache_folder() == cache / "mine" / "journeymap"
    check()
    assert is_known()
    assert sorted(project.rglob("*")) == before


def test_the_folder_is_ones_own_and_no_matter_for_git_or_for_copies(project, cache, monkeypatch):
    root = cache / "new" / "place"
    monkeypatch.setenv("JOURNEYMAP_CACHE_DIR", str(root))
    check()
    assert stat.S_IMODE(root.stat().st_mode) == 0o700
    assert (root / ".gitignore").read_text() == "*\n"
    assert (root / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55")


def test_what_nobody_asked_for_in_a_month_goes_and_nothing_else(project, cache):
    check("repair.yaml")
    check("move.yaml")
    old, new = entries(cache)
    stranger = cache / "letters"
    stranger.mkdir()
    (stranger / "mother.txt").write_text("Dear mother")
    for path in (old, stranger / "mother.txt"):
        long_ago = path.stat().st_mtime - (KEPT_DAYS + 1) * 86_400
        os.utime(path, (long_ago, long_ago))
    folder = open_folder(__version__)
    assert folder is not None
    folder.sweep()
    assert entries(cache) == [new]
    assert (stranger / "mother.txt").exists()


def test_a_name_that_is_no_unicode_is_checked_as_always(project):
    name = os.fsdecode(b"caf\xe9.yaml")
    Path(name).write_text(MOVE, encoding="utf-8")
    verdict, _ = check(name)
    assert told(check(name)[0]) == told(verdict)


def test_a_hundred_edits_make_no_difference(tmp_path, cache, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", os.environ["SOURCE_DATE_EPOCH"])
    counts = random_edits.run(seed=7, count=100)
    assert counts["known"] > 50
    assert counts["new"] > 50
