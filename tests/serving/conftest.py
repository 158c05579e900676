"""A server of `serve` in a process of its own, and one inside the tests."""

from __future__ import annotations

import http.client
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0


class Served:
    """A running server: how to ask it, and its process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        assert process.stdout is not None
        self.address = process.stdout.readline().strip()
        self.port = int(self.address.split(":")[2].split("/")[0])
        self.token = self.address.rstrip("/").rpartition("/")[2]
        self.origin = f"http://127.0.0.1:{self.port}"

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        sent = {"Host": f"127.0.0.1:{self.port}", **(headers or {})}
        try:
            connection.putrequest(method, path, skip_host=True)
            for name, value in sent.items():
                connection.putheader(name, value)
            if body is not None and "Content-Length" not in sent:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def get(self, path: str) -> Any:
        status, _, content = self.ask("GET", f"/{self.token}/{path}")
        assert status == 200, content
        return json.loads(content)

    def text(self, path: str) -> str:
        status, _, content = self.ask("GET", f"/{self.token}/{path}")
        assert status == 200, content
        return content.decode("utf-8")

    def post(self, path: str, data: Any, **headers: str) -> tuple[int, Any]:
        sent = {"Content-Type": "application/json", "Origin": self.origin, **headers}
        status, _, content = self.ask("POST", f"/{self.token}/{path}", json.dumps(data).encode(), sent)
        return status, json.loads(content)

    def events(self, after: int, kind: str, version: int = 0) -> dict[str, Any]:
        """Wait for an event of a kind and of a version at least."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            told = self.get(f"wait?after={after}")
            for event in told["events"]:
                if event["kind"] == kind and event["version"] >= version:
                    return event
            after = told["last"]
        raise AssertionError(f"nothing was told of {kind}")


@pytest.fixture
def serve() -> Iterator[Callable[..., Served]]:
    processes: list[subprocess.Popen[str]] = []

    def start(*words: str | Path) -> Served:
        command = [sys.executable, "-m", "journeymap", "serve", "--no-browser", *map(str, words)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        processes.append(process)
        return Served(process)

    yield start
    for process in processes:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()


@pytest.fixture
def bike(tmp_path: Path) -> Path:
    return Path(shutil.copy(ROOT / "blueprints" / "city-bike.yaml", tmp_path / "city-bike.yaml"))
