"""Changes of blueprint files: what was meant changes, and nothing else."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from odd_files import ODD

from journeymap.changes import Insert, Move, NotPossibleError, Put, Rename, Reword, Take
from journeymap.editing import apply_edits, change_text
from journeymap.editing.kernel import comments
from journeymap.syntax import parse

if TYPE_CHECKING:
    from journeymap.changes import Change, Path

WORDS = [
    "Calls", "a: b", "x #y", "", "~", "- z", "it's", '"q"', "two\nlines", "ends:", "[a]", "1", "#c", "é ë", "a, b", "{",
    "tab\tx", "end\n", "@x", "\u2028", "08:30-17:00", "null", "words that go on and on and on and on and on and on",
]  # fmt: skip
SEEDS = range(40)


def paths(data: Any) -> list[tuple[Path, Any]]:
    """Return all paths of some data with what stands there."""
    places: list[tuple[Path, Any]] = []
    waiting: list[tuple[Path, Any]] = [((), data)]
    while waiting:
        path, value = waiting.pop()
        if path:
            places.append((path, value))
        if isinstance(value, dict):
            waiting += [((*path, name), inner) for name, inner in value.items()]
        elif isinstance(value, list):
            waiting += [((*path, index), inner) for index, inner in enumerate(value)]
    return places


def value(chance: random.Random, depth: int = 0) -> Any:
    """Return a text, a list or a mapping."""
    kind = chance.random()
    if kind < 0.6 or depth > 2:
        return chance.choice(WORDS)
    if kind < 0.8:
        return [value(chance, depth + 1) for _ in range(chance.randint(0, 3))]
    return {chance.choice(["a", "b c", "x: y", "k"]): value(chance, depth + 1) for _ in range(chance.randint(0, 3))}


def change(chance: random.Random, data: Any) -> Change:
    """Return any change of some data."""
    places = paths(data)
    path, there = chance.choice(places)
    lists = [place for place in places if isinstance(place[1], list)]
    mappings = [place for place in places if isinstance(place[1], dict) and place[1]]
    inside = chance.choice(mappings) if mappings else (path, {})
    name = chance.choice(list(inside[1]) or ["a"])
    changes: list[Change] = [
        Put(path, value(chance)),
        Put((*path, "new") if isinstance(there, dict) else path, chance.choice(WORDS)),
        Put((*inside[0], "a word"), value(chance), first=chance.random() < 0.5),
        Take(path),
        Rename(path, chance.choice(["renamed", "a b", "x-1", "q: r"])),
        Move((*inside[0], name), chance.choice([*inside[1], None])),
    ]
    if lists:
        place, items = chance.choice(lists)
        changes.append(Insert(place, chance.randint(0, len(items)), value(chance)))
    return chance.choice(changes)


@pytest.mark.parametrize("name", ODD)
def test_any_change_of_any_file_does_what_it_means_and_can_be_undone(name: str):
    made = refused = 0
    for seed in SEEDS:
        chance = random.Random(f"{name} {seed}")
        text = ODD[name]
        for _ in range(3):
            parsed = parse(text, "")
            if parsed.node is None or not parsed.node.entries:
                break
            wanted = change(chance, parsed.node.plain())
            try:
                changed = change_text(text, [wanted])
            except NotPossibleError:
                refused += 1
                continue
            made += 1
            after = parse(changed.after, "").node
            assert after is not None
            assert after.plain() == wanted.applied(parsed.node.plain())
            assert apply_edits(changed.before, changed.edits) == changed.after
            assert apply_edits(changed.after, changed.undo) == text
            if not isinstance(wanted, Take):
                assert comments(parse(changed.after, "")) == comments(parsed) or isinstance(wanted, Move)
            text = changed.after
    # What is repeated with "*" cannot be changed in one place only; all else nearly always can.
    assert name == "repeated parts" or made > 2 * refused


def test_a_value_is_replaced_and_no_other_character():
    text = ODD["comments everywhere"]
    assert change_text(text, [Put(("steps", "a", "customer"), "Calls again")]).after == text.replace(
        "customer: Calls # who", "customer: Calls again # who"
    )


def test_a_new_key_follows_the_indentation_and_the_breaks_of_its_neighbours():
    wide = change_text(ODD["wide indentation"], [Put(("steps", "b", "tells"), ["when"])]).after
    assert wide == ODD["wide indentation"] + "            tells: [when]\n"
    windows = change_text(ODD["windows"], [Put(("steps", "a", "wait"), "1 h")]).after
    assert windows == ODD["windows"].replace("next: b\r\n", "next: b\r\n    wait: 1 h\r\n")


def test_between_brackets_a_new_key_stands_between_brackets():
    after = change_text(
        "steps:\n  a: {customer: Calls}\n", [Put(("steps", "a", "open"), "Mo 08:00-12:00, 13:00-17:00")]
    )
    assert after.after == 'steps:\n  a: {customer: Calls, open: "Mo 08:00-12:00, 13:00-17:00"}\n'


def test_a_step_that_goes_takes_its_own_comments_along_and_no_others():
    after = change_text(ODD["comments everywhere"], [Take(("steps", "a"))]).after
    assert "# deeper" not in after
    assert "# first" in after
    assert "# second" in after
    assert after.endswith("# at the end\n")


def test_a_step_that_moves_takes_the_comments_above_it_along():
    text = "steps:\n  # one\n  a:\n    end: helped # x\n      # own\n  # two\n  b:\n    end: helped\n"
    moved = change_text(text, [Move(("steps", "b"), "a")]).after
    assert moved == "steps:\n  # two\n  b:\n    end: helped\n  # one\n  a:\n    end: helped # x\n      # own\n"


def test_a_block_of_text_stays_one():
    after = change_text(ODD["block scalars"], [Put(("steps", "a", "customer"), "Rings\nand waits")]).after
    assert "    customer: |-\n      Rings\n      and waits\n" in after


def test_a_comment_is_never_lost_to_another_value():
    with pytest.raises(NotPossibleError, match="comment"):
        change_text(ODD["comments everywhere"], [Put(("steps", "a"), "gone")])


def test_what_is_repeated_elsewhere_is_not_changed_behind_its_back():
    with pytest.raises(NotPossibleError, match="several places"):
        change_text(ODD["repeated parts"], [Put(("steps", "a", "customer"), "Writes")])


def test_a_word_is_found_by_its_place():
    text = "steps:\n  a: {klant: Belt, next: dome}\n"
    place = text.splitlines()[1].index("dome") + 1
    after = change_text(text, [Reword(2, place, "done"), Reword(2, 7, "customer")]).after
    assert after == "steps:\n  a: {customer: Belt, next: done}\n"


def test_a_step_of_a_list_is_found_by_its_id():
    after = change_text(ODD["lists at the margin"], [Put(("steps", "b", "tells"), "when")]).after
    assert after == ODD["lists at the margin"] + "  tells: when\n"


def test_what_leads_through_a_text_is_refused_with_the_reason():
    with pytest.raises(NotPossibleError, match="text or a list"):
        change_text("steps: {a: {next: b}}\n", [Put(("steps", "a", "next", "b", "share"), "10%")])
    with pytest.raises(NotPossibleError, match="nothing at"):
        change_text("steps: {}\n", [Take(("steps", "a"))])


@pytest.mark.parametrize("value", ["Rings\nand waits", "Rings", "", ["Rings", "waits"], {"by": "desk"}, "ends:"])
def test_the_comment_behind_the_sign_of_a_block_of_text_stays(value):
    text = "steps:\n  a:\n    customer: |-  # in full\n      Calls\n      twice\n    end: helped # so\n"
    changed = change_text(text, [Put(("steps", "a", "customer"), value)])
    assert "  # in full" in changed.after.splitlines()[2]
    assert comments(parse(changed.after, "")) == comments(parse(text, "")) == ["# in full", "# so"]
    assert apply_edits(changed.after, changed.undo) == text
