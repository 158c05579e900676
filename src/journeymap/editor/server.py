"""The language server itself: what an editor asks, which part answers, and when a text is checked.

Language Server Protocol 3.17 over standard input and output, by `pygls`.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from journeymap.changes import NotPossibleError
from journeymap.editor import completing, diagnosing, fixing, hovering, marking, naming, outlining, showing
from journeymap.editor.open_file import OpenFile
from journeymap.files import write_atomic
from journeymap.pipeline import failed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from journeymap.editor.open_file import Check
    from journeymap.result import Result

    _Params = TypeVar("_Params")
    _Answer = TypeVar("_Answer")

PAUSE = 0.15
"""How many seconds nothing is typed before a text is checked."""


class BlueprintServer(LanguageServer):
    """A language server for blueprints.

    `check` is what finds out about a text, `is_blueprint` tells one by its text from other YAML, and `find` lists the
    blueprints below a folder.
    """

    def __init__(
        self,
        version: str,
        check: Check,
        is_blueprint: Callable[[str], bool],
        find: Callable[[str], Sequence[str]],
    ) -> None:
        super().__init__("journeymap", version)
        self.check = check
        self.is_blueprint = is_blueprint
        self.find = find
        self.files: dict[str, OpenFile] = {}
        self._waiting: dict[str, asyncio.Task[None]] = {}
        _register(self)

    # What is open

    def opened(self, uri: str, text: str, version: int | None) -> None:
        """Take in a file that was opened, where it is a blueprint or may become one, and check it."""
        if text.strip() and not self.is_blueprint(text):
            return
        self.files[uri] = OpenFile(uri, _path(uri), text, version, self.workspace.position_encoding or "utf-16")
        self.check_soon(uri, 0)

    def changed(self, uri: str, changes: Sequence[lsp.TextDocumentContentChangeEvent], version: int | None) -> None:
        """Take over what was typed, and check the text when nothing is typed for a moment."""
        file = self.files.get(uri)
        if file is not None:
            file.change(changes, version)
            self.check_soon(uri, PAUSE)

    def closed(self, uri: str) -> None:
        """Forget a file."""
        waiting = self._waiting.pop(uri, None)
        if waiting is not None:
            waiting.cancel()
        if self.files.pop(uri, None) is not None:
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))

    # Checking

    def check_soon(self, uri: str, pause: float) -> None:
        """Check a file after a pause, unless it is to be checked again before that."""
        waiting = self._waiting.pop(uri, None)
        if waiting is not None:
            waiting.cancel()
        self._waiting[uri] = asyncio.ensure_future(self._check_after(uri, pause))

    async def _check_after(self, uri: str, pause: float) -> None:
        await asyncio.sleep(pause)
        file = self.files.get(uri)
        if file is None:
            return
        text = file.text
        result = await asyncio.get_running_loop().run_in_executor(self.thread_pool, self._checked, text, file.path)
        if self.files.get(uri) is not file or not file.found(text, result):
            return  # it was closed, or something else was typed, which is checked in its turn
        self.text_document_publish_diagnostics(
            lsp.PublishDiagnosticsParams(uri, diagnosing.diagnostics_of(file), file.version)
        )
        self._refresh()

    def _checked(self, text: str, path: str) -> Result:
        try:
            return self.check(text, path)
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - an editor goes on, whatever a text does to the program
            return failed(path, error)

    def _refresh(self) -> None:
        """Tell an editor that understands it to ask anew for what stands between the lines."""
        workspace = self.client_capabilities.workspace
        if workspace is None:
            return
        if workspace.inlay_hint is not None and workspace.inlay_hint.refresh_support:
            self.workspace_inlay_hint_refresh(None)
        if workspace.code_lens is not None and workspace.code_lens.refresh_support:
            self.workspace_code_lens_refresh(None)

    def current(self, uri: str) -> OpenFile | None:
        """Return an open blueprint whose text is checked, at once where it was not yet."""
        file = self.files.get(uri)
        if file is not None and file.result is None:
            file.found(file.text, self._checked(file.text, file.path))
        return file

    # Files that are not open

    def others(self, file: OpenFile) -> Iterator[OpenFile]:
        """Yield the other blueprints of the folders that are open, as they stand in the editor or else on disk."""
        yielded = {os.path.realpath(file.path)}
        for other in self.files.values():
            if os.path.realpath(other.path) not in yielded:
                yielded.add(os.path.realpath(other.path))
                yield other
        for folder in self.folders or [str(Path(file.path).parent)]:
            for path in self.find(folder):
                if os.path.realpath(path) in yielded:
                    continue
                yielded.add(os.path.realpath(path))
                try:
                    text = Path(path).read_text(encoding="utf-8")
                except (OSError, UnicodeDecodeError):
                    continue
                encoding = self.workspace.position_encoding or "utf-16"
                yield OpenFile(from_fs_path(path) or path, path, text, None, encoding)

    @property
    def folders(self) -> list[str]:
        """The folders that are open in the editor."""
        uris = [*self.workspace.folders] or ([self.workspace.root_uri] if self.workspace.root_uri else [])
        return [path for uri in uris if (path := to_fs_path(uri)) is not None]

    def show(self, file: OpenFile, text: str | None, suffix: str) -> None:
        """Write a page beside others of its kind in the folder for passing files, and have it opened."""
        if text is None:
            return
        folder = Path(tempfile.gettempdir()) / f"journeymap-{os.getpid()}"
        folder.mkdir(mode=0o700, exist_ok=True)
        path = folder / f"{Path(file.path).stem}{suffix}.html"
        write_atomic(path, text)
        self.window_show_document(lsp.ShowDocumentParams(from_fs_path(str(path)) or "", external=True))


def _path(uri: str) -> str:
    """Return the path of a file, or its address where it is in no file yet."""
    return to_fs_path(uri) or uri


def _register(server: BlueprintServer) -> None:
    """Tell the server which part answers what."""
    _follow_files(server)
    _answer_about_places(server)
    _answer_about_files(server)
    _answer_our_own(server)


def _follow_files(server: BlueprintServer) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        item = params.text_document
        server.opened(item.uri, item.text, item.version)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        item = params.text_document
        if item.uri not in server.files:
            document = server.workspace.get_text_document(item.uri)
            server.opened(item.uri, document.source, item.version)
            return
        server.changed(item.uri, params.content_changes, item.version)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    async def saved(params: lsp.DidSaveTextDocumentParams) -> None:
        for uri in server.files:  # what is written now may be named by the others
            if uri != params.text_document.uri:
                server.check_soon(uri, PAUSE)

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def watched(_params: lsp.DidChangeWatchedFilesParams) -> None:
        for uri in server.files:
            server.check_soon(uri, PAUSE)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        server.closed(params.text_document.uri)


def _answer_about_places(server: BlueprintServer) -> None:
    def at(params: Any) -> tuple[OpenFile, int] | None:
        """Return the file and the offset that a question is about, None for what is no blueprint."""
        file = server.files.get(params.text_document.uri)
        return None if file is None else (file, file.positions.offset(params.position))

    @server.feature(lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=[" ", "-", "{", "[", ","]))
    def complete(params: lsp.CompletionParams) -> lsp.CompletionList | None:
        place = at(params)
        if place is None:
            return None
        asked = server.client_capabilities.text_document
        item = asked.completion.completion_item if asked is not None and asked.completion is not None else None
        snippets = bool(item is not None and item.snippet_support)
        markdown = lsp.MarkupKind.Markdown in ((item.documentation_format if item is not None else None) or ())
        items = completing.complete(*place, snippets=snippets, markdown=markdown)
        return lsp.CompletionList(is_incomplete=False, items=items)

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hover(params: lsp.HoverParams) -> lsp.Hover | None:
        place = at(params)
        asked = server.client_capabilities.text_document
        formats = (asked.hover.content_format if asked is not None and asked.hover is not None else None) or ()
        return None if place is None else hovering.hover(*place, markdown=lsp.MarkupKind.Markdown in formats)

    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    def define(params: lsp.DefinitionParams) -> lsp.Location | None:
        place = at(params)
        return None if place is None else naming.definition(*place)

    @server.feature(lsp.TEXT_DOCUMENT_REFERENCES)
    def refer(params: lsp.ReferenceParams) -> list[lsp.Location]:
        place = at(params)
        if place is None:
            return []
        ranges = naming.places(*place, defined=params.context.include_declaration)
        return [lsp.Location(params.text_document.uri, found) for found in ranges]

    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    def highlight(params: lsp.DocumentHighlightParams) -> list[lsp.DocumentHighlight]:
        place = at(params)
        return [] if place is None else naming.highlights(*place)

    @server.feature(lsp.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare(params: lsp.PrepareRenameParams) -> lsp.PrepareRenamePlaceholder | None:
        place = at(params)
        thing = None if place is None else naming.thing_at(*place)
        if place is None or thing is None:
            return None
        return lsp.PrepareRenamePlaceholder(place[0].positions.range(thing.start, thing.end), thing.id)

    @server.feature(lsp.TEXT_DOCUMENT_RENAME, lsp.RenameOptions(prepare_provider=True))
    def rename(params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        place = at(params)
        if place is None:
            return None
        file, offset = place
        try:
            edits = naming.renamed(file, offset, params.new_name, server.others(file))
        except NotPossibleError as error:
            raise JsonRpcInvalidParams(error.message.text(file.language)) from None
        versions = {uri: item.version for uri, item in server.files.items()}
        return lsp.WorkspaceEdit(
            document_changes=[
                lsp.TextDocumentEdit(lsp.OptionalVersionedTextDocumentIdentifier(uri, versions.get(uri)), list(changes))
                for uri, changes in edits.items()
            ]
        )

    @server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION,
        lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix, lsp.CodeActionKind.SourceFixAll]),
    )
    def act(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        file = server.current(params.text_document.uri)
        return [] if file is None else fixing.actions(file, params.range, params.context.only, server.check)


def _answer_about_files(server: BlueprintServer) -> None:
    def of(params: Any, work: Callable[[OpenFile], _Answer]) -> _Answer | None:
        """Return what one part says of the file that a question is about, None for what is no blueprint."""
        file = server.files.get(params.text_document.uri)
        return None if file is None else work(file)

    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def outline(params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol] | None:
        return of(params, outlining.symbols)

    @server.feature(lsp.WORKSPACE_SYMBOL)
    def search(params: lsp.WorkspaceSymbolParams) -> list[lsp.WorkspaceSymbol]:
        first = next(iter(server.files.values()), None)
        files = [] if first is None else [first, *server.others(first)]
        return outlining.found_symbols(files, params.query)

    @server.feature(lsp.TEXT_DOCUMENT_FORMATTING)
    def arrange(params: lsp.DocumentFormattingParams) -> list[lsp.TextEdit] | None:
        return of(params, fixing.in_order)

    @server.feature(lsp.TEXT_DOCUMENT_FOLDING_RANGE)
    def fold(params: lsp.FoldingRangeParams) -> list[lsp.FoldingRange] | None:
        return of(params, outlining.folds)

    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_LINK)
    def link(params: lsp.DocumentLinkParams) -> list[lsp.DocumentLink] | None:
        return of(params, outlining.links)

    @server.feature(lsp.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, marking.LEGEND)
    def colour(params: lsp.SemanticTokensParams) -> lsp.SemanticTokens | None:
        return of(params, marking.tokens)

    @server.feature(lsp.TEXT_DOCUMENT_INLAY_HINT)
    def hint(params: lsp.InlayHintParams) -> list[lsp.InlayHint] | None:
        return of(params, lambda file: marking.hints(file, params.range))

    @server.feature(lsp.TEXT_DOCUMENT_CODE_LENS)
    def lens(params: lsp.CodeLensParams) -> list[lsp.CodeLens] | None:
        return of(params, marking.lenses)


def _answer_our_own(server: BlueprintServer) -> None:
    @server.feature("journeymap/page")
    def page(params: Any) -> str | None:
        file = server.current(params.uri)
        return None if file is None else showing.page_of(file, getattr(params, "persona", None))

    @server.feature("journeymap/report")
    def report(params: Any) -> str | None:
        file = server.current(params.uri)
        return None if file is None else showing.report_of(file)

    @server.feature("journeymap/cardAt")
    def card(params: Any) -> str | None:
        file = server.files.get(params.uri)
        position = lsp.Position(params.position.line, params.position.character)
        return None if file is None else showing.card_at(file, file.positions.offset(position))

    @server.feature("journeymap/placeOf")
    def place(params: Any) -> lsp.Range | None:
        file = server.current(params.uri)
        return None if file is None else showing.place_of(file, params.step)

    @server.command(marking.SHOW_PAGE)
    def show_page(uri: str) -> None:
        file = server.current(uri)
        if file is not None:
            server.show(file, showing.page_of(file), "")

    @server.command(marking.SHOW_REPORT)
    def show_report(uri: str) -> None:
        file = server.current(uri)
        if file is not None:
            server.show(file, showing.report_of(file), ".report")
