"""Habits are told from reasons, and the organisation's words from the customer's."""

from __future__ import annotations

import pytest

from journeymap.graph.vocabulary import HABITS, JARGON, is_habit, jargon_in


@pytest.mark.parametrize(
    ("reason", "language"),
    [
        ("We have always done it like this", "en"),
        ("That is how we do it here", "en"),
        ("Don't know, always been so", "en"),
        ("Office hours", "en"),
        ("Habit", "en"),
        ("Zo doen wij dat al jaren", "nl"),
        ("Weet niet, altijd zo gedaan", "nl"),
        ("Wij weten niet waarom", "nl-NL"),
        ("Gewoonte om elk huis apart te rekenen", "nl"),
        ("Kantoortijden", "nl"),
        ("Kantoortijden", None),
        ("Force of habit", None),
    ],
)
def test_a_habit_is_no_reason(reason: str, language: str | None):
    assert is_habit(reason, language)


@pytest.mark.parametrize(
    ("reason", "language"),
    [
        ("Someone must always be at the door", "en"),
        ("An extra evening costs 38,000 a year", "en"),
        ("Office hours, because the landlord of the building locks its doors at five o'clock", "en"),
        ("Altijd iemand aan de deur voor de veiligheid", "nl"),
        ("Leegstand kost huur", "nl"),
        ("Wie weet niet te winnen", "en"),
        ("", None),
    ],
)
def test_a_reason_is_no_habit(reason: str, language: str | None):
    assert not is_habit(reason, language)


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Raises a ticket at the first line", "en", {"Raises a ticket": "asks", "first line": ""}),
        ("Buys a ticket for the train", "en", {}),
        ("Krijgt een zaaknummer van het KCC", "nl", {"zaaknummer": "nummer van mijn vraag", "KCC": ""}),
        ("Loopt naar de balie", "nl", {}),
        ("Vraagt wat de doorlooptijd is", "en", {}),
        ("Vraagt wat de doorlooptijd is", None, {"doorlooptijd": "hoe lang het duurt"}),
        ("Is onboarded; the onboarding is long", "en", {"onboarded": "welcomed", "onboarding": "getting started"}),
    ],
)
def test_jargon_is_found_as_whole_words_in_the_language_of_the_file(text: str, language: str, found: dict[str, str]):
    assert jargon_in(text, language) == found


def test_a_project_may_have_words_of_its_own():
    assert jargon_in("Fills in form B12 (b12) twice a.b", "en", ["B12", "a+b", "."]) == {"B12": "", "b12": ""}


def test_both_lists_know_the_same_languages():
    assert set(HABITS) == set(JARGON)


@pytest.mark.parametrize("language", [*HABITS, None])
def test_a_long_text_is_judged_in_reasonable_steps(language: str | None):
    assert not is_habit("zo is het was we have this always " * 400 + "x", language)
