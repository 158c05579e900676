"""PNG and PDF made of our SVG by Typst, a typesetter that comes as a Python wheel and needs nothing of the system.

It draws with the font of the package and those of the machine. Texts stay texts in a PDF, and every page says in words
what it shows.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from journeymap.exporter import ExportError
from journeymap.graphviz.fonts import FONTS, configuration
from journeymap.i18n.messages import say
from journeymap.svg.text import svg_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import typst

    from journeymap.drawing import Theme
    from journeymap.drawing.shapes.primitives import Scene

_FAMILY = "'Liberation Sans'"  # what texts were measured with: the last resort of every theme
# Texts come in as inputs and never as source, so that no word of a blueprint is taken for a command.
_DOCUMENT = "#set document(title: sys.inputs.title, date: none)\n#set text(lang: sys.inputs.language)\n"
_PAGE = (
    "#page(width: {width:.8f}pt, height: {height:.8f}pt, margin: 0pt, place(image(bytes(sys.inputs.svg-{number}), "
    'format: "svg", width: 100%, height: 100%, fit: "stretch", alt: sys.inputs.alt-{number})))\n'
)
_DEFAULT_DPI = 72.0
_LESS = 0.01  # of a dot


@lru_cache(maxsize=1)
def trouble() -> str | None:
    """Return why Typst cannot be used: it is not installed, or cannot be loaded; None where it can."""
    try:
        import typst  # noqa: F401
    except (ImportError, OSError) as error:
        return str(error)
    return None


def png(scene: Scene, theme: Theme, dpi: float | None) -> bytes:
    """Return a scene as PNG. Raises `ExportError` where Typst refuses."""
    return _compiled([scene], theme, "png", dpi or _DEFAULT_DPI)


def pdf(scenes: Sequence[Scene], theme: Theme) -> bytes:
    """Return scenes as the pages of one PDF. Raises `ExportError` where Typst refuses."""
    return _compiled(scenes, theme, "pdf")


def font_files() -> Iterable[Path]:
    """Return the files of all fonts that Typst draws with, each once."""
    return sorted({Path(font.path) for font in _fonts(configuration()).fonts() if font.path})


def _compiled(scenes: Sequence[Scene], theme: Theme, form: str, dpi: float | None = None) -> bytes:
    import typst

    theme = replace(theme, families=f"{theme.families}, {_FAMILY}")
    inputs = {"title": scenes[0].title, "language": scenes[0].language}
    document = _DOCUMENT
    for number, scene in enumerate(scenes):
        page, picture = _sizes(scene, dpi)
        inputs |= {f"svg-{number}": svg_of(scene, theme, size=picture), f"alt-{number}": scene.description}
        width, height = page
        document += _PAGE.format(width=width, height=height, number=number)
    try:
        content = typst.compile(
            document.encode(),
            font_paths=_fonts(configuration()),
            sys_inputs=inputs,
            format=form,
            ppi=dpi,  # type: ignore[call-overload]
        )
    except typst.TypstError as error:
        raise ExportError(
            say("Typst could not write {form}: {reason}", form=form.upper(), reason=error.message),
            say('"journeymap doctor" tells what is used; SVG needs nothing'),
        ) from None
    return bytes(content)


def _sizes(scene: Scene, dpi: float | None) -> tuple[tuple[float, float], tuple[float, float] | None]:
    """Return the size of the page of a scene in points, and that of the SVG on it, None for its own.

    Typst draws an SVG to `ceil(page width)` dots, or to as many as its height takes in the proportions of the SVG where
    these are more, and to `ceil(width / proportions)` dots of height, all in numbers of seven digits; then it fits the
    dots to the page. A dot more than the page has is a line of dots that is left out, and with it the middle of all
    words there. So a page is a hundredth of a dot smaller than whole dots, and the SVG half of that in its height.
    """
    width, height = (side * scene.scale for side in (scene.width, scene.height))
    if dpi is None:
        return (width, height), None
    across, down = (max(round(side * dpi / _DEFAULT_DPI), 1) for side in (width, height))
    dot = _DEFAULT_DPI / dpi
    return ((across - _LESS) * dot, (down - _LESS) * dot), (across, down - _LESS / 2)


@lru_cache(maxsize=4)
def _fonts(configuration: str) -> typst.Fonts:
    """Return the font of the package and those of the machine, under a configuration of fontconfig or the usual one."""
    import typst

    del configuration  # it is read where the fonts are looked for
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=[str(FONTS)])
