"""What a shelf knows of each blueprint: where it stands, what it comes to, and what harms most."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from msgspec import Struct

from journeymap.figures import Figures
from journeymap.findings.digest import digest
from journeymap.findings.harm import weighed
from journeymap.graph.names import BlueprintNames
from journeymap.i18n.references import StepRef, with_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Journey
    from journeymap.findings.digest import Lead
    from journeymap.i18n.messages import Message
    from journeymap.i18n.references import Ref
    from journeymap.result import Result


class Entry(Struct, frozen=True):
    """One blueprint on the shelf. `name` is that of its page, without an ending; no two have the same."""

    name: str
    result: Result
    journey: Journey

    @property
    def title(self) -> str:
        """What the blueprint is called, or else its file."""
        return self.journey.blueprint.title or self.name

    @property
    def language(self) -> str:
        """The language of its page."""
        return self.result.language

    @property
    def figures(self) -> Figures:
        """All its figures."""
        return Figures(self.journey.facts)

    def name_of(self, ref: Ref) -> object:
        """Return the words for a thing of the blueprint."""
        graph = self.journey.graph
        return graph.label(ref.id) if isinstance(ref, StepRef) else BlueprintNames(graph).name(ref)

    def named(self, words: Message) -> Message:
        """Return a message in which the things of the blueprint are called as the designer does."""
        return with_names(words, _Names(self))

    @property
    def leads(self) -> tuple[Lead, ...]:
        """What was found of the service, the most harmful first."""
        return digest(self.result.diagnostics).of("service")


class _Names(Struct, frozen=True):
    """What a shelf calls the things of one blueprint."""

    entry: Entry

    def name(self, ref: Ref) -> object:
        """Return the words for a thing."""
        return self.entry.name_of(ref)


def entries_of(results: Iterable[Result]) -> tuple[Entry, ...]:
    """Return the blueprints that can be shown, in the order of their titles; those without steps are left out."""
    taken: set[str] = set()
    entries = []
    for result in results:
        if result.journey is None or not result.journey.blueprint.steps:
            continue
        name = _name_for(result.path, taken)
        taken.add(name)
        entries.append(Entry(name, weighed(result), result.journey))
    return tuple(sorted(entries, key=lambda entry: (normalize("NFKD", entry.title).casefold(), entry.name)))


def _name_for(path: str, taken: set[str]) -> str:
    """Return a name for the page of a file that works on every computer and in every address."""
    parts = re.sub(r"\.(journey\.)?[^./\\]+$", "", path.replace("\\", "/")).split("/")
    words = [re.sub(r"[^a-z0-9]+", "-", normalize("NFKD", part).encode("ascii", "ignore").decode().lower()).strip("-")
             for part in parts]  # fmt: skip
    name = words[-1] or "blueprint"
    # What stands in the folder that says more comes before it, and a number where nothing else helps.
    for word in reversed(words[:-1]):
        if name not in taken and name not in ("index", "catalogue"):
            return name
        name = f"{word}-{name}" if word else name
    number = 2
    unique = name
    while unique in taken or unique in ("index", "catalogue"):
        unique, number = f"{name}-{number}", number + 1
    return unique
