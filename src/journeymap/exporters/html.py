"""HTML, a page to look around in: the drawing with everything that the blueprint knows about each step, in one file.

Nothing is fetched and nothing is sent. The page allows only its own style and script, known by their hashes, and every
text of the blueprint is escaped. Whoever cannot use the drawing finds all of it as text in the same page, also without
a script.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from journeymap.drawing.fading import faint
from journeymap.drawing.theme_file import built_in
from journeymap.exporter import Exporter, Part
from journeymap.exporters._page_colours import forced, properties
from journeymap.exporters._page_data import data_of
from journeymap.exporters._page_drawing import Sheet, printed
from journeymap.exporters._page_text import PageText
from journeymap.exporters._page_words import PAGE, SCRIPT, words
from journeymap.exporters._svg_text import text_of
from journeymap.exporters._tell import tell
from journeymap.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.drawing import Drawing, Theme
    from journeymap.exporters._told import Told

DARK = "dark"
_FOLDER = Path(__file__).parent / "page"
_SCRIPTS = ("core", "view", "steps", "panel", "paths", "search", "rows", "persona", "start")


def render(drawing: Drawing) -> tuple[Part, ...]:
    """Return the page; it shows the whole drawing, and prints it on pages."""
    told, sheet, language = tell(drawing), Sheet(drawing), drawing.language
    text = PageText(told, sheet.numbers, language)
    style, script = _style(drawing.options.theme), _script()
    plain = {
        **words(PAGE, language),
        "language": language,
        "content_language": told.language,
        "title": told.title,
        "description": sheet.scene.description,
        "count": str(len(told.findings)),
        "policy": _policy(style, script),
    }
    page = Template((_FOLDER / "page.html").read_text(encoding="utf-8")).substitute(
        {name: text_of(value) for name, value in plain.items()},
        style=style,
        script=script,
        svg_root=sheet.root,
        shapes=sheet.shapes(_names(told, language)),
        told="\n".join(text.steps()),
        findings_list="".join(text.findings()),
        accepted_list="".join(text.accepted()),
        printed="".join(f"<div>{page}</div>\n" for page in printed(drawing)),
        data=data_of(sheet, words(SCRIPT, language)),
    )
    return (Part("", page.encode("utf-8", "replace")),)


def _names(told: Told, language: str) -> Mapping[str, str]:
    """Return what each step is called to those who cannot see it: its words, and how much was found about it."""
    names = {}
    for phase in told.phases:
        for step in phase.steps:
            count = len(step.findings)
            found = say("1 finding") if count == 1 else say("{count} findings", count=count)
            names[step.id] = f"{step.label}; {found.text(language)}" if count else step.label
    return names


def _policy(style: str, script: str) -> str:
    """Return the content security policy: nothing but this style, this script, and pictures that are in the page."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:;"
        " base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")


def _script() -> str:
    """Return all scripts as one, closed in itself."""
    parts = [(_FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS]
    return '(() => {\n"use strict";\n' + "\n".join(parts) + "})();\n"


def _style(theme: Theme) -> str:
    """Return the style of the page with the colours of a theme, of its dark counterpart and of the reader's own.

    What stands back has the colours that the theme has for it, so that it can still be read.
    """
    dark = built_in(DARK) if theme.name != DARK else theme

    def colours(like: Theme, where: str) -> str:
        return f"{where}{{{properties(theme, like)}}}\n{where} .faint{{{properties(theme, faint(like))}}}\n"

    screen = colours(dark, ":root[data-colours=dark]")
    preferred = colours(dark, ":root:not([data-colours=light])")
    return (
        f"{colours(theme, ':root')}"
        f"@media screen{{\n{screen}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{\n{preferred}}}\n"
        f"@media (forced-colors:active){{\n:root:root:root,:root:root:root .faint{{{forced(theme)}}}}}\n"
    ) + (_FOLDER / "page.css").read_text(encoding="utf-8")


EXPORTER: Exporter[Drawing] = Exporter("html", ".html", binary=False, render=render)
