"""Small plots made of characters: a bar that is divided, and a line of feelings; plain ones where needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.reporter import paint

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# What comes first is best: the bar gets lighter as it gets worse, and that can be seen without colour.
_BLOCKS, _SIGNS = "█▓▒░·", "#=+-."
_STYLES = ("32", "36", "33", "35", "31;1")
_LEVELS, _PLAIN_LEVELS = "▁▂▃▄▅▆▇█", "_.-=*^"
_PLAIN: Mapping[str, str] = {"±": "+/-", "…": "...", "·": "-", "–": "-", "−": "-", "×": "x", "—": "-"}
LOW, HIGH = -2.0, 2.0


class TerminalStyle(Struct, frozen=True):
    """How a text is shown: in which language, in colour or not, with signs beyond ASCII or not, in how many columns."""

    language: str = "en"
    colour: bool = False
    unicode: bool = True
    width: int = 80

    def plain(self, text: str) -> str:
        """Return a text of the program's own without signs that the reader's terminal does not have."""
        if self.unicode:
            return text
        for sign, stand_in in _PLAIN.items():
            text = text.replace(sign, stand_in)
        return text

    def paint(self, words: str, style: str) -> str:
        """Return words in a colour of the terminal, or as they are."""
        return paint(words, style, self.colour)

    def sign(self, place: int) -> str:
        """Return the sign by which one part of a bar is told from the others, the best part first."""
        return self.paint((_BLOCKS if self.unicode else _SIGNS)[place % len(_BLOCKS)], _STYLES[place % len(_STYLES)])


def bar(parts: Sequence[float], width: int, look: TerminalStyle) -> str:
    """Return a bar in which each part has its share of the width; what is there at all gets one column at least."""
    whole = sum(parts)
    if not whole or width < len(parts):
        return ""
    sizes = [max(1, int(part / whole * width)) if part > 0 else 0 for part in parts]
    # What rounding left over goes to the parts that lost most by it, what it took too much comes from the longest.
    while sum(sizes) < width:
        place = max(range(len(parts)), key=lambda n: parts[n] / whole * width - sizes[n])
        sizes[place] += 1
    while sum(sizes) > width:
        sizes[max(range(len(parts)), key=lambda n: sizes[n])] -= 1
    signs = _BLOCKS if look.unicode else _SIGNS
    return "".join(look.paint(signs[n % len(signs)] * size, _STYLES[n % len(_STYLES)]) for n, size in enumerate(sizes))


def sparkline(values: Sequence[float], width: int, look: TerminalStyle, low: float = LOW, high: float = HIGH) -> str:
    """Return a line of marks, higher for higher values.

    Of several values that fall into one column, the one furthest from the middle stands for all: what is felt most.
    """
    if not values:
        return ""
    columns = min(width, len(values))
    levels = _LEVELS if look.unicode else _PLAIN_LEVELS
    middle = (low + high) / 2
    marks = []
    for column in range(columns):
        inside = values[column * len(values) // columns : (column + 1) * len(values) // columns]
        value = max(inside, key=lambda value_of_step: (abs(value_of_step - middle), -value_of_step))
        place = round((min(max(value, low), high) - low) / (high - low) * (len(levels) - 1))
        marks.append(levels[place])
    return "".join(marks)
