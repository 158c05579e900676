"""Writes a shelf of many blueprints, made of those in `blueprints/`: each copy is another organisation's.

    python benchmarks/many_blueprints.py FOLDER [--count 2000]

An organisation has all files with those that they point at; titles and owners are its own, and so are times, of which
some are longer and some are shorter. The same count gives the same bytes.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

BLUEPRINTS = Path(__file__).parent.parent / "blueprints"
PLACES = (
    "Appingedam", "Borger", "Coevorden", "Delfzijl", "Emmen", "Franeker", "Groningen", "Haren", "IJsselmuiden", "Joure",
    "Kampen", "Leek", "Meppel", "Norg", "Ommen", "Peize", "Roden", "Sneek", "Texel", "Urk", "Veendam", "Winschoten",
    "Zuidlaren",
)  # fmt: skip
# A range whose least is more than its most would be an error of the copy, so only times with one figure differ.
_TIME = re.compile(r"(?<![\w.-])(\d{1,3})(?= (?:min|minutes|hours|days|weeks|uur|dagen|weken)\b)")


def organisations(count: int) -> Iterator[tuple[str, Path, str]]:
    """Yield so many files: the name of their organisation, their place in its folder, and their text."""
    files = sorted(BLUEPRINTS.rglob("*.yaml"))
    number = made = 0
    while made < count:
        name = f"{PLACES[number % len(PLACES)]} {number // len(PLACES) + 1}"
        for file in files[: count - made]:
            yield name, file.relative_to(BLUEPRINTS), _of(file.read_text(encoding="utf-8"), name, number)
            made += 1
        number += 1


def _of(text: str, name: str, number: int) -> str:
    """Return a blueprint as it would be at another organisation."""
    random = Random(f"{name} {number}")

    def longer(match: re.Match[str]) -> str:
        return str(max(1, round(int(match[1]) * random.choice((0.5, 1, 1, 1.5, 2)))))

    text = re.sub(r"^title: (.+?)$", lambda match: f"title: {_titled(match[1], name)}", text, flags=re.MULTILINE)
    return _TIME.sub(longer, text)


def _titled(title: str, name: str) -> str:
    quote = title[0] if title[0] in "'\"" and title[-1] == title[0] else ""
    return f"{title[:-1]}, {name}{quote}" if quote else f"{title}, {name}"


def write(folder: Path, count: int) -> int:
    """Write the shelf and return how many files it has."""
    for name, place, text in organisations(count):
        path = folder / name.lower().replace(" ", "-") / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return count


def main() -> None:
    """Write the shelf."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=2_000)
    chosen = parser.parse_args()
    print(f"{write(chosen.folder, chosen.count)} blueprints in {chosen.folder}")


if __name__ == "__main__":
    main()
