"""A warning for characters that no font at hand can show: PNG and PDF would have boxes in their place.

An SVG is drawn with the fonts of whoever looks at it.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from journeymap.drawing.character_location import places_of
from journeymap.drawing.shapes.primitives import words_in
from journeymap.i18n.messages import say
from journeymap.rendering.font_coverage import lacking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.drawing import Drawing

_MOST = 12  # characters, and places, that are named
_CJK = ("Noto Sans CJK", "fonts-noto-cjk")
_FONTS: Mapping[str, tuple[str, str]] = {
    "CJK": _CJK,
    "Hangul": _CJK,
    "Hiragana": _CJK,
    "Katakana": _CJK,
    "Bopomofo": _CJK,
    "Emoji": ("Noto Color Emoji", "fonts-noto-color-emoji"),
    "Symbols": ("Noto Sans Symbols 2", "fonts-noto-core"),
}


def warn_of_missing(drawing: Drawing) -> None:
    """Warn once for each script of which a drawing has characters that no font at hand can show."""
    scripts: dict[str, list[str]] = {}
    for character in lacking(words.text for scene in drawing.scenes for words in words_in(scene.elements)):
        scripts.setdefault(script_of(character), []).append(character)
    if not scripts:
        return
    value = places_of(drawing.graph.blueprint, {item for characters in scripts.values() for item in characters})
    where = {
        script: sorted({place for item in characters for place in value[item]})
        for script, characters in scripts.items()
    }
    for script in sorted(scripts, key=lambda script: where[script][:1]):
        characters, places = scripts[script], where[script]
        font, package = _FONTS.get(script, (f"Noto Sans {script}", "fonts-noto-core"))
        listed = " ".join(map(_shown, characters[:_MOST])) + (" …" if len(characters) > _MOST else "")
        also = [f"{place.line}:{place.column}" for place in places[1:_MOST]] + ["…"] * (len(places) > _MOST)
        if also:
            message = say(
                "no font here has {characters} ({script}, also at {places}): PNG and PDF show boxes in their place",
                characters=listed, script=script, places=" ".join(also),
            )  # fmt: skip
        else:
            message = say(
                "no font here has {characters} ({script}): PNG and PDF show boxes in their place",
                characters=listed, script=script,
            )  # fmt: skip
        remedy = say(
            'install a font that has them, such as "{font}" (on Debian and Ubuntu the package {package}); '
            "an SVG takes the fonts of whoever looks at it",
            font=font, package=package,
        )  # fmt: skip
        drawing.warn(message, places[0] if places else None, remedy)


def script_of(character: str) -> str:
    """Return the script of a character, as fonts are called by it: `Thai`, `CJK`, `Emoji`, `Symbols`."""
    category = unicodedata.category(character)
    if category[0] in "LMN":
        first = unicodedata.name(character, "Symbols").split()[0]
        return first if first == "CJK" else first.capitalize()
    return "Emoji" if ord(character) >= 0x1F000 else "Symbols"


def _shown(character: str) -> str:
    """Return a character as it can be listed: a mark on a circle, as it would stand on a letter."""
    return "\u25cc" + character if unicodedata.category(character)[0] == "M" else character
