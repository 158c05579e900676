"""From a model to JSON and back, by Python and as a file: the same blueprint with the same findings."""

from __future__ import annotations

from pathlib import Path

import pytest

import journeymap
from journeymap import Blueprint
from journeymap.pipeline import check_source, understand
from journeymap.syntax import read

BLUEPRINTS = sorted((Path(__file__).parents[2] / "blueprints").glob("*.yaml"))


def findings(result: journeymap.Result) -> list[tuple[str, str, str | None]]:
    return sorted((one.code.number, str(one.message), one.step) for one in result.diagnostics)


@pytest.mark.parametrize("path", BLUEPRINTS, ids=lambda path: path.stem)
def test_a_blueprint_written_as_json_says_the_same(path: Path):
    _, blueprint, problems = understand(lambda: read(path))
    assert blueprint is not None
    assert not problems
    text = blueprint.model_dump_json()
    again = Blueprint.model_validate_json(text)
    assert again == blueprint
    # Neither has a file beside it, so that none of them can follow the files it names.
    made, read_back = journeymap.check(blueprint), journeymap.check(again)
    assert findings(made) == findings(read_back)
    from_file = check_source(text, "")
    assert from_file.blueprint == blueprint
    assert findings(from_file) == findings(made)
