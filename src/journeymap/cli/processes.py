"""Work on many things in several processes: the same results in the same order, and the name of what ended one.

Each process has one thing at a time, so that it is known which one it was when a process ends. They are daemons of this
one: they listen to no interruption, since this one does and ends them; where it is gone, they go as well, at once where
the system can do that, else when they are done with what they are at.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from journeymap.cli.terminal import MANY_FILES, with_progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

T = TypeVar("T")
R = TypeVar("R")
_PR_SET_PDEATHSIG = 1
# How the work on one thing ended: with a result, with an error, not at all, or with what cannot be told.
DONE, RAISED, ENDED, UNTOLD = "done", "raised", "ended", "untold"


class ProcessEndedError(RuntimeError):
    """A process ended before it was done with its work; the text says how."""

    def __init__(self, exit_code: int | None) -> None:
        self.exit_code = exit_code
        how = f"exit code {exit_code}"
        if exit_code is not None and exit_code < 0:
            try:
                how = signal.Signals(-exit_code).name
            except ValueError:
                how = f"signal {-exit_code}"
        super().__init__(f"the process that worked on it ended ({how})")


def cores() -> int:
    """Return how many processes can run at the same time on this machine."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not everywhere can one ask which cores one may use
        return os.cpu_count() or 1


def copies_itself() -> bool:
    """Return whether processes begin as copies of this one, with all that it has loaded."""
    return sys.platform == "linux"


def spread(
    items: Sequence[T],
    work: Callable[[T], R],
    ended: Callable[[T, Exception], R],
    *,
    jobs: int,
    label: str,
    quiet: bool = False,
    start: str | None = None,
) -> Iterator[R]:
    """Yield what the work makes of each item, in the order of the items, as soon as all before it are there.

    `ended` makes the result for an item on which a process ended. What the work raises is raised here. `start` is how
    processes begin (`fork` or `spawn`); where the work cannot be taken to another process it is done in this one.
    """
    count = min(jobs or cores(), len(items))
    way = start or ("fork" if copies_itself() else "spawn")
    if count < 2 or (way != "fork" and not _travels((items, work))):
        with _settled():
            yield from with_progress(list(items), label, work, quiet=quiet)
        return
    with _Pool(items, work, count, way) as pool:
        shown = not quiet and len(items) >= MANY_FILES and sys.stderr.isatty()
        with click.progressbar(length=len(items), label=label, file=sys.stderr, hidden=not shown) as bar:
            done: dict[int, tuple[str, Any]] = {}
            for place in range(len(items)):
                while place not in done:
                    for number, outcome in pool.outcomes():
                        done[number] = outcome
                        bar.update(1)
                kind, value = done.pop(place)
                if kind == RAISED:
                    raise value
                if kind == ENDED:
                    yield ended(items[place], value)
                else:
                    yield value if kind == DONE else work(items[place])


@contextmanager
def _settled() -> Iterator[None]:
    """Take all that is loaded for what stays, while one thing after the other is worked on.

    What is made for each is then taken as new, and found when nothing needs it any more: where nothing is frozen, each
    pause of the collector would make it old, and of thousands of files all garbage would be kept.
    """
    if gc.get_freeze_count():
        yield
        return
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


class _Pool:
    """Processes that each have one item at a time; those that are left when it closes are ended."""

    def __init__(self, items: Sequence[Any], work: Callable[[Any], Any], count: int, way: str) -> None:
        from multiprocessing import get_context

        self.context: Any = get_context(way)
        self.way = way
        self.items, self.work, self.count = items, work, count
        self.waiting = iter(range(len(items)))
        self.busy: dict[Connection, tuple[BaseProcess, int]] = {}

    def __enter__(self) -> _Pool:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()  # what is not written yet would be written by each process
        try:
            for _ in range(self.count):
                self._begin()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for process, _item in self.busy.values():
            process.terminate()
        for connection, (process, _item) in self.busy.items():
            process.join()
            connection.close()
        self.busy.clear()

    def outcomes(self) -> Iterator[tuple[int, tuple[str, Any]]]:
        """Wait until something is done and yield the number of each such item, with what came of it.

        That is a pair: how it ended, and the result or the error.
        """
        from multiprocessing.connection import wait

        ready = set(wait(list(self.busy)))
        for connection in [connection for connection in self.busy if connection in ready]:
            process, number = self.busy[connection]
            try:
                outcome = connection.recv()
            except (EOFError, OSError):
                process.join()
                del self.busy[connection]
                connection.close()
                yield number, (ENDED, ProcessEndedError(process.exitcode))
                self._begin()
                continue
            self._next(connection, process)
            yield number, outcome

    def _begin(self) -> None:
        """Start a process where something waits to be done."""
        number = next(self.waiting, None)
        if number is None:
            return
        ours, theirs = self.context.Pipe()
        # A process that began later would hold the ends of the others open: they would never learn that all is over.
        others = [*self.busy, ours] if self.way == "fork" else []
        process = self.context.Process(target=_serve, args=(theirs, self.items, self.work, others), daemon=True)
        process.start()
        theirs.close()
        self.busy[ours] = process, number
        ours.send(number)

    def _next(self, connection: Connection, process: BaseProcess) -> None:
        """Give a process the next item, or let it go."""
        number = next(self.waiting, None)
        if number is not None:
            self.busy[connection] = process, number
            connection.send(number)
            return
        del self.busy[connection]
        connection.send(None)
        connection.close()
        process.join()


def _serve(
    connection: Connection, items: Sequence[Any], work: Callable[[Any], Any], others: Sequence[Connection]
) -> None:
    """Do what is asked for until nothing more is, or nobody is there to ask."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _end_with_parent()
    gc.freeze()  # as `_settled` does
    for other in others:
        other.close()
    try:
        while (number := connection.recv()) is not None:
            try:
                outcome: tuple[str, Any] = DONE, work(items[number])
            except Exception as error:  # noqa: BLE001 - it is raised where the results are wanted
                outcome = RAISED, error
            # What cannot be told is done once more where it is wanted.
            connection.send(outcome if _travels(outcome) else (UNTOLD, None))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def _end_with_parent() -> None:
    """See to it that this process ends when the one that began it does, however that ended; only Linux can do that."""
    if sys.platform != "linux":
        return
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _travels(value: object) -> bool:
    """Return whether a value can be given to another process, and comes out of it again."""
    try:
        pickle.loads(pickle.dumps(value))  # noqa: S301 - what was written just before
    except Exception:  # noqa: BLE001 - whatever its own way of being written raises
        return False
    return True
