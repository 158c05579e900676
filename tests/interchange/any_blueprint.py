"""Blueprints made up by hypothesis: every word of the format, with texts that no designer would write."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from journeymap import Blueprint

PIECES = st.sampled_from(
    [
        "a",
        "é",
        "😀",
        " ",
        ": ",
        ":",
        " #",
        "-",
        "- ",
        "?",
        "!",
        "&x",
        "*",
        "{",
        "}",
        "[",
        "]",
        ",",
        "'",
        '"',
        "\\",
        "|",
        ">",
        "%",
        "@",
        "`",
        "\n",
        "\t",
        "null",
        "~",
        "no",
        "1.000",
        "80%",
        "rest",
        "to",
        "everyone",
        "\u2028",
        "\ufeff",
        "\x07",
        "=",
        "<<",
        "/:?.",
        "---",
        "...",
    ]
)
TEXT = st.lists(PIECES, min_size=1, max_size=6).map("".join)
NAME = st.text("abcdefg", min_size=1, max_size=6)
SHARE = st.floats(0, 1) | st.sampled_from([0.0, 0.1, 0.3, 1 / 3, 0.72, 1.0])
NUMBER = (
    st.floats(0, 1e9, allow_subnormal=False) | st.integers(0, 2000).map(float) | st.sampled_from([1.234, 0.5, 1e-7])
)
EMOTION = st.floats(-2, 2)
DURATION = st.sampled_from(["5 min", "2-5 working days", "1/3/8 weeks", "PT15M", "1,5 h", "een half uur"])
DAY = st.sampled_from(["2026-09-01", "2026", "2026-03"])
LANES = ("evidence", "customer", "frontstage", "backstage", "support")
# The words of a rating and of a way would be read as such where nothing else stands beside them.
STEPS, PEOPLE = ("start-here", "to", "b2", "null", "pay-up"), ("everyone", "anna", "bo", "staff")


def some(**words: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Return mappings in which any of the words may be missing."""
    return st.fixed_dictionaries(
        {}, optional={word.rstrip("_").replace("_", "-"): value for word, value in words.items()}
    )


TEXTS = st.lists(TEXT, max_size=3)
IDS = st.lists(st.sampled_from(STEPS), unique=True, max_size=3)
SHARES = SHARE | st.dictionaries(st.sampled_from(PEOPLE[:3]), SHARE, min_size=1)
CELLS = st.lists(some(by=NAME).flatmap(lambda cell: TEXT.map(lambda does: {**cell, "does": does})), max_size=2)
NOTES = st.lists(
    some(severity=st.integers(1, 5), heard=st.lists(NAME, max_size=2)).flatmap(
        lambda note: TEXT.map(lambda text: {**note, "text": text})
    ),
    max_size=2,
)
DEADLINE = st.builds(
    lambda within, missed: {"within": within, **({"missed": missed} if missed else {})}, DURATION, st.none() | TEXT
)
DECIDER = st.sampled_from(["customer", "organisation", "chance"])
FLOW = some(
    share=SHARES,
    when=TEXT,
    decides=DECIDER,
    wait=DURATION,
    lasts=DURATION,
    kind=TEXT,
    formerly=DECIDER,
    deadline=DEADLINE,
)
RATED = st.floats(1, 5)  # on every scale below
RATING = some(desired=RATED, expected=RATED, perceived=RATED, importance=RATED, emotion=EMOTION)
GRADE = st.integers(1, 10)
FAIL = some(
    share=SHARE, why=TEXT, effect=TEXT, severity=GRADE, detection=GRADE, recover=st.sampled_from(STEPS)
).flatmap(lambda fail: TEXT.map(lambda what: {**fail, "what": what}))
STEP = some(
    name=TEXT,
    phase=NAME,
    channel=st.lists(NAME, max_size=2),
    next=st.dictionaries(st.sampled_from(STEPS), FLOW, max_size=3),
    end=st.sampled_from(["helped", "refused", "gave-up", "transferred"]),
    start=st.just(True) | SHARE,
    uses=IDS,
    informs=st.dictionaries(st.sampled_from(STEPS), some(what=TEXT), max_size=2),
    starts=IDS,
    needs=IDS,
    takes=DURATION,
    wait=DURATION,
    lasts=DURATION,
    chased=some(share=SHARES, channel=NAME),
    deadline=DEADLINE,
    promise=DURATION,
    tolerance=DURATION,
    asks=TEXTS,
    changed=TEXTS,
    identifies=TEXTS,
    whose=st.dictionaries(NAME, TEXT, max_size=2),
    tells=TEXTS,
    helps=st.lists(st.sampled_from(["welcome", "clarify"]), max_size=2),
    meets=TEXTS,
    experience=st.dictionaries(st.sampled_from(PEOPLE), RATING, max_size=3),
    heard=st.lists(NAME, max_size=2),
    complaints=SHARE,
    fails=st.lists(FAIL, max_size=2),
    because=some(serves=st.sampled_from(["customer", "law"]), reason=TEXT, since=DAY, review=DAY),
    accept=st.dictionaries(NAME, TEXT, max_size=2),
    burden=st.dictionaries(NAME, NUMBER | st.just(1.0), max_size=2),
    pages=NUMBER,
    clicks=NUMBER,
    journey=NAME,
    owner=TEXT,
    pains=NOTES,
    ideas=NOTES,
    notes=NOTES,
    links=TEXTS,
    tags=TEXTS,
    was=st.lists(NAME, max_size=2),
    **dict.fromkeys(LANES, CELLS),
)


def things(**words: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(NAME, some(name=TEXT, **words), max_size=3)


FILE = some(
    title=TEXT,
    status=st.sampled_from(["as-is", "to-be"]),
    language=st.sampled_from(["nl", "en"]),
    about=TEXT,
    owner=TEXT,
    reviewed=DAY,
    scale=st.sampled_from(["0-10", "1-5", "-2..7.5", "0.5-7.25"]),
    calendar=st.just("NL"),
    customer=some(role=TEXT, plural=TEXT, choice=st.sampled_from(["captive", "limited"])),
    personas=things(
        share=SHARE,
        available=st.just("Mo-Fr 09:00-17:00"),
        needs=st.dictionaries(NAME, st.sampled_from(["low", "high"]), max_size=2),
        context=TEXT,
        heard=st.lists(NAME, max_size=2),
    ),
    channels=things(
        kind=st.sampled_from(["phone", "online"]),
        open=st.just("24/7"),
        answers=st.booleans(),
        record=st.booleans(),
        self_service=st.booleans(),
    ),
    systems=things(owner=TEXT),
    items=things(identifies=st.booleans()),
    sources=things(kind=TEXT, n=NUMBER, date=DAY, link=TEXT),
    phases=things(about=TEXT),
    economics=some(materials=NUMBER, overhead=NUMBER, acceptable=DURATION).map(
        lambda sums: {"price": 1.5, "rate": 0.25, **sums}
    ),
    relates=some(replaces=TEXTS, mirrors=TEXTS),
    accept=st.dictionaries(NAME, TEXT, max_size=2),
    pains=NOTES,
    ideas=NOTES,
    notes=NOTES,
    links=TEXTS,
    tags=TEXTS,
    terms=st.lists(
        st.builds(lambda within: {"from": STEPS[0], "to": STEPS[1], "within": within}, DURATION), max_size=2
    ),
    actors=st.dictionaries(
        NAME,
        some(name=TEXT, partner=st.sampled_from([True, "many"])).flatmap(
            lambda actor: st.sampled_from(LANES).map(lambda lane: {**actor, "lane": lane})
        ),
        max_size=3,
    ),
    steps=st.dictionaries(st.sampled_from(STEPS), STEP, max_size=4),
)
BLUEPRINTS = FILE.map(Blueprint.model_validate)
