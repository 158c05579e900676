"""The page about formats of other tools says what each of them does, in English and in Dutch."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from journeymap.plugins import module_names

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "docs"))

import dutch  # noqa: E402
from interchange_table import formats  # noqa: E402


def test_every_format_that_is_read_says_what_comes_along_and_what_stays_behind():
    assert [name for name, *_ in formats("importers")] == [name.replace("_", "-") for name in module_names("importers")]


@pytest.mark.parametrize("folder", ["importers", "exporters"])
def test_all_of_it_is_said_in_dutch(folder: str):
    assert [text for _, *texts in formats(folder) for text in texts if text not in dutch.TEXTS] == []


def test_both_pages_have_the_same_parts():
    pages = [(ROOT / path).read_text(encoding="utf-8") for path in ("docs/interchange.md", "docs/nl/uitwisseling.md")]
    shapes = [
        [line.split(" ")[0] for line in page.splitlines() if line.startswith(("#", "* ", "|", "```"))] for page in pages
    ]
    assert shapes[0] == shapes[1]
