"""The command line: it parses options, calls the pipeline and prints."""

from journeymap.cli.entry import main

__all__ = ["main"]
