"""Checks many files: what is known from an earlier run is taken from there, the rest is spread over processes."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec.structs import replace

from journeymap import __version__
from journeymap.cli.inputs import STANDARD_INPUT
from journeymap.cli.terminal import with_progress
from journeymap.findings.harm import ranked, weighed
from journeymap.pipeline import check_file
from journeymap.result import failed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from journeymap.caching.checks import Checks, Order
    from journeymap.caching.verdict import Verdict
    from journeymap.config import Config
    from journeymap.result import Result

    Checked: TypeAlias = "Result | Verdict"


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
    configs = {path: config_for(path) for path in paths}
    found: dict[str, Checked] = {}
    for path, config in configs.items():
        if path == STANDARD_INPUT:  # which is there once, and in this process
            found[path] = _check_one(path, config, order)
        elif (verdict := checks.known(path, config)) is not None:
            found[path] = verdict
    left = [path for path in paths if path not in found]
    work = _Work(checks, {path: configs[path] for path in left})
    found.update(zip(left, _spread(left, work, jobs, quiet=quiet), strict=True))
    if left and checks.folder is not None:
        checks.folder.sweep()
    return [found[path] for path in paths]


def _spread(paths: list[str], work: _Work, jobs: int, *, quiet: bool) -> list[Checked]:
    if jobs == 1:
        return with_progress(paths, "checking", work, quiet=quiet)
    from journeymap.cli.processes import copies_itself, spread

    # A process that does not begin as a copy of this one has not loaded the rules of the project.
    if not copies_itself() and any(config.own_rules for config in work.configs.values()):
        jobs = 1
    return list(spread(paths, work, failed, jobs=jobs, label="checking", quiet=quiet))


class _Work:
    """The check of one of some files, as it can be handed to another process."""

    def __init__(self, checks: Checks, configs: dict[str, Config]) -> None:
        self.checks = checks
        self.configs = configs

    def __call__(self, path: str) -> Checked:
        try:
            return self.checks.check(path, self.configs[path])
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - a fault in one file must not hide what is found in the others
            return failed(path, error)


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
