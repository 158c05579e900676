"""What a theme owes its readers: which colours stand on which, and how far they have to stand out from each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journeymap.drawing.theme.contrast import LINE, TEXT, contrast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.drawing.theme.theme import Theme


class Pair(NamedTuple):
    """A colour, what it stands on, the least contrast between the two, and where the theme's file sets the colour."""

    colour: str
    ground: str
    least: float
    key: tuple[str, ...]

    @property
    def contrast(self) -> float:
        """How far the two stand out from each other."""
        return contrast(self.colour, self.ground)

    @property
    def is_legible(self) -> bool:
        """Whether that is enough."""
        return self.contrast >= self.least


def pairs(theme: Theme) -> Iterator[Pair]:
    """Yield every colour of a theme with every ground that it may stand on."""
    bands = [style.band for style in theme.lanes.values()]
    everywhere = dict.fromkeys([theme.paper, theme.card, theme.emotion_band, *bands])
    for ground in everywhere:
        yield Pair(theme.ink, ground, TEXT, ("colours", "ink"))
        yield Pair(theme.grey, ground, TEXT, ("colours", "grey"))
    yield Pair(theme.on_phase, theme.phase, TEXT, ("colours", "on-phase"))
    for ground in (theme.emotion_band, theme.paper):
        for key in ("curve", "second_curve", "neutral", "pleased", "displeased", "work", "waiting", "no_return"):
            yield Pair(getattr(theme, key), ground, LINE, ("colours", key.replace("_", "-")))
    for lane, style in theme.lanes.items():
        yield Pair(style.accent, style.band, TEXT, ("lanes", lane, "accent"))
        yield Pair(style.accent, theme.card, LINE, ("lanes", lane, "accent"))
        yield Pair(theme.guaranteed, style.band, LINE, ("colours", "guaranteed"))
        yield Pair(theme.no_return, style.band, LINE, ("colours", "no-return"))
    for look, badge in theme.badges.items():
        yield Pair(badge.ink, badge.ground, TEXT, ("badges", look, "ink"))
    for ground in dict.fromkeys([theme.paper, *bands]):
        for kind, arrow in theme.arrows.items():
            yield Pair(arrow.stroke.colour, ground, LINE, ("arrows", kind, "colour"))
    for name, line in theme.lines.items():
        yield Pair(line.colour, theme.paper, LINE, ("lines", name, "colour"))
