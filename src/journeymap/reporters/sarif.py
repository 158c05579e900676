"""For code scanning: SARIF 2.1.0 (OASIS), as GitHub and other services read it.

The rules that found something come with their whole pages. Places are relative to the folder the command runs in, with
`/` and percent-encoded; accepted choices are results with a suppression and its reason. The partial fingerprint
`journeymap/v1` stays the same when lines, figures and wording change. What would mend a result are its `fixes`, the
likeliest first: one that is only a proposal says so.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from journeymap.diagnostics import Severity
from journeymap.editing.offers import offers, places
from journeymap.findings.identity import SCHEME, fingerprints
from journeymap.i18n.messages import say
from journeymap.plugins import known
from journeymap.reporter import Reporter, as_json, place_of
from journeymap.rule_docs import page_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.diagnostics import Code, Diagnostic, Span
    from journeymap.editing.offers import Offer
    from journeymap.i18n.messages import Message
    from journeymap.reporter import Report, Settings
    from journeymap.rule import Rule

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
BASE = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def report(results: Sequence[Report], settings: Settings) -> str:
    """Return all findings of all files as one SARIF run."""
    entries: list[tuple[Diagnostic, str, Report, str | None, Sequence[Offer]]] = []
    for result in results:
        reasons: list[str | None] = [None] * len(result.diagnostics)
        reasons += [acceptance.reason for acceptance in result.accepted]
        diagnostics = [*result.diagnostics, *(acceptance.diagnostic for acceptance in result.accepted)]
        marks = fingerprints(diagnostics)
        entries += [
            (diagnostic, fingerprint, result, reason, made)
            for diagnostic, fingerprint, reason, made in zip(
                diagnostics, marks, reasons, offers(result.text, diagnostics, result.path), strict=True
            )
        ]
    codes = sorted({diagnostic.code for diagnostic, *_ in entries}, key=lambda code: code.number)
    numbers = {code: number for number, code in enumerate(codes)}
    rules: dict[str, Rule] = {rule.code: rule for rule in known("rules", "RULE")} if codes else {}
    run = {
        "tool": {
            "driver": {
                "name": "journeymap",
                "version": settings.version,
                "semanticVersion": settings.version,
                "rules": [_rule(code, rules.get(code.number)) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {BASE: {"description": {"text": "The folder that the command ran in."}}},
        "results": [_result(*entry, numbers=numbers, settings=settings) for entry in entries],
    }
    return as_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: Code, rule: Rule | None) -> dict[str, Any]:
    described: dict[str, Any] = {"id": code.number, "name": code.name}
    if rule is None:
        return described
    page = page_of(rule)
    texts = [("Why", page.why), ("Fix", page.fix)]
    examples = [("Bad", page.bad), ("Good", page.good)]
    plain = "\n\n".join([page.summary, *(f"{name}: {text}" for name, text in texts if text)])
    marked = [page.summary, *(f"**{name}:** {text}" for name, text in texts if text)]
    marked += [f"**{name}**\n\n```yaml\n{text}```" for name, text in examples if text]
    return described | {
        "shortDescription": {"text": page.summary},
        "fullDescription": {"text": page.why or page.summary},
        "help": {"text": plain, "markdown": "\n\n".join(marked)},
        "defaultConfiguration": {"enabled": rule.enabled, "level": _LEVELS[rule.severity]},
    }


def _result(
    diagnostic: Diagnostic,
    fingerprint: str,
    result: Report,
    reason: str | None,
    made: Sequence[Offer],
    *,
    numbers: dict[Code, int],
    settings: Settings,
) -> dict[str, Any]:
    language = settings.language_of(result)
    sentences = [diagnostic.message, diagnostic.effect, diagnostic.help]
    entry: dict[str, Any] = {
        "ruleId": diagnostic.code.number,
        "ruleIndex": numbers[diagnostic.code],
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": "\n".join(sentence.text(language) for sentence in sentences if sentence is not None)},
        "locations": [_location(place_of(diagnostic, result), settings.folder)],
        "partialFingerprints": {SCHEME: fingerprint},
    }
    if diagnostic.related:
        entry["relatedLocations"] = [
            {"id": number, **_location(related.span, settings.folder, related.message, language)}
            for number, related in enumerate(diagnostic.related, 1)
        ]
    properties = {
        "step": diagnostic.step,
        "witness": list(diagnostic.witness) or None,
        "personas": list(diagnostic.personas) or None,
        "assumed": diagnostic.assumed,
        "harm": diagnostic.harm,
    }
    if stated := {name: value for name, value in properties.items() if value is not None}:
        entry["properties"] = stated
    if made:
        entry["fixes"] = [_fix(offer, result, settings.folder, language) for offer in made]
    if reason is not None:
        entry["suppressions"] = [{"kind": "inSource", "status": "accepted", "justification": reason}]
    return entry


def _location(span: Span, folder: Path, message: Message | None = None, language: str = "en") -> dict[str, Any]:
    place = {"physicalLocation": {"artifactLocation": _artifact(span.path, folder), "region": _region(span)}}
    return place if message is None else {**place, "message": {"text": message.text(language)}}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _fix(offer: Offer, result: Report, folder: Path, language: str) -> dict[str, Any]:
    title = offer.fix.title if offer.fix.safe else say("proposal: {title}", title=offer.fix.title)
    replacements = [
        {"deletedRegion": _region(span), "insertedContent": {"text": text}}
        for span, text in places(result.text, offer.edits, result.path)
    ]
    change = {"artifactLocation": _artifact(result.path, folder), "replacements": replacements}
    return {"description": {"text": title.text(language)}, "artifactChanges": [change]}


def _artifact(path: str, folder: Path) -> dict[str, str]:
    """Return a file as an address: below the folder of the run where it lies in it, else absolute."""
    base = folder.absolute()
    whole = Path(os.path.normpath(base / path))
    if whole.is_relative_to(base):
        # A path of bytes that are no UTF-8 is carried on as those bytes.
        return {"uri": quote(whole.relative_to(base).as_posix(), errors="surrogateescape"), "uriBaseId": BASE}
    return {"uri": whole.as_uri()}


REPORTER = Reporter(name="sarif", report=report)
