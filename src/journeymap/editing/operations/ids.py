"""Ids from words: short, plain, and never what YAML or a reader takes for something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from journeymap.i18n.text import without_marks

if TYPE_CHECKING:
    from collections.abc import Container

_MOST_WORDS = 4
_MOST_SIGNS = 48
# What YAML, or somebody who reads it, takes for nothing, for yes or no, or for all customers and the staff.
_MISREAD = frozenset({
    "null", "none", "nil", "nan", "inf", "true", "false", "yes", "no", "on", "off", "y", "n", "ja", "nee",
    "everyone", "staff",
})  # fmt: skip


def id_of(words: str, taken: Container[str], kind: str) -> str:
    """Return an id for something with these words: up to four, without accents, and with a number where it is taken.

    `kind` is what it is called where its words give none: "step-2".
    """
    parts = re.findall(r"[^\W_]+", without_marks(words).lower().replace("'", "").replace("\u2019", ""))
    plain = "-".join(parts[:_MOST_WORDS])[:_MOST_SIGNS].strip("-")
    if not plain or plain in _MISREAD or _is_number(plain):
        plain = f"{kind}-{plain}" if plain else kind
    name, number = plain, 2
    while name in taken:
        name, number = f"{plain}-{number}", number + 1
    return name


def _is_number(word: str) -> bool:
    """Whether a word begins as a figure or a time does: some reader of YAML takes it for one."""
    return word[0].isdigit()
