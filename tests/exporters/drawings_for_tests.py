"""Blueprints that the tests of the exporters draw."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journeymap.analysis import Journey
from journeymap.drawing import Drawing, DrawOptions, draw
from journeymap.model.blueprint import Blueprint
from journeymap.pipeline import check_file
from journeymap.plugins import instance

if TYPE_CHECKING:
    from journeymap.exporter import Exporter, Part

CASES = Path(__file__).parent / "cases"

LABELS = (
    "<script>alert(1)</script>",
    "<b>bold</b>",
    "<I>",
    "\\N",
    "\\n and \\l",
    "{a|b}",
    "\"quoted\" 'single'",
    "&amp; & &#65;",
    "ends with \\",
    'back\\"slash',
    "]]> --> <!--",
    "%s %d {} $x",
    "C:\\new\\table\\",
    "</text></svg>",
    "日本語のラベル",
    "😀 emoji",
    "שלום עולם",
    "e\u0301 combining",
)


def hostile_drawing() -> Drawing:
    """A blueprint whose every text wants to be something else than a text."""
    count = len(LABELS)
    steps: dict[str, Any] = {
        f"s{n}": {
            "phase": f"p{n % 3}",
            "customer": label,
            "frontstage": {"by": "actor", "does": label},
            "uses": "system",
            "pains": [label],
            "wait": "5 min",
            "fails": [{"what": label, "recover": f"s{(n + 5) % count}"}],
            "next": {f"s{(n + 1) % count}": {"when": label}},
            "experience": {"everyone": {"emotion": n % 5 - 2}},
        }
        for n, label in enumerate(LABELS)
    }
    fields = {
        "title": LABELS[0] + " " + LABELS[9],
        "about": " ".join(LABELS[:9]),
        "phases": {f"p{n}": LABELS[n] for n in range(3)},
        "customer": {"role": LABELS[5]},
        "actors": {"actor": {"name": LABELS[6], "lane": "frontstage"}},
        "systems": {"system": {"name": LABELS[9]}},
        "steps": steps,
    }
    return draw(Journey.of(Blueprint.model_validate(fields)))


def case_drawing(name: str, options: DrawOptions | None = None) -> Drawing:
    """The drawing of a file among the cases."""
    result = check_file(CASES / f"{name}.yaml")
    assert result.journey is not None
    return draw(result.journey, (), (), options)


def many_pages() -> Drawing:
    """A blueprint that needs several pages of A4."""
    steps: dict[str, Any] = {
        f"s{n}": {
            "phase": f"p{n // 5}",
            "evidence": "Letter",
            "customer": f"Does thing number {n}",
            "backstage": "Works on it",
            "next": f"s{n + 1}" if n < 24 else [],
            "experience": {"everyone": {"emotion": n % 5 - 2}},
        }
        for n in range(25)
    }
    fields = {"title": "Many pages", "phases": {f"p{n}": f"Phase {n}" for n in range(5)}, "steps": steps}
    return draw(Journey.of(Blueprint.model_validate(fields)), (), (), DrawOptions(page="a4"))


def exporter(name: str) -> Exporter[Drawing]:
    """One exporter by its name."""
    found: Exporter[Drawing] = instance("exporters", "EXPORTER", name)
    return found


def export(name: str, drawing: Drawing) -> tuple[Part, ...]:
    """What an exporter makes of a drawing."""
    return exporter(name).render(drawing)


def texts(drawing: Drawing) -> list[str]:
    """All texts that must be on a drawing."""
    sheet = drawing.sheet
    found = [sheet.title, sheet.subtitle]
    found += [word for row in sheet.rows for word in (row.title, row.subtitle)]
    found += [phase.title for phase in sheet.phases]
    found += [card.text for card in sheet.cards]
    found += [badge.text for card in sheet.cards for badge in card.badges]
    found += [arrow.text for arrow in sheet.arrows]
    return [text for text in dict.fromkeys(found) if text]


def squeezed(text: str) -> str:
    """A text without its spaces: where a text is broken into lines is no matter."""
    return "".join(text.split())


def png(width: int, height: int) -> bytes:
    """A blue picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" + b"\x20\x60\xa0" * width) * height)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
