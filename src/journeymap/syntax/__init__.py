"""Text to nodes, each with its place; the only folder that knows YAML."""

from journeymap.syntax.limits import Budget
from journeymap.syntax.nodes import Mapping, Node, PlainData, Scalar, Sequence
from journeymap.syntax.reading import STANDARD_INPUT, Parsed, parse, read, text_of
from journeymap.syntax.source import Source, source_line

__all__ = [
    "STANDARD_INPUT",
    "Budget",
    "Mapping",
    "Node",
    "Parsed",
    "PlainData",
    "Scalar",
    "Sequence",
    "Source",
    "parse",
    "read",
    "source_line",
    "text_of",
]
