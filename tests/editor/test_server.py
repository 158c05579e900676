"""What an editor gets from the language server, asked by a client that is not ours."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from lsprotocol import types as lsp

if TYPE_CHECKING:
    from conftest import Editor

TEXT = """\
journeymap: 1
title: 🚲 Hire a bike
language: en
steps:
  unlock:
    customer: Scans the code
    frontstage: The lock opens
    next: {ride: 80%, walk: 20%}
  ride:
    customer: Rides to the station
    wait: 20 min
    end: helped
  walk:
    customer: Walks
    end: gave-up
"""


def test_findings_come_while_somebody_types_and_go_when_they_are_mended(editor: Editor) -> None:
    file = editor.open(TEXT)
    before = file.codes
    file.type("next: {ride: 80%, walk: 20%}", "next: {ride: 80%, wlak: 20%}")
    assert "unknown-reference" in file.codes
    assert [file.under(found.range) for found in file.diagnostics if found.code == "unknown-reference"] == ["wlak"]
    file.type("wlak", "walk")
    assert file.codes == before


def test_ids_complete_while_the_text_is_broken(editor: Editor) -> None:
    file = editor.open(TEXT)
    file.type("    wait: 20 min\n", "    next: \n    wait: [\n")
    assert {"unlock", "ride", "walk"} <= set(file.completions("next: \n", 6))


def test_a_word_that_stands_there_is_not_offered_again(editor: Editor) -> None:
    file = editor.open(TEXT)
    file.type("    wait: 20 min\n", "    \n")
    offered = file.completions("station\n    ", 12)
    assert "wait" in offered
    assert "customer" not in offered
    assert "end" not in offered


def test_places_behind_an_emoji_are_right(editor: Editor) -> None:
    file = editor.open(
        TEXT.replace("title: 🚲 Hire a bike", "title: 🚲 Hire\nlanguaeg: en").replace("language: en\n", "")
    )
    found = file.diagnostic("unknown-key")
    assert file.under(found.range) == "languaeg"


def test_a_step_tells_how_many_come_there(editor: Editor) -> None:
    file = editor.open(TEXT)
    shown = editor.ask("text_document_hover", lsp.HoverParams(file.identifier, file.at("ride: 80%", 1)))
    assert "**Rides to the station**" in shown.contents.value
    assert "80 visits per 100 customers" in shown.contents.value


def test_a_word_tells_what_it_means(editor: Editor) -> None:
    file = editor.open(TEXT)
    shown = editor.ask("text_document_hover", lsp.HoverParams(file.identifier, file.at("frontstage", 1)))
    assert "where the customer sees it" in shown.contents.value


def test_the_definition_of_a_step_is_found_and_so_are_all_that_name_it(editor: Editor) -> None:
    file = editor.open(TEXT)
    position = file.at("walk: 20%", 1)
    place = editor.ask("text_document_definition", lsp.DefinitionParams(file.identifier, position))
    assert place.range.start == file.at("walk:\n")
    named = editor.ask(
        "text_document_references",
        lsp.ReferenceParams(lsp.ReferenceContext(include_declaration=True), file.identifier, position),
    )
    assert [item.range.start for item in named] == [file.at("walk: 20%"), file.at("walk:\n")]


def test_a_new_id_reaches_the_file_that_replaces_this_one(editor: Editor) -> None:
    newer = "journeymap: 1\nrelates: {replaces: bike.yaml}\nsteps:\n  cycle:\n    was: ride\n    end: helped\n"
    (editor.folder / "newer.yaml").write_text(newer)
    file = editor.open(TEXT)
    edit = editor.ask("text_document_rename", lsp.RenameParams(file.identifier, file.at("ride:\n", 1), "cycling"))
    changes = {change.text_document.uri.rsplit("/", 1)[1]: change.edits for change in edit.document_changes}
    assert file.edited(changes["bike.yaml"]) == TEXT.replace("ride: 80%", "cycling: 80%").replace(
        "  ride:", "  cycling:"
    )
    assert [change.new_text for change in changes["newer.yaml"]] == ["cycling"]


def test_an_id_that_is_taken_is_refused_with_the_reason(editor: Editor) -> None:
    file = editor.open(TEXT)
    with pytest.raises(Exception, match="is there already"):
        editor.ask("text_document_rename", lsp.RenameParams(file.identifier, file.at("ride:\n", 1), "walk"))


def test_a_fix_mends_what_it_is_offered_for(editor: Editor) -> None:
    file = editor.open(TEXT.replace("language: en", "languaeg: en"))
    found = file.diagnostic("unknown-key")
    offered = file.actions(found)
    edits = offered[0].edit.document_changes[0].edits
    assert file.edited(edits) == TEXT


def test_a_finding_is_accepted_with_a_reason_to_be_written(editor: Editor) -> None:
    file = editor.open(TEXT.replace("    wait: 20 min\n", "    wait: 20 days\n"))
    found = next(found for found in file.diagnostics if found.severity == lsp.DiagnosticSeverity.Warning)
    offered = file.actions(found)
    accepting = next(action for action in offered if action.title.startswith("Accept"))
    assert f"{found.code}: because …" in file.edited(accepting.edit.document_changes[0].edits)


def test_the_outline_holds_every_step_with_its_words(editor: Editor) -> None:
    file = editor.open(TEXT)
    found = editor.ask("text_document_document_symbol", lsp.DocumentSymbolParams(file.identifier))
    steps = next(symbol for symbol in found if symbol.name == "steps")
    assert [(step.name, step.detail) for step in steps.children] == [
        ("unlock", "Scans the code"), ("ride", "Rides to the station"), ("walk", "Walks"),
    ]  # fmt: skip


def test_a_step_is_found_in_all_files_of_the_folder(editor: Editor) -> None:
    (editor.folder / "other.yaml").write_text("journeymap: 1\nsteps:\n  riding-on:\n    end: helped\n")
    editor.open(TEXT)
    found = editor.ask("workspace_symbol", lsp.WorkspaceSymbolParams("rid"))
    assert [symbol.name.split(":")[0] for symbol in found] == ["ride", "riding-on"]


def test_steps_fold(editor: Editor) -> None:
    file = editor.open(TEXT)
    folds = editor.ask("text_document_folding_range", lsp.FoldingRangeParams(file.identifier))
    assert (4, 7) in [(fold.start_line, fold.end_line) for fold in folds]


def test_figures_stand_behind_the_steps(editor: Editor) -> None:
    file = editor.open(TEXT)
    hints = editor.ask(
        "text_document_inlay_hint",
        lsp.InlayHintParams(file.identifier, lsp.Range(lsp.Position(0, 0), lsp.Position(20, 0))),
    )
    assert [hint.label.strip() for hint in hints] == ["100 of 100", "80 of 100 · 20 min", "20 of 100"]


def test_another_blueprint_is_a_link(editor: Editor) -> None:
    (editor.folder / "old.yaml").write_text("journeymap: 1\n")
    file = editor.open(TEXT.replace("steps:", "relates: {replaces: old.yaml}\nsteps:", 1))
    links = editor.ask("text_document_document_link", lsp.DocumentLinkParams(file.identifier))
    assert [(file.under(link.range), link.target.rsplit("/", 1)[1]) for link in links] == [("old.yaml", "old.yaml")]


def test_words_and_ids_have_colours_of_their_own(editor: Editor) -> None:
    file = editor.open(TEXT)
    data = (editor.ask("text_document_semantic_tokens_full", lsp.SemanticTokensParams(file.identifier))).data
    words, line, character = {}, 0, 0
    for index in range(0, len(data), 5):
        lines, characters, length, kind, _ = data[index : index + 5]
        line, character = line + lines, characters + (0 if lines else character)
        word = file.under(lsp.Range(lsp.Position(line, character), lsp.Position(line, character + length)))
        words.setdefault(word, set()).add(kind)
    assert words["customer"] == {0}
    assert words["unlock"] == {1}
    assert words["ride"] == {1, 2}
    assert words["helped"] == {3}


def test_a_line_above_the_file_tells_how_much_was_found(editor: Editor) -> None:
    file = editor.open(TEXT)
    lenses = editor.ask("text_document_code_lens", lsp.CodeLensParams(file.identifier))
    assert any("finding" in lens.command.title for lens in lenses)


def test_the_page_of_the_text_as_it_stands_is_given(editor: Editor) -> None:
    file = editor.open(TEXT)
    file.type("Walks", "Walks home in the rain")
    page = editor.ask_our_own("journeymap/page", {"uri": file.uri})
    assert "Walks home in the rain" in page


def test_card_and_text_know_each_other(editor: Editor) -> None:
    file = editor.open(TEXT)
    position = file.at("Rides")
    step = editor.ask_our_own(
        "journeymap/cardAt", {"uri": file.uri, "position": {"line": position.line, "character": position.character}}
    )
    assert step == "ride"
    place = editor.ask_our_own("journeymap/placeOf", {"uri": file.uri, "step": "ride"})
    assert place.start.line == file.at("ride:\n").line


def test_other_yaml_is_left_alone(editor: Editor) -> None:
    path = editor.folder / "compose.yaml"
    path.write_text("services: {web: {image: nginx}}\n")
    item = lsp.TextDocumentItem(path.as_uri(), "yaml", 1, path.read_text())
    editor.tell(lambda: editor.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item)))
    hover = editor.ask(
        "text_document_hover", lsp.HoverParams(lsp.TextDocumentIdentifier(path.as_uri()), lsp.Position(0, 1))
    )
    assert hover is None
    assert path.as_uri() not in editor.client.diagnostics


def test_a_file_is_put_in_order(editor: Editor) -> None:
    file = editor.open("steps:\n  a: {end: helped}\n\n\n\ntitle: Short\njourneymap: 1\n")
    options = lsp.FormattingOptions(tab_size=2, insert_spaces=True)
    edits = editor.ask("text_document_formatting", lsp.DocumentFormattingParams(file.identifier, options))
    assert file.edited(edits) == "journeymap: 1\ntitle: Short\n\nsteps:\n  a: {end: helped}\n"


def test_all_that_is_certain_is_corrected_at_once(editor: Editor) -> None:
    file = editor.open(TEXT.replace("customer: Walks", "klant: Walks"))
    whole = lsp.Range(lsp.Position(0, 0), lsp.Position(99, 0))
    context = lsp.CodeActionContext([], only=[lsp.CodeActionKind.SourceFixAll])
    (action,) = editor.ask("text_document_code_action", lsp.CodeActionParams(file.identifier, whole, context))
    assert "customer: Walks" in file.edited(action.edit.document_changes[0].edits)


def test_the_lines_above_the_file_open_its_report_and_its_page(editor: Editor) -> None:
    file = editor.open(TEXT)
    lenses = editor.ask("text_document_code_lens", lsp.CodeLensParams(file.identifier))
    offered = editor.offered_commands
    assert {lens.command.command for lens in lenses} <= set(offered)
    for command in offered:
        editor.ask("workspace_execute_command", lsp.ExecuteCommandParams(command, [file.uri]))
    shown = [
        Path(url2pathname(urlsplit(item.uri).path)).read_text(encoding="utf-8")
        for item in editor.client.shown_documents
    ]
    assert len(shown) == len(offered) == 2
    assert all("Scans the code" in page for page in shown)
