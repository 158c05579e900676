"""What a rule says names things by their ids in `check`, and by the designer's words in all that people read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from casebook import Case, books, cases

from journeymap.config import Config
from journeymap.diagnostics import shown
from journeymap.drawing import DrawOptions, draw
from journeymap.drawing.shapes.finding_list import items_of
from journeymap.findings.numbering import numbered
from journeymap.graph.names import BlueprintNames
from journeymap.i18n.languages import LANGUAGES
from journeymap.i18n.messages import Joined, Message, Quoted, quoted, say
from journeymap.i18n.references import ChannelRef, PersonaRef, Ref, StepRef, refs, with_names
from journeymap.outline.builder import tell
from journeymap.page.markup import html_of
from journeymap.pipeline import check_source
from journeymap.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from journeymap.result import Result

BOOKS = books()
NAMED = ("personas", "channels", "actors", "systems", "sources")
BY_ID = (
    "line-skip",
    "improper-completion",
    "buried-contact",
    "unreachable-step",
    "orphan-backstage",
    "undecided-choice",
)


def references(words: object) -> Iterator[Ref]:
    match words:
        case Ref():
            yield words
        case Message():
            for value in words.values.values():
                yield from references(value)
        case Joined():
            for part in words.parts:
                yield from references(part)
        case Quoted():
            yield from references(words.words)
        case list() | tuple():
            for item in words:
                yield from references(item)


def with_names_of_their_own(blueprint: str) -> str:
    """A blueprint in which everything that can have a name has one that is not its id."""
    tree = parse(blueprint.encode(), "case.yaml").node
    content: Any = tree.plain() if tree else {}
    for kind in NAMED:
        things = content.get(kind)
        for number, (name, thing) in enumerate(things.items() if isinstance(things, dict) else ()):
            if thing is None or isinstance(thing, dict):
                things[name] = {**(thing or {}), "name": f"Somewhat {kind} {number}"}
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False)


def checked(case: Case) -> Result:
    return check_source(
        with_names_of_their_own(case.blueprint), "case.yaml",
        Config(enable=(case.rule,), rules={case.rule: case.thresholds}),
    )  # fmt: skip


def said_of(case: Case, result: Result) -> list[Any]:
    return [one for one in result.diagnostics if one.code.name == case.rule and not one.code.number.startswith("JM1")]


@pytest.mark.parametrize("book", [pytest.param(book, id=book.stem) for book in BOOKS])
def test_an_outline_and_a_drawing_name_what_a_finding_is_about_in_words(book: Path):
    for case in cases(book):
        result = checked(case)
        diagnostics = said_of(case, result)
        if result.journey is None or result.graph is None or not diagnostics:
            continue
        names = BlueprintNames(result.graph)
        for reference in references([[one.message, one.help, one.effect] for one in diagnostics]):
            # A step may say nothing that could be its name.
            assert isinstance(reference, StepRef) or names.name(reference) != reference.id, f"{case.title}: {reference}"
        marked = numbered(diagnostics)
        drawing = draw(result.journey, diagnostics, (), DrawOptions(language="nl"))
        outline = tell(drawing)
        for finding, diagnostic in zip(outline.findings, (mark.diagnostic for mark in marked), strict=True):
            for reference in references(diagnostic.message):
                assert str(names.name(reference)).casefold() in finding.message.casefold()
        messages = {mark.number: with_names(mark.diagnostic.message, names).text("nl") for mark in marked}
        for item in items_of(result.graph, marked, "nl"):
            assert item.message.casefold() == messages[item.number].casefold()


@pytest.mark.parametrize("rule", BY_ID)
def test_what_was_named_by_its_id_is_a_reference(rule: str):
    found = [
        list(references(diagnostic.message))
        for book in BOOKS if book.stem == rule
        for case in cases(book)
        for diagnostic in said_of(case, checked(case))
    ]  # fmt: skip
    assert found
    # All that was checked may be that a check was in part only, which is about no step.
    assert all(found) or rule == "improper-completion"
    assert any(found)


class Loud:
    """Names everything in capitals, with its kind."""

    def name(self, ref: Ref) -> object:
        return say("the {kind} {id}", kind=type(ref).__name__, id=ref.id.upper())


def test_a_reference_reads_as_its_id_until_somebody_names_it():
    message = say(
        '"{step}" and {personas} by {channels}: {more}; {list}',
        step=StepRef("ask"),
        personas=quoted(refs(PersonaRef, ["often"])),
        channels=shown(refs(ChannelRef, map(str, range(10)))),
        more=Joined([StepRef("a"), say("not {b}", b=StepRef("b"))], " -> "),
        list=("plain", 3),
    )
    assert str(message) == '"ask" and "often" by 0, 1, 2, 3, 4, 5, 6, 7, …: a -> not b; plain, 3'
    named = with_names(message, Loud())
    assert str(named).startswith('"the StepRef ASK" and "the PersonaRef OFTEN" by the ChannelRef 0, the ChannelRef 1')
    assert str(named).endswith("…: the StepRef A -> not the StepRef B; plain, 3")
    assert str(message).startswith('"ask"'), "naming a message makes another one of it"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_is_escaped_where_it_stands_in_a_page(language: str):
    message = say("{personas}", personas=quoted(["<b>", PersonaRef("&")]))
    assert html_of(message, language) == '"&lt;b&gt;", "&amp;"'
