"""Versions of one small service, for the tests of how they are compared."""

from __future__ import annotations

from journeymap.comparison.compare import Comparison, compare_results
from journeymap.pipeline import check_source

CLINIC = """journeymap: 1
title: A visit to the clinic
personas:
  anna: {name: Anna works, share: 50%}
  bob: {name: Bob is old, share: 50%}
channels:
  phone: {name: Telephone, open: Mo-Fr 08:00-17:00}
  desk: {name: Desk, open: Mo-Fr 08:00-12:00}
sources:
  talks: {name: Talks, kind: interview, n: 12}
steps:
  call:
    customer: Calls for a visit
    frontstage: Takes the call
    channel: phone
    wait: 10 min
    takes: 5 min
    asks: [name, birthday]
    experience: {everyone: {desired: 9, expected: 7, perceived: 5}}
    heard: [talks]
    next:
      visit: {share: {anna: 80%, bob: 60%}, when: has time, decides: customer}
      stop: {share: {anna: 20%, bob: 40%}, when: waits too long, decides: customer}
  visit:
    customer: Comes to the clinic
    frontstage: Looks at the knee
    channel: desk
    wait: 3 days
    promise: 2 days
    takes: 20 min
    next: done
  done: {customer: Goes home, end: helped}
  stop: {customer: Gives it up, end: gave-up}
"""


def compared(old: str, new: str, **how) -> Comparison:
    return compare_results(check_source(old, "old.yaml"), check_source(new, "new.yaml"), **how)


def changed(*pairs: tuple[str, str], text: str = CLINIC) -> str:
    for before, after in pairs:
        assert before in text, before
        text = text.replace(before, after)
    return text
