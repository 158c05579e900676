"""What an agent gets, asked by the client of the protocol's own library."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

from journeymap.agents.protocol import AgentServer, Tool

BLUEPRINTS = Path(__file__).parents[2] / "blueprints"


def conversation(folder: Path, *questions: tuple[str, dict[str, Any]], writes: bool = False) -> list[Any]:
    """The answers of the tools in a folder; in a thread, as tests that drive a browser have an event loop too."""
    answers: list[Any] = []

    async def talk() -> None:
        arguments = ["-m", "journeymap", "mcp", *(["--allow-writes"] if writes else [])]
        server = StdioServerParameters(command=sys.executable, args=arguments, cwd=folder, env=dict(os.environ))
        async with stdio_client(server) as streams, ClientSession(*streams) as session:
            await session.initialize()
            for name, asked in questions:
                if name == "list":
                    answers.append(await session.list_tools())
                elif name == "pages":
                    answers.append(await session.list_resources())
                elif name == "read":
                    answers.append(await session.read_resource(asked["uri"]))
                else:
                    answers.append(await session.call_tool(name, asked))

    thread = threading.Thread(target=lambda: asyncio.run(talk()))
    thread.start()
    thread.join()
    assert len(answers) == len(questions)
    return answers


def text(answer: Any) -> str:
    (part,) = answer.content
    return str(part.text)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("reparatieverzoek", "reparatieverzoek-to-be"):
        shutil.copy(BLUEPRINTS / f"{name}.yaml", tmp_path)
    return tmp_path


QUESTIONS: dict[str, dict[str, Any]] = {
    "check": {"paths": ["reparatieverzoek.yaml"]},
    "explain": {"names": ["dead-end"]},
    "analyse": {"path": "reparatieverzoek.yaml"},
    "levers": {"path": "reparatieverzoek.yaml", "set": ["channels.telefoon.open=Mo-Fr 08:00-20:00"]},
    "compare": {"old": "reparatieverzoek.yaml", "new": "reparatieverzoek-to-be.yaml"},
    "ask": {"path": "reparatieverzoek.yaml"},
    "trace": {"name": "telefoon", "path": "reparatieverzoek.yaml"},
    "find_step": {"words": "belt", "paths": ["reparatieverzoek.yaml"]},
    "draw": {"path": "reparatieverzoek.yaml"},
    "propose_edit": {
        "path": "reparatieverzoek.yaml", "changes": [{"do": "put", "at": ["title"], "value": "Een lek melden"}],
    },
}  # fmt: skip


def test_the_official_client_calls_every_tool_and_reads_every_kind_of_page(folder: Path) -> None:
    listed, pages, format_page, rule_page, *answers = conversation(
        folder,
        ("list", {}),
        ("pages", {}),
        ("read", {"uri": "journeymap://format"}),
        ("read", {"uri": "journeymap://rules/dead-end"}),
        *QUESTIONS.items(),
    )
    assert {tool.name for tool in listed.tools} == set(QUESTIONS)
    assert {str(page.uri) for page in pages.resources} >= {"journeymap://writing", "journeymap://rules/dead-end"}
    assert "properties" in json.loads(format_page.contents[0].text)
    assert "JM203" in rule_page.contents[0].text
    said = dict(zip(QUESTIONS, answers, strict=True))
    assert [name for name, answer in said.items() if text(answer) == ""] == []
    for name in set(QUESTIONS) - {"explain", "draw"}:
        json.loads(text(said[name]))
    assert Path(text(said["draw"])).read_text(encoding="utf-8").startswith("<svg")
    assert "+title: Een lek melden" in json.loads(text(said["propose_edit"]))["difference"]
    assert "title: Reparatieverzoek melden" in (folder / "reparatieverzoek.yaml").read_text(encoding="utf-8")


def test_a_change_is_written_only_where_that_is_allowed(folder: Path) -> None:
    question = {**QUESTIONS["propose_edit"], "write": True}
    (refused,) = conversation(folder, ("propose_edit", question))
    assert "--allow-writes" in text(refused)
    assert "Een lek melden" not in (folder / "reparatieverzoek.yaml").read_text(encoding="utf-8")
    (written,) = conversation(folder, ("propose_edit", question), writes=True)
    assert json.loads(text(written))["written"] is True
    assert "Een lek melden" in (folder / "reparatieverzoek.yaml").read_text(encoding="utf-8")


def test_nothing_outside_the_folder_is_read(folder: Path) -> None:
    (folder.parent / "secret.yaml").write_text("journeymap: 1\n")
    (folder / "link.yaml").symlink_to(folder.parent / "secret.yaml")
    answers = conversation(
        folder,
        ("check", {"paths": ["../secret.yaml"]}),
        ("check", {"paths": ["/etc/passwd"]}),
        ("analyse", {"path": "link.yaml"}),
    )
    assert ["outside the working folder" in text(answer) for answer in answers] == [True, True, True]


def test_a_name_that_looks_like_an_option_is_a_name(folder: Path) -> None:
    (answer,) = conversation(folder, ("trace", {"name": "--output=x.svg", "path": "reparatieverzoek.yaml"}))
    assert "--output=x.svg" in text(answer)


def test_rules_that_are_code_are_not_run(folder: Path) -> None:
    (folder / "rules").mkdir()
    (folder / "rules" / "evil.py").write_text(f"open({str(folder / 'ran')!r}, 'w').close()\n")
    (folder / "journeymap.toml").write_text('own-rules = ["rules/"]\n')
    conversation(folder, *((name, asked) for name, asked in QUESTIONS.items() if name != "compare"))
    assert not (folder / "ran").exists()


def server(*tools: Tool) -> AgentServer:
    return AgentServer("test", "1", "", tools, [])


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{", -32700),
        ("[" * 100_000, -32700),
        ("3", -32600),
        ('{"jsonrpc":"2.0","id":1,"method":"nothing"}', -32601),
        ('{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"nothing"}}', -32602),
        ('{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"x"}}', -32602),
    ],
)
def test_what_is_no_question_is_answered_with_what_is_wrong(line: str, code: int) -> None:
    answer = server().answer(line)
    assert answer is not None
    assert json.loads(answer)["error"]["code"] == code


def test_a_tool_that_fails_does_not_end_the_conversation() -> None:
    def fails(_: object) -> str:
        raise RuntimeError("broken")

    asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "t", "arguments": {}}}
    answer = json.loads(server(Tool("t", "", {"properties": {}}, fails)).answer(json.dumps(asked)) or "")
    assert answer["error"]["message"] == "RuntimeError: broken"


def test_notifications_get_no_answer() -> None:
    assert server().answer('{"jsonrpc":"2.0","method":"notifications/initialized"}') is None
