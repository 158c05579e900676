"""Files of other programs that are given by mistake: charts, pictures, spreadsheets."""

from __future__ import annotations

import re

from journeymap.i18n.messages import Message, say

_MAGIC = (
    (b"PK\x03\x04", say("this is a spreadsheet or another file of an office program")),
    (b"\xd0\xcf\x11\xe0", say("this is a spreadsheet or another file of an office program")),
    (b"%PDF", say("this is a PDF")),
    (b"\x89PNG", say("this is a picture")),
    (b"\xff\xd8\xff", say("this is a picture")),
    (b"GIF8", say("this is a picture")),
)
_MERMAID = (
    r"(?:\s|%%[^\n]*\n|---\n(?:[^\n]*\n)*?---\n)*(?:```\s*mermaid\s+)?"
    r"(?:(?:graph|flowchart(?:-elk)?)[ \t]+(?:TB|TD|BT|RL|LR)\b|(?:sequenceDiagram|classDiagram|stateDiagram(?:-v2)?|"
    r"erDiagram|journey|gantt|mindmap|timeline|quadrantChart|block-beta|kanban)[ \t]*(?:\r?\n|$))"
)
_BEGINNINGS = (
    (_MERMAID, "Mermaid"),
    (r"(?s)\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:\w+:)?definitions\b[^>]*(?i:bpmn)", "BPMN"),
    (r"\s*<mxfile\b|\s*<mxGraphModel\b", "draw.io"),
    (r"\s*@start(?:uml|bpm|mindmap)", "PlantUML"),
    (r"\s*(?:strict\s+)?(?:di)?graph\s*(?:\w+|\"[^\"]*\")?\s*\{", "Graphviz DOT"),
)
ADVICE = say(
    'write it as a blueprint: "journeymap new" makes an example, in which each box is a step and each arrow its "next"'
)


def kind_of_bytes(data: bytes) -> Message | None:
    """Return what a file is that another program wrote, as far as its first bytes say so."""
    return next((message for magic, message in _MAGIC if data.startswith(magic)), None)


def kind_of_text(text: str) -> Message | None:
    """Return what a text is that was written for another program, by how it begins."""
    for beginning, name in _BEGINNINGS:
        if re.match(beginning, text):
            return say("this is {language}; a blueprint is YAML or JSON", language=name)
    return None


def is_table(text: str) -> bool:
    """Tell whether a text looks like a spreadsheet saved as text: lines with the same number of separators."""
    lines = [line for line in text.splitlines() if line.strip()][:20]
    return len(lines) > 1 and any(
        lines[0].count(mark) > 0 and len({re.sub(r'"[^"]*"', "", line).count(mark) for line in lines}) == 1
        for mark in ("\t", ";", ",")
    )
