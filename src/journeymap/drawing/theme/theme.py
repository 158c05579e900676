"""How everything looks: the palette, the strokes, the sizes that are not the layout's.

Colours were chosen for contrast (text at least 5.5:1 on what it stands on, lines at least 3:1) and so that the accents
of the lanes stay apart for readers with a colour vision deficiency (CIE dE at least 17.9 between any two).
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field

from journeymap.drawing.shapes.primitives import Stroke

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.drawing.shapes.primitives import MediaType
    from journeymap.layout.geometry import LineName
    from journeymap.layout.sheet import Lane

ArrowLook = Literal["flow", "back", "informs", "uses", "starts", "needs", "recover", "gives-up", "closed", "cell"]
BadgeLook = Literal[
    "start",
    "gone",
    "new",
    "changed",
    "error",
    "warning",
    "remark",
    "channel",
    "wait",
    "late",
    "pain",
    "fail-point",
    "complaint",
    "metric",
    "note",
    "accepted",
    "finding",
    "idea",
    "more",
    "dead-end",
    "return",
    "onward",
    "exit",
    "many-leave",
    "end",
]
PLAIN: frozenset[BadgeLook] = frozenset(
    {"start", "gone", "new", "changed", "channel", "wait", "complaint", "metric", "note"}
)
"""What is only stated, or became of a step, stands on the card as it is, without a ground of its own."""
OUTLINED: frozenset[BadgeLook] = frozenset({"fail-point", "return", "onward", "exit"})
"""What may happen, or happens to few, is outlined; what was found is filled."""
OutcomeLook = Literal["helped", "transferred", "refused", "gave-up", "stranded"]
Head = Literal["filled", "open", "hollow"]

INK, GREY, RUST, NAVY = "#1B2430", "#535E6D", "#A63C06", "#2B3A4E"
PALE_LINE, HOT, WHITE = "#76818E", "#B3261E", "#FFFFFF"


class LaneStyle(Struct, frozen=True):
    """The pale ground of a lane and the dark accent that goes with it; `border` is that of its cards, if another."""

    band: str
    accent: str
    border: str = ""


class BadgeStyle(Struct, frozen=True):
    """The ground of a badge, and the colour of its icon and words."""

    ground: str
    ink: str


class OutcomeStyle(BadgeStyle, frozen=True):
    """The ground of a kind of end, the colour of the words on it, and that of its outline."""

    edge: str


class ArrowStyle(Struct, frozen=True):
    """The line of an arrow, its head, and whether a dot marks where it begins."""

    stroke: Stroke
    head: Head
    size: float
    dot: bool = False


_LANES: Mapping[Lane, LaneStyle] = MappingProxyType(
    {
        "evidence": LaneStyle("#FBF8F1", "#715A14", "#96824A"),
        "customer": LaneStyle("#F1F6FD", "#0F48B5"),
        "frontstage": LaneStyle("#F0F9F6", "#056142"),
        "backstage": LaneStyle("#F7F4FB", "#4A0F6E"),
        "support": LaneStyle("#F4F6F8", "#46505F"),
    }
)
_ARROWS: Mapping[ArrowLook, ArrowStyle] = MappingProxyType(
    {
        "flow": ArrowStyle(Stroke(INK, 1.6), "filled", 7.0),
        "back": ArrowStyle(Stroke(INK, 1.4, (6.0, 3.5)), "filled", 7.0),
        "informs": ArrowStyle(Stroke(PALE_LINE, 1.0), "filled", 6.0),
        "uses": ArrowStyle(Stroke(PALE_LINE, 1.0, (2.0, 2.0)), "open", 6.0),
        "starts": ArrowStyle(Stroke(GREY, 1.2, (8.0, 3.0)), "filled", 7.0, dot=True),
        "needs": ArrowStyle(Stroke(GREY, 1.2, (8.0, 3.0, 2.0, 3.0)), "hollow", 7.5),
        "recover": ArrowStyle(Stroke(HOT, 1.2, (1.6, 3.0)), "hollow", 7.0),
        "gives-up": ArrowStyle(Stroke(HOT, 1.2, (5.0, 2.5, 1.6, 2.5)), "open", 7.0),
        "closed": ArrowStyle(Stroke(HOT, 1.2, (9.0, 3.0)), "open", 7.0),
        "cell": ArrowStyle(Stroke(PALE_LINE, 1.0), "filled", 6.0),
    }
)
_BADGES: Mapping[BadgeLook, BadgeStyle] = MappingProxyType(
    {
        "start": BadgeStyle("#FFFFFF", INK),
        "gone": BadgeStyle("#FFFFFF", GREY),
        "new": BadgeStyle("#FFFFFF", INK),
        "changed": BadgeStyle("#FFFFFF", INK),
        "error": BadgeStyle("#8A1020", "#FFFFFF"),
        "warning": BadgeStyle("#FFD97A", "#4A3300"),
        "remark": BadgeStyle("#D5E6FA", "#123A7A"),
        "channel": BadgeStyle("#FFFFFF", GREY),
        "wait": BadgeStyle("#FFFFFF", GREY),
        "late": BadgeStyle("#FFF0C2", "#5F4500"),
        "pain": BadgeStyle("#FBE3D8", "#8A2B06"),
        "fail-point": BadgeStyle("#FFFFFF", "#8A2B06"),
        "complaint": BadgeStyle("#FFFFFF", GREY),
        "metric": BadgeStyle("#FFFFFF", GREY),
        "note": BadgeStyle("#FFFFFF", GREY),
        "more": BadgeStyle("#DCE4EE", INK),
        "accepted": BadgeStyle("#DDF0E4", "#0B4A2B"),
        "finding": BadgeStyle("#DCEBFA", "#123A7A"),
        "idea": BadgeStyle("#E4F3D3", "#2F4A0B"),
        "dead-end": BadgeStyle(INK, "#FFFFFF"),
        "return": BadgeStyle("#FFFFFF", INK),
        "onward": BadgeStyle("#FFFFFF", INK),
        "exit": BadgeStyle("#FFFFFF", INK),
        "many-leave": BadgeStyle(INK, "#FFFFFF"),
    }
)
_OUTCOMES: Mapping[OutcomeLook, OutcomeStyle] = MappingProxyType(
    {
        "helped": OutcomeStyle("#0B6B3A", WHITE, "#0B6B3A"),
        "transferred": OutcomeStyle("#D5DBE3", INK, INK),
        "refused": OutcomeStyle(INK, WHITE, INK),
        "gave-up": OutcomeStyle(INK, WHITE, INK),
        "stranded": OutcomeStyle(WHITE, INK, INK),
    }
)
_LINES: Mapping[LineName, Stroke] = MappingProxyType(
    {
        "interaction": Stroke(PALE_LINE, 1.6),
        "visibility": Stroke(PALE_LINE, 1.6, (7.0, 4.0)),
        "internal": Stroke(PALE_LINE, 1.6, (2.0, 3.0)),
    }
)


class Logo(Struct, frozen=True):
    """A picture that stands at the head of every sheet: its bytes, what they are, and its size in points."""

    content: bytes
    media_type: MediaType
    width: float
    height: float


class Theme(Struct, frozen=True):
    """The look of a drawing. Sizes of fonts that decide where things lie are in `layout.sizes`.

    `hot` has one meaning: here it harms. `rail` is the line of a system, only a guide for the eye: its dots tell.
    `waits` is the ground of waiting in a ribbon of time, with an outline in `neutral`; `block` that of the title block.

    `faint` is the look of what stands back behind the rest; see `fading`.
    """

    name: str = "default"
    font: str = "Arial"
    families: str = "'Liberation Sans', Arial, Helvetica, sans-serif"
    logo: Logo | None = None
    faint: bool = False
    paper: str = "#FFFFFF"
    card: str = "#FFFFFF"
    ink: str = INK
    grey: str = GREY
    phase: str = "#DDE3EB"
    on_phase: str = INK
    hot: str = HOT
    on_hot: str = WHITE
    block: str = "#E3E8EF"
    curve: str = INK
    second_curve: str = "#7A3E00"
    third_curve: str = "#0F48B5"
    fourth_curve: str = "#4A0F6E"
    neutral: str = PALE_LINE
    rail: str = "#C3CAD3"
    emotion_band: str = "#F6F7F9"
    work: str = "#3C4A5E"
    waits: str = "#D5DBE3"
    waiting: str = "#8A5E00"
    guaranteed: str = "#2F8F5B"
    no_return: str = "#8A1020"
    pleased: str = "#056142"
    displeased: str = HOT
    lanes: Mapping[Lane, LaneStyle] = field(default_factory=lambda: _LANES)
    arrows: Mapping[ArrowLook, ArrowStyle] = field(default_factory=lambda: _ARROWS)
    badges: Mapping[BadgeLook, BadgeStyle] = field(default_factory=lambda: _BADGES)
    outcomes: Mapping[OutcomeLook, OutcomeStyle] = field(default_factory=lambda: _OUTCOMES)
    lines: Mapping[LineName, Stroke] = field(default_factory=lambda: _LINES)
    card_stroke: float = 1.0
    card_radius: float = 5.0
    corner_radius: float = 6.0
    halo: float = 3.4
    bar: float = 4.0
    title_size: float = 18.0
    subtitle_size: float = 10.5
    line_name_size: float = 7.2
    legend_size: float = 9.0


DEFAULT = Theme()
