"""A layout hides nothing, keeps to rows and phases, and is as good as it was measured to be."""

from __future__ import annotations

import hashlib
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from layout_cases import CASES, journey_sheet, read_case
from layout_judge import faults, figures, pieces_of
from layout_random import natural_sheet, plain_sheet
from msgspec.structs import replace

from journeymap.layout import arrange
from journeymap.layout.sheet import Arrow, Badge, Card, Phase, Row, Sheet

if TYPE_CHECKING:
    from journeymap.layout.geometry import Geometry

ROWS = (Row("c", "customer", "Customer"), Row("f", "frontstage", "Desk"), Row("s", "support", "System"))
PHASES = (Phase("p", "Start"), Phase("q", "End"))


def card(name: str, row: str = "c", phase: str = "p", text: str = "Asks", step: str = "") -> Card:
    return Card(name, step or name, row, phase, text)


def sheet(cards: list[Card], arrows: list[Arrow] = [], phases: tuple[Phase, ...] = PHASES) -> Sheet:  # noqa: B006
    return Sheet("Title", "", ROWS, phases, tuple(cards), tuple(arrows))


def column(geometry: Geometry, name: str) -> int:
    return next(placed.column for placed in geometry.cards if placed.card.id == name)


@pytest.mark.parametrize("seed", range(200))
def test_nothing_is_hidden_on_a_random_sheet(seed: int) -> None:
    assert faults(arrange(plain_sheet(seed, 40))) == {}


@pytest.mark.parametrize("seed", range(200))
def test_nothing_is_hidden_on_a_random_sheet_of_many_celled_steps(seed: int) -> None:
    geometry = arrange(natural_sheet(seed, 14))
    assert faults(geometry) == {}
    for placed in geometry.arrows:
        if placed.arrow.kind == "cell":
            (ax, _), (bx, _) = placed.points
            assert ax == bx
    columns: dict[tuple[str, str], int] = {}
    for each in geometry.cards:
        assert columns.setdefault((each.card.step, each.card.phase), each.column) == each.column


def test_few_labels_lie_on_foreign_arrows() -> None:
    measured = [figures(arrange(make(seed, 20))) for make in (plain_sheet, natural_sheet) for seed in range(300, 360)]
    hits, labels = sum(each["labels on arrows"] for each in measured), sum(each["labels"] for each in measured)
    assert hits <= 0.03 * labels


@pytest.mark.parametrize(
    ("case", "crossings", "bends", "straight", "same_column"),
    [("s", 1, 0.40, 75, 75), ("m", 10, 0.65, 60, 70), ("l", 18, 0.20, 88, 88)],
)
def test_the_cases_are_drawn_as_well_as_they_were(
    case: str, crossings: int, bends: float, straight: float, same_column: float
) -> None:
    geometry = arrange(read_case(CASES / f"{case}.yaml"))
    assert faults(geometry) == {}
    measured = figures(geometry)
    assert measured["crossings"] <= crossings
    assert measured["bends"] <= bends
    assert measured["straight"] >= straight
    assert measured["same column"] >= same_column
    assert measured["labels on arrows"] == 0
    assert measured["labels nearer to another arrow"] == 0


def test_the_words_of_an_arrow_along_an_edge_stay_on_the_sheet() -> None:
    labels = 0
    for seed in range(20):
        for geometry in (arrange(plain_sheet(seed)), arrange(natural_sheet(seed))):
            for box in (placed.label.box for placed in geometry.arrows if placed.label is not None):
                labels += 1
                assert geometry.header <= box.left < box.right <= geometry.width
                assert 0 <= box.top < box.bottom <= geometry.height
    assert labels > 100


def test_several_ways_out_of_one_side_have_their_words_at_their_start() -> None:
    cards = [card("ask"), *(card(f"to{number}", phase="q") for number in range(4))]
    words = ("belt even, 3%-10%", "vult folder in, 2%-15%", "meteen online, 25%-85%", "gaat langs, 10%-50%")
    arrows = [Arrow("ask", f"to{number}", "flow", text) for number, text in enumerate(words)]
    arrows += [Arrow(f"to{number}", f"to{number + 1}", "flow") for number in range(3)]
    geometry = arrange(sheet(cards, arrows))
    assert faults(geometry) == {}
    measured = figures(geometry)
    assert measured["labels on arrows"] == measured["labels nearer to another arrow"] == 0
    for placed in geometry.arrows:
        if placed.label:
            x, y = placed.points[0]
            assert abs(x - placed.label.box.x) - placed.label.box.w / 2 < 20
            assert abs(y - placed.label.box.y) - placed.label.box.h / 2 < 25


def test_a_journey_of_a_thousand_steps_is_laid_out_too() -> None:
    geometry = arrange(journey_sheet(1000, 12))
    measured = figures(geometry)
    assert measured["straight"] >= 80
    assert measured["labels on arrows"] <= 0.01 * measured["labels"]


def test_the_first_listed_way_on_stays_on_the_height_of_its_source() -> None:
    geometry = arrange(read_case(CASES / "m.yaml"))
    heights = {placed.card.id: placed.box.y for placed in geometry.cards}
    assert len({heights[f"p{number}"] for number in (1, 2, 3, 4, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18)}) == 1


def moved(before: Geometry, after: Geometry) -> int:
    """Steps that stand in another cell of their phase, counted from its first column, or on another sub-row."""

    def cells(geometry: Geometry) -> dict[str, tuple[int, int]]:
        first: dict[str, int] = {}
        levels: dict[str, list[float]] = {}
        for placed in geometry.cards:
            phase, row = placed.card.phase, placed.card.row
            first[phase] = min(first.get(phase, placed.column), placed.column)
            levels.setdefault(row, []).append(placed.box.y)
        return {
            placed.card.id: (
                placed.column - first[placed.card.phase],
                sorted(set(levels[placed.card.row])).index(placed.box.y),
            )
            for placed in geometry.cards
        }

    old, new = cells(before), cells(after)
    return sum(old[name] != new[name] for name in old)


def test_one_step_more_leaves_the_others_where_they_were() -> None:
    original = read_case(CASES / "m.yaml")
    before = arrange(original)
    counts = []
    for number, neighbour in enumerate(original.cards):
        more = replace(neighbour, id="new", step="new", text="Waits a little", badges=())
        kind = "flow" if number % 2 else "informs"
        after = arrange(
            replace(
                original, cards=(*original.cards, more), arrows=(*original.arrows, Arrow(neighbour.id, "new", kind))
            )
        )
        counts.append(moved(before, after))
    assert statistics.median(counts) == 0
    assert max(counts) <= 3


def test_a_renamed_or_reworded_step_stays_where_it_was_and_so_do_the_others() -> None:
    original = read_case(CASES / "m.yaml")
    before = arrange(original)
    for each in original.cards:
        new = f"renamed-{each.id}"
        renamed = replace(each, id=new, step=new, text="Something else that is rather longer")
        arrows = [
            replace(
                arrow,
                source=new if arrow.source == each.id else arrow.source,
                target=new if arrow.target == each.id else arrow.target,
            )
            for arrow in original.arrows
        ]
        cards = [renamed if other is each else other for other in original.cards]
        after = arrange(replace(original, cards=tuple(cards), arrows=tuple(arrows)))
        back = tuple(
            replace(placed, card=replace(placed.card, id=each.id)) if placed.card.id == new else placed
            for placed in after.cards
        )
        assert moved(before, replace(after, cards=back)) == 0


def out_of_order(before: Geometry, after: Geometry) -> int:
    """Fewest steps to leave out so that none passed another of its phase or changed its sub-row.

    The orthogonal order of the mental map (Eades, Lai, Misue and Sugiyama 1991): closing ranks is no move.
    """
    left = {placed.card.id for placed in after.cards}

    def places(geometry: Geometry) -> dict[str, tuple[str, int, int]]:
        levels: dict[str, set[float]] = {}
        for placed in geometry.cards:
            if placed.card.id in left:
                levels.setdefault(placed.card.row, set()).add(placed.box.y)
        return {
            placed.card.id: (placed.card.phase, placed.column, sorted(levels[placed.card.row]).index(placed.box.y))
            for placed in geometry.cards
            if placed.card.id in left
        }

    old, new = places(before), places(after)
    passed: dict[str, set[str]] = {name: {name} for name in old if old[name][2] != new[name][2]}
    for one in old:
        for other in old:
            if old[one][0] == old[other][0] and (old[one][1] - old[other][1]) * (new[one][1] - new[other][1]) < 0:
                passed.setdefault(one, set()).add(other)
    count = 0
    while passed:
        worst = max(passed, key=lambda name: (len(passed[name]), name))
        del passed[worst]
        passed = {name: rest for name, others in passed.items() if (rest := others - {worst})}
        count += 1
    return count


def test_one_step_less_leaves_the_others_in_their_order() -> None:
    original = read_case(CASES / "m.yaml")
    before = arrange(original)
    counts, shifted = [], []
    for each in original.cards:
        arrows = tuple(arrow for arrow in original.arrows if each.id not in (arrow.source, arrow.target))
        cards = tuple(other for other in original.cards if other is not each)
        after = arrange(replace(original, cards=cards, arrows=arrows))
        left = tuple(placed for placed in before.cards if placed.card.id != each.id)
        counts.append(out_of_order(before, after))
        shifted.append(moved(replace(before, cards=left), after))
    assert statistics.median(counts) == 0
    assert max(counts) <= 3
    assert statistics.median(shifted) <= 1  # those that close ranks counted too
    assert max(shifted) <= 7


def test_the_same_sheet_gives_the_same_drawing_whatever_the_hash_seed() -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from layout_random import natural_sheet, plain_sheet; from journeymap.layout import arrange\n"
        "print([repr(arrange(make(seed))) for make in (natural_sheet, plain_sheet) for seed in range(6)])"
    )
    prints = set()
    for seed in ("0", "1", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        ran = subprocess.run(
            [sys.executable, "-c", program, str(Path(__file__).parent)],
            capture_output=True,
            check=True,
            env=environment,
        )
        prints.add(hashlib.sha256(ran.stdout).hexdigest())
    assert len(prints) == 1


def test_an_empty_sheet_has_its_rows_and_phases() -> None:
    geometry = arrange(sheet([]))
    assert faults(geometry) == {}
    assert len(geometry.rows) == 3
    assert all(placed.right > placed.left for placed in geometry.phases)


def test_a_sheet_of_nothing_at_all_is_drawn() -> None:
    geometry = arrange(Sheet("", "", (), (), (), ()))
    assert geometry.width > 0
    assert geometry.height > 0


def test_without_phase_titles_the_rows_begin_higher() -> None:
    bare = arrange(sheet([card("a")], phases=(Phase("p", ""),)))
    titled = arrange(sheet([card("a")]))
    assert bare.top < titled.top == 60


def test_an_arrow_to_its_own_card_is_a_loop() -> None:
    geometry = arrange(sheet([card("a")], [Arrow("a", "a", "flow", "again"), Arrow("a", "a", "flow")]))
    assert faults(geometry) == {}
    assert all(placed.back and len(placed.points) == 5 for placed in geometry.arrows)


def test_the_same_arrow_twice_is_drawn_twice() -> None:
    arrows = [Arrow("a", "b", "flow", "yes"), Arrow("a", "b", "flow", "no"), Arrow("b", "a", "flow")]
    geometry = arrange(sheet([card("a"), card("b")], arrows))
    assert faults(geometry) == {}
    assert [placed.back for placed in geometry.arrows] == [False, False, True]


@pytest.mark.parametrize("back", [False, True])
def test_two_arrows_around_the_same_cards_lie_one_inside_the_other(back: bool) -> None:
    cards = [card("a"), card("b"), card("c"), *(card(f"{name}f", "f", step=name) for name in "abc")]
    ends = ("c", "a") if back else ("a", "c")
    arrows = [Arrow("a", "c", "flow", "yes"), Arrow(*ends, "flow" if back else "needs", "no")]
    arrows += [Arrow("a", "b", "flow"), Arrow("b", "c", "flow"), *(Arrow(name, f"{name}f", "cell") for name in "abc")]
    pieces = pieces_of(arrange(sheet(cards, arrows)))
    around = [[piece for piece in pieces if piece.arrow == number] for number in (0, 1)]
    assert not any(
        one.horizontal != other.horizontal and one.low <= other.at <= one.high and other.low <= one.at <= other.high
        for one in around[0]
        for other in around[1]
    )


def test_a_hub_of_forty_arrows_is_drawn() -> None:
    spokes = [card(f"x{number}", "cfs"[number % 3], "pq"[number % 2]) for number in range(40)]
    arrows = [Arrow("hub", each.id, "flow", f"way {each.id}") for each in spokes]
    geometry = arrange(sheet([card("hub", "f"), *spokes], arrows))
    assert faults(geometry) == {}


def test_flow_asks_for_a_later_column_and_information_for_the_same_one() -> None:
    cards = [card("a"), card("b"), card("f", "f"), card("s", "s")]
    arrows = [Arrow("a", "b", "flow"), Arrow("a", "f", "informs"), Arrow("f", "s", "uses")]
    geometry = arrange(sheet(cards, arrows))
    assert column(geometry, "b") == column(geometry, "a") + 1
    assert column(geometry, "a") == column(geometry, "f") == column(geometry, "s")
    assert [len(placed.points) for placed in geometry.arrows] == [2, 2, 2]


def test_what_informs_never_makes_the_flow_go_back() -> None:
    cards = [card("f", "f"), card("a"), card("b")]
    arrows = [Arrow("a", "b", "flow"), Arrow("b", "f", "informs"), Arrow("f", "a", "informs"), Arrow("b", "f", "flow")]
    assert not any(placed.back for placed in arrange(sheet(cards, arrows)).arrows)


def test_the_rows_between_the_cards_of_a_step_are_its_own() -> None:
    cards = [card("a1", "c", step="a"), card("a2", "s", step="a"), card("b", "f")]
    geometry = arrange(sheet(cards, [Arrow("a1", "a2", "cell"), Arrow("a1", "b", "informs")]))
    assert column(geometry, "a1") == column(geometry, "a2") != column(geometry, "b")
    assert faults(geometry) == {}


def test_lines_stand_between_lanes_and_share_a_strip_over_empty_ones() -> None:
    geometry = arrange(sheet([card("a")]))
    assert [line.names for line in geometry.lines] == [("interaction",), ("visibility", "internal")]
    for line, above, below in zip(geometry.lines, geometry.rows, geometry.rows[1:], strict=False):
        assert above.bottom < line.y < below.top


def test_a_compact_card_is_low_and_every_card_is_as_high_as_its_words_and_marks_need() -> None:
    cards = [
        Card("a", "a", "c", "p", "Asks"),
        Card("b", "b", "c", "p", "Asks", (Badge("pain", "Nobody answers the telephone on Friday afternoon"),)),
        Card("s", "a", "s", "p", "Register", (), compact=True),
    ]
    geometry = arrange(sheet(cards, [Arrow("a", "b", "flow")]))
    high, other, low = (placed.box.h for placed in geometry.cards)
    assert high == 34 < other
    assert 18 <= low <= 22


def test_a_long_badge_makes_its_card_wide_rather_than_its_whole_row_high() -> None:
    badge = Badge("accepted", "Name and date of birth are asked at every handling; it keeps patients apart")
    card = Card("a", "a", "r", "p", "Checks in", (badge,))
    sheet = Sheet("", "", (Row("r", "customer", "Patient"),), (Phase("p", ""),), (card,), ())
    (placed,) = arrange(sheet).cards
    assert len(placed.badges[0].lines) <= 5
    assert placed.box.w <= 160


def test_text_and_badges_stay_inside_their_card() -> None:
    long = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
    badge = Badge("pain", f"{long} 予約を確認してください {long}")
    geometry = arrange(sheet([Card("a", "a", "c", "p", f"Reads {long}", (badge,))]))
    (placed,) = geometry.cards
    assert len(placed.lines) > 1
    for each in placed.badges:
        assert placed.box.left <= each.box.left < each.box.right <= placed.box.right
        assert placed.box.top <= each.box.top < each.box.bottom <= placed.box.bottom


def test_cuts_part_no_card() -> None:
    geometry = arrange(read_case(CASES / "m.yaml"))
    assert sum(between for _, between in geometry.cuts) == len(geometry.phases) - 1
    for x, _ in geometry.cuts:
        assert not any(placed.box.left < x < placed.box.right for placed in geometry.cards)


def own_faults(geometry: Geometry) -> list[str]:
    """What labels hide of their own arrows, and where they leave the rows; by the words on them."""
    found = []
    top, bottom = geometry.rows[0].top, geometry.rows[-1].bottom
    for placed in geometry.arrows:
        if placed.label is None:
            continue
        box, points = placed.label.box, placed.points
        if any(box.left < x < box.right and box.top < y < box.bottom for x, y in points[1:-1]):
            found.append(f"{placed.arrow.text}: on its own corner")
        (ax, ay), (bx, by) = points[-2:]
        if ay == by and box.top < by < box.bottom and box.left < max(ax, bx) and min(ax, bx) < box.right:
            left_over = bx - box.right if bx > ax else box.left - bx
        elif ax == bx and box.left < bx < box.right and box.top < max(ay, by) and min(ay, by) < box.bottom:
            left_over = by - box.bottom if by > ay else box.top - by
        else:
            left_over = 12.0
        if left_over < 12:
            found.append(f"{placed.arrow.text}: hides its head")
        if box.top < top or box.bottom > bottom:
            found.append(f"{placed.arrow.text}: outside the rows")
    return found


LONG_WORDS = "when the customer has said that the bill cannot be paid within the thirty days and wants no arrangement"


@pytest.mark.parametrize("words", ["text", "not yet called, 20%", LONG_WORDS])
@pytest.mark.parametrize(
    "ways",
    [
        [("a", "b", "flow", ""), ("a", "b", "informs", "*"), ("a", "b", "uses", ""), ("b", "a", "uses", "")],
        [("a", "b", "informs", "*"), ("a", "b", "flow", "*"), ("b", "a", "uses", ""), ("b", "a", "informs", "*")],
        [("a", "b", "uses", ""), ("a", "b", "informs", ""), ("a", "b", "flow", "*"), ("b", "a", "informs", "")],
        [("a", "a", "flow", "*"), ("a", "b", "flow", "")],
        [("a", "a", "flow", "*"), ("a", "b", "flow", "*"), ("b", "b", "flow", "*"), ("b", "a", "flow", "*")],
        [("a", "b", "flow", ""), ("b", "c", "flow", ""), ("c", "a", "flow", "*")],
        [("a", "b", "flow", ""), ("b", "c", "flow", ""), ("c", "a", "flow", "*"), ("c", "b", "recover", "*")],
        [("a", "b", "flow", "*"), ("a", "c", "flow", "*"), ("a", "d", "informs", "*"), ("d", "b", "informs", "*")],
    ],
    ids=["label1", "both ways", "in the middle", "self", "all", "back", "back twice", "rows"],
)
def test_a_label_leaves_corner_head_title_and_neighbours_in_sight(
    ways: list[tuple[str, str, str, str]], words: str
) -> None:
    cards = [card("a"), card("b"), card("c", phase="q"), card("d", row="f")]
    arrows = [Arrow(a, b, kind, words if text else "") for a, b, kind, text in ways]  # type: ignore[arg-type]
    geometry = arrange(sheet(cards, arrows))
    assert faults(geometry) == {}
    assert figures(geometry)["labels on arrows"] == 0
    assert own_faults(geometry) == []


def test_few_labels_of_random_sheets_hide_corner_or_head_and_none_leaves_the_rows() -> None:
    geometries = [arrange(make(seed, 20)) for make in (plain_sheet, natural_sheet) for seed in range(400, 430)]
    found = [fault for geometry in geometries for fault in own_faults(geometry)]
    labels = sum(placed.label is not None for geometry in geometries for placed in geometry.arrows)
    assert len(found) <= 0.03 * labels
    assert not [fault for fault in found if fault.endswith("outside the rows")]
