"""For people: what is wrong and what to do about it, on one screen, or with `--all` each finding with all of it.

On one screen: what is wrong with the file as it is read; then what happens to customers, one cause once, the worst
first; a line each for what the picture lacks, what is not known and what was not judged; and a last line that sums up.
With `--all` the first line of a finding is `path:line:column: severity: message [code name]`, as editors know it.
"""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from journeymap.diagnostics import Severity
from journeymap.findings.digest import NOT_JUDGED, digest
from journeymap.i18n.languages import translate
from journeymap.i18n.messages import plural, say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.references import StepRef
from journeymap.i18n.short_findings import IN_SHORT
from journeymap.i18n.text import display_width, harmless, harmless_path
from journeymap.reporter import FAINT, GUIDE, SCREEN, STRONG, STYLES, Reporter, paint, place_of, tally
from journeymap.syntax import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from journeymap.diagnostics import Diagnostic, Span
    from journeymap.findings.digest import Digest, Group, Lead
    from journeymap.i18n.messages import Message
    from journeymap.reporter import Report, Settings

GROUPS, LINES, WORST = 7, SCREEN - 4, 10
"""How many groups of findings are shown at most, on how many lines beside the closing ones and that of the prompt, and
how many findings of a whole folder."""
TAB = "    "
_LABEL = re.compile(r"\[(JM\d+)[ \u00a0]([\w-]+)\]")
HIGH, MIDDLE = 0.3, 0.1
"""From which harm on a finding is called high, and from which on middling."""


def report(results: Sequence[Report], settings: Settings) -> str:
    """Return what was found in all files, and last lines that count it and say how to see more."""
    if settings.everything:
        parts = [_everything(result, settings) for result in results]
    elif len(results) == 1:
        parts = [_on_one_screen(results[0], settings)]
    else:
        parts = [_of_many(results, settings)]
    if not settings.quiet:
        parts.append(_closing(results, settings))
    return "\n".join(part for part in parts if part)


def _everything(result: Report, settings: Settings) -> str:
    source = Source(result.path, result.text)
    return "\n".join(_finding(diagnostic, result, source, settings) for diagnostic in result.diagnostics)


def _on_one_screen(result: Report, settings: Settings) -> str:
    """Return what was found in one file: the form first, then the service, then a line for each of the rest."""
    findings = digest(result.diagnostics)
    source, language = Source(result.path, result.text), settings.language_of(result)
    form = [_finding(lead.diagnostic, result, source, settings) for lead in findings.of("file")]
    if findings.unread:
        waiting = len(findings.leads) - len(form)
        if waiting:
            later = say("what it says about the service is judged once the file can be read ({count} so far)",
                        count=waiting)  # fmt: skip
            form.append(_wrapped(later.text(language), settings.width) + "\n")
        return "\n".join(form)
    bottom = "".join(
        f"{_wrapped(line.text(language), settings.width, '  ')}\n" for line in _summary_lines(findings, result)
    )
    groups = findings.groups("service")
    texts = [_group(group, result, settings, sourced=_is_sourced(findings)) for group in groups[:GROUPS]]
    count = len(texts)
    # The first is always told; of the others as many as fit between what stands above and below them.
    while count > 1 and _height(*form, *texts[:count], _rest(groups[count:], settings, language), bottom) > LINES:
        count -= 1
    parts = [*form, *texts[:count], _rest(groups[count:], settings, language), bottom]
    return "\n".join(part for part in parts if part)


def _height(*parts: str) -> int:
    """Return how many lines some parts take, with an empty line between them."""
    return sum(part.count("\n") + 1 for part in parts if part)


def _rest(groups: Sequence[Group], settings: Settings, language: str) -> str:
    """Return a line that names the rules of which nothing is shown; nothing where there are none."""
    if not groups:
        return ""
    rest = say(
        "and of {count} more rules: {rules}", count=len(groups), rules=[group.worst.code.name for group in groups]
    )
    return _wrapped(rest.text(language), settings.width) + "\n"


def _summary_lines(findings: Digest, result: Report) -> Iterator[Message]:
    """Yield the lines for what is no finding about the service: noted pains, the picture, knowledge, what is open."""
    if result.pains is not None and result.pains.noted:
        noted = say("pains: {noted} noted, {open} without an idea", noted=result.pains.noted, open=result.pains.open)
        if result.pains.worst is not None:
            noted = say("pains: {noted} noted, {open} without an idea; worst: {step}",
                        noted=result.pains.noted, open=result.pains.open, step=result.pains.worst)  # fmt: skip
        yield noted
    if picture := findings.of("picture"):
        yield say("picture: {rules}", rules=_counted(picture))
    knowledge = [lead for lead in findings.of("knowledge") if lead.diagnostic.code.name != NOT_JUDGED]
    unfounded = not _is_sourced(findings) and any(lead.diagnostic.assumed for lead in findings.leads)
    if knowledge or unfounded:
        nothing = [say("nothing of this has a source")] if unfounded else []
        yield say("known: {rules}", rules=[*nothing, *_counted(knowledge)])
    for lead in findings.of("knowledge"):
        if lead.diagnostic.code.name == NOT_JUDGED:
            yield lead.diagnostic.message


def _counted(leads: Iterable[Lead]) -> list[str]:
    """Return rules by name, each with how often it spoke."""
    counts: dict[str, int] = {}
    for lead in leads:
        counts[lead.diagnostic.code.name] = counts.get(lead.diagnostic.code.name, 0) + 1
    return [f"{name} ({count})" if count > 1 else name for name, count in counts.items()]


def _is_sourced(findings: Digest) -> bool:
    """Return whether anything that is told rests on a source: where nothing does, that is no news of each finding."""
    return any(lead.diagnostic.assumed is not None and lead.diagnostic.assumed < 1 for lead in findings.leads)


def _group(group: Group, result: Report, settings: Settings, *, sourced: bool) -> str:
    """Return the findings of one rule: the worst in full, the lines of the others; `sourced` where any has a source."""
    language, colour, width = settings.language_of(result), settings.colour, settings.width
    worst = group.worst
    head = f"{worst.severity.text(language)}: {worst.message.text(language)} {_label(worst)}"
    lines = _wrapped(harmless(head), width, "  ").split("\n")
    word = worst.severity.text(language)
    lines[0] = paint(word, STYLES[worst.severity], colour) + paint(lines[0][len(word) :], STRONG, colour)
    lines[1:] = [paint(line, STRONG, colour) for line in lines[1:]]
    lines += _wrapped(_about(group.leads[0], result, language, sourced=sourced), width, "    ", "  ").split("\n")
    if worst.help is not None:
        remedy = harmless(f"{translate('help', language)}: {worst.help.text(language)}")
        lines += _wrapped(remedy, width, "    ", "  ").split("\n")
    others = [str(place_of(lead.diagnostic, result).line) for lead in group.leads[1:]]
    if others:
        more = plural(
            "also in line {lines}", "and {count} more, the worst first in the lines {lines}", len(others), lines=others
        )
        lines.append("  " + _cut(more.text(language), width - 2))
    return "\n".join(lines) + "\n"


def _label(diagnostic: Diagnostic) -> str:
    """Return the code and the name of the rule, as editors and terminals know them."""
    return f"[{diagnostic.code.number} {diagnostic.code.name}]"


def _line(diagnostic: Diagnostic, result: Report) -> str:
    return str(place_of(diagnostic, result)) if diagnostic.span is not None else result.path


def _about(lead: Lead, result: Report, language: str, *, sourced: bool) -> str:
    """Return where the finding stands, how much it harms and whom, and what else it stands for."""
    worst = lead.diagnostic
    parts = [_line(worst, result)]
    if worst.harm is not None:
        parts.append(harm_in_words(worst.harm).text(language))
    if worst.reach is not None:
        parts.append(say("{share} of the customers", share=Amount(worst.reach, "share", digits=2)).text(language))
    if worst.assumed and sourced:
        parts.append(say("{share} without a source", share=Amount(worst.assumed, "share", digits=2)).text(language))
    if lead.also:
        names = sorted({diagnostic.code.name for diagnostic in lead.also})
        parts.append(say("also: {rules}", rules=names).text(language))
    return harmless(" · ".join(parts))


def harm_in_words(harm: float) -> Message:
    """Return how much a finding harms, in a word."""
    if harm >= HIGH:
        return say("high")
    return say("middling") if harm >= MIDDLE else say("low")


def _of_many(results: Sequence[Report], settings: Settings) -> str:
    """Return a line per file, and the worst findings of all; nothing where there is nothing to tell."""
    if not any(result.diagnostics for result in results):
        return ""
    widest = max((display_width(result.path) for result in results), default=0)
    lines = [
        f"{harmless_path(result.path)}{' ' * (widest - display_width(result.path))}  "
        f"{tally([result], settings.language_of(result), settings.colour)}"
        for result in results
    ]
    digests = [(digest(result.diagnostics), result) for result in results]
    for findings, result in digests:
        source = Source(result.path, result.text)
        form = [lead.diagnostic for lead in findings.of("file") if lead.diagnostic.severity is Severity.ERROR]
        lines += [f"\n{_finding(diagnostic, result, source, settings)}".rstrip("\n") for diagnostic in form]
    worst = sorted(
        ((lead, result) for findings, result in digests for lead in findings.of("service")
         if lead.diagnostic.harm or lead.diagnostic.severity is Severity.ERROR),
        key=lambda pair: (-(pair[0].diagnostic.harm or 0.0), pair[0].diagnostic.severity.rank),
    )[:WORST]  # fmt: skip
    if worst:
        language = settings.language_of_all(results)
        lines += ["", paint(translate("the worst of all:", language), STRONG, settings.colour)]
    for lead, result in worst:
        diagnostic = lead.diagnostic
        language = settings.language_of(result)
        words = f"{diagnostic.severity.text(language)}: {diagnostic.message.text(language)} {_label(diagnostic)}"
        lines.append(_wrapped(harmless(f"{_line(diagnostic, result)}: {words}"), settings.width, "  "))
    return "\n".join(lines) + "\n"


def _closing(results: Sequence[Report], settings: Settings) -> str:
    """Return how many findings there are, which is the worst, and how to see more of them."""
    language = settings.language_of_all(results)
    lines = [tally(results, language, settings.colour, files=True)]
    worst = _the_worst(results[0]) if len(results) == 1 else None
    if worst is not None:
        text = harmless(worst.text(language))
        fits = display_width(tally(results, language, files=True)) + display_width(text) + 2 <= settings.width
        lines = [f"{lines[0]}; {text}"] if fits else [*lines, _cut(text, settings.width)]
    if not settings.everything and any(result.diagnostics for result in results):
        how = say("`--all` shows every finding in full, `journeymap explain RULE` says why")
        lines.append(paint(how.text(language), FAINT, settings.colour))
    return "\n".join(lines) + "\n"


def _the_worst(result: Report) -> Message | None:
    """Return in a few words which of several findings about the service weighs most; None where there is no choice."""
    findings = digest(result.diagnostics)
    leads = findings.of("service")
    if findings.unread or len(leads) < 2:
        return None
    worst = leads[0].diagnostic
    words = IN_SHORT.get(worst.code.name, worst.code.name)
    if worst.step is None:
        return say("worst: {finding}", finding=words)
    return say('worst: {finding}, at "{step}"', finding=words, step=StepRef(worst.step))


def _wrapped(text: str, width: int, indent: str = "", first: str = "") -> str:
    """Return a text on lines of a width; all but the first are set in. The label of a rule stays in one piece."""
    held_together = _LABEL.sub("[\\1\u00a0\\2]", text)
    lines = textwrap.wrap(
        held_together, max(20, width), initial_indent=first, subsequent_indent=indent, break_on_hyphens=False,
        break_long_words=False,
    )  # fmt: skip
    return _LABEL.sub(r"[\1 \2]", "\n".join(lines))


def _cut(text: str, width: int) -> str:
    """Return a text on one line, with a sign in place of what is too much."""
    head, is_whole = _fitting(text, width)
    return head if is_whole else _fitting(text, width - 1)[0].rstrip() + "…"


def _fitting(text: Iterable[str], width: int) -> tuple[str, bool]:
    """Return the beginning of a text that is no wider than a width, and whether it is all of it."""
    kept: list[str] = []
    taken = 0
    for character in text:
        taken += display_width(character)
        if taken > width:
            return "".join(kept), False
        kept.append(character)
    return "".join(kept), True


def _finding(diagnostic: Diagnostic, result: Report, source: Source, settings: Settings) -> str:
    language, colour = settings.language_of(result), settings.colour
    span, style = place_of(diagnostic, result), STYLES[diagnostic.severity]
    place = paint(harmless_path(str(span)), STRONG, colour)
    severity = paint(diagnostic.severity.text(language), style, colour)
    message = paint(harmless(diagnostic.message.text(language)), STRONG, colour)
    label = paint(_label(diagnostic), FAINT, colour)
    lines = [f"{place}: {severity}: {message} {label}", *_excerpt(span, source, style, colour, settings.width)]
    for name, words in _remarks(diagnostic, language):
        lines.append(f"  {paint('=', GUIDE, colour)} {paint(name + ':', STRONG, colour)} {harmless(words)}")
    return "\n".join(lines) + "\n"


def _remarks(diagnostic: Diagnostic, language: str) -> Iterator[tuple[str, str]]:
    for related in diagnostic.related:
        yield translate("see", language), f"{related.span}: {related.message.text(language)}"
    if diagnostic.witness:
        yield translate("witness", language), " -> ".join(diagnostic.witness)
    if diagnostic.personas:
        yield translate("for", language), ", ".join(diagnostic.personas)
    if diagnostic.effect is not None:
        yield translate("effect", language), diagnostic.effect.text(language)
    if diagnostic.help is not None:
        yield translate("help", language), diagnostic.help.text(language)
    if diagnostic.assumed:
        assumed = say(
            "{share} of what this rests on has no source", share=Amount(diagnostic.assumed, "share", digits=2)
        )
        yield translate("assumed", language), assumed.text(language)


_AROUND = 1000
"""How many characters before and behind a place are looked at, of a line that may hold a whole file."""


def _excerpt(span: Span, source: Source, style: str, colour: bool, width: int) -> list[str]:
    """Return the line of the place, and one that underlines it; nothing where there is nothing to show.

    Of a line that is too long the part around the place is shown, so that the mark stands under it at any width.
    """
    line = source.line(span.line)
    if span.path != source.path or not line.strip():
        return []
    start = min(span.column - 1, len(line))
    end = min(span.end_column - 1, len(line)) if span.end_line == span.line else len(line)
    number = str(span.line)
    room = max(20, width - len(number) - 5)
    end = min(end, start + _AROUND)
    marked = _shown(line[start:end].rstrip())
    behind = start + len(line[start:end].rstrip())
    before, after = _shown(line[max(0, start - _AROUND) : start]), _shown(line[behind : behind + _AROUND])
    if display_width(before) + display_width(marked) + display_width(after) > room:
        marked = _cut(marked, room // 2)
        before = _cut_before(before, room // 3)
        after = _cut(after, room - display_width(before) - display_width(marked))
    bar = paint("|", GUIDE, colour)
    underline = " " * display_width(before) + paint("^" * max(1, display_width(marked)), style, colour)
    return [
        f"  {paint(number, GUIDE, colour)} {bar} {before}{marked}{after}",
        f"  {' ' * len(number)} {bar} {underline}",
    ]


def _cut_before(text: str, width: int) -> str:
    """Return the end of a text, with a sign in place of what came before it."""
    _, is_whole = _fitting(reversed(text), width)
    return text if is_whole else "…" + _fitting(reversed(text), width - 1)[0][::-1]


def _shown(text: str) -> str:
    return harmless(text.replace("\t", TAB))


REPORTER = Reporter(name="text", report=report)
