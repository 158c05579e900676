"""For programs: one JSON object with every finding of every file.

    {"journeymap": "check", "format": 1,
     "summary": {"files": 1, "errors": 1, "warnings": 0, "notes": 0, "accepted": 0},
     "files": [{"path": …, "language": …, "diagnostics": […], "accepted": […]}]}

A diagnostic has `number`, `part_of`, `fingerprint`, `kind`, `code`, `name`, `severity`, `message`, `path`, `line`,
`column`, `end_line`, `end_column`, `help`, `effect`, `step`, `witness`, `personas`, `assumed`, `reach`, `harm`,
`related` and `fixes`; an accepted one also the `reason`, and no `number` and `part_of`. What does not apply is null or
an empty list, so that the keys are always the same. `fingerprint` is that of the finding within its file: it stays the
same when lines, figures and wording change, and is another one for another rule, step or personas. Lines and columns
count from 1, columns in code points, and the end is exclusive. `assumed` is the part, from 0 to 1, of what the finding
rests on that has no source, null where it rests on no statement. `kind` is what it is about: the `service`, the
`file`, the `picture` or the `knowledge`. `number` is its place in the order in which everything numbers findings;
`part_of` is the number of the one that stands for it where it is another sign of one cause, and then it has no number.
Of findings about the service `reach` is the part of the customers, and `harm`, from 0 to 2, is severity times reach
times how bad it is times how sure; null for the others, and where the file could not be read. `fixes` are what would
mend it, the likeliest first, each `{"title": …, "safe": …, "edits": [{"line": …, "column": …, "end_line": …,
"end_column": …, "text": …}]}`: what stands in the file between the two places becomes the text. The places of all
edits of a fix are those before any of them; each leaves all other data and every comment as it is. A fix is `safe`
where it says what the file means already (`check --fix` carries these out); the others are proposals. `format` grows
when a key changes its meaning or goes; new keys may come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeymap.editing.offers import offers, places
from journeymap.findings.digest import numbers
from journeymap.findings.identity import fingerprints
from journeymap.findings.kinds import kind_of
from journeymap.reporter import Reporter, as_json, counted, place_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.diagnostics import Diagnostic, Span
    from journeymap.editing.offers import Offer
    from journeymap.i18n.messages import Message
    from journeymap.reporter import Report, Settings

FORMAT = 1


def report(results: Sequence[Report], settings: Settings) -> str:
    """Return all findings of all files as JSON."""
    counts = counted(results)
    summary = {"files": len(results), **{f"{severity}s": count for severity, count in counts.items()}}
    summary["accepted"] = sum(len(result.accepted) for result in results)
    content = {
        "journeymap": "check",
        "format": FORMAT,
        "summary": summary,
        "files": [_file(result, settings) for result in results],
    }
    return as_json(content)


def _file(result: Report, settings: Settings) -> dict[str, Any]:
    language = settings.language_of(result)
    diagnostics = [*result.diagnostics, *(acceptance.diagnostic for acceptance in result.accepted)]
    known = fingerprints(diagnostics)
    offered = [_fixes(result, made, language) for made in offers(result.text, diagnostics, result.path)]
    here = len(result.diagnostics)
    return {
        "path": result.path,
        "language": language,
        "diagnostics": [
            {
                "number": None if behind else number,
                "part_of": number if behind else None,
                "fingerprint": fingerprint,
                **_diagnostic(diagnostic, result, language),
                "fixes": fixes,
            }
            for diagnostic, (number, behind), fingerprint, fixes in zip(
                result.diagnostics, numbers(result.diagnostics), known[:here], offered[:here], strict=True
            )
        ],
        "accepted": [
            {
                "fingerprint": fingerprint,
                **_diagnostic(acceptance.diagnostic, result, language),
                "fixes": fixes,
                "reason": acceptance.reason,
            }
            for acceptance, fingerprint, fixes in zip(result.accepted, known[here:], offered[here:], strict=True)
        ],
    }


def _diagnostic(diagnostic: Diagnostic, result: Report, language: str) -> dict[str, Any]:
    def words(message: Message | None) -> str | None:
        return None if message is None else message.text(language)

    return {
        "kind": kind_of(diagnostic),
        "code": diagnostic.code.number,
        "name": diagnostic.code.name,
        "severity": str(diagnostic.severity),
        "message": words(diagnostic.message),
        **_place(place_of(diagnostic, result)),
        "help": words(diagnostic.help),
        "effect": words(diagnostic.effect),
        "step": diagnostic.step,
        "witness": list(diagnostic.witness),
        "personas": list(diagnostic.personas),
        "assumed": diagnostic.assumed,
        "reach": diagnostic.reach,
        "harm": diagnostic.harm,
        "related": [{"message": words(related.message), **_place(related.span)} for related in diagnostic.related],
    }


def _fixes(result: Report, made: Sequence[Offer], language: str) -> list[dict[str, Any]]:
    return [
        {
            "title": offer.fix.title.text(language),
            "safe": offer.fix.safe,
            "edits": [{**_region(span), "text": text} for span, text in places(result.text, offer.edits, result.path)],
        }
        for offer in made
    ]


def _place(span: Span) -> dict[str, Any]:
    return {"path": span.path, **_region(span)}


def _region(span: Span) -> dict[str, int]:
    return {
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }


REPORTER = Reporter(name="json", report=report)
