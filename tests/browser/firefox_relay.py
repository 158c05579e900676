"""Stands between Playwright and a Firefox that does not know a command yet with which Playwright begins.

Playwright drives Firefox by WebDriver BiDi. It gives every context the preferences of a reader by a command that the
Firefox of Debian does not have; this program starts Firefox, hands everything on both ways, and answers that one
command itself. What a reader prefers is then what Firefox was started with.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from typing import TYPE_CHECKING

from websockets.asyncio.client import connect
from websockets.asyncio.server import serve

if TYPE_CHECKING:
    from websockets.asyncio.connection import Connection
    from websockets.asyncio.server import ServerConnection

LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
UNKNOWN = "emulation.setMediaFeaturesOverride"


async def from_driver(driver: Connection, firefox: Connection) -> None:
    """Hand on what Playwright says, but what Firefox does not know."""
    async for text in driver:
        command = json.loads(text)
        if command["method"] == UNKNOWN:
            await driver.send(json.dumps({"type": "success", "id": command["id"], "result": {}}))
        else:
            await firefox.send(text)


async def from_firefox(firefox: Connection, driver: Connection) -> None:
    """Hand on what Firefox says."""
    async for text in firefox:
        await driver.send(text)


async def main(command: list[str]) -> None:
    """Start Firefox and say where the relay listens, in the words of Firefox."""
    running = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)
    assert running.stderr is not None
    address = None
    while address is None and (line := (await running.stderr.readline()).decode(errors="replace")):
        match = LISTENING.search(line)
        address = match[1] if match else None
        if match is None:
            print(line, end="", file=sys.stderr, flush=True)
    if address is None:
        sys.exit(await running.wait())

    async def relay(driver: ServerConnection) -> None:
        path = driver.request.path if driver.request else ""
        async with connect(address + path, max_size=None, ping_interval=None) as firefox:
            ways = {
                asyncio.create_task(from_driver(driver, firefox)),
                asyncio.create_task(from_firefox(firefox, driver)),
            }
            _, left = await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            for way in left:
                way.cancel()

    async with serve(relay, "127.0.0.1", 0, max_size=None, ping_interval=None) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        print(f"WebDriver BiDi listening on ws://127.0.0.1:{port}", file=sys.stderr, flush=True)
        while await running.stderr.readline():
            pass
        await running.wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
