"""The ways of writing that a blueprint file allows, for docs/format.md; every example of them is read by a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

WAYS = (
    (
        "Short forms",
        "What is written on the left is read as what stands on the right, and keeps its place in the file.",
        ("written", "read as"),
        (
            ("`customer: Calls`", "`customer: [{does: Calls}]`; a list has several cells"),
            ("`next: b`", "`next: {b: {}}`"),
            ("`next: b, c`", "`next: [b, c]`"),
            ("`next: {b: 80%, c: rest}`", "b with 80%, c with what is left; also `otherwise`, `anders`"),
            ("`next: [b (80%), c]`", "b with 80%, c with what is left; so is `c (rest)`"),
            ("`next: [{to: b, when: in time}, {to: c, when: too late}]`", "ways with their conditions"),
            ("`emotion: -2`", "`experience: {everyone: {emotion: -2}}`; also `emotie`, `feeling`, `mood`"),
            ("`experience: -2`", "`experience: {everyone: {emotion: -2}}`"),
            ("`experience: {perceived: 7}`", "`experience: {everyone: {perceived: 7}}`"),
            ("`experience: {anna: -2}`", "`experience: {anna: {emotion: -2}}`"),
            ("`because: the law asks it`", "`because: {reason: the law asks it}`"),
            ("`phases: [Before, After]`", "`phases: {Before: {name: Before}, After: {name: After}}`"),
            ("`personas: [{name: Anna, share: 40%}, {id: bob, name: Bob}]`", "`Anna` and `bob`, each a persona; items "
             "of a list are never merged. The same for `phases`, `channels`, `actors`, `systems`, `sources`"),
            ("`steps: [{name: Ask, customer: x}, {id: get, end: helped}]`", "`ask`, which leads to `get`: a step of a "
             "list that says neither `next` nor `end` leads to the one after it, and has an id made of its name"),
            ("`phase: Open an account`", "the phase that has that name; the same for channels, actors, systems, "
             "sources, personas and steps"),
            ("`channel: phone`, not under `channels`", "a channel with that name and nothing else stated"),
            ("`asks: {income: changed, number: identifies}`", "`asks: [income, number]` with `changed: income` and "
             "`identifies: number`"),
            ("`asks: {income: {whose: partner}}`", "`asks: income` with `whose: {income: partner}`"),
            ("`items: {number: identifies}`", "`items: {number: {identifies: true}}`"),
            ("`language: Nederlands`", "`language: nl`"),
        ),
    ),
    (
        "Values",
        "What may mean two things is refused, with both.",
        ("kind", "examples"),
        (
            ("a time", "`5 min`, `1h30`, `2-5 working days`, `1/3/8 weeks`, `PT15M`, `half an hour`, "
             "`anderhalve week`, `about 8 min` (8 minutes), `max 5 days` (0 to 5 days), `1/2 day`, `0`"),
            ("a share", "`80%`, `0.8`, `4 of 5`, `1 op 1.000`, `half`, `een derde`, `rest`"),
            ("how often", "`46 per 1000`, `46 per 1.000`, `4.6%`"),
            ("a number", "`7`, `7.5`, `7,5`. Three digits behind one mark (`1.200`) are thousands where something is "
             "counted and in what comes behind `per`, decimals in a rating or a share; elsewhere they are refused. In "
             "JSON a point is always a decimal one"),
            ("a date", "`2026-09-01`, `2026-09`, `2026`, `1 September 2026`, `sept 2026`; from the year 1000 to 2999"),
            ("hours", "`Mo-Fr 08:30-17:00; Sa 10:00-14:00`, `24/7` (OpenStreetMap), `ma-vr 9.00-17.00 uur`, "
             "`Monday to Friday 9am-5pm`, `dag en nacht`"),
            ("a choice", "the words of the key, with any capitals, spaces or underscores; in Dutch too: `geholpen`, "
             "`gave up`, `organisatie`, `doorvragen`"),
        ),
    ),
)  # fmt: skip
HOURS = """
### How hours are judged

Hours are evaluated over a week where every week is the same, else over the whole year of `reviewed` (2026 where it is
not stated), with the public holidays of `calendar`; where they name weeks and no dates, over the numbered weeks of that
year (ISO 8601), each as a whole. What a rule says of a day holds for all that begins on it: `Mo-Fr 22:00-02:00; We off`
is closed in the night from Wednesday to Thursday. `12:00-13:00 off` cuts an hour out; `||` begins hours that hold where
those before are closed, and a remark there (`|| "by appointment"`) counts as closed. Of school holidays (`SH`), public
holidays without `calendar`, remarks instead of times, `10:00+` and sunrise nothing is concluded: they count as not
stated, and `unjudged-hours` says so.

### Other words

A key that is only called otherwise (`physical evidence`, `pijnpunt`, `waiting time`) is an error that names the word
that is meant; what stands behind it is read all the same, so that nothing follows from its absence. `journeymap explain
WORD` tells which word of the format another one leads to.
"""


def texts() -> list[str]:
    """Return every text of the parts about the ways of writing but the prose below them."""
    return [
        "Ways of writing",
        *(text for part in WAYS for text in (*part[:2], *part[2], *(c for row in part[3] for c in row))),
    ]


def ways_of_writing(said: Callable[[str], str] = str, hours: str = HOURS) -> list[str]:
    """Return the parts of a page about the ways of writing; `said` gives each text in the language of the page."""
    parts = [f"## {said('Ways of writing')}"]
    for title, introduction, head, rows in WAYS:
        lines = [f"| {' | '.join(map(said, row))} |" for row in (head, *rows)]
        lines.insert(1, "| --- | --- |")
        parts += [f"### {said(title)}", said(introduction), "\n".join(line.replace("||", "\\|\\|") for line in lines)]
    return [*parts, hours.strip()]
