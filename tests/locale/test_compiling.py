"""A catalogue is compiled as every other program of gettext does it, and read whether it was compiled or not."""

from __future__ import annotations

import gettext
import io
import shutil
from typing import TYPE_CHECKING

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from journeymap.locale import catalogue
from journeymap.locale.catalogue import compile_catalogue, load

if TYPE_CHECKING:
    from pathlib import Path

WRITTEN = sorted(catalogue.FOLDER.rglob("*.po"))
ALL_OF_THE_FORMAT = r"""
# A comment of the translator.
msgid ""
msgstr ""
"Language: nl\n"
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

#: some/module.py
#, python-brace-format
msgid "a step \"{step}\", a \\ and a\ttab"
msgstr "een stap \"{step}\", een \\ en een\ttab"

msgid "one"
msgstr "één"
msgid "right after it"
msgstr "er meteen achter"

msgid ""
"over more "
"lines\n"
msgstr ""
"over meer "
"regels\n"

msgid "{count} step"
msgid_plural "{count} steps"
msgstr[0] "{count} stap"
msgstr[1] "{count} stappen"

msgctxt "a month"
msgid "May"
msgstr "mei"

#, fuzzy
msgid "not sure"
msgstr "niet zeker"

msgid "not translated"
msgstr ""

#~ msgid "no longer said"
#~ msgstr "niet meer gezegd"
"""


def compiled_by_babel(text: str) -> dict[str, str]:
    file = io.BytesIO()
    write_mo(file, read_po(io.StringIO(text), locale="nl"))
    file.seek(0)
    return entries(file.read())


def entries(compiled: bytes) -> dict[str, str]:
    found = dict(gettext.GNUTranslations(io.BytesIO(compiled))._catalog)
    del found[""]  # the header, in which Babel writes who made it and when
    return found


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.parents[1].name)
def test_what_is_compiled_is_all_that_is_translated(path: Path):
    text = path.read_text(encoding="utf-8")
    assert len(entries(compile_catalogue(text))) > 1000
    assert entries(compile_catalogue(text)) == compiled_by_babel(text)


def test_the_whole_format_is_compiled_as_babel_does_it():
    compiled = entries(compile_catalogue(ALL_OF_THE_FORMAT))
    assert compiled == compiled_by_babel(ALL_OF_THE_FORMAT)
    assert "not sure" not in compiled
    assert compiled['a step "{step}", a \\ and a\ttab'] == 'een stap "{step}", een \\ en een\ttab'


def test_plurals_and_contexts_are_chosen_from_what_is_compiled():
    read = gettext.GNUTranslations(io.BytesIO(compile_catalogue(ALL_OF_THE_FORMAT)))
    assert [read.ngettext("{count} step", "{count} steps", count) for count in (1, 2)] == [
        "{count} stap",
        "{count} stappen",
    ]
    assert read.pgettext("a month", "May") == "mei"
    assert read.gettext("right after it") == "er meteen achter"


def test_the_order_of_the_messages_makes_no_difference_to_the_bytes():
    head, first, second = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n',
        'msgid "a"\nmsgstr "b"\n\n',
        'msgid "c"\nmsgstr "d"\n\n',
    )
    assert compile_catalogue(head + first + second) == compile_catalogue(head + second + first)


@pytest.mark.parametrize("line", ["<<<<<<< ours", 'msgstr "not closed', '"to nothing"', "msgid no quotes"])
def test_what_is_no_catalogue_is_refused_with_the_line(line: str):
    with pytest.raises(ValueError, match="line 2 "):
        compile_catalogue(f"\n{line}\n")


def test_a_catalogue_is_read_as_it_was_written_or_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    source, installed = tmp_path / "source", tmp_path / "installed"
    for path in WRITTEN:
        place = path.relative_to(catalogue.FOLDER)
        for folder in (source, installed):
            (folder / place).parent.mkdir(parents=True)
        shutil.copy(path, source / place)
        (installed / place).with_suffix(".mo").write_bytes(compile_catalogue(path.read_text(encoding="utf-8")))
    read = []
    for folder in (source, installed):
        monkeypatch.setattr(catalogue, "FOLDER", folder)
        gettext._translations.clear()
        read.append(load("nl"))
    assert read[0].gettext("Why") == read[1].gettext("Why") == "Waarom"
    assert read[0]._catalog == read[1]._catalog


def test_the_written_catalogue_counts_where_an_old_compiled_one_stands_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = tmp_path / "nl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "journeymap.po").write_text('msgid "Why"\nmsgstr "Nieuw"\n', encoding="utf-8")
    (folder / "journeymap.mo").write_bytes(compile_catalogue('msgid "Why"\nmsgstr "Oud"\n'))
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    assert load("nl").gettext("Why") == "Nieuw"


def test_a_language_without_a_catalogue_is_english():
    assert load("xx").gettext("Why") == "Why"
