"""An edit that a browser wants: planned, asked about, proven, written; or refused, and nothing is written."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from journeymap.changes import NotPossibleError
from journeymap.diagnostics import Severity
from journeymap.editing.edits import difference
from journeymap.editing.kernel import change_parsed, comments
from journeymap.editing.operations import Doubt, DoubtError, Plan, Scene, steps, things, values, ways
from journeymap.editing.rename import rename
from journeymap.editing.settings import write_settings
from journeymap.graph.names import BlueprintNames
from journeymap.i18n.messages import Message, say
from journeymap.i18n.references import with_names
from journeymap.serving import protocol
from journeymap.serving.history import Done
from journeymap.serving.lines import with_line_ends
from journeymap.serving.reading import ReadText
from journeymap.what_if import what_if
from journeymap.what_if.overrides import apply_changes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.serving.live_file import LiveFile

Reply = protocol.Accepted | protocol.Refusal | protocol.Conflict | protocol.Questions
STATUS: dict[type, int] = {
    protocol.Accepted: 200,
    protocol.Conflict: 409,
    protocol.Refusal: 422,
    protocol.Questions: 428,
}
_UNREADABLE = "unreadable"


class _ReadError(Exception):
    """A text that the reader does not understand."""

    def __init__(self, errors: Sequence[Any]) -> None:
        super().__init__("not understood")
        self.errors = errors


class _Step(Struct, frozen=True):
    """A text after one operation, and what is told of it."""

    read: ReadText
    message: Message
    focus: str | None = None
    made: tuple[str, ...] = ()


def edit(file: LiveFile, wanted: protocol.Edit) -> tuple[int, Reply]:
    """Carry out an edit and return the number of HTTP with the answer; nothing is written but with an Accepted."""
    with file.lock:
        if file.read_only:
            return 423, protocol.Refusal(say("this is only to look at: nothing is changed here").text(file.language))
        file.take_over()
        try:
            reply = _edited(file, wanted)
        except DoubtError as doubts:
            reply = protocol.Questions([_question(doubt, file) for doubt in doubts.doubts])
        except _ReadError as error:
            told = [_error(problem, file) for problem in error.errors]
            reply = protocol.Refusal(told[0]["message"] if told else "", None, told)
        except NotPossibleError as error:
            reply = protocol.Refusal(_words(error.message, file))
        except OSError as error:
            reason = say("the file cannot be written: {reason}", reason=error.strerror or str(error))
            return 423, protocol.Refusal(reason.text(file.language))
        return STATUS[type(reply)], reply


def _edited(file: LiveFile, wanted: protocol.Edit) -> Reply:
    if not wanted.edits:
        raise NotPossibleError(say("there is nothing to change"))
    last = wanted.edits[-1]
    if isinstance(last, (protocol.Undo, protocol.Redo)):
        return _back_or_forth(file, wanted, is_undo=isinstance(last, protocol.Undo))
    if isinstance(last, protocol.Rewrite):
        return _rewritten(file, wanted, last)
    conflict = _conflict(file, wanted)
    if conflict is not None:
        return conflict
    read = file.read
    made: list[str] = []
    focus: str | None = None
    message: Message | None = None
    for operation in wanted.edits:
        for single in _each(operation):
            step = _operated(file, read, single, wanted)
            read, message, focus = step.read, step.message, step.focus or focus
            made += step.made
    _require_comments(file.read, read, wanted)
    if read.text == file.read.text or message is None:
        raise NotPossibleError(say("nothing would change"))
    if isinstance(last, protocol.Rename):
        file.renamed.append((file.version + 1, last.old, last.new))
    done = Done(file.read.text, read.text, difference(file.read.text, read.text), focus, _words(message, file))
    return _write(file, read, wanted, done, made)


def _write(
    file: LiveFile, read: ReadText, wanted: protocol.Edit, done: Done, made: Sequence[str] = ()
) -> protocol.Accepted:
    # Noted first, since the answer says what can be undone; taken back where nothing is written.
    kept = file.history.copy()
    file.history.add(done)
    try:
        return file.write(read, client=wanted.client, said=done.said, focus=done.focus, made=list(made))
    except (OSError, NotPossibleError):
        file.history = kept
        raise


def _each(operation: protocol.Operation) -> list[protocol.Operation]:
    """Return an operation on several steps as one on each."""
    if isinstance(operation, protocol.DeleteSteps):
        return [protocol.DeleteSteps([name]) for name in operation.steps]
    return [operation]


def _operated(file: LiveFile, read: ReadText, operation: protocol.Operation, wanted: protocol.Edit) -> _Step:
    """Return a text after one operation, which the reader understands as well as the one before."""
    if read.blueprint is None or not read.readable:
        raise NotPossibleError(say("the file cannot be read; correct that first"))
    scene = Scene(read.model, read.blueprint, wanted.confirmed, wanted.answers)
    if isinstance(operation, protocol.Rename):
        changed = rename(read.text, operation.old, operation.new, file.path, _kind(operation.kind))
        after = ReadText(changed.after, file.path)
        step = _Step(after, say('"{old}" is called "{new}" now', old=operation.old, new=operation.new),
                     operation.new if operation.kind == "steps" else None)  # fmt: skip
    elif isinstance(operation, protocol.Keep):
        step = _kept(file, read, operation)
    else:
        plan = _plan(file, read, scene, operation)
        _, parsed = change_parsed(read.parsed, plan.changes, loses_comments=True)
        step = _Step(ReadText(parsed.source.text, file.path, parsed), plan.message, plan.focus, plan.made)
    errors = [problem for problem in step.read.problems if problem.severity is Severity.ERROR]
    known = Counter(str(problem.message) for problem in read.problems)
    more = Counter(str(problem.message) for problem in errors) - known
    if more:
        raise _ReadError([problem for problem in errors if str(problem.message) in more])
    return step


def _plan(file: LiveFile, read: ReadText, scene: Scene, operation: protocol.Operation) -> Plan:
    match operation:
        case protocol.Words(at, text):
            return values.words(scene, tuple(at), text)
        case protocol.Set(at, value):
            return values.value(scene, tuple(at), value)
        case protocol.AddStep():
            return steps.add(scene, operation)
        case protocol.Connect(source, target):
            return ways.connect(scene, source, target)
        case protocol.Weigh(source, target, share):
            return ways.weigh(scene, source, target, share)
        case protocol.Disconnect(source, target):
            return ways.disconnect(scene, source, target)
        case protocol.MoveCard(step, lane, item, to_lane, to_actor, to_phase):
            return steps.move(scene, steps.Move(step, lane, item, to_lane, to_actor, to_phase))
        case protocol.DeleteSteps(names):
            return steps.delete(scene, names)
        case protocol.Define(kind, name, fields):
            return things.define(scene, kind, name, fields)
        case protocol.Accept(rule, reason, step):
            return things.accept(scene, rule, reason, step)
        case protocol.Mend(finding, number):
            fix = file.fix(read, finding, number)
            return Plan(fix.changes, fix.title)
    raise NotPossibleError(say("this cannot be done together with other edits"))


def _kept(file: LiveFile, read: ReadText, operation: protocol.Keep) -> _Step:
    if read.blueprint is None:
        raise NotPossibleError(say("the file cannot be read; correct that first"))
    lines = [" ".join(setting.split()) for setting in operation.settings]
    applied = apply_changes(read.blueprint, lines)
    if applied.problems:
        raise _ReadError(applied.problems)
    changed = write_settings(read.text, applied.changes, lines, file.path)
    return _Step(ReadText(changed.after, file.path), say("what was tried is written"))


def _require_comments(before: ReadText, after: ReadText, wanted: protocol.Edit) -> None:
    """Go on only where each comment that goes was confirmed by name."""
    lost = Counter(comments(before.parsed)) - Counter(comments(after.parsed))
    doubts = [
        Doubt(f"lost-comment:{comment}", say("A comment would go with it: {comment}", comment=comment), (comment,))
        for comment in lost
        if f"lost-comment:{comment}" not in wanted.confirmed
    ]
    if doubts:
        raise DoubtError(*doubts)


def _kind(kind: str) -> str | None:
    """Return how the kernel calls a kind of thing by the word of the format for several of it."""
    return {"steps": "step", "personas": "persona", "channels": "channel", "actors": "actor", "systems": "system",
            "sources": "source", "phases": "phase"}.get(kind, kind)  # fmt: skip


def _conflict(file: LiveFile, wanted: protocol.Edit) -> protocol.Conflict | None:
    """Return what somebody else changed of what the reader saw; None where nothing of it is another one now."""
    scene = Scene(file.read.model, file.read.blueprint) if file.read.blueprint is not None else None
    for seen in wanted.was:
        now = None if scene is None else scene.at(tuple(seen.at))
        if scene is not None and now != seen.value:
            mine = next(
                (getattr(item, "text", getattr(item, "value", None)) for item in wanted.edits
                 if getattr(item, "at", None) == seen.at), None,
            )  # fmt: skip
            message = say("changed outside to {value}", value=_told(now))
            return protocol.Conflict(message.text(file.language), seen.at, mine, now, file.version)
    return None


def _told(value: Any) -> object:
    if value is None:
        return say("nothing")
    return value if isinstance(value, str) else str(value)


def _rewritten(file: LiveFile, wanted: protocol.Edit, operation: protocol.Rewrite) -> Reply:
    before = file.read.text
    if wanted.version != file.version:
        message = say("the file was changed meanwhile")
        return protocol.Conflict(message.text(file.language), [], operation.text, before, file.version)
    text = with_line_ends(operation.text, before)
    if text == before:
        raise NotPossibleError(say("nothing would change"))
    read = ReadText(text, file.path)
    if not read.readable and _UNREADABLE not in wanted.confirmed:
        errors = [_error(problem, file) for problem in read.problems if problem.severity is Severity.ERROR]
        details = tuple(f"{error['line']}: {error['message']}" for error in errors)
        question = say("This text cannot be read as it is. Save it all the same?")
        raise DoubtError(Doubt(_UNREADABLE, question, details))
    done = Done(before, text, difference(before, text), None, say("the text was edited").text(file.language))
    return _write(file, read, wanted, done)


def _back_or_forth(file: LiveFile, wanted: protocol.Edit, *, is_undo: bool) -> protocol.Accepted:
    text, done = file.history.undone(file.read.text) if is_undo else file.history.redone(file.read.text)
    read = ReadText(text, file.path)
    kept = file.history.copy()
    if is_undo:
        file.history.note_undone()
        said = say("undone: {what}", what=done.said)
    else:
        file.history.note_redone()
        said = say("done again: {what}", what=done.said)
    try:
        focus = done.focus if done.focus in read.labels else None
        return file.write(read, client=wanted.client, said=said.text(file.language), focus=focus)
    except (OSError, NotPossibleError):
        file.history = kept
        raise


def attempt(file: LiveFile, wanted: protocol.Trial) -> tuple[int, protocol.Tried | protocol.Refusal]:
    """Return all figures before and after settings that are only tried."""
    from journeymap.report.before_and_after import as_data

    with file.lock:
        result, language = file.result, file.language
    if result is None or result.facts is None:
        return 422, protocol.Refusal(say("the file cannot be read; correct that first").text(language))
    tried = what_if(result.facts, [" ".join(setting.split()) for setting in wanted.settings])
    if tried.problems:
        told = [_error(problem, file) for problem in tried.problems]
        return 422, protocol.Refusal(told[0]["message"], None, told)
    data = as_data(tried, language)
    for figure, delta in zip(data["figures"], tried.deltas.values(), strict=True):
        figure["told"] = [amount.text(language) for amount in delta.told()]
    return 200, protocol.Tried(data["changes"], data["figures"])


def _question(doubt: Doubt, file: LiveFile) -> protocol.Question:
    return protocol.Question(
        doubt.name, _words(doubt.message, file), list(doubt.details), doubt.answer, list(doubt.choices)
    )


def _error(problem: Any, file: LiveFile) -> dict[str, Any]:
    help_ = None if problem.help is None else _words(problem.help, file)
    message = _words(problem.message, file)
    return {
        "message": message if help_ is None else f"{message}: {help_}",
        "line": None if problem.span is None else problem.span.line,
        "column": None if problem.span is None else problem.span.column,
        "step": problem.step,
    }


def _words(message: Message, file: LiveFile) -> str:
    """Return a message in the language of the file, with steps called by their words."""
    graph = None if file.result is None else file.result.graph
    named = message if graph is None else with_names(message, BlueprintNames(graph))
    return str(named.text(file.language))
