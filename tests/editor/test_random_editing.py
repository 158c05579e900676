"""Whatever is typed: the text is the editor's own, and no question about it fails."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from lsprotocol import types as lsp

from journeymap.editor import completing, diagnosing, fixing, hovering, marking, naming, outlining
from journeymap.editor.open_file import OpenFile
from journeymap.editor.positions import Positions
from journeymap.pipeline import check_source

BLUEPRINTS = Path(__file__).parents[2] / "blueprints"
PIECES = [
    "a", "e", " ", "\n", "\r\n", "  ", ": ", "- ", "{", "}", "[", "]", ",", "#", '"', "'", "🚲", "é", "\u2028", "\x85",
    "next: ", "steps:\n", "80%", "    end: helped\n", "\t", "|\n", "&a ", "*a", "journeymap: 1\n",
]  # fmt: skip


def check(text: str, path: str) -> object:
    return check_source(text, path)


def opened(text: str) -> OpenFile:
    return OpenFile("file:///a.yaml", "/a.yaml", text, 1, "utf-16")


def changed(file: OpenFile, text: str, chance: random.Random) -> str:
    """Change a stretch of a file as an editor does, and return what the text is to be."""
    start = chance.randint(0, len(text))
    end = min(len(text), start + chance.choice((0, 0, 0, 1, 1, 2, 8, 40)))
    if text[start - 1 : start + 1] == "\r\n":
        start -= 1  # no editor puts a cursor between the two
    if text[end - 1 : end + 1] == "\r\n":
        end += 1
    new = "".join(chance.choices(PIECES, k=chance.choice((0, 1, 1, 1, 2, 4))))
    place = Positions(text).range(start, end)
    file.change([lsp.TextDocumentContentChangePartial(range=place, text=new)], None)
    return text[:start] + new + text[end:]


@pytest.mark.parametrize("seed", range(12))
def test_pieces_of_a_text_come_to_the_same_as_the_whole(seed: int) -> None:
    chance = random.Random(seed)
    text = "steps:\n  a: {end: helped} # 🚲\r\n" * 3
    file = opened(text)
    for _ in range(400):
        text = changed(file, text, chance)
        assert file.text == text


@pytest.mark.parametrize("name", ["city-bike", "reparatieverzoek", "permit-application", "klantenservice-bereiken"])
def test_no_question_fails_whatever_is_typed(name: str) -> None:
    chance = random.Random(name)
    text = (BLUEPRINTS / f"{name}.yaml").read_text(encoding="utf-8")
    file = opened(text)
    for round_ in range(24):
        text = changed(file, text, chance)
        offset = chance.randint(0, len(text))
        completing.complete(file, offset, snippets=True)
        hovering.hover(file, offset)
        naming.definition(file, offset)
        naming.places(file, offset)
        outlining.symbols(file)
        outlining.folds(file)
        outlining.links(file)
        marking.tokens(file)
        if round_ % 6 == 0:
            file.found(text, check_source(text, file.path))
            diagnosing.diagnostics_of(file)
            whole = file.positions.range(0, len(text))
            marking.hints(file, whole)
            marking.lenses(file)
            fixing.actions(file, file.positions.range(offset, offset), None, check)
            fixing.in_order(file)


def test_tokens_of_colour_never_overlap_and_never_go_back() -> None:
    for path in sorted(BLUEPRINTS.rglob("*.yaml")):
        data = marking.tokens(opened(path.read_text(encoding="utf-8"))).data
        end = 0
        for index in range(0, len(data), 5):
            lines, characters, length, _, _ = data[index : index + 5]
            assert lines >= 0
            assert length > 0
            assert lines > 0 or index == 0 or characters >= end
            end = length
