"""What is answered to each question below the token, whoever carries it there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from msgspec import Struct

from journeymap.changes import NotPossibleError
from journeymap.serving import protocol
from journeymap.serving.editing import attempt, edit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeymap.serving.events import EventLog
    from journeymap.serving.live_file import LiveFile
    from journeymap.serving.shelf import Shelf

_Asked = TypeVar("_Asked")
JSON = "application/json; charset=utf-8"
HTML = "text/html; charset=utf-8"


class Answer(Struct, frozen=True):
    """An answer: what it holds, of which kind, and the policy for a page; JSON has the strictest one."""

    content: bytes
    status: int = 200
    kind: str = JSON
    policy: str | None = None
    location: str | None = None

    @classmethod
    def of(cls, content: Any, status: int = 200) -> Answer:
        """Return an answer in JSON. What is without end is `null` there: a browser could not read it otherwise."""
        return cls(msgspec.json.encode(content), status)


class ProblemError(Exception):
    """A question that is not answered, with the reason and the number of HTTP for it."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.answer = Answer.of(protocol.Refusal(message), status)


class Answers:
    """The answers for the files of one shelf."""

    def __init__(self, shelf: Shelf, title: str, language: str) -> None:
        self.shelf = shelf
        self.events: EventLog = shelf.events
        self.title = title
        self.language = language

    def get(self, path: str, query: Mapping[str, Sequence[str]]) -> Answer:
        """Answer what is asked for; ProblemError where there is no such thing."""
        if path in ("", "index.html", "catalogue.html"):
            names = self.shelf.names
            if path == "" and len(names) == 1 and self.shelf.places.alone:
                return Answer(b"", 302, HTML, location=f"{next(iter(names))}.html")
            page = self.shelf.pages(self.title, self.language)[path or "index.html"]
            return Answer(page.encode("utf-8", "replace"), 200, HTML, "default-src 'self' 'unsafe-inline' data:")
        part, _, name = path.partition("/")
        if not name and part.endswith(".html"):
            page, policy = self._file(part.removesuffix(".html")).page()
            return Answer(page.encode("utf-8", "replace"), 200, HTML, policy)
        if part == "state":
            return Answer.of(self._file(name).state())
        if part == "drawing":
            base = next(iter(query.get("base", ())), "")
            return Answer.of(self._file(name).drawing(int(base) if base.isdecimal() and len(base) < 16 else None))
        if part == "printed":
            drawn = self._file(name).drawn
            return Answer.of({"version": drawn.version, "html": drawn.page.printed})
        if path == "schema":
            return Answer(self.shelf.places.schema())
        raise ProblemError("there is no such page here", 404)

    def post(self, path: str, body: bytes) -> Answer:
        """Carry out what is asked for; ProblemError where there is no such thing, or it cannot be understood."""
        part, _, name = path.partition("/")
        if part == "edit" and name:
            file = self._file(name)
            status, reply = edit(file, self._understood(body, protocol.Edit))
            return Answer.of(reply, status)
        if part == "try" and name:
            file = self._file(name)
            outcome, tried = attempt(file, self._understood(body, protocol.Trial))
            return Answer.of(tried, outcome)
        if path == "new":
            return self._new(self._understood(body, protocol.NewFile))
        raise ProblemError("there is no such page here", 404)

    def _new(self, wanted: protocol.NewFile) -> Answer:
        try:
            return Answer.of({"file": self.shelf.new(wanted.title, wanted.language)})
        except NotPossibleError as error:
            return Answer.of(protocol.Refusal(error.message.text(self.language)), 422)
        except OSError as error:
            return Answer.of(protocol.Refusal(error.strerror or str(error)), 423)

    @staticmethod
    def _understood(body: bytes, kind: type[_Asked]) -> _Asked:
        try:
            return msgspec.json.decode(body, type=kind)
        except msgspec.MsgspecError as error:
            raise ProblemError(str(error), 400) from None

    def _file(self, name: str) -> LiveFile:
        try:
            return self.shelf.file(name)
        except KeyError:
            raise ProblemError("there is no such page here", 404) from None
        except (OSError, NotPossibleError) as error:
            raise ProblemError(f"the file cannot be read: {error}", 404) from None
