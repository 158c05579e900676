"""Two versions of a blueprint beside each other as what JSON can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeymap.comparison.phases import phase_changes
from journeymap.comparison.written import SHARES, written_in_full
from journeymap.findings.identity import identities
from journeymap.findings.kinds import kind_of
from journeymap.i18n.messages import said
from journeymap.i18n.references import Ref
from journeymap.report.before_and_after import figure_data
from journeymap.report.context import known_journey
from journeymap.tables.records import number

if TYPE_CHECKING:
    from journeymap.comparison.compare import Comparison
    from journeymap.comparison.customers import PersonaChange
    from journeymap.comparison.fields import FieldChange
    from journeymap.comparison.findings import FindingChange
    from journeymap.comparison.phases import PhaseSize
    from journeymap.comparison.promises import Promise
    from journeymap.diagnostics import Diagnostic


def comparison_data(comparison: Comparison, language: str) -> dict[str, Any]:
    """Return everything that is different, and all figures before and after."""
    matching = comparison.matching
    old, new = (known_journey(result).facts for result in (comparison.old, comparison.new))
    return {
        "old": comparison.old.path,
        "new": comparison.new.path,
        "mode": matching.mode,
        "shared": matching.shared,
        "same": comparison.is_empty,
        "worse": comparison.worse,
        "new_findings": comparison.has_new_findings,
        "steps": [{"old": before, "new": after} for before, after in matching.steps.new_of.items()],
        "customers": [_persona(change, language) for change in comparison.customers],
        "figures": [figure_data(delta, language) for delta in comparison.deltas.values()],
        "phases": [
            {"old": phase.old, "new": phase.new, "before": _size(phase.before), "after": _size(phase.after)}
            for phase in phase_changes(old, new, matching.things["phases"])
        ],
        "promises": [
            {
                "name": change.name,
                "steps": [ref.id for ref in change.steps],
                "before": _promise(change.before),
                "after": _promise(change.after),
            }
            for change in comparison.promises
        ],
        "findings": [_finding(change, language) for change in comparison.findings],
        "things": [
            {
                "kind": change.kind,
                "old": change.old,
                "new": change.new,
                "fields": [_field(field, language) for field in change.fields],
            }
            for change in comparison.things
        ],
        "knowledge": [
            {"about": change.about.id, "before": change.before.assumed_share, "after": change.after.assumed_share}
            for change in comparison.knowledge
        ],
    }


def _persona(change: PersonaChange, language: str) -> dict[str, Any]:
    return {
        "persona": change.new,
        "old_persona": change.old,
        "everyone": change.everyone,
        "figures": [
            {
                "name": line.delta.name,
                "label": line.delta.label.text(language),
                "unit": line.delta.unit,
                "before": number(line.delta.before.of(line.persona)),
                "after": number(line.delta.after.of(line.persona)),
                "change": number(line.delta.change(line.persona)),
                "verdict": line.verdict,
            }
            for line in change.lines
        ],
    }


def _size(size: PhaseSize | None) -> dict[str, Any] | None:
    return None if size is None else {"steps": size.steps, "minutes": size.minutes}


def _promise(promise: Promise | None) -> dict[str, Any] | None:
    return None if promise is None else {"promised": promise.written, "chance": promise.chance, "kept": promise.kept}


def _finding(change: FindingChange, language: str) -> dict[str, Any]:
    finding = change.told
    return {
        "fate": change.fate,
        "behind": change.behind,
        "code": finding.code.number,
        "name": finding.code.name,
        "kind": kind_of(finding),
        "before": _side(change.old, change.old_reason, language),
        "after": _side(change.new, change.new_reason, language),
    }


def _side(finding: Diagnostic | None, reason: str | None, language: str) -> dict[str, Any] | None:
    if finding is None:
        return None
    return {
        "severity": str(finding.severity),
        "message": finding.message.text(language),
        "step": finding.step,
        "personas": list(finding.personas),
        "harm": finding.harm,
        "subject": list(identities([finding])[0].subject),
        "reason": reason,
    }


def _field(field: FieldChange, language: str) -> dict[str, Any]:
    return {
        "path": [key.id if isinstance(key, Ref) else str(key) for key in field.path],
        "before": _value(field, field.before, language),
        "after": _value(field, field.after, language),
        "in_list": field.in_list,
    }


def _value(field: FieldChange, value: object, language: str) -> Any:
    if value is None:
        return None
    if isinstance(value, tuple):
        return [said(written_in_full(item), language) for item in value]
    return said(written_in_full(value, is_share=field.key in SHARES), language)
