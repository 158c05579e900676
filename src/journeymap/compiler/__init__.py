"""Nodes to the model: what a file says becomes a blueprint, and what cannot be understood becomes diagnostics."""

from journeymap.compiler.compile import compile_blueprint, misfits
from journeymap.compiler.related import load_related, named_files

__all__ = ["compile_blueprint", "load_related", "misfits", "named_files"]
