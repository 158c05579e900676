"""Prints the JSON Schema of blueprint files."""

from __future__ import annotations

import json
from pathlib import Path

import click

from journeymap.cli.options import all_rules, output_option
from journeymap.cli.terminal import write_text
from journeymap.files import write_atomic
from journeymap.rule_docs import page_of


@click.command(name="schema")
@output_option
def schema(*, output: str | None) -> None:
    """Print the JSON Schema of blueprint files, for editors.

    In Visual Studio Code with the YAML extension, `journeymap schema -o journeymap.schema.json` and a first line
    `# yaml-language-server: $schema=journeymap.schema.json` make every key complete and explain itself.
    """
    from journeymap.model.schema import json_schema

    rules = {rule.name: page_of(rule).summary for rule in all_rules() if rule.check is not None}
    text = json.dumps(json_schema(rules), ensure_ascii=False, indent=2) + "\n"
    if output in (None, "-"):
        write_text(text)
    else:
        write_atomic(Path(str(output)), text)


COMMAND = schema
