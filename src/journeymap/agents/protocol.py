"""A server of the Model Context Protocol over two streams of lines: tools, and pages to read.

Of the protocol (modelcontextprotocol.io, versions 2024-11-05 to 2025-06-18) that is the part that is needed: one
message a line, JSON-RPC 2.0, requests answered in their order. The server ends when nothing comes any more.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import BinaryIO

VERSIONS = ("2025-06-18", "2025-03-26", "2024-11-05")
MOST_BYTES = 4_000_000
"""How long a message may be; a longer one is refused and passed over."""
PARSE_ERROR, INVALID_REQUEST, NO_METHOD, INVALID_PARAMS, INTERNAL = -32700, -32600, -32601, -32602, -32603


class RefusedError(ValueError):
    """A tool that will not do what is asked; the text says why, for whoever asked."""


class Tool(Struct, frozen=True):
    """Something that can be done: its name, what it does, the JSON Schema of its arguments, and the work itself.

    The work takes the arguments and returns a text; RefusedError where it will not. `writes` tells that files may be
    different after it.
    """

    name: str
    description: str
    schema: Mapping[str, Any]
    work: Callable[[Mapping[str, Any]], str]
    writes: bool = False


class Page(Struct, frozen=True):
    """Something to read: its address, what it is called, what it is about, its kind, and what gives the text."""

    address: str
    name: str
    description: str
    kind: str
    text: Callable[[], str]


class _ProtocolError(Exception):
    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


class AgentServer:
    """Answers what is asked of some tools and pages."""

    def __init__(self, name: str, version: str, about: str, tools: Iterable[Tool], pages: Iterable[Page]) -> None:
        self._info = {"name": name, "version": version}
        self._about = about
        self._tools = {tool.name: tool for tool in tools}
        self._pages = {page.address: page for page in pages}
        self._methods: dict[str, Callable[[Mapping[str, Any]], object]] = {
            "initialize": self._begin,
            "ping": lambda _: {},
            "tools/list": lambda _: {"tools": [_described(tool) for tool in self._tools.values()]},
            "tools/call": self._call,
            "resources/list": lambda _: {"resources": [_listed(page) for page in self._pages.values()]},
            "resources/templates/list": lambda _: {"resourceTemplates": []},
            "resources/read": self._read,
        }

    def run(self, asked: BinaryIO, answers: BinaryIO) -> None:
        """Answer line by line until the first stream ends."""
        while line := asked.readline(MOST_BYTES + 1):
            if len(line) > MOST_BYTES:
                while line and not line.endswith(b"\n"):
                    line = asked.readline(MOST_BYTES)
                answer: str | None = _text(_failure(None, INVALID_REQUEST, "the message is too long"))
            else:
                answer = self.answer(line)
            if answer is not None:
                answers.write(answer.encode() + b"\n")
                answers.flush()

    def answer(self, line: bytes | str) -> str | None:
        """Return the answer to one message as a line without its end, None where none is due."""
        try:
            message = json.loads(line)
        except (ValueError, RecursionError):
            return None if not line.strip() else _text(_failure(None, PARSE_ERROR, "this is not JSON"))
        if isinstance(message, list):
            answers = [answer for item in message if (answer := self._answer(item)) is not None]
            return _text(answers) if answers else None
        answer = self._answer(message)
        return None if answer is None else _text(answer)

    def _answer(self, message: object) -> dict[str, object] | None:
        if not isinstance(message, dict) or not isinstance(message.get("method"), str):
            is_answer = isinstance(message, dict) and ("result" in message or "error" in message)
            return None if is_answer else _failure(None, INVALID_REQUEST, "this is no request")
        if "id" not in message:
            return None  # a notification: nothing is due, whatever it says
        params = message.get("params")
        try:
            result = self._asked(message["method"], params if isinstance(params, dict) else {})
        except _ProtocolError as error:
            return _failure(message["id"], error.code, str(error))
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - one question that fails must not end the conversation
            return _failure(message["id"], INTERNAL, f"{type(error).__name__}: {error}")
        return {"jsonrpc": "2.0", "id": message["id"], "result": result}

    def _asked(self, method: str, params: Mapping[str, Any]) -> object:
        if method not in self._methods:
            raise _ProtocolError(NO_METHOD, f"there is no method {method!r}")
        return self._methods[method](params)

    def _begin(self, params: Mapping[str, Any]) -> object:
        wanted = params.get("protocolVersion")
        return {
            "protocolVersion": wanted if wanted in VERSIONS else VERSIONS[0],
            "capabilities": {"tools": {}, "resources": {}},
            "serverInfo": self._info,
            "instructions": self._about,
        }

    def _call(self, params: Mapping[str, Any]) -> object:
        tool = self._tools.get(str(params.get("name")))
        if tool is None:
            raise _ProtocolError(INVALID_PARAMS, f"there is no tool {params.get('name')!r}")
        arguments = params.get("arguments") or {}
        problem = misfit(arguments, tool.schema)
        if problem:
            return _told(problem, wrong=True)
        try:
            return _told(tool.work(arguments))
        except RefusedError as error:
            return _told(str(error), wrong=True)

    def _read(self, params: Mapping[str, Any]) -> object:
        page = self._pages.get(str(params.get("uri")))
        if page is None:
            raise _ProtocolError(INVALID_PARAMS, f"there is nothing at {params.get('uri')!r}")
        return {"contents": [{"uri": page.address, "mimeType": page.kind, "text": page.text()}]}


def misfit(arguments: object, schema: Mapping[str, Any]) -> str:
    """Return what is wrong with the arguments of a tool, empty where nothing is: names, what is needed, and kinds."""
    if not isinstance(arguments, dict):
        return "the arguments have to be an object"
    known: Mapping[str, Any] = schema.get("properties", {})
    unknown = [name for name in arguments if name not in known]
    if unknown:
        return f"there is no argument {unknown[0]!r}; known are: {', '.join(known)}"
    missing = [name for name in schema.get("required", ()) if name not in arguments]
    if missing:
        return f"the argument {missing[0]!r} is missing"
    kinds: dict[str, type | tuple[type, ...]] = {"string": str, "array": list, "object": dict, "boolean": bool}
    for name, value in arguments.items():
        kind = known[name].get("type")
        if kind in kinds and not isinstance(value, kinds[kind]):
            return f"the argument {name!r} has to be of the type {kind}"
        if "enum" in known[name] and value not in known[name]["enum"]:
            return f"the argument {name!r} is one of: {', '.join(known[name]['enum'])}"
        texts = kind == "array" and known[name].get("items", {}).get("type") == "string"
        if texts and not all(isinstance(item, str) for item in value):
            return f"the argument {name!r} has to be a list of strings"
    return ""


def _described(tool: Tool) -> dict[str, object]:
    return {
        "name": tool.name,
        "description": tool.description,
        "inputSchema": dict(tool.schema),
        "annotations": {"readOnlyHint": not tool.writes, "openWorldHint": False},
    }


def _listed(page: Page) -> dict[str, object]:
    return {"uri": page.address, "name": page.name, "description": page.description, "mimeType": page.kind}


def _told(text: str, *, wrong: bool = False) -> dict[str, object]:
    return {"content": [{"type": "text", "text": text}], "isError": wrong}


def _failure(id_: object, code: int, message: str) -> dict[str, object]:
    return {"jsonrpc": "2.0", "id": id_, "error": {"code": code, "message": message}}


def _text(message: object) -> str:
    return json.dumps(message, separators=(",", ":"))
