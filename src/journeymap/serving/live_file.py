"""One file that is open in browsers: its text as it changes, and what is found and drawn of it, told as it comes."""

from __future__ import annotations

from collections import OrderedDict
from threading import Condition, RLock, Thread
from typing import TYPE_CHECKING, Any

import msgspec

from journeymap.changes import NotPossibleError
from journeymap.editing.document import Document
from journeymap.figures import Figures
from journeymap.findings.identity import fingerprints
from journeymap.i18n.messages import say
from journeymap.result import failed
from journeymap.serving import protocol
from journeymap.serving.history import History
from journeymap.serving.lines import line_difference
from journeymap.serving.reading import ReadText, hash_of
from journeymap.serving.showing import Drawn, empty, figures_of, findings_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeymap.changes import Fix
    from journeymap.config import Config
    from journeymap.result import Result
    from journeymap.serving.events import EventLog

KEPT_DRAWINGS = 6
"""How many earlier drawings a page may still name as the one that it shows."""


class LiveFile:
    """A file and its session. All that changes its text is done while `lock` is held.

    A thread of its own checks and draws each new text: findings first, then the drawing, then the figures; what was not
    begun when a later text came is left out.
    """

    def __init__(
        self, name: str, path: str, config_of: Callable[[str], Config], events: EventLog, *, read_only: bool
    ) -> None:
        self.name = name
        self.path = path
        self.events = events
        self.read_only = read_only
        self.lock = RLock()
        self.history = History()
        self.document = Document.read(path)
        self.digest = hash_of(self.document.content)
        self.version = 1
        self.read = ReadText(self.document.text, path)
        self.renamed: list[tuple[int, str, str]] = []
        self.result: Result | None = None
        self._latest: tuple[ReadText, Result] | None = None
        self._config_of = config_of
        self._client = ""
        self._gone = False
        self._findings: list[dict[str, Any]] = []
        self._figures: list[dict[str, Any]] = []
        self._first: Figures | None = None
        self._drawings: OrderedDict[int, Drawn] = OrderedDict()
        self._checked = 0
        self._wanted = Condition(self.lock)
        self._closed = False
        self._work(self._snapshot())
        self._thread = Thread(target=self._run, name=f"checks {name}", daemon=True)
        self._thread.start()

    # What is asked

    @property
    def config(self) -> Config:
        """What the project of the file has decided, read anew each time since that changes too."""
        return self._config_of(self.path)

    @property
    def language(self) -> str:
        """The language in which to speak of the file."""
        chosen = self.config.language
        if chosen is not None:
            return chosen
        return "en" if self.result is None else self.result.language

    @property
    def drawn(self) -> Drawn:
        """The last drawing."""
        with self.lock:
            return next(reversed(self._drawings.values()))

    def state(self) -> protocol.State:
        """Return all that a page has to know beside its drawing."""
        with self.lock:
            return protocol.State(
                file=self.name,
                path=self.path,
                version=self.version,
                hash=self.digest,
                drawn=self.drawn.version,
                read_only=self.read_only,
                language=self.language,
                text=self.document.text,
                model=self.drawn.read.model if self.read.model is None else self.read.model,
                order=list(self.read.labels),
                labels=self.read.labels,
                steps=self.read.steps,
                findings=self._findings,
                figures=self._figures,
                can_undo=self.history.can_undo,
                can_redo=self.history.can_redo,
                last_event=self.events.last,
            )

    def page(self) -> tuple[str, str]:
        """Return the page with its state in it, and its policy."""
        with self.lock:
            drawn = self.drawn
            state = msgspec.json.encode(self.state()).decode("utf-8")
        return drawn.page.html(state)

    def drawing(self, base: int | None) -> protocol.Drawing:
        """Return the last drawing, by what differs from an earlier one where that is still known."""
        with self.lock:
            drawn, earlier = self.drawn, self._drawings.get(base) if base is not None else None
            renamed: dict[str, str] = {}
            for version, old, new in self.renamed:
                if base is not None and version > base:
                    renamed = {first: new if last == old else last for first, last in renamed.items()}
                    renamed.setdefault(old, new)
        return drawn.exchange(self.name, earlier, renamed)

    def fix(self, read: ReadText, finding: str, number: int) -> Fix:
        """Return what a finding of a text proposes; NotPossibleError where there is no such finding any more."""
        result = self._latest[1] if self._latest is not None and self._latest[0] is read else read.checked(self.config)
        for name, diagnostic in zip(fingerprints(result.diagnostics), result.diagnostics, strict=True):
            if name == finding and 0 <= number < len(diagnostic.fixes):
                return diagnostic.fixes[number]
        raise NotPossibleError(say("this finding is no longer there"))

    # What changes the text

    def take_over(self) -> bool:
        """Look whether another program changed the file, and take that over; return whether it did."""
        with self.lock:
            try:
                document = Document.read(self.path)
            except (OSError, NotPossibleError):
                if not self._gone:
                    self._gone = True
                    self._tell("gone", {})
                return False
            if self._gone:
                self._gone = False
            elif document.content == self.document.content:
                return False
            if document.content == self.document.content:
                return False
            read = ReadText(document.text, self.path)
            before, self.document = self.document.text, document
            self._become(read, client="", kind="changed", before=before)
            return True

    def write(
        self, read: ReadText, *, client: str, said: str = "", focus: str | None = None, made: list[str] | None = None
    ) -> protocol.Accepted:
        """Write another text into the file and return what a browser is told of it.

        NotPossibleError where the file has changed since it was read, OSError where it cannot be written.
        """
        with self.lock:
            before = self.document.text
            self.document = self.document.written(read.text)
            return self._become(read, client=client, kind="accepted", before=before, said=said, focus=focus, made=made)

    def _become(
        self,
        read: ReadText,
        *,
        client: str,
        kind: Any,
        before: str,
        said: str = "",
        focus: str | None = None,
        made: list[str] | None = None,
    ) -> protocol.Accepted:
        self.read = read
        self.version += 1
        self.digest = hash_of(self.document.content)
        self._client = client
        accepted = protocol.Accepted(
            version=self.version,
            hash=self.digest,
            difference=line_difference(before, read.text),
            steps=read.steps,
            said=said,
            focus=focus,
            made=made or [],
            can_undo=self.history.can_undo,
            can_redo=self.history.can_redo,
        )
        self._tell(kind, accepted)
        self._wanted.notify_all()
        return accepted

    def close(self) -> None:
        """End the thread that checks."""
        with self.lock:
            self._closed = True
            self._wanted.notify_all()

    # What is found of it

    def _snapshot(self) -> tuple[ReadText, int, str, str]:
        return self.read, self.version, self.digest, self._client

    def _run(self) -> None:
        while True:
            with self.lock:
                while self._checked >= self.version and not self._closed:
                    self._wanted.wait()
                if self._closed:
                    return
                snapshot = self._snapshot()
            self._work(snapshot)

    def _is_old(self, version: int) -> bool:
        with self.lock:
            return version < self.version or self._closed

    def _work(self, snapshot: tuple[ReadText, int, str, str]) -> None:
        """Check and draw one text."""
        read, version, digest, _ = snapshot
        self._checked = version
        config = self.config
        try:
            result = read.checked(config)
            self._found(read, result, snapshot)
            if self._is_old(version) and self._drawings:
                return
            self._draw(read, result, snapshot)
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - a page goes on, whatever a text does to the program
            self._found(read, failed(self.path, error), snapshot)
            if not self._drawings:
                self._keep(Drawn(read, 0, digest, empty(self.path, self.name, config), self.language))
            return
        if not self._is_old(version) and read.readable:
            figures = figures_of(self._first, result, self.language)
            with self.lock:
                self._figures = figures
                if self._first is None and result.facts is not None and result.facts.graph.blueprint.steps:
                    self._first = Figures(result.facts)
            self._tell("figures", {"figures": figures}, snapshot)

    def _found(self, read: ReadText, result: Result, snapshot: Any) -> None:
        if result.journey is not None or self.result is None:
            self.result = result
        findings = findings_of(result, self.language)
        with self.lock:
            before = {finding["id"]: finding["message"] for finding in self._findings}
            self._findings, self._latest = findings, (read, result)
        now = {finding["id"] for finding in findings}
        content = {
            "findings": findings,
            "new": [finding["id"] for finding in findings if finding["id"] not in before],
            "gone": [message for name, message in before.items() if name not in now],
            "readable": read.readable,
        }
        self._tell("findings", content, snapshot)

    def _draw(self, read: ReadText, result: Result, snapshot: Any) -> None:
        """Draw a text; one that cannot be read as a whole leaves the last good drawing."""
        _, version, digest, _ = snapshot
        if read.readable and result.journey is not None:
            drawn = Drawn(read, version, digest, result, self.language)
            drawn.prepare()
            self._keep(drawn)
            self._tell("drawing", {}, snapshot)
        elif not self._drawings:
            shown = result if result.journey is not None else empty(self.path, self.name, self.config)
            self._keep(Drawn(read, 0, digest, shown, self.language))

    def _keep(self, drawn: Drawn) -> None:
        with self.lock:
            self._drawings[drawn.version] = drawn
            while len(self._drawings) > KEPT_DRAWINGS:
                self._drawings.popitem(last=False)

    def _tell(self, kind: Any, content: Any, snapshot: tuple[ReadText, int, str, str] | None = None) -> None:
        _, version, digest, client = snapshot or self._snapshot()
        self.events.publish(protocol.Event(kind, self.name, version, digest, client, content))
