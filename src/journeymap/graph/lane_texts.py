"""Many texts, such as all that is done in a lane, so that a word can be looked for in all of them at once."""

from __future__ import annotations

from bisect import bisect
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence


class LaneTexts:
    """Some texts, each with the number of its step, in the order of the file."""

    def __init__(self, numbers: Sequence[int], texts: Sequence[str]) -> None:
        self._numbers, self._texts = numbers, texts
        small = [text.lower() for text in texts]
        self._together = "\n".join(small)
        self._begins = list(accumulate([len(text) + 1 for text in small], initial=0))

    def having(self, roots: Collection[str]) -> Iterator[tuple[int, str]]:
        """Go through the texts that have any of some roots in them, in small letters, each with its step.

        Few have any, and these are found soonest in all texts put behind each other.
        """
        together, begins = self._together, self._begins
        places: set[int] = set()
        for root in roots:
            at = together.find(root)
            while at >= 0:
                place = bisect(begins, at) - 1
                places.add(place)
                at = together.find(root, begins[place + 1])
        for place in sorted(places):
            yield self._numbers[place], self._texts[place]
