"""The journeys on which summaries are tested, with figures that can be worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.pipeline import check_source

if TYPE_CHECKING:
    from journeymap.pipeline import Result

# Of the elder's journeys the fifth that come to the letter stop there; a mean over both personas hides whose.
CLINIC = """\
journeymap: 1
title: See the doctor
status: as-is
language: en
about: "1. A patient wants to be seen | and *heard*."
owner: Practice
reviewed: 2026-09-01
customer: {role: patient, choice: limited}
personas:
  worker: {name: "Wim, works all day", share: 60%, context: Has one free hour., heard: [talks]}
  elder: {name: "Els, 81", share: 40%, context: Hears badly.}
channels:
  phone: {name: Phone, open: Mo-Fr 08:00-12:00, found: visible, answers: true}
  post: {name: Letter, found: visible, answers: false}
sources:
  talks: {kind: interview, n: 9, date: 2026-06-01}
phases: [Ask, Be seen]
steps:
  call:
    phase: Ask
    start: true
    evidence: Number on the card
    customer: Calls
    frontstage: Asks what is wrong
    channel: phone
    wait: 10 min
    takes: 5 min
    asks: [name, complaint]
    helps: [clarify]
    experience:
      everyone: {desired: 9, expected: 6, perceived: 6, importance: 8, emotion: -1}
      elder: {desired: 9, expected: 6, perceived: 2, importance: 8, emotion: -2}
    heard: [talks]
    next: {visit: 80%, letter: 20%}
  letter:
    evidence: A letter
    customer: Reads the letter
    backstage: Writes
    channel: post
    wait: 3 days
    takes: 5 min
    because: {serves: organisation, reason: Always so, since: 2015}
    accept: {bare-no: The practice is full}
    experience: {everyone: {emotion: -2}}
    next: {visit: {share: {worker: 100%, elder: 0%}, when: calls again, decides: customer}}
  visit:
    phase: Be seen
    evidence: The room
    customer: Tells
    frontstage: Listens
    channel: phone
    wait: 60 min
    takes: 15 min
    experience: {everyone: {desired: 9, expected: 7, perceived: 8, importance: 9, emotion: 1}}
    helps: [evaluate]
    heard: [talks]
    end: helped
"""


def clinic() -> Result:
    """Return the journey to the doctor, checked."""
    return check_source(CLINIC, "clinic.yaml")
