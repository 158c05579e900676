"""A language server in a process of its own, and a client that is not ours.

The conversation runs in a thread with an event loop of its own: tests that drive a browser have one too.
"""

from __future__ import annotations

import asyncio
import sys
import threading
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from lsprotocol import types as lsp
from pytest_lsp import ClientServerConfig, LanguageClient

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from pathlib import Path

T = TypeVar("T")

CAPABILITIES = lsp.ClientCapabilities(
    general=lsp.GeneralClientCapabilities(position_encodings=[lsp.PositionEncodingKind.Utf16]),
    text_document=lsp.TextDocumentClientCapabilities(
        completion=lsp.CompletionClientCapabilities(
            completion_item=lsp.ClientCompletionItemOptions(
                snippet_support=True, documentation_format=[lsp.MarkupKind.Markdown]
            )
        ),
        hover=lsp.HoverClientCapabilities(content_format=[lsp.MarkupKind.Markdown]),
    ),
    workspace=lsp.WorkspaceClientCapabilities(
        inlay_hint=lsp.InlayHintWorkspaceClientCapabilities(refresh_support=True)
    ),
)


class Editor:
    """An editor with a folder open in it, and the files of that folder that are open."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.refreshed = 0
        self.offered_commands: list[str] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.client: LanguageClient = self.run(self._start())

    def run(self, work: Awaitable[T]) -> T:
        """Wait for the answer to a question."""

        async def answer() -> T:
            return await work

        return asyncio.run_coroutine_threadsafe(answer(), self._loop).result()

    def ask(self, name: str, params: Any) -> Any:
        """The answer to a question, which has the name that the client gives it."""

        async def question() -> Any:
            return await getattr(self.client, f"{name}_async")(params)

        return self.run(question())

    def ask_our_own(self, method: str, params: object) -> Any:
        """The answer to a question that is no part of the protocol."""

        async def question() -> Any:
            return await self.client.protocol.send_request_async(method, params)

        return self.run(question())

    def after(self, telling: Callable[[], None]) -> None:
        """Tell the server something, and wait until it says what it found."""

        async def told() -> None:
            found = asyncio.ensure_future(self.client.wait_for_notification("textDocument/publishDiagnostics"))
            await asyncio.sleep(0)  # so that it waits before anything is told
            telling()
            await found

        self.run(told())

    def tell(self, telling: Callable[[], None]) -> None:
        """Tell the server something to which it says nothing."""

        async def told() -> None:
            telling()

        self.run(told())

    def open(self, text: str, name: str = "bike.yaml") -> File:
        """Open a file of the folder, and wait until it is checked."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8", newline="")
        item = lsp.TextDocumentItem(path.as_uri(), "yaml", 1, text)
        self.after(lambda: self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item)))
        return File(self, item.uri, text)

    def close(self) -> None:
        """End the conversation; the server has to end by itself."""

        async def end() -> None:
            await self.client.shutdown_session()

        self.run(end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _start(self) -> LanguageClient:
        client = await ClientServerConfig(server_command=[sys.executable, "-m", "journeymap", "lsp"]).start()

        @client.feature(lsp.WORKSPACE_INLAY_HINT_REFRESH)
        def refreshed(_params: None) -> None:
            self.refreshed += 1

        answer = await client.initialize_session(
            lsp.InitializeParams(
                capabilities=CAPABILITIES,
                workspace_folders=[lsp.WorkspaceFolder(uri=self.folder.as_uri(), name="test")],
            )
        )
        provider = answer.capabilities.execute_command_provider
        self.offered_commands = list(provider.commands) if provider is not None else []
        return client


class File:
    """A file that is open in an editor."""

    def __init__(self, editor: Editor, uri: str, text: str) -> None:
        self.editor = editor
        self.uri = uri
        self.text = text
        self.version = 1
        self.identifier = lsp.TextDocumentIdentifier(uri)

    def at(self, words: str, after: int = 0) -> lsp.Position:
        """The position of the first place with these words, in units of UTF-16."""
        offset = self.text.index(words) + after
        line = self.text.count("\n", 0, offset)
        start = self.text.rfind("\n", 0, offset) + 1
        return lsp.Position(line, len(self.text[start:offset].encode("utf-16-le")) // 2)

    def under(self, place: lsp.Range) -> str:
        """The text in a range."""
        return self.text[self._offset(place.start) : self._offset(place.end)]

    def _offset(self, position: lsp.Position) -> int:
        lines = self.text.split("\n")
        line = lines[position.line].encode("utf-16-le")[: position.character * 2].decode("utf-16-le")
        return sum(len(before) + 1 for before in lines[: position.line]) + len(line)

    @property
    def diagnostics(self) -> list[lsp.Diagnostic]:
        """What was last found in it."""
        return list(self.editor.client.diagnostics[self.uri])

    @property
    def codes(self) -> set[str]:
        """The kinds of what was last found in it."""
        return {str(found.code) for found in self.diagnostics}

    def diagnostic(self, code: str) -> lsp.Diagnostic:
        """The first finding of a kind."""
        return next(found for found in self.diagnostics if found.code == code)

    def type(self, old: str, new: str) -> None:
        """Replace words, as somebody who types does, and wait for what is said about it."""
        place = lsp.Range(self.at(old), self.at(old, len(old)))
        self.version += 1
        self.text = self.text.replace(old, new, 1)
        change = lsp.DidChangeTextDocumentParams(
            lsp.VersionedTextDocumentIdentifier(self.version, self.uri),
            [lsp.TextDocumentContentChangePartial(range=place, text=new)],
        )
        self.editor.after(lambda: self.editor.client.text_document_did_change(change))

    def edited(self, edits: list[lsp.TextEdit]) -> str:
        """The text after edits."""
        text = self.text
        for edit in sorted(edits, key=lambda edit: self._offset(edit.range.start), reverse=True):
            text = text[: self._offset(edit.range.start)] + edit.new_text + text[self._offset(edit.range.end) :]
        return text

    def completions(self, words: str, after: int) -> list[str]:
        """What is offered behind the first letters of these words."""
        place = lsp.CompletionParams(self.identifier, self.at(words, after))
        return [item.label for item in self.editor.ask("text_document_completion", place).items]

    def actions(self, found: lsp.Diagnostic) -> list[lsp.CodeAction]:
        """What is offered to mend a finding."""
        context = lsp.CodeActionContext([found])
        actions: list[lsp.CodeAction] = self.editor.ask(
            "text_document_code_action", lsp.CodeActionParams(self.identifier, found.range, context)
        )
        return actions


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    """An editor that has the folder of the test open."""
    editor = Editor(tmp_path)
    yield editor
    editor.close()
