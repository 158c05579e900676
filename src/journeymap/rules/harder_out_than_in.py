"""Leaving takes more than joining did.

Why: a sign-up everywhere and a cancellation nowhere keeps customers who want to go, and is paid for in trust. In the
complaint about "Iliad" (FTC v. Amazon 2023) joining took one or two clicks and leaving six on four pages. As easy out
as in is the measure: of the click-to-cancel rule (FTC 2024, vacated in 2025 on procedure), and for withdrawing of
Directive (EU) 2023/2673.

Fix: offer every channel of the way in on the way out too, and take out steps and offers to stay. The files name each
other with `relates: {mirrors: file}`; which is the way out follows from the title, or from a tag of the file, `way-out`
or `way-in`; where nothing tells, that is said. A channel that only the way in has, or no way out at all, is an error.

Options:
    * `ratio`: how many times as much leaving may take as joining.

Bad::

    # join.yaml joins in one step: the customer signs a form and goes in.
    journeymap: 1
    title: Leaving
    relates: {mirrors: join.yaml}
    steps:
      search: {customer: Searches the form, frontstage: Shows offers, next: form}
      form: {customer: Prints the form, frontstage: Asks for a reason, next: letter}
      letter: {customer: Writes a letter, frontstage: Confirms after a month, next: gone}
      gone: {customer: Is out, end: helped}

Good::

    # join.yaml joins in one step: the customer signs a form and goes in.
    journeymap: 1
    title: Leaving
    relates: {mirrors: join.yaml}
    steps:
      form: {customer: Signs the form, frontstage: Confirms, next: gone}
      gone: {customer: Is out, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.way_out import ANALYSIS as WAY_OUT
from journeymap.diagnostics import Severity
from journeymap.i18n.messages import Joined, say
from journeymap.i18n.numbers import Minutes
from journeymap.i18n.references import StepRef
from journeymap.i18n.vocabulary import Term
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analyses.way_out import Way
    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options

MEASURES = {"steps": say("steps"), "clicks": say("clicks"), "pages": say("pages"), "minutes": say("time")}


def check(graph: ServiceGraph, facts: Facts, options: Options) -> Iterable[Finding]:
    """Compare the way out with each way in that it mirrors; said in the file of the way out."""
    relates = graph.blueprint.relates
    effect = say("customers who want to leave are kept by effort, not by what the service is worth")
    for pair in facts.of(WAY_OUT).pairs:
        file, way, place = pair.file, pair.way_out.path, relates.at("mirrors") if relates is not None else None
        if pair.direction is None:
            message = say('nothing tells whether this is the way out or the way in of "{file}"', file=file)
            yield Finding(place, message, help=say('tag this file "way-out" or "way-in"'), severity=Severity.NOTE)
        if pair.direction != "out" or not pair.way_in.possible:
            continue
        if not (out := pair.way_out).possible:
            message = say('there is a way in, "{file}", and no way out', file=file)
            remedy = say("let one way of this journey end with the customer having left: end: helped")
            yield Finding(place, message, None, way, remedy, effect, severity=Severity.ERROR)
        elif channels := pair.missing_channels:
            message = say('these ways into "{file}" are no way out: {channels}', file=file, channels=channels)
            remedy = say("let customers leave by every channel by which they can join")
            yield Finding(place, message, None, way, remedy, effect, severity=Severity.ERROR)
        ratios = pair.harder(options["ratio"])
        harder = [
            say("{what} {out} against {into} ({ratio}x)", what=what, ratio=ratios[measure],
                out=_shown(measure, out), into=_shown(measure, pair.way_in))
            for measure, what in MEASURES.items() if measure in ratios
        ]  # fmt: skip
        if "findability" in ratios and out.found and pair.way_in.found:
            harder.append(say("{out} against {into}", out=Term(out.found), into=Term(pair.way_in.found)))
        if harder:
            by_way, in_way = Joined([*map(StepRef, way)], " -> "), Joined([*pair.way_in.labels], " -> ")
            message = say('leaving ({out}) takes more than joining by "{file}" ({into}): {harder}',
                          out=by_way, file=file, into=in_way, harder=harder)  # fmt: skip
            remedy = say("take out steps, pages and offers to stay, until leaving is as easy as joining")
            yield Finding(place, message, None, way, remedy, effect)


def _shown(measure: str, way: Way) -> object:
    return Minutes(way.minutes or 0.0) if measure == "minutes" else getattr(way, measure)


RULE = Rule(code="JM605", name="harder-out-than-in", severity=Severity.WARNING, check=check, options={"ratio": 1.0})
