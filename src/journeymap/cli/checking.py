"""Checks many files: what is known from an earlier run is taken from there, the rest is spread over processes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from msgspec.structs import replace

from journeymap import __version__
from journeymap.cli.inputs import STANDARD_INPUT
from journeymap.cli.terminal import with_progress
from journeymap.findings.harm import ranked, weighed
from journeymap.pipeline import check_file
from journeymap.result import failed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from journeymap.caching.checks import Answers, Order
    from journeymap.caching.verdict import Verdict
    from journeymap.config import Config
    from journeymap.result import Result

    Checked: TypeAlias = "Result | Verdict"

T = TypeVar("T")
R = TypeVar("R")


def check_files(
    paths: Sequence[str],
    config_for: Callable[[str], Config],
    *,
    order: Order,
    keeps: bool,
    jobs: int,
    quiet: bool,
) -> list[Checked]:
    """Check files and return what is said of each; with `keeps` what is found is kept for the next run.

    One file alone is checked as it is: to look for what is known of it would take longer than it saves. A fault in one
    file does not hide what is found in the others.
    """
    if len(paths) < 2:
        return [_check_one(path, config_for(path), order) for path in paths]
    from journeymap.caching.checks import Checks, open_folder

    checks = Checks(open_folder(__version__) if keeps else None, order)

    def fault(path: str, error: Exception) -> Checked:
        return failed(path, error)

    return spread_out(paths, config_for, checks, fault, label="checking", jobs=jobs, quiet=quiet)


def spread_out(
    paths: Sequence[str],
    config_for: Callable[[str], Config],
    answers: Answers[T],
    fault: Callable[[str, Exception], R],
    *,
    label: str,
    jobs: int,
    quiet: bool,
) -> list[T | R]:
    """Return the answer for each file: what is known, and the rest spread over processes.

    `fault` makes one for a file at which the program itself failed.
    """
    from journeymap.compiler.beside import beside_each_other

    answers.beside = beside_each_other([path for path in paths if path != STANDARD_INPUT])
    configs = {path: config_for(path) for path in paths}
    known = {path: answers.known(path, config) for path, config in configs.items()}
    # Standard input is there once, and in this process.
    found: dict[str, T | R] = {path: answer for path, answer in known.items() if answer is not None}
    here = [path for path in paths if path == STANDARD_INPUT and path not in found]
    left = [path for path in paths if path not in found and path != STANDARD_INPUT]
    work = _Work(answers, configs)
    for place, made in (*_in_processes(left, work, jobs, label, quiet=quiet), *((path, work(path)) for path in here)):
        found[place] = fault(place, made) if isinstance(made, Exception) else made
    if left and answers.folder is not None:
        answers.folder.sweep()
    return [found[path] for path in paths]


def _in_processes(
    paths: list[str], work: _Work[T], jobs: int, label: str, *, quiet: bool
) -> Iterator[tuple[str, T | Exception]]:
    if jobs == 1:
        yield from zip(paths, with_progress(paths, label, work, quiet=quiet), strict=True)
        return
    from journeymap.cli.processes import copies_itself, spread

    # A process that does not begin as a copy of this one has not loaded the rules of the project.
    if not copies_itself() and any(work.configs[path].own_rules for path in paths):
        jobs = 1
    made = spread(paths, work, lambda _path, error: error, jobs=jobs, label=label, quiet=quiet)
    yield from zip(paths, made, strict=True)


class _Work(Generic[T]):
    """The answer for one of some files, as it can be handed to another process; what went wrong is an answer too."""

    def __init__(self, answers: Answers[T], configs: dict[str, Config]) -> None:
        self.answers = answers
        self.configs = configs

    def __call__(self, path: str) -> T | Exception:
        try:
            return self.answers.check(path, self.configs[path])
        except self.answers.raised:
            raise
        except Exception as error:  # noqa: BLE001 - a fault in one file must not hide what is found in the others
            return error


def _check_one(path: str, config: Config, order: Order) -> Result:
    try:
        result = check_file(path, config)
        if order == "place":
            return result
        weighty = weighed(result)
        return replace(weighty, diagnostics=ranked(weighty)) if order == "harm" else weighty
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - the fault is told as what was found
        return failed(path, error)
