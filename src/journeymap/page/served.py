"""The page as a server shows it: with the script for editing, and in parts that a page which is open exchanges.

It differs from the page that is drawn into a file by three things: it may speak to its own server, it holds what that
knows of the file, and the pages for the printer are fetched when somebody prints.
"""

from __future__ import annotations

import json
import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from journeymap.page.assembly import EARLY, Page, policy, script_of, style_of
from journeymap.page.drawing import printed
from journeymap.page.markup import plain, trusted
from journeymap.page.words import EDITING, meanings
from journeymap.page.words import templates as script_templates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.drawing import Drawing

_FOLDER = Path(__file__).parent
_SCRIPTS: tuple[str, ...] = (
    "live",
    "writing",
    "card_words",
    "form",
    "moving",
    "handles",
    "what_if",
    "first_steps",
    "side_text",
)
"""The scripts that only a served page has, in their order."""
_STYLE = "editing.css"
_ARTICLE = re.compile(r'<article class="told-step" id="([^"]*)" data-told="(\d+)">.*?</article>', re.DOTALL)
_STATE = Markup('<script type="application/json" id="served">{}</script>\n')
_WORDS = Markup('<script type="application/json" id="editing-words">{}</script>\n')
_PRINTED = Markup("<div>{}</div>\n")


class ServedPage:
    """One drawing as a page of a server."""

    def __init__(self, drawing: Drawing) -> None:
        self.page = Page(drawing)

    def html(self, state: str) -> tuple[str, str]:
        """Return the page and its policy; `state` is what the server knows of the file, as JSON."""
        page = self.page
        outline = page.text.outline
        heading = Markup('<h1 lang="{}">{}</h1>').format(plain(outline.language), plain(outline.title))
        style = style_of(page.drawing.options.theme) + trusted(_read(_STYLE))
        script = script_of("\n".join(_read(f"{name}.js") for name in _SCRIPTS))
        rules = f"{policy(style, EARLY, script)}; connect-src 'self'"
        frame = page.frame(heading, page.filled("lists"), page.filled("switches"), whole=True)
        html = page.filled(
            "page",
            policy=rules,
            early=trusted(EARLY),
            style=style,
            script=script,
            printed=Markup(),
            frame=frame,
            served=_STATE.format(trusted(in_script(state))) + _WORDS.format(trusted(in_script(_words(page.language)))),
        )
        return str(html), rules

    @cached_property
    def printed(self) -> str:
        """The drawing on pages, as it stands in the page that is drawn into a file."""
        return str(Markup("").join(map(_PRINTED.format, map(trusted, printed(self.page.drawing)))))

    @property
    def root(self) -> Mapping[str, str]:
        """The attributes of the SVG."""
        return self.page.sheet.attributes

    @cached_property
    def told(self) -> str:
        """The whole blueprint as text."""
        return self._told("steps")

    @cached_property
    def articles(self) -> Mapping[str, str]:
        """What is told of each step, by the id of the article in the page."""
        return {match[1]: match[0] for match in _ARTICLE.finditer(self.told)}

    def told_since(self, articles: Mapping[str, str]) -> str:
        """Return the whole blueprint as text, in which every step that is told as in `articles` is left empty."""

        def short(match: re.Match[str]) -> str:
            if articles.get(match[1]) != match[0]:
                return match[0]
            return f'<article class="told-step" id="{match[1]}" data-told="{match[2]}" data-kept=""></article>'

        return _ARTICLE.sub(short, self.told)

    @cached_property
    def findings(self) -> str:
        """The items of the list of findings."""
        return self._told("findings")

    @cached_property
    def accepted(self) -> str:
        """The items of the list of what was accepted."""
        return self._told("accepted")

    def _told(self, part: str) -> str:
        return str(self.page.filled("parts", part=part))


def in_script(data: str) -> str:
    """Return JSON that may stand in an element of script: no character of it can end one."""
    escaped = data.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return escaped.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _words(language: str) -> str:
    """Return what the script says, and the meaning of each word of a step, as JSON."""
    return json.dumps({**script_templates(EDITING, language), **meanings(language)}, separators=(",", ":"))


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")
