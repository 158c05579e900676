"""What all tests share: one day, no clock, and the options: to accept what is written, and to run everything."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from journeymap import plugins

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator


# The day on which all tests are run: 2026-10-01. What is old today is older tomorrow, and no test may notice.
TODAY = "1790812800"

# No test is a matter of time: on a busy machine the same example takes longer, and so does making one up.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def _only_rules_of_its_own() -> Iterator[None]:
    """Forget the rules that a test makes known: they are those of its project."""
    before = {folder: dict(found) for folder, found in plugins._REGISTERED.items()}
    yield
    plugins._REGISTERED.clear()
    plugins._REGISTERED.update(before)


@pytest.fixture(autouse=True, scope="session")
def _one_day() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", TODAY)
        yield


@pytest.fixture(autouse=True, scope="session")
def _signals_of_a_terminal() -> None:
    """Let what is started hear of its terminal: who runs the tests in the background lets them ignore such signals."""
    for name, usual in (("SIGINT", signal.default_int_handler), ("SIGHUP", signal.SIG_DFL)):
        sign = getattr(signal, name, None)
        if sign is not None and signal.getsignal(sign) is signal.SIG_IGN:
            signal.signal(sign, usual)


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep nothing in the folder of whoever runs the tests, and take nothing from it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JOURNEYMAP_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield


def parts(config: pytest.Config) -> list[str]:
    """The marks of what needs a program that `make test` does without."""
    return [line.split(":")[0] for line in config.getini("markers") if line.endswith("(make test-all)")]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite expected output where it differs (never in CI)")
    parser.addoption("--all", action="store_true", help="run every part, and fail where a test would be skipped")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--accept") and os.environ.get("CI"):
        raise pytest.UsageError("--accept is refused where CI is set: nobody would look at what is accepted")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--all"):
        return
    left_out = {item for item in items if any(map(item.get_closest_marker, parts(config)))}
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if not config.getoption("--all"):
        terminalreporter.write_line(
            f"left out is what needs {' or '.join(parts(config))}; make test-all runs everything"
        )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where everything is to be run, a test that does not run has failed."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and item.config.getoption("--all"):
        report.outcome = "failed"
        report.longrepr = f"not run, where everything is to be run: {report.longrepr[2]}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a module that leaves itself out."""
    report = yield
    if report.skipped and collector.config.getoption("--all"):
        report.outcome = "failed"
        report.longrepr = f"not run, where everything is to be run: {report.longrepr[2]}"
    return report


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether expected output is to be rewritten."""
    return bool(request.config.getoption("--accept"))
