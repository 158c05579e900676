"""Which arrows go back, in which order steps stand, and where a page may end: on sheets small enough to see it."""

from __future__ import annotations

from itertools import pairwise

from test_arrange import card, sheet

from journeymap.layout import arrange
from journeymap.layout.cycles import forward_order, mark_back_links
from journeymap.layout.plan import Plan, make_plan
from journeymap.layout.sheet import Arrow
from journeymap.layout.tidy_tree import tree_columns, tree_levels


def plan_of(cards: str, *arrows: str, second: str = "", beside: str = "") -> Plan:
    """A plan of cards by letter: `second` stand in the second phase, those of `beside` with the organisation."""
    drawn = [card(name, row="f" if name in beside else "c", phase="q" if name in second else "p") for name in cards]
    kinds = {">": "flow", "~": "informs"}
    return make_plan(sheet(drawn, [Arrow(way[0], way[2], kinds[way[1]]) for way in arrows]))


def back(cards: str, *arrows: str, second: str = "", beside: str = "") -> set[str]:
    plan = plan_of(cards, *arrows, second=second, beside=beside)
    mark_back_links(plan)
    return {way for way, link in zip(arrows, plan.links, strict=True) if link is not None and link.back}


def order(cards: str, *arrows: str, second: str = "", beside: str = "") -> str:
    plan = plan_of(cards, *arrows, second=second, beside=beside)
    mark_back_links(plan)
    return "".join(cards[stack] for stack in forward_order(plan))


def test_the_arrow_that_closes_a_circle_goes_back() -> None:
    assert back("abc", "a>b", "b>c", "c>a") == {"c>a"}
    assert back("abc", "a>b", "b>a", "b>c", "c>b") == {"b>a", "c>b"}
    assert back("abc", "a>b", "a>c", "b>c") == set()


def test_an_arrow_to_an_earlier_phase_goes_back() -> None:
    assert back("abc", "a>b", "b>c", "c>b", second="bc") == {"c>b"}
    assert back("ab", "b>a", second="b") == {"b>a"}


def test_of_a_circle_the_arrow_that_only_informs_goes_back_and_not_the_flow() -> None:
    assert back("abc", "a~b", "b>c", "c>a") == {"a~b"}
    assert back("abc", "a>b", "b~c", "c>a") == {"b~c"}
    assert back("abc", "a>b", "b>c", "c~a") == {"c~a"}


def test_an_arrow_that_informs_beside_a_circle_stays_as_it_is() -> None:
    # The way to d was walked to its end before the circle over c was closed.
    assert back("abcd", "a~b", "b~d", "b>c", "c>a") == {"a~b"}
    assert back("dabc", "d~a", "a>b", "b~c", "c>a") == {"b~c"}


def test_circles_are_walked_from_where_the_customer_acts() -> None:
    assert back("ab", "a>b", "b>a") == {"b>a"}
    assert back("ab", "a>b", "b>a", beside="a") == {"a>b"}


def test_steps_stand_in_the_order_of_the_file_and_what_follows_a_choice_together() -> None:
    assert order("abc") == "abc"
    assert order("abcde", "a>b", "a>c", "b>d", "c>e") == "abdce"
    assert order("abcd", "a>c", "b>d") == "acbd"
    assert order("abc", "a>c", "b>c") == "abc"


def test_steps_stand_by_phase_and_first_what_comes_from_the_last_step_before() -> None:
    assert order("abcd", "a>c", "b>d", second="cd") == "abdc"
    assert order("dabc", "a>b", "b>d", second="d") == "abcd"


def tree(cards: str, *arrows: str, second: str = "") -> dict[str, tuple[int, int]]:
    """The column and the sub-row of every step of a tree."""
    plan = plan_of(cards, *arrows, second=second)
    placement = tree_columns(plan)
    levels = tree_levels(plan, placement)
    return {name: (placement.column[stack], levels.level[stack]) for stack, name in enumerate(cards)}


def test_the_questions_of_a_tree_stand_from_top_to_bottom_each_at_the_middle_of_its_answers() -> None:
    assert tree("abcd", "a>b", "a>c", "a>d") == {"a": (0, 1), "b": (1, 0), "c": (1, 1), "d": (1, 2)}
    assert tree("abcde", "a>b", "a>c", "b>d", "b>e") == {
        "a": (0, 0),
        "b": (1, 0),
        "c": (1, 2),
        "d": (2, 0),
        "e": (2, 1),
    }
    # Two trees: that of the first question above that of the second.
    assert tree("abcd", "a>c", "b>d") == {"a": (0, 0), "b": (0, 1), "c": (1, 0), "d": (1, 1)}


def test_a_step_of_a_tree_stands_after_all_that_lead_to_it_and_in_its_phase() -> None:
    assert tree("abc", "a>b", "b>c", "a>c") == {"a": (0, 0), "b": (1, 0), "c": (2, 0)}
    assert tree("abc", "a>b", "a>c", second="bc") == {"a": (0, 0), "b": (1, 0), "c": (1, 1)}
    assert tree("abc", "a>b", "b>c", "c>a") == {"a": (0, 0), "b": (1, 0), "c": (2, 0)}


def test_a_page_may_end_beside_cards_between_their_columns_and_between_phases() -> None:
    cards = [card("a"), card("b"), card("c", phase="q"), card("d", phase="q")]
    geometry = arrange(sheet(cards, [Arrow(a, b, "flow") for a, b in pairwise("abcd")]))
    a, b, c, d = (placed.box for placed in sorted(geometry.cards, key=lambda placed: placed.card.id))
    within = [x for x, between in geometry.cuts if not between]
    (border,) = [x for x, between in geometry.cuts if between]
    assert any(a.right < x < b.left for x in within)
    assert any(c.right < x < d.left for x in within)
    assert b.right < border < c.left
    assert border == geometry.phases[0].right == geometry.phases[1].left
