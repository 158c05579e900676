"""Every way of writing that docs/format.md shows is read."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from journeymap.model import quantities
from journeymap.model.written_hours import opening_hours
from journeymap.pipeline import check_source

ROOT = Path(__file__).parents[2]
spec = importlib.util.spec_from_file_location("short_forms", ROOT / "docs" / "short_forms.py")
assert spec is not None
assert spec.loader is not None
short_forms = importlib.util.module_from_spec(spec)
spec.loader.exec_module(short_forms)

FORMS, VALUES = (rows for _, _, _, rows in short_forms.WAYS)
READERS = {
    "a time": quantities.duration, "a share": quantities.share, "how often": quantities.frequency,
    "a date": quantities.day, "hours": opening_hours,
}  # fmt: skip
TOP = ("phases", "personas", "steps", "items", "language")
REST = "steps: {a: {customer: x, next: [b, c]}, b: {customer: y, end: helped}, c: {customer: z, end: gave-up}}\n"


@pytest.mark.parametrize("written", [re.findall("`([^`]+)`", form)[0] for form, _ in FORMS])
def test_a_short_form_of_the_page_is_read(written: str):
    head = "journeymap: 1\ntitle: T\npersonas: {anna: Anna}\nphases: {open: Open an account}\n"
    key = written.split(":", maxsplit=1)[0]
    if key in TOP:
        text = "journeymap: 1\ntitle: T\n" + written + "\n" + (REST if key != "steps" else "")
    else:
        ways = "" if key == "next" else "next: [b, c], "
        own = "" if key == "customer" else "customer: x, "
        value = written if "," not in written.split(": ", 1)[1] or written[-1] in "]}" else f'{key}: "{written[6:]}"'
        text = head + REST.replace("customer: x, next: [b, c]", f"{own}{ways}{value}".removesuffix(", "))
    found = check_source(text, "a.yaml").diagnostics
    assert [str(one) for one in found if one.code.number in ("JM102", "JM103", "JM111", "JM112")] == []


@pytest.mark.parametrize(
    ("kind", "written"),
    [(kind, written) for kind, examples in VALUES if kind in READERS for written in re.findall("`([^`]+)`", examples)],
)
def test_a_value_of_the_page_is_read(kind: str, written: str):
    if written == "rest":
        return  # what the others leave is no figure of its own
    READERS[kind](written)
