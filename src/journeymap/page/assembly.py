"""The interactive page put together: the drawing with everything that the blueprint knows about each step.

Nothing is fetched and nothing is sent. The page allows only its own style and script, known by their hashes, and every
text of the blueprint is escaped. Whoever cannot use the drawing finds all of it as text in the same page, also without
a script.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from journeymap.drawing.theme.dimming import faint
from journeymap.drawing.theme.theme_file import built_in
from journeymap.i18n.messages import plural
from journeymap.outline.builder import tell
from journeymap.page.colours import by_property, forced, properties
from journeymap.page.data import data_of
from journeymap.page.drawing import Sheet, printed
from journeymap.page.markup import plain, templates, trusted
from journeymap.page.text import PageText
from journeymap.page.words import PAGE, SCRIPT
from journeymap.page.words import templates as script_templates
from journeymap.svg.text import svg_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeymap.drawing import Drawing, Theme
    from journeymap.drawing.shapes.primitives import Scene
    from journeymap.findings.numbering import Numbered
    from journeymap.outline.model import Outline

DARK = "dark"
# Runs before anything of the page is there: what only those without a script see is not laid out in vain, which of a
# large blueprint takes seconds.
EARLY = 'document.documentElement.classList.add("scripted");'
_FOLDER = Path(__file__).parent
_PRINTED = Markup("<div>{}</div>\n")
_SCRIPTS = (
    "core",
    "view",
    "names",
    "steps",
    "peek",
    "panel",
    "paths",
    "search",
    "rows",
    "persona",
    "compared",
    "present",
    "printing",
    "address",
    "start",
)


class Pieces(Struct, frozen=True):
    """A drawing to look around in, in pieces of HTML that another page can hold.

    `frame` is the drawing with its tools, its panel and its text, all that the script works with but for what stands in
    the other pieces; `switches` are the buttons for colours and print; `pages` the drawing for the printer; `style` and
    `script` what has to stand in the page as they are, since the policy knows them by their hashes. `labels` are the
    steps in words with their numbers, by their ids. `language` is that of the texts of the blueprint.
    """

    style: Markup
    script: Markup
    frame: Markup
    switches: Markup
    pages: Markup
    title: str
    language: str
    labels: Mapping[str, str]


def page_of(drawing: Drawing) -> str:
    """Return the page that holds one drawing and nothing else; it shows all of it, and prints it on pages."""
    page = Page(drawing)
    outline = page.text.outline
    heading = Markup('<h1 lang="{}">{}</h1>').format(plain(outline.language), plain(outline.title))
    pieces = page.pieces(heading, page.filled("lists"), page.filled("switches"), whole=True)
    return page.filled(
        "page",
        policy=policy(pieces.style, EARLY, pieces.script),
        early=trusted(EARLY),
        style=pieces.style,
        script=pieces.script,
        printed=pieces.pages,
        frame=pieces.frame,
        served=Markup(),
    )


def pieces_of(drawing: Drawing, heading: str, style: str, script: str, marks: Sequence[Numbered] = ()) -> Pieces:
    """Return a drawing to stand in another page below a heading, which is HTML, with more style and script.

    That page has to hold what `switches` are, and lists of findings with the ids `findings-list` and `accepted-list`,
    their items with the attributes `data-severity` and, where they are about a step, `data-place`. `marks` are the
    findings by the numbers that they have there: on paper these stand on the cards.
    """
    pieces = Page(drawing, marks).pieces(trusted(heading), Markup(), Markup(), whole=False)
    return replace(pieces, style=pieces.style + trusted(style), script=script_of(script))


def in_page(theme: Theme) -> Theme:
    """Return a theme whose colours are those that the style of a page has, light or dark as its reader wants them."""
    return by_property(theme)


def picture(scene: Scene, theme: Theme, prefix: str) -> str:
    """Return a scene as SVG for a page; the theme is one of `in_page`, the prefix keeps ids apart from all others."""
    return svg_of(scene, theme, prefix)


class Page:
    """What the pieces of one page are made of."""

    def __init__(self, drawing: Drawing, marks: Sequence[Numbered] = ()) -> None:
        self.drawing = drawing
        self.marks = marks
        self.sheet, self.language = Sheet(drawing), drawing.language
        outline = tell(drawing)
        self.text = PageText(outline, self.sheet.numbers, drawing.graph.blueprint.personas)
        self.templates = templates(_FOLDER / "templates", self.language)
        self.shared: Mapping[str, object] = {
            **PAGE,
            "language": self.language,
            "content_language": outline.language,
            "title": outline.title,
            "description": self.sheet.scene.description,
            "count": len(outline.findings),
            "page": self.text,
            "outline": outline,
        }

    @cached_property
    def shapes(self) -> str:
        """The shapes of the drawing as SVG."""
        return self.sheet.shapes(_names(self.text.outline, self.language))

    @cached_property
    def data(self) -> str:
        """What the script computes with, as JSON."""
        return data_of(self.sheet, script_templates(SCRIPT, self.language))

    def filled(self, name: str, **pieces: object) -> Markup:
        """Return a piece of HTML with the words of the page, escaped, and with other pieces in it."""
        return trusted(self.templates.get_template(f"{name}.html").render(self.shared, **pieces))

    def frame(self, heading: Markup, lists: Markup, switches: Markup, *, whole: bool) -> Markup:
        """Return the drawing with its tools, its panel and its text; `whole` when nothing else stands in the page."""
        return self.filled(
            "frame",
            heading=heading,
            switches=switches,
            lists=lists,
            whole=whole,
            svg_root=trusted(self.sheet.root),
            shapes=trusted(self.shapes),
            data=trusted(self.data),
        )

    def pieces(self, heading: Markup, lists: Markup, switches: Markup, *, whole: bool) -> Pieces:
        """Return all pieces; `whole` when nothing else stands in the page."""
        outline = self.text.outline
        frame = self.frame(heading, lists, switches, whole=whole)
        steps = [step for phase in outline.phases for step in phase.steps]
        return Pieces(
            style=style_of(self.drawing.options.theme),
            script=script_of(),
            frame=frame,
            switches=self.filled("switches"),
            pages=Markup("").join(map(_PRINTED.format, map(trusted, printed(self.drawing, self.marks)))),
            title=outline.title,
            language=outline.language,
            labels={step.id: f"{step.number}. {step.label}" for step in steps},
        )


def _names(outline: Outline, language: str) -> Mapping[str, str]:
    """Return what each step is called to those who cannot see it: its words, and how much was found about it."""
    names = {}
    for phase in outline.phases:
        for step in phase.steps:
            count = len(step.findings)
            count_in_words = plural("{count} finding", "{count} findings", count)
            names[step.id] = f"{step.label}; {count_in_words.text(language)}" if count else step.label
    return names


def policy(style: str, *scripts: str) -> str:
    """Return the content security policy: nothing but this style, these scripts, and pictures that are in the page."""
    known = " ".join(f"'{_hash(script)}'" for script in scripts)
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src {known}; img-src data:;"
        " base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")


def script_of(more: str = "") -> Markup:
    """Return all scripts as one, closed in itself."""
    parts = [(_FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS]
    whole = "\n".join([*parts, *([more] if more else [])])
    return trusted(f'(() => {{\n"use strict";\n{whole}}})();\n')


def style_of(theme: Theme) -> Markup:
    """Return the style of the page with the colours of a theme, of its dark counterpart and of the reader's own.

    What stands back has the colours that the theme has for it, so that it can still be read.
    """
    dark = built_in(DARK) if theme.name != DARK else theme

    def colours(like: Theme, where: str) -> str:
        return f"{where}{{{properties(theme, like)}}}\n{where} .faint{{{properties(theme, faint(like))}}}\n"

    screen = colours(dark, ":root[data-colours=dark]")
    preferred = colours(dark, ":root:not([data-colours=light])")
    of_theme = (
        f"{colours(theme, ':root')}.faint{{fill:{by_property(theme).ink}}}\n"
        f"@media screen{{\n{screen}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{\n{preferred}}}\n"
        f"@media (forced-colors:active){{\n:root:root:root,:root:root:root .faint{{{forced(theme)}}}}}\n"
    )
    return trusted(of_theme + (_FOLDER / "page.css").read_text(encoding="utf-8"))
