"""A theme from a TOML file: colours, fonts, a logo, on top of a theme that there is already."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from msgspec.structs import replace

from journeymap.config import KeyPlaces, read_toml
from journeymap.diagnostics import INVALID_VALUE, UNKNOWN_KEY, Code, Diagnostic, Severity, closest
from journeymap.drawing.theme.contrast import pairs
from journeymap.drawing.theme.theme import DEFAULT, Head, Logo
from journeymap.i18n.messages import say
from journeymap.unknown_words import UnknownWords

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from journeymap.drawing.shapes.primitives import MediaType
    from journeymap.drawing.theme.theme import Theme
    from journeymap.i18n.messages import Message

_BUILT_IN = Path(__file__).parent / "built_in"
THEMES = ("default", *sorted(path.stem for path in _BUILT_IN.glob("*.toml")))
_COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")
_FONT = re.compile(r"[\w ,'.-]+")
_COLOURS = {
    "paper": "paper",
    "card": "card",
    "ink": "ink",
    "grey": "grey",
    "phase": "phase",
    "on-phase": "on_phase",
    "hot": "hot",
    "on-hot": "on_hot",
    "block": "block",
    "curve": "curve",
    "second-curve": "second_curve",
    "third-curve": "third_curve",
    "fourth-curve": "fourth_curve",
    "neutral": "neutral",
    "rail": "rail",
    "band": "emotion_band",
    "pleased": "pleased",
    "displeased": "displeased",
    "work": "work",
    "waits": "waits",
    "waiting": "waiting",
    "guaranteed": "guaranteed",
    "no-return": "no_return",
}
_SIZES = {
    "card-stroke": ("card_stroke", 0.25, 4.0),
    "card-radius": ("card_radius", 0.0, 14.0),
    "corner-radius": ("corner_radius", 0.0, 14.0),
    "halo": ("halo", 0.0, 8.0),
    "bar": ("bar", 0.0, 8.0),
}
_TABLES = ("colours", "lanes", "arrows", "badges", "outcomes", "lines", "sizes")
_KNOWN = ("base", "font", "families", "logo", *_TABLES)


@lru_cache
def built_in(name: str) -> Theme:
    """Return a theme that comes with the program, by its name; KeyError when there is none of that name."""
    if name == DEFAULT.name:
        return DEFAULT
    if name not in THEMES:
        raise KeyError(name)
    theme, _ = read_theme(_BUILT_IN / f"{name}.toml", name)
    return replace(theme, name=name)


def read_theme(path: Path, shown: str) -> tuple[Theme, list[Diagnostic]]:
    """Return the theme in a file, and what is wrong with it. What is wrong is left as it is in the base.

    `shown` is what diagnostics call the file. Colours that hardly stand out are warned of.
    """
    data, text, problems = read_toml(path, shown)
    if not isinstance(data, dict):
        return DEFAULT, problems
    reading = _Reading(KeyPlaces(shown, text), path.parent)
    theme = replace(reading.read(data), name=path.stem)
    reading.judge(theme)
    reading.problems += reading.unknown.rest()
    return theme, sorted(reading.problems, key=lambda problem: problem.order)


class _Reading:
    """The reading of one theme: what it changes, and what is wrong with it."""

    def __init__(self, places: KeyPlaces, folder: Path) -> None:
        self.places = places
        self.folder = folder
        self.unknown = UnknownWords()
        self.problems: list[Diagnostic] = []

    def read(self, data: Mapping[str, Any]) -> Theme:
        theme = self._base(data.get("base", DEFAULT.name))
        self._known(data, (), _KNOWN)
        changes: dict[str, Any] = {}
        for key in ("font", "families"):
            if key in data and self._is_font(key, data[key]):
                changes[key] = data[key]
        if "font" in changes and "families" not in changes:
            changes["families"] = f"'{changes['font']}', {theme.families}"
        if "logo" in data:
            changes["logo"] = self._logo(data["logo"])
        tables = {name: self._table(data.get(name, {}), (name,)) for name in _TABLES}
        self._known(tables["colours"], ("colours",), tuple(_COLOURS))
        for key, field in _COLOURS.items():
            changes[field] = self._colour(tables["colours"], ("colours",), key, getattr(theme, field))
        self._known(tables["sizes"], ("sizes",), tuple(_SIZES))
        for key, (field, low, high) in _SIZES.items():
            changes[field] = self._number(tables["sizes"], ("sizes", key), getattr(theme, field), (low, high))
        changes["lanes"] = self._each(tables["lanes"], "lanes", theme.lanes, ("band", "accent", "border"), self._lane)
        changes["badges"] = self._each(tables["badges"], "badges", theme.badges, ("ground", "ink"), self._surface)
        edged = ("ground", "ink", "edge")
        changes["outcomes"] = self._each(tables["outcomes"], "outcomes", theme.outcomes, edged, self._surface)
        line = ("colour", "width", "dash")
        changes["lines"] = self._each(tables["lines"], "lines", theme.lines, line, self._stroke)
        arrow = (*line, "head", "size", "dot")
        changes["arrows"] = self._each(tables["arrows"], "arrows", theme.arrows, arrow, self._arrow)
        return replace(theme, **changes)

    def judge(self, theme: Theme) -> None:
        """Warn of colours that hardly stand out from what they stand on, each by its worst ground."""
        worst: dict[tuple[str, ...], Any] = {}
        for pair in pairs(theme):
            if not pair.is_legible and (pair.key not in worst or pair.contrast < worst[pair.key].contrast):
                worst[pair.key] = pair
        for key, pair in worst.items():
            message = say(
                "{colour} on {ground} has a contrast of {contrast} to 1; at least {least} can be read",
                colour=pair.colour, ground=pair.ground, contrast=pair.contrast, least=pair.least,
            )  # fmt: skip
            remedy = say("make it darker on a light ground, or lighter on a dark one")
            place = self.places.of(key)
            self.problems.append(Diagnostic(INVALID_VALUE, Severity.WARNING, message, place, remedy))

    def _base(self, name: object) -> Theme:
        if isinstance(name, str) and name in THEMES:
            return built_in(name)
        message = say('no theme is called "{name}"', name=name)
        self._wrong(("base",), message, _meant(str(name), THEMES))
        return DEFAULT

    def _table(self, value: Any, path: tuple[str, ...]) -> Mapping[str, Any]:
        if isinstance(value, dict):
            return value
        self._wrong(path, say('"{key}" must be a table', key=path[-1]), say("write [{key}]", key=".".join(path)))
        return {}

    def _known(self, table: Mapping[str, Any], path: tuple[str, ...], known: tuple[str, ...]) -> None:
        for key in table:
            if key not in known and not self.unknown.may_tell(key):
                self.unknown.leave(self.places.of((*path, key)))
            elif key not in known:
                message = say('"{key}" is not a word of a theme', key=key)
                self._wrong((*path, key), message, _meant(key, known), UNKNOWN_KEY)

    def _each(
        self,
        table: Mapping[str, Any],
        name: str,
        styles: Mapping[Any, Any],
        known: tuple[str, ...],
        change: Callable[[Mapping[str, Any], tuple[str, ...], Any], Any],
    ) -> Mapping[Any, Any]:
        """Return the styles of a kind of thing, each as the file changes it."""
        self._known(table, (name,), tuple(styles))
        values = {}
        for kind, style in styles.items():
            path = (name, kind)
            own = self._table(table.get(kind, {}), path)
            self._known(own, path, known)
            values[kind] = change(own, path, style)
        return values

    def _surface(self, own: Mapping[str, Any], path: tuple[str, ...], style: Any) -> Any:
        fields = style.__struct_fields__
        return replace(style, **{field: self._colour(own, path, field, getattr(style, field)) for field in fields})

    def _lane(self, own: Mapping[str, Any], path: tuple[str, ...], style: Any) -> Any:
        changes = {field: self._colour(own, path, field, getattr(style, field)) for field in ("band", "accent")}
        # Whoever chooses an accent chooses it for the cards as well.
        border = "" if "accent" in own else style.border
        if "border" in own:
            border = self._colour(own, path, "border", style.border or style.accent)
        return replace(style, **changes, border=border)

    def _stroke(self, own: Mapping[str, Any], path: tuple[str, ...], stroke: Any) -> Any:
        dash = own.get("dash", stroke.dash)
        if not isinstance(dash, (list, tuple)) or not all(_is_number(length) and 0 < length < 60 for length in dash):
            remedy = say("write the lengths of dashes and gaps in points, such as [5, 3]; [] for a solid line")
            self._wrong((*path, "dash"), say('"{value}" is not a dash', value=dash), remedy)
            dash = stroke.dash
        return replace(
            stroke,
            colour=self._colour(own, path, "colour", stroke.colour),
            width=self._number(own, (*path, "width"), stroke.width, (0.25, 6.0)),
            dash=tuple(float(length) for length in dash),
        )

    def _arrow(self, own: Mapping[str, Any], path: tuple[str, ...], style: Any) -> Any:
        head, dot, heads = own.get("head", style.head), own.get("dot", style.dot), get_args(Head)
        if head not in heads:
            self._wrong((*path, "head"), say('"{value}" is not an arrowhead', value=head), _meant(str(head), heads))
            head = style.head
        if not isinstance(dot, bool):
            self._wrong((*path, "dot"), say('"{value}" cannot stand here', value=dot), say("write true or false"))
            dot = style.dot
        return replace(
            style,
            stroke=self._stroke(own, path, style.stroke),
            head=head,
            dot=dot,
            size=self._number(own, (*path, "size"), style.size, (3.0, 14.0)),
        )

    def _colour(self, table: Mapping[str, Any], path: tuple[str, ...], key: str, default: str) -> str:
        value = table.get(key, default)
        if isinstance(value, str) and (value == default or _COLOUR.fullmatch(value)):
            digits = value[1:] if len(value) == 7 else "".join(digit * 2 for digit in value[1:])
            return f"#{digits.upper()}"
        remedy = say('write red, green and blue between quotes, such as "#1B5E20"')
        self._wrong((*path, key), say('"{value}" is not a colour', value=value), remedy)
        return default

    def _number(
        self, table: Mapping[str, Any], path: tuple[str, ...], default: float, limits: tuple[float, float]
    ) -> float:
        value, (low, high) = table.get(path[-1], default), limits
        if _is_number(value) and low <= value <= high:
            return float(value)
        remedy = say("write a number of points from {low} to {high}", low=low, high=high)
        self._wrong(path, say('"{value}" cannot stand here', value=value), remedy)
        return default

    def _is_font(self, key: str, value: Any) -> bool:
        if isinstance(value, str) and _FONT.fullmatch(value) and len(value) < 200:
            return True
        remedy = say('write the name of a font, such as "Arial"')
        self._wrong((key,), say('"{value}" is not the name of a font', value=value), remedy)
        return False

    def _logo(self, value: Any) -> Any:
        if not isinstance(value, str) or not value.strip() or "\0" in value:
            remedy = say("write the path of a PNG or SVG, seen from the file of the theme")
            self._wrong(("logo",), say('"{value}" is not a path', value=value), remedy)
            return None
        try:
            return read_logo(self.folder / value)
        except LogoError as error:
            self._wrong(("logo",), error.message, error.remedy)
            return None

    def _wrong(self, path: tuple[str, ...], message: Message, remedy: Message, code: Code = INVALID_VALUE) -> None:
        self.problems.append(Diagnostic(code, Severity.ERROR, message, self.places.of(path), remedy))


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _meant(word: str, known: tuple[str, ...]) -> Message:
    meant = closest(word, known)
    return say('did you mean "{word}"?', word=meant) if meant else say("known words: {words}", words=list(known))


MOST_BYTES = 256 * 1024
_HIGHEST, _WIDEST = 24.0, 140.0
_PNG = b"\x89PNG\r\n\x1a\n"
_ROOT = re.compile(r"<svg\b[^>]*>", re.IGNORECASE)
_LENGTH = re.compile(r'\b(width|height)\s*=\s*["\']\s*([0-9.]+)\s*(?:px|pt|mm|cm|in)?\s*["\']')
_BOX = re.compile(r'\bviewBox\s*=\s*["\']\s*([-0-9.eE+]+)[\s,]+([-0-9.eE+]+)[\s,]+([0-9.eE+]+)[\s,]+([0-9.eE+]+)')


class LogoError(ValueError):
    """A logo cannot be used: why, and what to do about it."""

    def __init__(self, message: Message, remedy: Message) -> None:
        super().__init__(str(message))
        self.message = message
        self.remedy = remedy


def read_logo(path: Path) -> Logo:
    """Return the logo in a file; LogoError when it cannot be read, is too large, or is neither PNG nor SVG."""
    try:
        if path.exists() and not path.is_file():
            # A pipe would be waited for without end.
            message = say('the logo "{name}" is not a file', name=path.name)
            raise LogoError(message, say("save the logo as PNG or as SVG"))
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        message = say('the logo "{name}" cannot be read: {reason}', name=path.name, reason=error.strerror)
        raise LogoError(message, say("the path of the logo is seen from the file of the theme")) from None
    if len(content) > MOST_BYTES:
        message = say('the logo "{name}" is larger than {most} kB', name=path.name, most=MOST_BYTES // 1024)
        raise LogoError(message, say("it is a few centimetres wide on paper: save it smaller, or as SVG"))
    if content.startswith(_PNG):
        width, height = (int.from_bytes(content[place : place + 4], "big") for place in (16, 20))
        return _fitted(path, content, "image/png", (width, height))
    return _fitted(path, content, "image/svg+xml", _svg_size(content.decode("utf-8", "replace")))


def _svg_size(text: str) -> tuple[float, float]:
    """Return width and height of an SVG, by its own words or by its view box; zeros when it has neither."""
    root = _ROOT.search(text)
    if root is None:
        return (0.0, 0.0)
    try:
        lengths = {match[1]: float(match[2]) for match in _LENGTH.finditer(root[0])}
        box = _BOX.search(root[0])
        if box is not None:
            return (float(box[3]), float(box[4]))
    except ValueError:
        return (0.0, 0.0)
    return (lengths.get("width", 0.0), lengths.get("height", 0.0))


def _fitted(path: Path, content: bytes, media_type: MediaType, size: tuple[float, float]) -> Logo:
    width, height = size
    if not (0 < width < 1e6 and 0 < height < 1e6):
        message = say('"{name}" is neither a PNG nor an SVG with a width and a height', name=path.name)
        raise LogoError(message, say("save the logo as PNG or as SVG"))
    scale = min(_HIGHEST / height, _WIDEST / width)
    return Logo(content, media_type, width * scale, height * scale)
