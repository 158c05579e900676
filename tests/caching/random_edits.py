"""Random edits of a small project, after each of which what is kept must say what a fresh look says.

    python tests/caching/random_edits.py 10000

An edit changes a file, one that it points at, the configuration, the day, or what is kept itself. `pytest` runs a fixed
sample of them.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from journeymap import __version__
from journeymap.caching.checks import Checks, open_folder
from journeymap.cli.inputs import Projects
from journeymap.cli.options import all_rules
from journeymap.plugins import instance
from journeymap.reporter import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeymap.caching.verdict import Verdict

REPAIR = """\
journeymap: 1
title: Having a leak mended
owner: Maintenance
reviewed: 2026-03-14
relates: {beside: move.yaml}
channels: {phone: {name: Telephone, open: "Mo-Fr 09:00-17:00"}}
systems: {crm: {name: Customer system, owner: ICT}}
sources: {talks: {name: Talks, n: 12, date: 2025-02-01}}
personas: {fatima: {name: Fatima, share: 60%}, bas: {name: Bas, share: 40%}}
steps:
  call:
    {customer: Calls, frontstage: Asks, channel: phone, uses: crm, asks: [address, leak], next: {visit: 90%, quit: 10%}}
  visit:
    {customer: Opens up, frontstage: Mends it, burden: {home-visit: 1}, promise: 2 days, wait: 1-5 days, next: paid}
  paid: {customer: Pays, journey: sub/pay.yaml, next: done}
  done: {customer: Is dry again, end: helped}
  quit: {customer: Gives up, end: gave-up, accept: {no-voice: known}}
"""
MOVE = """\
journeymap: 1
title: Moving out
channels: {telephone: {name: telephone}}
relates: {follows: repair.yaml}
steps:
  ring: {customer: Rings, frontstage: Writes it down, channel: telephone, asks: address, next: look}
  look: {customer: Shows the house, frontstage: Looks, burden: {home-visit: 2}, wait: 3 weeks, end: helped}
"""
PAY = """\
journeymap: 1
title: Betalen
language: nl
relates: {beside: ../move.yaml}
steps:
  rekening: {customer: Krijgt een rekening, wait: 2 weken, next: {betaald: 80%, maning: 20%}}
  maning: {customer: Krijgt een aanmaning, next: betaald}
  betaald: {customer: Betaalt, end: helped}
"""
FILES = {"repair.yaml": REPAIR, "move.yaml": MOVE, "sub/pay.yaml": PAY}
CONFIGURATIONS = (
    "", 'language = "nl"\n', 'select = ["2xx", "4xx"]\n', 'ignore = ["4xx"]\n', 'extends = "journeymap:strict"\n',
    '[rules.stale-review]\nmax-months = 3\n', '[rules.silent-wait]\nseverity = "error"\n', "nonsense = [\n",
    '[[overrides]]\nfiles = "sub/**"\nignore = ["4xx", "5xx"]\n',
    "[[own-rule]]\nname = \"no-asking\"\ncode = \"WB001\"\nwhere = \"steps\"\nwhen = \"asks\"\nsay = \"{name} asks\"\n",
)  # fmt: skip
WORDS = (
    "wait", "next", "done", "3 weeks", "10%", "phone", "end", "helped", "{", "}", ":", "é", "customer", "journey",
    "accept", "relates", "2026-09-30", "\t", "\x00", "beside", "home-visit", "klant", "~", '"', "#", "1-2 days",
)  # fmt: skip
DAY = 86_400
START = 1_790_812_800


class Project:
    """A project in a folder, which random edits change."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.day = START
        self.history: dict[str, list[bytes]] = {name: [text.encode()] for name, text in FILES.items()}
        for name, text in FILES.items():
            Path(name).parent.mkdir(exist_ok=True)
            Path(name).write_text(text, encoding="utf-8")
        self.edits: tuple[Callable[[], object], ...] = (
            self.edit_text, self.edit_text, self.edit_text, self.go_back, self.go_back, self.configure, self.wait,
            self.touch, self.lead_elsewhere, self.tear, self.forget, self.do_nothing,
        )  # fmt: skip

    def edit(self) -> str:
        """Make one edit, and return what it was."""
        edit = self.random.choice(self.edits)
        edit()
        os.environ["SOURCE_DATE_EPOCH"] = str(self.day)
        return edit.__name__

    def edit_text(self) -> None:
        """Change a few words of a file."""
        name = self.random.choice(list(FILES))
        lines = self._text(name).decode("utf-8", "replace").split("\n")
        for _ in range(self.random.choice((1, 1, 2))):
            place = self.random.randrange(len(lines))
            words = lines[place].split(" ")
            spot = self.random.randrange(len(words))
            way = self.random.randrange(5)
            if way == 0:
                words[spot] = self.random.choice(WORDS)
            elif way == 1:
                words.insert(spot, self.random.choice(WORDS))
            elif way == 2:
                words[spot] = words[spot][::-1]
            elif way == 3:
                del words[spot]
            lines[place] = " ".join(words)
            if way == 4:
                lines.insert(place, self.random.choice(lines))
        self._write(name, "\n".join(lines).encode())

    def go_back(self) -> None:
        """Write a file as it once was: most edits break something, and then nothing is read of the rest."""
        name = self.random.choice(list(FILES))
        versions = self.history[name]
        self._write(name, self.random.choice((versions[0], versions[0], self.random.choice(versions))))

    def configure(self) -> None:
        """Decide something else."""
        Path("journeymap.toml").write_text(self.random.choice(CONFIGURATIONS), encoding="utf-8")

    def wait(self) -> None:
        """Let days pass, or go back to an earlier day."""
        self.day = START + DAY * self.random.randrange(0, 500, self.random.choice((1, 30)))

    def touch(self) -> None:
        """Write a file anew as it is."""
        name = self.random.choice(list(FILES))
        self._write(name, self._text(name))

    def lead_elsewhere(self) -> None:
        """Take a file away, or let its name lead to another one."""
        name = self.random.choice(list(FILES))
        other = self.random.choice([*FILES, "gone.yaml"])
        path = Path(name)
        path.unlink(missing_ok=True)
        if other != name and self.random.random() < 0.6:
            path.symlink_to(os.path.relpath(other, path.parent))

    def tear(self) -> None:
        """Change a byte of something that is kept."""
        kept = self._kept()
        if kept:
            path = self.random.choice(kept)
            data = bytearray(path.read_bytes())
            if data:
                data[self.random.randrange(len(data))] ^= 1 << self.random.randrange(8)
            path.write_bytes(data[: self.random.choice((len(data), self.random.randrange(len(data) + 1)))])

    def forget(self) -> None:
        """Take away something that is kept."""
        kept = self._kept()
        if kept:
            self.random.choice(kept).unlink()

    def do_nothing(self) -> None:
        """Leave all as it is."""

    def _kept(self) -> list[Path]:
        root = Path(os.environ["JOURNEYMAP_CACHE_DIR"])
        return sorted(path for path in root.rglob("*") if path.is_file() and len(path.name) == 30)

    def _text(self, name: str) -> bytes:
        try:
            return Path(name).read_bytes()
        except OSError:
            return FILES[name].encode()

    def _write(self, name: str, data: bytes) -> None:
        path = Path(name)
        if path.is_symlink():
            path.unlink()
        path.write_bytes(data)
        self.history[name].append(data)
        del self.history[name][1:-20]


def told(verdict: Verdict) -> list[str]:
    """Return all that is said of a file, in every format and language."""
    return [
        instance("reporters", "REPORTER", form).report(
            [verdict], Settings(language=language, everything=True, width=100)
        )
        for form in ("text", "json", "sarif")
        for language in ("en", "nl")
    ]


def compare(counts: Counter[str], *, every: bool = True) -> None:
    """Look at all files, once with what is known and once afresh; AssertionError where that makes a difference.

    Without `every` only where something is known.
    """
    projects = Projects(None, all_rules())
    kept, fresh = Checks(open_folder(__version__), "weighed"), Checks(None, "weighed")
    for name in FILES:
        config = projects.of(name)
        known = kept.known(name, config)
        counts["known" if known is not None else "new"] += 1
        found = known if known is not None else kept.check(name, config)
        if known is None and not every:
            continue
        expected = fresh.check(name, config)
        if told(found) != told(expected):
            raise AssertionError(f"what is kept of {name} is not what is so")


def run(seed: int, count: int) -> Counter[str]:
    """Make so many edits in an empty current folder and compare after each; return how often each thing was done."""
    counts: Counter[str] = Counter()
    project = Project(seed)
    compare(counts)
    for number in range(count):
        edit = project.edit()
        counts[edit] += 1
        try:
            compare(counts, every=number % 5 == 0)
        except AssertionError as error:
            raise AssertionError(f"seed {seed}, edit {number} ({edit}): {error}") from error
    return counts


def main() -> None:
    """Make as many edits as the command line says, a hundred in each of many projects."""
    total = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    counts: Counter[str] = Counter()
    for seed in range(-(-total // 100)):
        with TemporaryDirectory() as folder, TemporaryDirectory() as cache:
            os.environ["JOURNEYMAP_CACHE_DIR"] = cache
            os.chdir(folder)
            counts += run(seed, min(100, total - 100 * seed))
            os.chdir("/")
    print(f"{total} edits, no difference: " + ", ".join(f"{name} {count}" for name, count in sorted(counts.items())))


if __name__ == "__main__":
    main()
