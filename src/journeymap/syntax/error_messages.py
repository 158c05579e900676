"""The errors of the YAML library, in words for someone who is no programmer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from journeymap.syntax.diagnose_brackets import in_brackets, no_content
from journeymap.syntax.diagnose_lines import (
    EXPECTED,
    after_document,
    directive,
    list_on_key_line,
    no_colon,
    no_key,
    not_an_item,
    second_colon,
)
from journeymap.syntax.diagnose_texts import (
    bad_escape,
    cannot_begin_here,
    forbidden_start,
    special_start,
    tab,
    unclosed_quote,
    unknown,
)
from journeymap.syntax.error_context import ErrorContext, Fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeymap.syntax.nodes import Scalar
    from journeymap.syntax.source import Source

# The words of the library, in C and in Python, as "context: problem".
EXPLANATIONS: tuple[tuple[str, Callable[[ErrorContext], Fault]], ...] = (
    (r"tab character", tab),
    (r"cannot start any token", forbidden_start),
    (r"mapping values are not allowed", second_colon),
    (r"could not find expected ':'", no_colon),
    (r"scanning an? (anchor|alias)|(scanning|parsing) a tag|tag handle", special_start),
    (r"block scalar: .*(comment or a? ?line break|indentation indicator)", special_start),
    (r"sequence entries are not allowed", list_on_key_line),
    (r"mapping keys are not allowed", cannot_begin_here),
    (r"block mapping: (did not find expected key|expected <block end>)", no_key),
    (r"block collection: (did not find expected '-'|expected <block end>)", not_an_item),
    (EXPECTED, in_brackets),
    (r"node content", no_content),
    (r"quoted scalar: found unexpected (end of stream|document)", unclosed_quote),
    (r"escape|hexdecimal|hexadecimal", bad_escape),
    (r"directive|incompatible YAML", directive),
    (r"document start", after_document),
)


def explain(error: Any, source: Source, recent: Scalar | None) -> Fault:
    """Return what a syntax error means to whoever wrote the file."""
    scene = ErrorContext(error, source, recent)
    for pattern, explanation in EXPLANATIONS:
        if re.search(pattern, f"{scene.context}: {scene.problem}"):
            return explanation(scene)
    return unknown(scene)
