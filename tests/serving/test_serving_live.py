"""`journeymap serve`: the file as it is now, told to whoever is allowed to ask."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from journeymap.drawing import DrawOptions, draw
from journeymap.findings.harm import weighed
from journeymap.page.assembly import page_of
from journeymap.pipeline import check_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.serving.conftest import Served

    Start = Callable[..., Served]

HEADERS = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
}


def save(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    draft = path.with_suffix(".new")
    draft.write_text(text.replace(old, new), encoding="utf-8")
    draft.replace(path)


# Following the file


def test_the_address_stands_on_the_first_line_and_leads_to_the_page(serve: Start, bike: Path):
    server = serve(bike)
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{20,}/", server.address)
    status, headers, _ = server.ask("GET", f"/{server.token}/")
    assert (status, headers["location"]) == (302, "city-bike.html")
    assert "Looks for a bike nearby" in server.text("city-bike.html")


def test_a_folder_is_shown_as_a_shelf(serve: Start, bike: Path):
    server = serve(bike.parent)
    assert 'href="city-bike.html"' in server.text("")
    assert "Rider app" in server.text("catalogue.html")


def test_what_another_program_saves_is_drawn_anew_with_only_what_differs(serve: Start, bike: Path):
    server = serve(bike)
    before = server.get("state/city-bike")
    whole = server.get("drawing/city-bike")
    save(bike, "Looks for a bike nearby", "Searches for a bike")
    changed = server.events(before["last_event"], "changed")
    assert changed["client"] == ""
    (lines,) = changed["content"]["difference"]
    assert lines["lines"] == ["    customer: {by: rider, does: Searches for a bike}"]
    event = server.events(before["last_event"], "drawing", 2)
    assert event["version"] == 2
    drawing = server.get("drawing/city-bike?base=1")
    assert (drawing["base"], drawing["version"]) == (1, 2)
    assert "Searches for a bike" in drawing["shapes"]
    assert drawing["told"].count("data-kept") > 0
    assert len(drawing["told"]) < len(whole["told"]) / 2


def test_what_is_exchanged_is_what_a_page_has_that_is_opened_anew(serve: Start, bike: Path):
    server = serve(bike)
    articles = re.compile(r'<article class="told-step" id="([^"]*)"[^>]*>.*?</article>', re.DOTALL)
    known = {match[1]: match[0] for match in articles.finditer(server.get("drawing/city-bike")["told"])}
    save(bike, "Looks for a bike nearby", "Searches for a bike")
    server.events(0, "drawing", 2)
    drawing = server.get("drawing/city-bike?base=1")
    told = re.sub(
        r'<article class="told-step" id="([^"]*)" data-told="\d+" data-kept=""></article>',
        lambda match: known[match[1]],
        drawing["told"],
    )
    page = server.text("city-bike.html")
    for part in (told, drawing["shapes"], drawing["findings"], drawing["accepted"]):
        assert part.strip() in page


def test_a_base_that_is_not_known_gets_all_of_it(serve: Start, bike: Path):
    server = serve(bike)
    for base in ("99", "-1", "x", "9" * 30):
        assert server.get(f"drawing/city-bike?base={base}")["base"] is None


def test_while_a_text_cannot_be_read_the_last_good_drawing_stays(serve: Start, bike: Path):
    server = serve(bike)
    shapes = server.get("drawing/city-bike")["shapes"]
    save(bike, "steps:\n", "steps:\n  half: {customer: [\n")
    findings = server.events(0, "findings", 2)
    assert findings["content"]["readable"] is False
    assert "syntax-error" in {finding["rule"] for finding in findings["content"]["findings"]}
    assert server.get("drawing/city-bike")["shapes"] == shapes
    state = server.get("state/city-bike")
    assert (state["version"], state["drawn"]) == (2, 1)
    assert "half: {customer: [" in state["text"]
    save(bike, "steps:\n  half: {customer: [\n", "steps:\n")
    server.events(0, "drawing", 3)
    assert server.get("drawing/city-bike")["shapes"] == shapes


def test_a_file_that_is_broken_from_the_start_is_served_all_the_same(serve: Start, tmp_path: Path):
    path = tmp_path / "new.yaml"
    path.write_text("journeymap: 1\nsteps: {a: [\n", encoding="utf-8")
    server = serve(path)
    assert server.get("state/new")["drawn"] == 0
    assert 'id="served"' in server.text("new.html")
    path.write_text("journeymap: 1\ntitle: N\nsteps:\n  a: {customer: Comes, end: helped}\n", encoding="utf-8")
    server.events(0, "drawing", 2)
    assert "Comes" in server.get("drawing/new")["shapes"]


def test_a_file_that_goes_and_comes_back_is_told_and_followed(serve: Start, bike: Path):
    server = serve(bike)
    server.get("state/city-bike")
    text = bike.read_bytes()
    bike.unlink()
    server.events(0, "gone")
    bike.write_bytes(text.replace(b"Looks for a bike nearby", b"Searches for a bike"))
    server.events(0, "drawing", 2)


def test_figures_come_beside_those_of_the_beginning(serve: Start, bike: Path):
    server = serve(bike)
    server.get("state/city-bike")
    save(bike, "takes: 2 min", "takes: 40 min")
    figures = {figure["name"]: figure for figure in server.events(0, "figures", 2)["content"]["figures"]}
    assert figures["time"]["after"] > figures["time"]["before"]
    assert figures["time"]["improved"] is False
    assert figures["helped"]["before"] == figures["helped"]["after"]


def test_a_time_without_end_is_no_number_that_a_browser_cannot_read(serve: Start, tmp_path: Path):
    path = tmp_path / "round.yaml"
    path.write_text(
        "journeymap: 1\ntitle: R\nsteps:\n  a: {customer: Asks, takes: 1 min, next: b}\n"
        "  b: {customer: Waits, takes: 5 min, next: a}\n",
        encoding="utf-8",
    )
    server = serve(path)
    state = server.text("state/round")
    assert "Infinity" not in state
    assert "NaN" not in state


def test_a_drawn_page_has_neither_the_state_nor_the_right_to_speak(serve: Start, bike: Path):
    result = weighed(check_file(bike))
    assert result.journey is not None
    drawn = page_of(draw(result.journey, result.diagnostics, result.accepted, DrawOptions(language="en")))
    assert "connect-src" not in drawn
    assert 'id="served"' not in drawn
    server = serve(bike)
    status, headers, content = server.ask("GET", f"/{server.token}/city-bike.html")
    page = content.decode("utf-8")
    assert status == 200
    assert "connect-src 'self'" in page
    assert "connect-src 'self'" in headers["content-security-policy"]
    assert headers["content-security-policy"].endswith("frame-ancestors 'none'")
    assert page.count('<div id="printed"') == 1
    assert "page1-" not in page
    assert "page1-" in server.get("printed/city-bike")["html"]


# Who gets an answer


def test_whoever_does_not_know_the_token_gets_nothing(serve: Start, bike: Path):
    server = serve(bike)
    for path in ("/", "/city-bike.html", f"/{server.token[:-1]}/", f"/{server.token}x/", "//", "/%00/", "/%C3%A9/"):
        status, _, content = server.ask("GET", path)
        assert status == 403, path
        assert b"rider" not in content


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "[::1]:{port}", ""]
)
def test_a_foreign_name_that_leads_here_is_refused(serve: Start, bike: Path, host: str):
    server = serve(bike)
    asked = server.ask("GET", f"/{server.token}/city-bike.html", headers={"Host": host.format(port=server.port)})
    assert asked[0] == 403


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "https://127.0.0.1:{port}", "http://127.0.0.1:1", ""]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_foreign_page_is_refused(serve: Start, bike: Path, origin: str, method: str):
    server = serve(bike)
    before = bike.read_bytes()
    headers = {"Origin": origin.format(port=server.port), "Content-Type": "application/json"}
    body = b"{}" if method == "POST" else None
    assert server.ask(method, f"/{server.token}/edit/city-bike", body, headers)[0] == 403
    assert bike.read_bytes() == before


def test_a_change_without_an_origin_or_as_plain_text_is_refused(serve: Start, bike: Path):
    server = serve(bike)
    place = f"/{server.token}/edit/city-bike"
    assert server.ask("POST", place, b"{}", {"Content-Type": "application/json"})[0] == 403
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""):
        assert server.ask("POST", place, b"{}", {"Origin": server.origin, "Content-Type": kind})[0] == 403


def test_a_question_before_a_question_is_not_answered(serve: Start, bike: Path):
    server = serve(bike)
    asked = {"Origin": "http://evil.example", "Access-Control-Request-Method": "POST"}
    for method in ("OPTIONS", "PUT", "DELETE", "PATCH"):
        status, headers, _ = server.ask(method, f"/{server.token}/edit/city-bike", None, asked)
        assert status == 501
        assert not any(name.startswith("access-control") for name in headers)


def test_every_answer_keeps_others_out(serve: Start, bike: Path):
    server = serve(bike.parent)
    for path in ("", "city-bike.html", "state/city-bike", "drawing/city-bike", "schema", "nothing"):
        _, headers, _ = server.ask("GET", f"/{server.token}/{path}")
        assert headers.items() >= HEADERS.items(), path
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert not any(name.startswith("access-control") for name in headers)


def test_a_long_or_endless_request_is_not_read(serve: Start, bike: Path):
    server = serve(bike)
    place = f"/{server.token}/edit/city-bike"
    right = {"Origin": server.origin, "Content-Type": "application/json"}
    assert server.ask("POST", place, b"", {**right, "Content-Length": "99999999"})[0] == 413
    for length in ("-1", "x", "1e3", ""):
        assert server.ask("POST", place, b"", {**right, "Content-Length": length})[0] == 400
    assert server.ask("POST", place, b"", {**right, "Content-Length": "0", "Transfer-Encoding": "chunked"})[0] == 400


def test_only_this_computer_is_listened_to(serve: Start, bike: Path):
    server = serve(bike)
    outside = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {"127.0.0.1"}
    for address in outside:
        with pytest.raises(OSError, match=r"refused|timed out|unreachable"):
            socket.create_connection((address, server.port), timeout=5).close()


def test_nothing_outside_the_files_can_be_had(serve: Start, bike: Path):
    server = serve(bike)
    (bike.parent / "secret.yaml").write_text("journeymap: 1\n", encoding="utf-8")
    for path in ("secret.html", "../secret.yaml", "state/..%2Fsecret", "state/secret", "city-bike.yaml", "page.css"):
        assert server.ask("GET", f"/{server.token}/{path}")[0] == 404


def test_questions_change_nothing(serve: Start, bike: Path):
    server = serve(bike)
    before = bike.read_bytes(), bike.stat().st_mtime_ns
    for path in ("", "edit/city-bike", "new", "try/city-bike", "state/city-bike", "drawing/city-bike"):
        server.ask("GET", f"/{server.token}/{path}")
    assert (bike.read_bytes(), bike.stat().st_mtime_ns) == before
    assert list(bike.parent.iterdir()) == [bike]


# How it ends


def ended(process: subprocess.Popen[str]) -> int:
    return process.wait(timeout=60)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of a terminal are those of Unix")
@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM", "SIGINT"])
def test_it_ends_with_its_terminal(serve: Start, bike: Path, name: str):
    server = serve(bike)
    server.get("state/city-bike")
    server.process.send_signal(getattr(signal, name))
    assert ended(server.process) == 0


def test_it_ends_when_whoever_feeds_its_input_is_gone(serve: Start, bike: Path):
    server = serve(bike)
    listening = socket.create_connection(("127.0.0.1", server.port))
    listening.sendall(f"GET /{server.token}/events HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode())
    assert listening.recv(4096).startswith(b"HTTP/1.1 200")
    assert server.process.stdin is not None
    server.process.stdin.close()
    assert ended(server.process) == 0
    listening.close()


def test_without_any_input_it_stays(bike: Path):
    command = [sys.executable, "-m", "journeymap", "serve", "--no-browser", str(bike)]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        port = int(address.split(":")[2].split("/")[0])
        for _ in range(3):
            socket.create_connection(("127.0.0.1", port)).close()
            time.sleep(0.1)
        assert process.poll() is None
    finally:
        process.kill()
        process.communicate()


def test_many_who_listen_keep_nobody_from_asking(serve: Start, bike: Path):
    server = serve(bike)
    streams = []
    for _ in range(20):
        stream = socket.create_connection(("127.0.0.1", server.port))
        stream.sendall(f"GET /{server.token}/events HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode())
        streams.append(stream)
    assert server.get("state/city-bike")["version"] == 1
    for stream in streams:
        stream.close()
    assert server.get("state/city-bike")["version"] == 1


def test_a_folder_that_is_left_out_is_not_looked_into(serve: Start, bike: Path):
    left_out = bike.parent / "node_modules"
    left_out.mkdir()
    for number in range(20_000):
        (left_out / f"{number}.yaml").write_text("journeymap: 1\nsteps: {a: {customer: Left out}}\n", encoding="utf-8")
    server = serve(bike.parent)
    assert 'href="city-bike.html"' in server.text("")
    save(bike, "Looks for a bike nearby", "Searches for a bike")
    assert "Left out" not in server.text("")


def test_it_does_not_serve_what_comes_from_standard_input():
    command = [sys.executable, "-m", "journeymap", "serve", "--no-browser", "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "name a file or a folder" in done.stderr
