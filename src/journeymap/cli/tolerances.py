"""Differences of figures that are let pass, as they are typed: `helped=1%`, `time-of-helped=2 days`, `contacts=0.1`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from journeymap.cli.options import near
from journeymap.comparison.customers import NOTICED, Tolerance
from journeymap.model.quantities import MisreadError, duration, share

if TYPE_CHECKING:
    from collections.abc import Mapping

SHARES = ("helped", "refused", "gave-up", "transferred", "stranded")
TIMES = ("time-of-helped", "time", "all-waiting", "hidden-waiting")
OTHER_NAMES: Mapping[str, str] = {"waiting": "all-waiting", "asked": "items-asked"}
"""Short names of figures as they are told."""


class ToleranceOption(click.ParamType[tuple[str, Tolerance]]):
    """A figure and how much of a difference in it is let pass."""

    name = "tolerance"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002 - click's signature
        """Return what stands for the value in the help."""
        return "FIGURE=SIZE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, Tolerance]:
        """Return the name of the figure and the tolerance; a usage error where either cannot be read."""
        if isinstance(value, tuple):
            return value
        name, sign, size = (part.strip() for part in value.partition("="))
        known = [*NOTICED, *OTHER_NAMES]
        if not sign or not size:
            self.fail(f"{value!r} is no figure with a size; write it like helped=1%.", param, ctx)
        if name not in known:
            self.fail(f"no figure is called {name!r}.{near(name, known)} There are: {', '.join(known)}.", param, ctx)
        figure = OTHER_NAMES.get(name, name)
        try:
            return figure, _tolerance(figure, size)
        except (MisreadError, ValueError):
            self.fail(f"{size!r} is no size for {name}; write {_example(figure)}.", param, ctx)


def _tolerance(figure: str, size: str) -> Tolerance:
    """Return a tolerance: a share in points of a hundred, else a percentage of what it was, or an amount."""
    if figure in SHARES:
        return Tolerance(amount=share(size))
    if size.endswith("%"):
        return Tolerance(part=share(size))
    if figure in TIMES:
        return Tolerance(amount=duration(size).mean)
    amount = float(size)
    if not 0 <= amount < float("inf"):
        raise ValueError(size)
    return Tolerance(amount=amount)


def _example(figure: str) -> str:
    if figure in SHARES:
        return "a percentage such as 1%"
    return 'a time such as "2 days", or 5% of it' if figure in TIMES else "a number such as 0.1, or 5% of it"
