"""The execution time that costs money is the organisation's, not the customer's own."""

from __future__ import annotations

import pytest

from journeymap.analyses.economics import ANALYSIS
from journeymap.graph import connect
from journeymap.model.blueprint import Blueprint


def test_what_the_customer_does_alone_costs_the_organisation_nothing():
    found = ANALYSIS.compute(
        connect(
            Blueprint.model_validate(
                {
                    "economics": {"price": 100, "rate": 1, "materials": 10, "overhead": 5},
                    "channels": {"site": {"self-service": True}},
                    "steps": {
                        "measure": {"customer": "Measures at home", "takes": "2 h", "next": "order"},
                        "order": {
                            "customer": "Orders", "frontstage": "Shows the form", "channel": "site", "takes": "15 min",
                            "next": "saw",
                        },
                        "saw": {"backstage": "Saws", "takes": "20 min", "starts": ["book"], "next": "fetch"},
                        "book": {"support": "Books the order", "takes": "3 min"},
                        "fetch": {"customer": "Fetches it", "frontstage": "Hands it over", "takes": "5 min",
                                  "end": "helped"},
                    },
                }
            )
        )
    )  # fmt: skip
    assert found is not None
    assert found.standard == pytest.approx(25)
    assert found.expected.mean == pytest.approx(28)
    assert found.break_even == pytest.approx(85)
    assert found.at_standard == pytest.approx(60)
