"""How good the drawings are, beside those of Graphviz dot, ELK and d2 on the same cards and arrows.

    python benchmarks/layouts.py [--limit 60] [--scratch FOLDER] [--no-rivals] [--print]

Writes the tables in `docs/layout.md`, between its markers. dot is used where it is installed; ELK and d2 are installed
with npm into a scratch folder; what cannot be had is said in the tables.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "layout"))

from layout_cases import CASES, as_drawing, journey_sheet  # noqa: E402

from journeymap.drawing import draw  # noqa: E402
from journeymap.layout import arrange  # noqa: E402
from journeymap.pipeline import check_file  # noqa: E402
from layout_figures import SHARED, disagreements, figures  # noqa: E402
from layout_rivals import RIVALS, Laid, Missing  # noqa: E402

if TYPE_CHECKING:
    from journeymap.layout.sheet import Sheet

PAGE = ROOT / "docs" / "layout.md"
BEGIN, END = "<!-- begin: benchmarks/layouts.py -->", "<!-- end -->"
OURS = "journeymap"
LARGEST = ROOT.parent / "shared" / "cases" / "layout" / "xl.yaml"

# Heading of a column, the figures that are added up in it, and how it is written.
COLUMNS = (
    ("rows misplaced", ("rows_misplaced",)),
    ("phases misplaced", ("phases_misplaced",)),
    ("arrows through cards", ("arrows_through_cards",)),
    ("on top, pt", ("arrows_on_top_pt",)),
    ("labels hidden", ("labels_on_cards", "labels_on_labels", "labels_missing")),
    ("labels on arrows", ("labels_on_arrows",)),
    ("crossings", ("crossings",)),
    ("bends per arrow", ("bends_per_arrow",)),
    ("straight %", ("straight_percent",)),
    ("length", ("length",)),
)
MEANS = {"bends per arrow", "straight %"}


def sheet_of(path: Path) -> Sheet:
    """Return what is to be drawn of a blueprint."""
    result = check_file(path)
    if result.graph is None:
        sys.exit(f"{path} cannot be drawn")
    return draw(result.graph).sheet


def sheets() -> tuple[dict[str, Sheet], dict[str, Sheet]]:
    """Gather the cases by size, and the blueprints of the project by name."""
    cases = {path.stem.upper(): sheet_of(path) for path in (CASES / "s.yaml", CASES / "m.yaml", CASES / "l.yaml")}
    cases["XL"] = sheet_of(LARGEST) if LARGEST.is_file() else journey_sheet(5000, 60)
    blueprints = {path.stem: sheet_of(path) for path in sorted((ROOT / "blueprints").rglob("*.yaml"))}
    return cases, blueprints


def ours(sheets: dict[str, Sheet]) -> dict[str, Laid]:
    """Lay out every sheet; seconds are those of CPU."""
    laid = {}
    for name, sheet in sheets.items():
        begin = time.process_time()
        geometry = arrange(sheet)
        took = time.process_time() - begin
        drawing = as_drawing(geometry)
        for card, placed in zip(drawing["cards"], geometry.cards, strict=True):
            card["step"] = placed.card.step
        laid[name] = Laid(drawing, took)
    return laid


def measured(laid: Laid) -> dict[str, float] | None:
    """Measure a drawing: its figures, with its seconds; the shared judge has to agree where it is at hand."""
    if laid.drawing is None:
        return None
    own = figures(laid.drawing)
    other = disagreements(laid.drawing, own)
    if other:
        print(f"the judges disagree: {other}", file=sys.stderr)
    return {**own, "seconds": laid.seconds}


def cells(each: dict[str, float]) -> list[str]:
    """Write one row of a table, from the rows misplaced to the seconds."""
    row = [format(round(sum(each[name] for name in names), 2), ",") for _, names in COLUMNS]
    return [*row, f"{each['width']:,.0f} x {each['height']:,.0f}" if "width" in each else "", f"{each['seconds']:.2f}"]


def total(found: list[dict[str, float]], arrows: list[int]) -> dict[str, float]:
    """Add up the figures over drawings; bends and straight ones as means over all arrows."""
    added: dict[str, float] = {}
    for names in (*(names for _, names in COLUMNS), ("seconds",)):
        for name in names:
            added[name] = sum(each[name] for each in found)
    for name in ("bends_per_arrow", "straight_percent"):
        share = sum(each[name] * count for each, count in zip(found, arrows, strict=True)) / max(1, sum(arrows))
        added[name] = round(share, 2 if name == "bends_per_arrow" else 0)
    return added


def table(first: str, rows: list[list[str]]) -> list[str]:
    """Write a table in Markdown."""
    heads = [first, *(head for head, _ in COLUMNS), "size, pt", "s"]
    return [
        "| " + " | ".join(heads) + " |",
        "|---|" + "--:|" * (len(heads) - 1),
        *("| " + " | ".join(row) + " |" for row in rows),
    ]


def report(chosen: argparse.Namespace) -> str:
    """Make all tables."""
    cases, blueprints = sheets()
    everything = {**cases, **blueprints}
    by_tool: dict[str, dict[str, Any]] = {OURS: ours(everything)}
    missing = []
    drawings = {name: laid.drawing for name, laid in by_tool[OURS].items() if laid.drawing}
    for rival in () if chosen.no_rivals else RIVALS:
        try:
            by_tool[rival.name] = dict(rival.lay_out(drawings, chosen.scratch, chosen.limit))
        except Missing as reason:
            missing.append(f"{rival.name}: {reason}.")
        print(f"{rival.name}: done", file=sys.stderr)
    found = {tool: {name: measured(laid) for name, laid in own.items()} for tool, own in by_tool.items()}
    lines: list[str] = []
    for name in cases:
        sheet = everything[name]
        lines += [f"### {name}: {len(sheet.cards):,} cards, {len(sheet.arrows):,} arrows", ""]
        rows = []
        for tool, own in found.items():
            row = own.get(name)
            rows.append([tool, *cells(row)] if row else [tool, f"nothing within {chosen.limit:.0f} s, or an error"])
        lines += [*table("", rows), ""]
    lines += [f"### All {len(blueprints)} blueprints of the project, added up", ""]
    rows = []
    for tool, own in found.items():
        done = {name: row for name in blueprints if (row := own.get(name))}
        label = tool if len(done) == len(blueprints) else f"{tool} (only {len(done)})"
        rows.append([label, *cells(total(list(done.values()), [len(blueprints[name].arrows) for name in done]))])
    lines += [*table("", rows), "", "### Each blueprint, ours", ""]
    lines += [*table("", [[name, *cells(row)] for name in blueprints if (row := found[OURS][name])]), ""]
    lines += [f"Not to be had: {each}" for each in missing]
    judge = "agree" if SHARED.is_file() else "one only: the independent one is not at hand"
    lines += [f"Judges: {judge}."]
    return "\n".join(lines)


def main() -> None:
    """Measure, and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--limit", type=float, default=60.0, help="seconds that a rival has for one drawing")
    parser.add_argument("--scratch", type=Path, default=Path(tempfile.gettempdir()) / "journeymap-rivals")
    parser.add_argument("--no-rivals", action="store_true")
    parser.add_argument("--print", action="store_true", help="print the tables and write nothing")
    chosen = parser.parse_args()
    tables = report(chosen)
    if chosen.print:
        print(tables)
        return
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n\n{tables}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
