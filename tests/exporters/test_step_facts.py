"""What is told of a step: all that the blueprint knows about it, also what other steps say."""

from __future__ import annotations

from typing import Any

import pytest

from journeymap.analysis import Journey
from journeymap.drawing import DrawOptions, draw
from journeymap.graph import connect
from journeymap.model.blueprint import Blueprint
from journeymap.model.step import Cell, FailPoint, Flow, Note, Rating, Reason, Step
from journeymap.plugins import instance

CALL: dict[str, Any] = {
    "name": "NAME",
    "phase": "start",
    "evidence": "EVIDENCE",
    "customer": {"by": "caller", "does": "CUSTOMER", "takes": "53 min"},
    "frontstage": "FRONTSTAGE",
    "backstage": "BACKSTAGE",
    "support": "SUPPORT",
    "channel": "phone",
    "next": {
        "answer": {
            "share": "61%", "when": "WHEN", "decides": "organisation", "formerly": "customer", "wait": "17 min",
            "kind": "KIND", "lasts": "41 days", "deadline": {"within": "31 days", "missed": "stop"},
        },
        "stop": "39%",
    },
    "start": "83%",
    "uses": ["lookup"],
    "informs": {"lookup": {"what": "INFORMS"}},
    "starts": ["file"],
    "takes": "3 min",
    "wait": "7 min",
    "lasts": "37 days",
    "promise": "11 min",
    "chased": {"share": "29%", "channel": "desk"},
    "gives_up": {"after": "43 min", "share": "7%", "to": {"stop": {"share": "59%", "wait": "47 min"}, "lookup": "41%"}},
    "closed": {"to": "stop", "share": "5.3%"},
    "deadline": {"within": "23 days", "missed": "stop"},
    "tolerance": "13 min",
    "asks": ["ASKS", "NEWS", "NUMBER"], "changed": ["NEWS"], "identifies": ["NUMBER"],
    "whose": {"ASKS": "WHOSE"},
    "tells": ["TELLS"],
    "helps": ["welcome"],
    "meets": ["MEETS"],
    "experience": {"everyone": {"desired": 9, "expected": 8, "perceived": 5, "importance": 7, "emotion": -1}},
    "heard": ["talks"],
    "complaints": "46 per 1000",
    "fails": [
        {"what": "FAIL", "share": "19%", "why": "WHY", "effect": "EFFECT", "severity": 6, "detection": 4,
         "recover": "lookup"},
    ],
    "because": {"serves": "law", "reason": "REASON", "since": "2019-03-01", "review": "2027-04-02"},
    "burden": {"letter": 2},
    "pages": 23,
    "clicks": 29,
    "journey": "elsewhere.yaml",
    "owner": "OWNER",
    "pains": [{"text": "PAIN", "severity": 3, "heard": ["talks"]}],
    "ideas": ["IDEA"],
    "notes": ["NOTE"],
    "links": ["https://www.example.org/LINK"],
    "seen_as": ["SEEN"],
    "tags": ["TAG"],
}  # fmt: skip
WORDS = [
    "NAME", "EVIDENCE", "CALLER: CUSTOMER", "FRONTSTAGE", "BACKSTAGE", "SUPPORT", "PHONE", "61%", "WHEN", "17 min",
    "KIND", "41 days", "the organisation decides", "the customer used to decide", "39%", "83%", "Finds the customer",
    "INFORMS", "begins beside it", "3 min", "7 min", "37 days", "11 min", "13 min", "29%", "23 days; else: Stops",
    "31 days; else: Stops", "ASKS", "because it changed", "to know who it is", "TELLS", "welcomes", "MEETS",
    "wants 9, expects 8, perceives 5, importance 7, feeling −1", "TALKS", "46 per 1000", "FAIL", "19%", "WHY",
    "EFFECT", "severity 6 of 10", "detection 4 of 10", "put right by", "Serves", "law", "REASON", "1 March 2019",
    "2 April 2027", "letters 2", "23", "29", "elsewhere.yaml", "OWNER", "PAIN (weight 3 of 5, TALKS)", "IDEA", "NOTE",
    "LINK", "SEEN", "TAG", "43 min", "7%", "59% of them", "47 min", "41% of them", "finds it closed", "5.3%", "53 min",
]  # fmt: skip
FIELDS = {
    "title": "A call",
    "phases": {"start": "PHASE"},
    "actors": {"caller": {"name": "CALLER", "lane": "customer"}},
    "channels": {"phone": {"name": "PHONE"}},
    "sources": {"talks": {"name": "TALKS"}},
    "steps": {
        "call": CALL,
        "lookup": {"support": "Finds the customer"},
        "file": {"backstage": "Opens a file"},
        "answer": {"frontstage": "Answers", "needs": ["file"], "end": "helped"},
        "stop": {"customer": "Stops", "end": "gave-up"},
    },
}


def told(exporter: str, language: str = "en") -> str:
    graph = connect(Blueprint.model_validate(FIELDS))
    (part,) = instance("exporters", "EXPORTER", exporter).render(
        draw(Journey(graph), options=DrawOptions(language=language))
    )
    text: str = part.content.decode("utf-8")
    return text


def test_the_step_of_these_tests_says_everything_that_a_step_can_say():
    assert set(Step.model_fields) - set(CALL) == {
        "end",
        "needs",
        "accept",
        "was",
    }  # others say those, findings, or compare
    assert set(Flow.model_fields) == set(CALL["next"]["answer"])
    assert set(FailPoint.model_fields) == set(CALL["fails"][0])
    assert set(Rating.model_fields) == set(CALL["experience"]["everyone"])
    assert set(Reason.model_fields) == set(CALL["because"])
    assert set(Cell.model_fields) == set(CALL["customer"])
    assert set(Note.model_fields) == set(CALL["pains"][0])


@pytest.mark.parametrize("exporter", ["html", "outline"])
def test_everything_that_a_step_says_is_told(exporter: str):
    text = told(exporter)
    if exporter == "html":
        begin = text.index('id="step=call"')
        text = text[begin : text.index("</article>", begin)]
    assert [words for words in WORDS if words not in text] == []


def test_what_a_step_says_is_told_in_dutch():
    text = told("outline", "nl")
    for words in (
        "vroeger besliste de klant",
        ": kan pas hierna beginnen",
        "Gebruikt door",
        "Is in het belang van: wet",
    ):
        assert words in text


def test_a_step_that_others_need_says_which_can_begin_only_after_it():
    assert ": can begin only after this" in told("outline")


def test_a_step_that_others_use_says_by_which():
    (line,) = [line for line in told("outline").splitlines() if "Used by" in line]
    assert "NAME" in line
