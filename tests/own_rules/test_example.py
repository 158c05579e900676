"""The example of a housing association's own rules: each of them finds what it says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap import plugins
from journeymap.cli import main

if TYPE_CHECKING:
    import pytest

CONFIGURATION = (Path(__file__).parents[2] / "blueprints" / "woningcorporatie.toml").read_text(encoding="utf-8")
BLUEPRINT = """\
journeymap: 1
title: Een lek
channels: {telefoon: {name: Telefoon, answers: true}}
steps:
  bellen: {customer: Belt, channel: telefoon, next: {nee: {decides: organisation}, klaar: {share: 90%}}}
  nee: {customer: Hoort nee, end: refused}
  klaar: {customer: Is geholpen, end: helped}
"""


def test_each_rule_of_the_example_finds_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(plugins, "_REGISTERED", {})
    monkeypatch.chdir(tmp_path)
    Path("journeymap.toml").write_text(CONFIGURATION, encoding="utf-8")
    Path("lek.yaml").write_text(BLUEPRINT, encoding="utf-8")
    main(["check", "lek.yaml", "--format", "json", "--fail-on", "never"])
    (file,) = json.loads(capsys.readouterr().out)["files"]
    codes = sorted(item["code"] for item in file["diagnostics"])
    assert [code for code in codes if code.startswith("WB")] == ["WB001", "WB002", "WB003"]
