"""Which arrow lies left or right of which, where several share a line of the grid.

Paths are cut to straight segments. Two segments of one line that meet have a wish: which should come first (above, or
left) so that they do not cross, decided where they part, or, when they turn off together, further on along them
(nudging order of Wybrow, Marriott and Stuckey, Orthogonal Connector Routing, 2009). The wishes make a graph per line;
the longest path in it gives each segment its track, as in channel routing (Hashimoto and Stevens 1971).

Comparing all that meet has a budget. The segments of a line that would go beyond it take the first track that is free,
from left to right (the left-edge algorithm of the same authors): apart from each other, but not in the best order.
"""

from __future__ import annotations

from heapq import heapify, heappop, heappush, heapreplace
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from journeymap.layout.grid import Grid
    from journeymap.layout.routing import Path

_DEEPEST = 40


class Segment(Struct, eq=False):
    """A straight piece of an arrow on a line of the grid, from position `start` to `end` along it.

    `low` and `high` bound what it takes of the line; an end at a card is drawn in by half a position, so that what
    enters a card and what leaves it on the other side do not meet. `offset` counts tracks from the middle of the line,
    `spread` how far the tracks it shares the line with reach.
    """

    arrow: int
    order: int
    horizontal: bool
    line: int
    start: int
    end: int
    before: Segment | None = None
    after: Segment | None = None
    low: float = 0.0
    high: float = 0.0
    offset: float = 0.0
    spread: float = 0.0

    def neighbour(self, *, high: bool) -> Segment | None:
        """Return the piece that goes on from one end; none where a card is."""
        return self.after if high == (self.end >= self.start) else self.before

    def turn(self, *, high: bool) -> int:
        """Where the arrow goes at one end: -1 up or left, 1 down or right, 0 into a card."""
        forward = high == (self.end >= self.start)
        other = self.after if forward else self.before
        if other is None:
            return 0
        return 1 if (other.end > other.start) == forward else -1


class Channel(Struct):
    """A line of the grid with its segments, how many tracks they need, and how far from the middle they reach."""

    segments: list[Segment]
    tracks: int = 0
    reach: float = 0.0


class Tracks(Struct):
    """The pieces of every arrow, and the used lines of the grid by number.

    `unordered` are the arrows that have a piece on a line beyond the budget.
    """

    pieces: list[list[Segment]]
    vertical: dict[int, Channel]
    horizontal: dict[int, Channel]
    unordered: frozenset[int] = frozenset()


def _pieces(arrow: int, path: Path, height: int) -> list[Segment]:
    """Cut one path at its turns."""
    corners = [path[0] >> 2]
    corners += [here >> 2 for here, onward in pairwise(path[1:]) if (here ^ onward) & 3]
    corners.append(path[-1] >> 2)
    pieces: list[Segment] = []
    for order, (a, b) in enumerate(pairwise(corners)):
        (av, ah), (bv, bh) = divmod(a, height), divmod(b, height)
        if ah == bh:
            pieces.append(Segment(arrow, order, True, ah, av, bv))
        else:
            pieces.append(Segment(arrow, order, False, av, ah, bh))
    for first, other in pairwise(pieces):
        first.after, other.before = other, first
    for piece in pieces:
        piece.low, piece.high = float(min(piece.start, piece.end)), float(max(piece.start, piece.end))
        if piece.neighbour(high=False) is None:
            piece.low += 0.5
        if piece.neighbour(high=True) is None:
            piece.high -= 0.5
    return pieces


def _wish(s: Segment, t: Segment, depth: int = 0, *, high: bool) -> int:
    """Which of two segments of one line one end wants first: -1 for s, 1 for t, 0 for no matter."""
    at_s, at_t = (s.high, t.high) if high else (s.low, t.low)
    if at_s != at_t:
        ends_first = s if (at_s < at_t) == high else t
        turn = ends_first.turn(high=high)
        return turn if ends_first is s else -turn
    turn_s, turn_t = s.turn(high=high), t.turn(high=high)
    if not turn_s or not turn_t:
        return 0
    if turn_s != turn_t:
        return turn_s
    onward_s, onward_t = s.neighbour(high=high), t.neighbour(high=high)
    if depth > _DEEPEST or onward_s is None or onward_t is None:
        return 0
    # Both turn the same way and go on side by side: corners nest, so the order there tells the order here.
    there = _wish(onward_s, onward_t, depth + 1, high=turn_s > 0)
    return -there if high == (turn_s > 0) else there


def _first(s: Segment, t: Segment) -> bool:
    """Whether s should lie before t."""
    low, high = _wish(s, t, high=False), _wish(s, t, high=True)
    if low and high and low != high:
        # They cross whatever is done; settle it at the source of the earlier arrow, the same along their common way.
        decider = s if s.arrow < t.arrow else t
        wish = low if decider.start <= decider.end else high
    else:
        wish = low or high
    if wish:
        return wish < 0
    if s.arrow == t.arrow:
        return s.order < t.order
    return _outer(s, t) if s.arrow < t.arrow else not _outer(t, s)


def _outer(s: Segment, t: Segment) -> bool:
    """Whether s lies before t where they go the same way from end to end: first at the source of s, nested from there.

    Without this two arrows between the same two cards would take an order of their own on each piece, and cross.
    """
    first = True
    while s.before is not None:
        high = s.start > s.end
        onward, turn = t.neighbour(high=high), s.turn(high=high)
        if onward is None or turn != t.turn(high=high):
            break
        if high == (turn > 0):
            first = not first
        s, t = s.before, onward
    return first


def _sorted_by_wishes(after: list[list[int]]) -> list[int]:
    """Topological order; where wishes go round in circles, what has fewest wishes against it goes first."""
    count = len(after)
    against = [0] * count
    for followers in after:
        for each in followers:
            against[each] += 1
    ready = [each for each in range(count) if not against[each]]
    heapify(ready)
    placed = [False] * count
    order: list[int] = []
    while len(order) < count:
        if not ready:
            ready.append(
                min((each for each in range(count) if not placed[each]), key=lambda each: (against[each], each))
            )
        each = heappop(ready)
        if placed[each]:
            continue
        placed[each] = True
        order.append(each)
        for follower in after[each]:
            against[follower] -= 1
            if not against[follower] and not placed[follower]:
                heappush(ready, follower)
    return order


def _components(meets: list[list[int]]) -> list[list[int]]:
    """Group the segments that hang together by meeting."""
    seen = [False] * len(meets)
    groups = []
    for start in range(len(meets)):
        if seen[start]:
            continue
        seen[start] = True
        group, rest = [], [start]
        while rest:
            segment = rest.pop()
            group.append(segment)
            for other in meets[segment]:
                if not seen[other]:
                    seen[other] = True
                    rest.append(other)
        groups.append(group)
    return groups


def _meetings(segments: list[Segment]) -> int:
    """Count the pairs of segments of one line that meet, without going through them; they are sorted by `low`."""
    ends: list[float] = []
    count = 0
    for segment in segments:
        while ends and ends[0] < segment.low:
            heappop(ends)
        count += len(ends)
        heappush(ends, segment.high)
    return count


def _assign_first_free(channel: Channel) -> None:
    """Give each segment of one line the first track that is free where it begins."""
    in_use: list[tuple[float, int]] = []  # where each track ends, and its number
    for segment in channel.segments:
        if in_use and in_use[0][0] < segment.low:
            track = in_use[0][1]
            heapreplace(in_use, (segment.high, track))
        else:
            track = len(in_use)
            heappush(in_use, (segment.high, track))
        segment.offset = float(track)
    channel.tracks = len(in_use)
    channel.reach = (channel.tracks - 1) / 2
    for segment in channel.segments:
        segment.offset -= channel.reach
        segment.spread = channel.reach


def _assign(channel: Channel, *, centre: bool) -> None:
    """Give the segments of one line, sorted by `low`, their tracks."""
    segments = channel.segments
    if len(segments) == 1:
        channel.tracks = 1
        return
    meets: list[list[int]] = [[] for _ in segments]
    after: list[list[int]] = [[] for _ in segments]
    active: list[int] = []
    for index, segment in enumerate(segments):
        active = [other for other in active if segments[other].high >= segment.low]
        for other in active:
            meets[index].append(other)
            meets[other].append(index)
            if _first(segment, segments[other]):
                after[index].append(other)
            else:
                after[other].append(index)
        active.append(index)
    track = [-1] * len(segments)
    for number in _sorted_by_wishes(after):
        track[number] = 1 + max((track[other] for other in meets[number]), default=-1)
    for group in _components(meets):
        count = max(track[number] for number in group) + 1
        channel.tracks = max(channel.tracks, count)
        zero = (count - 1) / 2
        if centre:
            straight = [track[number] for number in group if segments[number].before is segments[number].after is None]
            zero = min(straight, key=lambda number: (abs(number - zero), number), default=zero)
        for number in group:
            segments[number].offset = track[number] - zero
        spread = max(abs(segments[number].offset) for number in group)
        channel.reach = max(channel.reach, spread)
        for number in group:
            segments[number].spread = spread


def assign_tracks(grid: Grid, paths: list[Path], budget: int) -> Tracks:
    """Cut the paths to segments and order what shares a line; `budget` is how many pairs of them may be compared."""
    height = len(grid.horizontal)
    pieces = [_pieces(arrow, path, height) for arrow, path in enumerate(paths)]
    vertical: dict[int, Channel] = {}
    horizontal: dict[int, Channel] = {}
    for own in pieces:
        for piece in own:
            lines = horizontal if piece.horizontal else vertical
            if piece.line not in lines:
                lines[piece.line] = Channel([])
            lines[piece.line].segments.append(piece)
    unordered: set[int] = set()
    for channels, grid_lines in ((vertical, grid.vertical), (horizontal, grid.horizontal)):
        for number, channel in channels.items():
            channel.segments.sort(key=lambda item: (item.low, item.high, item.arrow, item.order))
            pairs = _meetings(channel.segments)
            if pairs > budget:
                _assign_first_free(channel)
                unordered.update(segment.arrow for segment in channel.segments)
            else:
                budget -= pairs
                _assign(channel, centre=grid_lines[number].centre)
    return Tracks(pieces, vertical, horizontal, frozenset(unordered))
