"""What happened to the files, for browsers that wait to be told."""

from __future__ import annotations

from collections import deque
from threading import Condition
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.serving.protocol import Event

KEPT = 500
"""How many events are kept for a browser that was away; whoever missed more asks for the state of its file."""


class EventLog:
    """The events in the order in which they happened, each with its number, from 1."""

    def __init__(self) -> None:
        self._events: deque[tuple[int, Event]] = deque(maxlen=KEPT)
        self._changed = Condition()
        self._last = 0
        self._closed = False

    @property
    def last(self) -> int:
        """The number of the last event; 0 when there was none."""
        with self._changed:
            return self._last

    @property
    def closed(self) -> bool:
        """Whether there will be no more."""
        return self._closed

    def publish(self, event: Event) -> None:
        """Tell an event to all who wait."""
        with self._changed:
            self._last += 1
            self._events.append((self._last, event))
            self._changed.notify_all()

    def close(self) -> None:
        """Let all who wait go."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def wait(self, after: int, seconds: float) -> Sequence[tuple[int, Event]]:
        """Return the events behind the number `after`, as soon as there is one; none when the time is over.

        A number that was never given, such as one of an earlier run of the server, stands for the last one.
        """
        until = monotonic() + seconds
        with self._changed:
            behind = min(after, self._last)
            while not self._closed:
                events = [(number, event) for number, event in self._events if number > behind]
                left = until - monotonic()
                if events or left <= 0:
                    return events
                self._changed.wait(left)
            return ()
