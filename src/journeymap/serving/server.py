"""The server: it answers this computer only, and only whoever knows the token.

Another page in the same browser must not be able to read or to write: it can neither know the token nor speak under the
name of this server (whatever name it has made its own lead here), nor send what is asked of a POST without asking
first, which nobody answers.
"""

from __future__ import annotations

import hmac
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

import msgspec

from journeymap.serving.answers import Answer, Answers, ProblemError

if TYPE_CHECKING:
    from journeymap.serving.events import EventLog
    from journeymap.serving.shelf import Shelf

LOOPBACK = "127.0.0.1"
MOST = 1_000_000
"""How many bytes a request may have."""
_SECONDS = 25.0
_BEAT = 15.0
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_NOTHING_ELSE = "default-src 'none'; frame-ancestors 'none'"


class Server(ThreadingHTTPServer):
    """A server of blueprints on this computer, with a token of its own."""

    daemon_threads = True
    allow_reuse_address = sys.platform != "win32"

    def __init__(self, answers: Answers, port: int = 0) -> None:
        self.answers = answers
        self.token = token_urlsafe(24)
        super().__init__((LOOPBACK, port), _Handler)
        self.port: int = self.server_address[1]
        self.hosts = frozenset({f"{LOOPBACK}:{self.port}", f"localhost:{self.port}"})
        self.origins = frozenset(f"http://{host}" for host in self.hosts)

    @property
    def address(self) -> str:
        """The address to open in a browser."""
        return f"http://{LOOPBACK}:{self.port}/{self.token}/"

    def handle_error(self, *_: Any) -> None:
        """Say nothing where a browser went away; else what failed, in one line."""
        error = sys.exception()
        if error is not None and not isinstance(error, (ConnectionError, TimeoutError)):
            print(f"journeymap serve: {type(error).__name__}: {error}", file=sys.stderr)  # noqa: T201


class _Asked(NamedTuple):
    path: str
    query: dict[str, list[str]]


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "journeymap"
    sys_version = ""
    timeout = 120

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is that of the library
        """Write no log: the token stands in every address."""

    def do_GET(self) -> None:
        """Answer a question; nothing changes by it."""
        self._answer(self._get)

    def do_POST(self) -> None:
        """Carry out an edit."""
        self._answer(self._post)

    def _answer(self, work: Any) -> None:
        try:
            answer = work()
        except ProblemError as problem:
            answer = problem.answer
        except ConnectionError:
            raise
        except Exception as error:  # noqa: BLE001 - a browser is told, and the others go on
            print(f"journeymap serve: {type(error).__name__}: {error}", file=sys.stderr)  # noqa: T201
            answer = Answer.of({"message": f"{type(error).__name__}: {error}"}, 500)
        if answer is not None:
            self._send(answer)

    def _get(self) -> Answer | None:
        asked = self._asked()
        if asked.path == "events":
            self._stream(self._after(asked))
            return None
        if asked.path == "wait":
            events = self.server.answers.events
            found = events.wait(self._after(asked), _SECONDS)
            last = found[-1][0] if found else events.last
            return Answer.of({"last": last, "events": [event for _, event in found]})
        return self.server.answers.get(asked.path, asked.query)

    def _post(self) -> Answer:
        asked = self._asked()
        body = self._body()
        if self.headers.get("Origin") not in self.server.origins:
            raise ProblemError("a change has to come from the page itself", 403)
        if (self.headers.get("Content-Type") or "").partition(";")[0].strip().lower() != "application/json":
            raise ProblemError("a change is told in JSON", 403)
        return self.server.answers.post(asked.path, body)

    def _asked(self) -> _Asked:
        """Return what is asked for below the token; ProblemError for whoever does not know it or is from outside."""
        if self.headers.get("Host") not in self.server.hosts or len(self.headers.get_all("Host") or ()) != 1:
            self.close_connection = True
            raise ProblemError("this server is known by another name", 403)
        origin = self.headers.get("Origin")
        if origin is not None and origin not in self.server.origins:
            self.close_connection = True
            raise ProblemError("this server answers only its own pages", 403)
        parts = urlsplit(self.path)
        token, _, path = parts.path.lstrip("/").partition("/")
        if not hmac.compare_digest(token.encode("utf-8", "replace"), self.server.token.encode("ascii")):
            self.close_connection = True
            raise ProblemError("the address lacks its token: open the one that the command printed", 403)
        return _Asked(unquote(path), parse_qs(parts.query))

    def _after(self, asked: _Asked) -> int:
        word = self.headers.get("Last-Event-ID") or next(iter(asked.query.get("after", ())), "")
        return int(word) if word.isdecimal() and len(word) < 16 else self.server.answers.events.last

    def _body(self) -> bytes:
        length = self.headers.get("Content-Length") or ""
        if not (length.isascii() and length.isdecimal()) or self.headers.get("Transfer-Encoding"):
            self.close_connection = True
            raise ProblemError("the length of the request is missing", 400)
        if int(length) > MOST:
            self.close_connection = True
            raise ProblemError("the request is too long", 413)
        return self.rfile.read(int(length))

    def _head(self, status: int, kind: str, policy: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Security-Policy", policy)

    def _send(self, answer: Answer) -> None:
        policy = _NOTHING_ELSE if answer.policy is None else f"{answer.policy}; frame-ancestors 'none'"
        self._head(answer.status, answer.kind, policy)
        if answer.location is not None:
            self.send_header("Location", answer.location)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        self.wfile.write(answer.content)

    def _stream(self, after: int) -> None:
        """Tell events for as long as the browser listens."""
        events: EventLog = self.server.answers.events
        self.close_connection = True
        self._head(200, "text/event-stream", _NOTHING_ELSE)
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(b"retry: 500\n: here\n\n")
        while not events.closed:
            found = events.wait(after, _BEAT)
            for number, event in found:
                data = msgspec.json.encode(event)
                self.wfile.write(b"id: %d\nevent: %s\ndata: %s\n\n" % (number, event.kind.encode("ascii"), data))
                after = number
            if not found:
                self.wfile.write(b": still here\n\n")
            self.wfile.flush()


def server_for(shelf: Shelf, title: str, language: str, port: int = 0) -> Server:
    """Return a server for some files, which listens already; OSError where the port cannot be had."""
    return Server(Answers(shelf, title, language), port)
