"""Words that are not those of the format, and what they were meant to be."""

from __future__ import annotations

import re

import pytest

from journeymap.compiler import key_aliases
from journeymap.compiler.key_aliases import likely, meanings
from journeymap.compiler.word_groups import words_of
from journeymap.model import blueprint, step
from journeymap.model.element import Element
from journeymap.pipeline import check_source

KNOWN = {
    word
    for module in (blueprint, step)
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, Element)
    for word in words_of(kind)
}
CHOICES = {"helped", "refused", "gave-up", "transferred", "captive", "free", "visible", "buried", "absent", "customer",
           "organisation", "chance", "law", "staff"}  # fmt: skip


def test_every_word_that_is_proposed_is_one_of_the_format():
    meant = {word for words in key_aliases.other_words().values() for word in words}
    assert meant <= KNOWN | CHOICES


def test_no_word_of_the_format_is_taken_for_another_where_it_is_known():
    for word in key_aliases.other_words():
        if word in KNOWN:
            assert likely(word, [word, "next"]) == word


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("stappen: {a: {customer: x}}", "steps"),
        ("kanalen: {web: {name: Web}}", "channels"),
        ("steps: {a: {klant: x, end: helped}}", "customer"),
        ("steps: {a: {customer: x, wachttijd: 3 dagen, end: helped}}", "wait"),
        ("steps: {a: {customer: x, duration: 3 days, end: helped}}", "takes"),
        ("steps: {a: {customer: x, next: {b: {aandeel: 100%}}}, b: {customer: y, end: helped}}", "share"),
        ("personas: {a: {behoeften: {safety: high}}}", "needs"),
    ],
)
def test_a_word_of_another_language_leads_to_the_one_that_was_meant(line: str, word: str):
    found = check_source(f"journeymap: 1\ntitle: T\n{line}\n", "a.yaml").diagnostics
    helps = [str(one.help) for one in found if one.code.name in ("unknown-key", "invalid-value")]
    assert helps == [f'did you mean "{word}"?']


def test_of_a_file_the_steps_are_among_the_words_that_are_named_first():
    (found,) = [one for one in check_source("journeymap: 1\nxyzzy: 1\n", "a.yaml").diagnostics
                if one.code.name == "unknown-key"]  # fmt: skip
    assert "title, steps, phases" in str(found.help)


# What people wrote in a step of a file that was right otherwise, and the words that they meant.
GUESSED = {
    "experience": (
        "satisfaction sentiment feelings emotions gevoel beleving stemming nps emotional-journey emotional_graph"
    ),
    "pains": (
        "pain painpoint pain_points pijnpunt frustration problem issue barrier knelpunt friction ergernis PainPoints"
    ),
    "ideas": (
        "opportunity opportunities kansen idea improvement verbetering solution oplossing suggestion recommendation"
    ),
    "customer channel": "touchpoint touch-point contactmoment",
    "channel": "channels_in_step kanaal medium platform device location",
    "wait": "wait_time waiting_time waiting wachttijd delay queue vertraging",
    "takes promise": "lead_time doorlooptijd turnaround throughput-time",
    "takes": "duration time tijd tijdsduur behandeltijd processing-time cycle_time",
    "promise": "promised sla servicenorm service-level belofte",
    "customer": "actions user user-actions customer_actions client activity task klantacties handelingen USER_TASK",
    "frontstage": (
        "onstage front employee staff front-office frontstage-actions medewerker voorkant visible_contact_actions"
    ),
    "backstage": "back back_office backstage-actions achterkant behind_the_scenes invisible-contact-actions",
    "support": "support_processes support-process third_party leverancier ondersteuning",
    "uses": "systems system software tool applicatie data-object",
    "evidence": "props physical_evidence bewijs artifact tangibles screen Physical-Evidence formulier",
    "notes complaints": "metrics",
    "notes": (
        "kpi quote thoughts note comment remark opmerking insight citaat goal description omschrijving gains inzichten"
    ),
    "because": "policy regulation beleid rule",
    "phase": "stage fase substage",
    "fails": "fail_point risk faalpunt failure-mode risico",
    "tells": "tells_who communication",
    "asks": "ask needs_text questions vragen data gegevens",
    "heard": "source research bron",
    "owner": "responsible eigenaar verantwoordelijk team department process-owner",
    "tags": "moment_of_truth category labels",
    "next": "if decision then goto to naar volgende gateway sequence_flow next-step keuze leads_to condition",
    "end": "outcome end_event exit drop-off einde",
    "start": "start_event entry-point begin",
    "needs": "depends_on dependencies requires prerequisite",
    "starts": "parallel fork tegelijk",
    "journey": "subprocess sub-process deelreis",
    "clicks": "taps misclicks klikken",
    "name": "label naam step_name",
}


@pytest.mark.parametrize(
    ("word", "meant"),
    [(word, meant) for meant, words in GUESSED.items() for word in words.split()],
)
def test_a_word_of_another_tool_leads_to_what_was_meant_at_a_step(word: str, meant: str):
    known = words_of(step.Step)
    found = meanings(word.replace("_", " "), known)
    assert found == meanings(word, known)
    assert found[: len(meant.split())] == tuple(meant.split())


def test_there_are_many_more_words_than_those_that_were_tried():
    assert len(key_aliases.other_words()) > 500
    dutch = [word for word in key_aliases.other_words() if key_aliases.is_dutch(word)]
    assert len(dutch) > 200


@pytest.mark.parametrize("word", ["delai", "actios", "xyzzy", "props2go", "usr", "clint"])
def test_no_word_is_guessed_by_a_spelling_that_is_only_a_little_alike(word: str):
    assert meanings(word, words_of(step.Step)) == ()


def test_an_unknown_word_shows_all_words_of_its_place_in_groups():
    text = "journeymap: 1\ntitle: T\nsteps: {a: {customer: x, xyzzy: 1, end: helped}}\n"
    (found,) = [one for one in check_source(text, "a.yaml").diagnostics if one.code.name == "unknown-key"]
    assert all(word in str(found.help) for word in words_of(step.Step))
    assert "where it leads: next, end" in str(found.help)
    assert "waar het heen gaat: next, end" in found.help.text("nl")


@pytest.mark.parametrize("word", ["Customer", "FRONTSTAGE", "front_stage", "Physical Evidence", "wait-time"])
def test_a_word_that_is_only_called_otherwise_is_read_as_it_was_meant(word: str):
    text = f"journeymap: 1\ntitle: T\nsteps: {{a: {{tells: x, {word}: 5 min, end: helped}}}}\n"
    result = check_source(text, "a.yaml")
    meant = meanings(word, words_of(step.Step))[0]
    assert [one.code.name for one in result.diagnostics if one.severity == "error"] == ["unknown-key"]
    assert getattr(result.blueprint.steps["a"], meant)


# The words that were once tried one by one in a step, by what each was meant to be.
TRIED = {
    "experience": "emotion, emotie, feeling, mood, satisfaction, sentiment",
    "pains": "pain, painpoint, pain_points, pijnpunt, frustration, problem, issue",
    "ideas": "opportunity, opportunities, kansen, idea",
    "customer channel": "touchpoint",
    "channel": "channels_in_step, kanaal",
    "wait": "wait_time, waiting time, waiting, wachttijd, delay",
    "takes promise": "lead time, doorlooptijd",
    "takes": "duration, time, tijd",
    "customer": "actions, user, user actions, customer actions, client",
    "frontstage": "onstage, front, employee, staff",
    "backstage": "back, back office",
    "support": "support processes",
    "uses": "systems, system",
    "evidence": "props, physical_evidence, bewijs",
    "notes complaints": "metrics",
    "notes": "kpi, quote, thoughts, goal, description, note, comment",
    "because": "policy, because",
    "asks": "needs_text, ask",
    "phase": "stage, fase",
    "fails": "fail point, risk",
    "promise": "promised",
    "tells": "tells_who",
    "heard": "source",
    "owner": "responsible, eigenaar",
    "tags": "moment of truth",
    "next": "if, decision, then, goto, to, naar, volgende",
}


@pytest.mark.parametrize(
    ("word", "meant"), [(word, meant) for meant, words in TRIED.items() for word in words.split(", ")]
)
def test_each_word_that_was_tried_in_a_step_leads_to_what_was_meant(word: str, meant: str):
    text = f"journeymap: 1\ntitle: T\nsteps: {{a: {{tells: x, {word}: 5 min, end: helped}}}}\n"
    helps = [str(one.help) for one in check_source(text, "a.yaml").diagnostics if one.code.name == "unknown-key"]
    if helps:
        assert all(re.search(rf'["{{ ]{key}[":]', helps[0]) for key in meant.split())
        return
    # What is no fault is a word of the format, or is read as one without more ado.
    assert word in {*words_of(step.Step), "emotion", "emotie", "feeling", "mood"}


def test_of_both_languages_many_more_words_are_known_than_were_tried():
    tried = {word.replace("_", " ") for words in TRIED.values() for word in words.split(", ")}
    more = [word for word in key_aliases.other_words() if word not in tried]
    assert sum(map(key_aliases.is_dutch, more)) > 200
    assert sum(not key_aliases.is_dutch(word) for word in more) > 200
