"""Serves blueprints live to the browser of whoever runs it."""

from __future__ import annotations

import json
import select
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from journeymap.cli.inputs import STANDARD_INPUT, Projects, collect
from journeymap.cli.options import all_rules, config_option, language_option
from journeymap.i18n.languages import SOURCE_LANGUAGE, translate
from journeymap.pipeline import check_file

if TYPE_CHECKING:
    from journeymap.config import Config
    from journeymap.result import Result
    from journeymap.serving.server import Server


@click.command(name="serve")
@click.argument("paths", metavar="PATH...", nargs=-1, type=click.Path(), default=(".",))
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Where to listen.  [default: any that is free]")
@click.option("--no-browser", is_flag=True, help="Open no browser; only print the address.")
@click.option("--read-only", is_flag=True, help="Show and follow the files, and change nothing: for a meeting.")
@language_option
@config_option
def command(
    *,
    paths: tuple[str, ...],
    port: int,
    no_browser: bool,
    read_only: bool,
    language: str | None,
    config_file: str | None,
) -> None:
    """Show blueprints live in the browser, and edit them there.

    A PATH is a file or a folder. The page follows the file, whatever program saves it, and what is edited on the page
    is written into the file at once: words, steps, ways, times. The address, on the first line, holds a token without
    which nobody gets an answer; nothing but this computer is listened to. It ends with Ctrl+C, and with its terminal.
    """
    if STANDARD_INPUT in paths:
        raise click.UsageError("What comes from standard input cannot be served; name a file or a folder.")
    server = _server(paths, port, language, config_file, read_only=read_only)
    _end_with_terminal(server)
    click.echo(server.address)
    sys.stdout.flush()
    if not no_browser:
        import webbrowser

        threading.Thread(target=webbrowser.open, args=(server.address,), daemon=True).start()
    try:
        server.serve_forever(poll_interval=0.1)
    except KeyboardInterrupt:
        pass
    finally:
        server.answers.events.close()
        server.answers.shelf.close()
        server.server_close()


def _server(
    paths: tuple[str, ...], port: int, language: str | None, config_file: str | None, *, read_only: bool
) -> Server:
    from journeymap.serving.events import EventLog
    from journeymap.serving.server import server_for
    from journeymap.serving.shelf import Places, Shelf

    # No code of a project is run: a page is shown, whosever folder it is.
    def projects() -> Projects:
        return Projects(config_file, all_rules(), code=False)

    def config_of(path: str) -> Config:
        config: Config = projects().of(path).with_choices(language=language)
        return config

    def find() -> list[str]:
        try:
            return [item.path for item in collect(paths, projects(), quiet=True)]
        except click.UsageError:
            if all(Path(path).is_dir() for path in paths):
                return []  # a folder in which the first blueprint is still to be written
            raise

    def check(path: str) -> Result:
        return check_file(path, config_of(path))

    folder = next((Path(path) for path in paths if Path(path).is_dir()), None)
    speech = language or projects().of(str((folder or Path()) / "any")).language or SOURCE_LANGUAGE
    # Beside a file that is named by itself a new one may stand too.
    places = Places(find, config_of, check, _schema, folder or Path(paths[0]).parent, folder is None)
    shelf = Shelf(places, EventLog(), read_only=read_only)
    try:
        return server_for(shelf, translate("Services", speech), speech, port)
    except OSError as error:
        raise click.ClickException(f"cannot listen on port {port}: {error.strerror or error}") from error


def _schema() -> bytes:
    from journeymap.model.schema import json_schema
    from journeymap.rule_docs import page_of

    rules = {rule.name: page_of(rule).summary for rule in all_rules() if rule.check is not None}
    return json.dumps(json_schema(rules), ensure_ascii=False).encode("utf-8")


def _end_with_terminal(server: Server) -> None:
    """End the server when its terminal closes, when it is asked to end, or when whoever feeds its input goes."""

    def end(*_: Any) -> None:
        threading.Thread(target=server.shutdown, daemon=True).start()

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        # Whoever started it with `nohup` wants it to stay.
        if number is not None and signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, end)
    threading.Thread(target=_watch_input, args=(end,), daemon=True).start()


def _watch_input(end: Any) -> None:
    """Wait for the other side of standard input to close, without reading: what is typed there belongs to the shell."""
    try:
        descriptor = sys.stdin.fileno()
        poll = select.poll()
    except (AttributeError, OSError, ValueError):
        return
    poll.register(descriptor, 0)  # that it was closed is told without being asked for
    events = poll.poll()
    if events and events[0][1] & (select.POLLHUP | select.POLLERR):
        end()


COMMAND = command
