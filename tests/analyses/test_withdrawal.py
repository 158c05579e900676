"""What a file says of withdrawing from a contract: which steps, what is asked, and the ways round them."""

from __future__ import annotations

from typing import Any

import pytest

from journeymap.analyses.withdrawal import Withdrawal, compute
from journeymap.graph import connect
from journeymap.model.blueprint import Blueprint

STEPS: dict[str, Any] = {
    "order": {"customer": "Orders", "start": True, "tags": "contract", "asks": "address", "next": ["get", "withdraw"]},
    "get": {"customer": "Gets it", "end": "helped"},
    "withdraw": {"customer": "Withdraws", "tags": "withdraw", "asks": "name", "next": ["which", "call"]},
    "which": {"customer": "Says which contract", "asks": ["contract", "name"], "next": "confirm"},
    "call": {"customer": "Calls", "asks": "reason", "next": "end"},
    "confirm": {"customer": "Confirms", "tags": "confirm-withdrawal", "asks": "address", "next": ["receipt", "end"]},
    "receipt": {"frontstage": "Mails it", "evidence": "E-mail", "tags": "withdrawal-receipt", "next": "end"},
    "end": {"customer": "Is out of it", "end": "helped"},
}


def withdrawal(*left_out: str, **changes: dict[str, Any]) -> Withdrawal:
    steps = {name: {**step, **changes.get(name, {})} for name, step in STEPS.items() if name not in left_out}
    return compute(connect(Blueprint.model_validate({"steps": steps})))


def test_the_steps_of_withdrawing_are_those_with_its_tags():
    found = withdrawal()
    assert (found.contract, found.contracts, found.functions, found.elsewhere) == (
        True, ("order",), ("withdraw",), False,
    )  # fmt: skip
    assert withdrawal(withdraw={"tags": " Herroepen "}).functions == ("withdraw",)
    assert not withdrawal(order={"tags": "sale"}).contract


def test_what_is_asked_is_counted_from_withdrawing_to_confirming_each_item_once():
    # Not what is asked before, nor on a way that never comes to the confirmation.
    assert withdrawal().asked == ("name", "contract", "address")


def test_where_no_way_leads_to_a_confirmation_what_is_asked_is_that_of_the_function():
    assert withdrawal(which={"next": "end"}).asked == ("name", "address")


def test_a_way_round_the_confirmation_and_one_without_a_receipt_are_the_shortest_there_are():
    found = withdrawal()
    assert found.unconfirmed == ("withdraw", "call", "end")
    assert found.unreceipted == ("confirm", "end")
    closed = withdrawal("call", withdraw={"next": "which"}, confirm={"next": "receipt"})
    assert (closed.unconfirmed, closed.unreceipted) == ((), ())


def test_a_receipt_that_leaves_nothing_in_hand_is_none():
    found = withdrawal(confirm={"next": "receipt"}, receipt={"evidence": []})
    assert found.unreceipted == ("confirm", "receipt", "end")


@pytest.mark.parametrize(
    ("hours", "closed"), [("Mo-Fr 09:00-17:00", ("withdraw",)), ("24/7", ()), (None, ()), ("Mo-Fr 10:00-10:00", ())]
)
def test_withdrawing_is_closed_at_times_where_its_only_channel_is(hours: str | None, closed: tuple[str, ...]):
    channels = {"phone": {"name": "Telephone", **({} if hours is None else {"open": hours})}, "web": {"open": "24/7"}}
    for words, expected in (("phone", closed), (["phone", "web"], ()), ("unknown", ())):
        steps = {**STEPS, "withdraw": {**STEPS["withdraw"], "channel": words}}
        found = compute(connect(Blueprint.model_validate({"channels": channels, "steps": steps})))
        assert found.closed == expected
