"""What the customer does, told in the organisation's words.

Why: the customer's row tells it in the customer's words. Nobody "raises a ticket" or "goes through onboarding": people
ask for help, they get started. Words from inside show that the journey was drawn from inside, and they are how
customers will be spoken to (inside-out against outside-in: Manning and Bodine 2012).

Fix: say it as the customer would tell it at the kitchen table. It looks for a short list of words in English and Dutch,
in the customer's cells only.

Options:
    * `words`: more words that only your own organisation uses.
    * `allowed`: words of the list that your customers do use.

Bad::

    journeymap: 1
    language: en
    steps:
      ask: {customer: Raises a ticket at the first line, frontstage: Reads it, next: done}
      done: {customer: Is helped, end: helped}

Good::

    journeymap: 1
    language: en
    steps:
      ask: {customer: Writes what is wrong, frontstage: Reads it, next: done}
      done: {customer: Is helped, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Severity
from journeymap.graph.vocabulary import jargon_in
from journeymap.i18n.messages import say
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, _facts: Facts, options: Options) -> Iterable[Finding]:
    """Find the customer's cells with words of the organisation."""
    allowed = [str(word).casefold() for word in options["allowed"]]
    for name, step in graph.blueprint.steps.items():
        for cell in step.customer:
            jargon = jargon_in(cell.does, graph.blueprint.language, map(str, options["words"]))
            for word, plain_words in jargon.items():
                if any(allowed_word in word.casefold() for allowed_word in allowed):
                    continue
                remedy = say("say it as the customer would tell it at the kitchen table")
                if plain_words:
                    remedy = say('say it as the customer would, such as "{word}"', word=plain_words)
                message = say('"{word}" is a word of the organisation, not of the customer', word=word)
                effect = say("customers are spoken to in the organisation's words")
                yield Finding(cell.at("does"), message, step=name, help=remedy, effect=effect)


RULE = Rule(
    code="JM809",
    name="inside-out-words",
    severity=Severity.NOTE,
    check=check,
    options={
        "words": (),
        "allowed": (),
    },
)
