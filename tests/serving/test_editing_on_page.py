"""What a page writes through the server: accepted, refused, asked about, in conflict; and back again."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest

from journeymap.config import Config
from journeymap.serving import protocol
from journeymap.serving.editing import attempt, edit
from journeymap.serving.events import EventLog
from journeymap.serving.live_file import LiveFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.serving.conftest import Served

    Start = Callable[..., Served]

LOOK = ["steps", "look", "customer"]


@pytest.fixture
def live(bike: Path) -> Iterator[LiveFile]:
    file = LiveFile("city-bike", str(bike), lambda _: Config(), EventLog(), read_only=False)
    yield file
    file.close()


def made(file: LiveFile, *operations: Any, **more: Any) -> tuple[int, Any]:
    return edit(file, protocol.Edit(file.version, "me", list(operations), **more))


def test_words_are_written_and_nothing_else(live: LiveFile, bike: Path):
    before = bike.read_bytes()
    status, accepted = made(live, protocol.Words([*LOOK], "Searches: a bike"))
    assert status == 200
    assert bike.read_bytes() == before.replace(b"does: Looks for a bike nearby", b'does: "Searches: a bike"')
    assert (accepted.version, accepted.focus, accepted.can_undo, accepted.can_redo) == (2, "look", True, False)
    (lines,) = accepted.difference
    assert lines.lines == ['    customer: {by: rider, does: "Searches: a bike"}']
    text = bike.read_text(encoding="utf-8").split("\n")
    assert text[lines.start] == lines.lines[0]
    first, last = accepted.steps["look"]
    assert text[first - 1] == "  look:"
    assert first <= lines.start < last
    assert text[last - 1].strip()


def test_what_the_reader_does_not_understand_is_refused_in_its_words(live: LiveFile, bike: Path):
    before = bike.read_bytes()
    status, refusal = made(live, protocol.Set(["steps", "look", "takes"], "a while"))
    assert status == 422
    assert '"while" is not a unit of time' in refusal.message
    assert bike.read_bytes() == before
    assert live.version == 1


def test_a_finding_of_a_rule_keeps_nobody_from_writing(live: LiveFile):
    status, _ = made(live, protocol.Set(["steps", "look", "wait"], "40 days"))
    assert status == 200


def test_a_number_as_a_number_is_written_as_one(live: LiveFile):
    assert made(live, protocol.Set(["steps", "look", "experience", "everyone", "emotion"], -1.5))[0] == 200
    assert live.read.model["steps"]["look"]["experience"]["everyone"]["emotion"] == "-1.5"


def test_a_question_names_what_it_asks_and_one_yes_stands_for_one_question(live: LiveFile, bike: Path):
    before = bike.read_bytes()
    status, asked = made(live, protocol.Connect("look", "ride"))
    assert status == 428
    (question,) = asked.questions
    assert (question.name, question.answer) == ("share:look→ride", True)
    assert question.details
    assert made(live, protocol.Connect("look", "ride"), confirmed=["share:look→ride"])[0] == 428
    assert bike.read_bytes() == before
    status, _ = made(live, protocol.Connect("look", "ride"), answers={"share:look→ride": "10%"})
    assert status == 200
    shares = {name: way["share"] if isinstance(way, dict) else way
              for name, way in live.read.model["steps"]["look"]["next"].items()}  # fmt: skip
    assert shares == {"pick": "83%", "no-bike": "7%", "ride": "10%"}


def test_a_comment_that_would_go_is_asked_about_by_name(live: LiveFile, bike: Path):
    text = bike.read_text(encoding="utf-8").replace("  rebalance:\n", "  # ask the street team\n  rebalance:\n")
    bike.write_text(text, encoding="utf-8")
    status, asked = made(live, protocol.DeleteSteps(["rebalance"]), confirmed=["references:rebalance"])
    assert status == 428
    assert [question.name for question in asked.questions] == ["lost-comment:# ask the street team"]
    confirmed = ["references:rebalance", "lost-comment:# ask the street team"]
    assert made(live, protocol.DeleteSteps(["rebalance"]), confirmed=confirmed)[0] == 200
    assert "ask the street team" not in bike.read_text(encoding="utf-8")


def test_a_foreign_change_elsewhere_does_not_disturb_and_one_here_is_a_conflict(live: LiveFile, bike: Path):
    seen = protocol.Seen(LOOK, {"by": "rider", "does": "Looks for a bike nearby"})
    bike.write_bytes(bike.read_bytes().replace(b"takes: 40 min", b"takes: 50 min"))
    assert made(live, protocol.Words([*LOOK], "Searches"), was=[seen])[0] == 200
    assert b"takes: 50 min" in bike.read_bytes()
    bike.write_bytes(bike.read_bytes().replace(b"does: Searches", b"does: Peeks"))
    seen = protocol.Seen([*LOOK, "does"], "Searches")
    before = bike.read_bytes()
    status, conflict = made(live, protocol.Words([*LOOK, "does"], "Mine"), was=[seen])
    assert (status, conflict.mine, conflict.theirs) == (409, "Mine", "Peeks")
    assert "Peeks" in conflict.message
    assert bike.read_bytes() == before
    again = protocol.Seen([*LOOK, "does"], conflict.theirs)
    assert made(live, protocol.Words([*LOOK, "does"], "Mine"), was=[again])[0] == 200


def test_undo_and_redo_go_through_what_others_changed_elsewhere(live: LiveFile, bike: Path):
    before = bike.read_bytes()
    made(live, protocol.Words([*LOOK], "Searches"))
    bike.write_bytes(bike.read_bytes().replace(b"takes: 40 min", b"takes: 50 minutes"))
    status, undone = made(live, protocol.Undo())
    assert status == 200
    assert bike.read_bytes() == before.replace(b"takes: 40 min", b"takes: 50 minutes")
    assert (undone.focus, undone.can_undo, undone.can_redo) == ("look", False, True)
    assert made(live, protocol.Redo())[0] == 200
    assert b"does: Searches}" in bike.read_bytes()
    bike.write_bytes(bike.read_bytes().replace(b"does: Searches}", b"does: Peeks}"))
    kept = bike.read_bytes()
    assert made(live, protocol.Undo())[0] == 422
    assert bike.read_bytes() == kept


def test_there_is_nothing_to_undo_at_the_beginning(live: LiveFile):
    assert made(live, protocol.Undo())[0] == 422
    assert made(live, protocol.Redo())[0] == 422


def test_the_text_itself_is_saved_as_one_edit(live: LiveFile, bike: Path):
    before = bike.read_bytes()
    text = live.read.text.replace("takes: 40 min", "takes: 45 min").replace("Looks for", "Spies for")
    assert made(live, protocol.Rewrite(text))[0] == 200
    assert bike.read_text(encoding="utf-8") == text
    assert made(live, protocol.Undo())[0] == 200
    assert bike.read_bytes() == before
    status, conflict = edit(live, protocol.Edit(1, "me", [protocol.Rewrite(text)]))
    assert (status, conflict.theirs) == (409, live.read.text)


def test_a_text_that_cannot_be_read_is_saved_when_that_is_wanted_and_the_drawing_stays(live: LiveFile):
    shapes = live.drawing(None).shapes
    text = live.read.text.replace("steps:\n", "steps:\n  half: [\n")
    status, asked = made(live, protocol.Rewrite(text))
    assert (status, asked.questions[0].name) == (428, "unreadable")
    assert made(live, protocol.Rewrite(text), confirmed=["unreadable"])[0] == 200
    assert made(live, protocol.Words([*LOOK], "x"))[0] == 422
    assert live.drawing(None).shapes == shapes
    assert made(live, protocol.Undo())[0] == 200


def test_line_ends_and_the_mark_at_the_beginning_stay(tmp_path: Path):
    path = tmp_path / "w.yaml"
    content = b"\xef\xbb\xbfjourneymap: 1\r\nsteps:\r\n  a:\r\n    customer: Calls\n    end: helped\r\n"
    path.write_bytes(content)
    file = LiveFile("w", str(path), lambda _: Config(), EventLog(), read_only=False)
    try:
        assert made(file, protocol.Words(["steps", "a", "customer"], "Asks"))[0] == 200
        assert path.read_bytes() == content.replace(b"Calls", b"Asks")
        text = file.read.text.replace("\r\n", "\n").replace("Asks", "Rings\n    frontstage: Answers")
        assert made(file, protocol.Rewrite(text))[0] == 200
        assert path.read_bytes() == content.replace(b"Calls\n", b"Rings\r\n    frontstage: Answers\r\n")
    finally:
        file.close()


def test_a_file_that_may_not_be_written_is_not_replaced(live: LiveFile, bike: Path):
    before = bike.read_bytes()
    bike.chmod(0o444)
    status, refusal = made(live, protocol.Words([*LOOK], "Searches"))
    assert status in (422, 423)
    assert "may not be written" in refusal.message
    assert bike.read_bytes() == before
    assert not live.history.can_undo
    bike.chmod(0o644)
    assert made(live, protocol.Words([*LOOK], "Searches"))[0] == 200


def test_a_change_at_the_last_moment_is_not_written_over(live: LiveFile, bike: Path, monkeypatch: pytest.MonkeyPatch):
    from journeymap.editing import document

    real = document.write_atomic

    def late(path: Path, content: bytes, last_look: Any = None) -> None:
        bike.write_bytes(b"journeymap: 1\n# somebody else\n")
        real(path, content, last_look)

    monkeypatch.setattr(document, "write_atomic", late)
    assert made(live, protocol.Words([*LOOK], "Searches"))[0] == 422
    assert bike.read_bytes() == b"journeymap: 1\n# somebody else\n"
    assert list(bike.parent.iterdir()) == [bike]


def test_the_own_write_is_never_seen_as_one_of_another_program(serve: Start, bike: Path):
    server = serve(bike)
    server.get("state/city-bike")
    for number in range(15):
        wanted = {
            "version": number + 1,
            "client": "a",
            "edits": [{"op": "words", "at": LOOK, "text": f"Looks {number}"}],
        }
        assert server.post("edit/city-bike", wanted)[0] == 200
    told = server.events(0, "figures", 16)
    assert told["version"] == 16
    kinds = [event["kind"] for event in server.get("wait?after=0")["events"]]
    assert "changed" not in kinds
    assert kinds.count("accepted") == 15


def test_an_edit_is_told_to_every_browser_with_who_made_it(serve: Start, bike: Path):
    server = serve(bike)
    after = server.get("state/city-bike")["last_event"]
    wanted = {"version": 1, "client": "tab-1", "edits": [{"op": "words", "at": LOOK, "text": "Searches"}]}
    status, accepted = server.post("edit/city-bike", wanted)
    assert status == 200
    event = server.events(after, "accepted")
    assert (event["client"], event["version"], event["hash"]) == ("tab-1", 2, accepted["hash"])
    assert event["content"] == accepted
    for kind in ("findings", "drawing", "figures"):
        assert server.events(after, kind, 2)["client"] == "tab-1"
    assert "Searches" in server.get("drawing/city-bike?base=1")["told"]


def test_two_browsers_write_one_file_and_nothing_is_lost(serve: Start, bike: Path):
    server = serve(bike)
    server.get("state/city-bike")
    names = list(server.get("state/city-bike")["order"])
    answers: list[int] = []

    def write(client: str, mine: list[str]) -> None:
        for name in mine:
            wanted = {"version": 1, "client": client,
                      "edits": [{"op": "set", "at": ["steps", name, "tags"], "value": [client]}]}  # fmt: skip
            answers.append(server.post("edit/city-bike", wanted)[0])

    threads = [threading.Thread(target=write, args=(f"c{half}", names[half::2])) for half in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [200] * len(names)
    model = server.get("state/city-bike")["model"]["steps"]
    assert [model[name]["tags"] for name in names] == [[f"c{place % 2}"] for place in range(len(names))]


NO_EDITS = (
    "",
    "[]",
    "{",
    '{"version": 1}',
    '{"version": 1, "client": "a", "edits": [{"op": "x"}]}',
    '{"version": 1, "client": "a", "edits": [{"op": "words", "at": "steps", "text": 1}]}',
)


@pytest.mark.parametrize("body", NO_EDITS)
def test_what_is_no_edit_is_said_to_be_none(serve: Start, bike: Path, body: str):
    server = serve(bike)
    headers = {"Content-Type": "application/json", "Origin": server.origin}
    assert server.ask("POST", f"/{server.token}/edit/city-bike", body.encode(), headers)[0] == 400
    assert (
        server.ask("POST", f"/{server.token}/edit/nothing", b'{"version":1,"client":"","edits":[]}', headers)[0] == 404
    )


def test_in_a_meeting_nothing_is_changed(serve: Start, bike: Path):
    server = serve("--read-only", bike.parent)
    before = bike.read_bytes()
    assert server.get("state/city-bike")["read_only"] is True
    wanted = {"version": 1, "client": "a", "edits": [{"op": "words", "at": LOOK, "text": "Searches"}]}
    assert server.post("edit/city-bike", wanted)[0] == 423
    assert server.post("new", {"title": "Other"})[0] == 422
    assert bike.read_bytes() == before
    assert server.post("try/city-bike", {"settings": ["look.takes=1 min"]})[0] == 200


def test_what_if_writes_nothing_until_it_is_kept(live: LiveFile, bike: Path):
    before = bike.read_bytes()
    status, tried = attempt(live, protocol.Trial(["look.takes=60 min"]))
    assert status == 200
    figures = {figure["name"]: figure for figure in tried.figures}
    assert figures["time"]["after"] > figures["time"]["before"]
    assert len(figures["time"]["told"]) == 2
    assert bike.read_bytes() == before
    assert attempt(live, protocol.Trial(["nowhere.takes=1 min"]))[0] == 422
    assert made(live, protocol.Keep(["look.takes=60 min"]))[0] == 200
    assert live.read.model["steps"]["look"]["takes"] == "60 min"
    assert made(live, protocol.Undo())[0] == 200
    assert bike.read_bytes() == before


def test_a_finding_is_accepted_or_mended_from_the_page(tmp_path: Path):
    path = tmp_path / "d.yaml"
    path.write_text(
        "journeymap: 1\ntitle: D\nlanguage: en\nsteps:\n  a:\n    customer: Calls\n    next: [b, c]\n  b:\n"
        "    customer: Waits\n  c:\n    customer: Leaves\n    end: helped\n", encoding="utf-8",
    )  # fmt: skip
    file = LiveFile("d", str(path), lambda _: Config(), EventLog(), read_only=False)
    try:
        findings = file.state().findings
        dead = next(finding for finding in findings if finding["rule"] == "dead-end")
        assert dead["fixes"]
        assert made(file, protocol.Mend(dead["id"], 0))[0] == 200
        assert made(file, protocol.Mend("nothing", 0))[0] == 422
        assert made(file, protocol.Undo())[0] == 200
        assert made(file, protocol.Accept("dead-end", "meant so", "b"))[0] == 200
        assert file.read.model["steps"]["b"]["accept"] == {"dead-end": "meant so"}
    finally:
        file.close()


def test_an_id_gets_another_name_everywhere_and_pages_are_told(live: LiveFile):
    status, accepted = made(live, protocol.Rename("steps", "pick", "choose"))
    assert (status, accepted.focus) == (200, "choose")
    assert "choose" in live.read.model["steps"]["look"]["next"]
    live.events.wait(0, 0.1)
    assert live.drawing(1).renamed == {"pick": "choose"}


def test_a_first_blueprint_from_nothing(serve: Start, tmp_path: Path):
    server = serve(tmp_path)
    status, new = server.post("new", {"title": "Null: de hulp", "language": "nl"})
    assert status == 200
    name = new["file"]
    state = server.get(f"state/{name}")
    assert (state["language"], state["order"], state["model"]["title"]) == ("nl", [], "Null: de hulp")
    wanted = {"version": 1, "client": "a", "edits": [{"op": "add-step", "words": "Belt"}]}
    status, accepted = server.post(f"edit/{name}", wanted)
    assert (status, accepted["made"]) == (200, ["belt"])
    assert server.post("new", {"title": "Null: de hulp"})[1]["file"] != name
    assert len(list(tmp_path.glob("*.yaml"))) == 2


def test_several_operations_are_one_edit(live: LiveFile, bike: Path):
    before = bike.read_bytes()
    status, accepted = made(
        live,
        protocol.Define("channels", "Shop", {"kind": "desk"}),
        protocol.AddStep("Walks to the shop", after="look", before="pick"),
        protocol.Set(["steps", "walks-to-the-shop", "channel"], "shop"),
    )
    assert (status, accepted.made) == (200, ["shop", "walks-to-the-shop"])
    status, _ = made(live, protocol.Words([*LOOK], "Searches"), protocol.Set(["steps", "look", "takes"], "a while"))
    assert status == 422
    assert made(live, protocol.Undo())[0] == 200
    assert bike.read_bytes() == before


def operation(chance: random.Random, file: LiveFile) -> Any:
    names = list(file.read.labels)
    if not names:
        return protocol.AddStep("Begins")
    one, other = chance.choice(names), chance.choice(names)
    words = chance.choice(["Waits a while", "Belt: #1", "null", "It's", "\u00e9\U0001f6b2", "- yes"])
    target = chance.choice([*file.read.blueprint.steps[one].next, other]) if file.read.blueprint else other
    return chance.choice([
        protocol.Words(["steps", one, "customer"], words),
        protocol.Set(["steps", one, "takes"], f"{chance.randint(1, 90)} min"),
        protocol.Set(["steps", one, "pains"], [words, "slow"]),
        protocol.Set(["steps", one, chance.choice(["takes", "pains", "channel"])], None),
        protocol.AddStep(words, one, chance.choice([None, target])),
        protocol.Connect(one, other),
        protocol.Weigh(one, target, f"{chance.randint(1, 99)}%"),
        protocol.Disconnect(one, target),
        protocol.MoveCard(one, "customer", to_lane=chance.choice(["frontstage", "backstage"])),
        protocol.DeleteSteps([one]),
        protocol.Define("sources", words, {}),
        protocol.Rename("steps", one, f"x{chance.randint(1, 999)}"),
    ])  # fmt: skip


def test_two_hundred_edits_in_a_row_are_undone_to_the_first_bytes(live: LiveFile, bike: Path):
    chance = random.Random(13)
    before = bike.read_bytes()
    texts, accepted = [before], 0
    while accepted < 200:
        wanted = operation(chance, live)
        confirmed: list[str] = []
        answers: dict[str, str] = {}
        for _ in range(6):
            status, reply = made(live, wanted, confirmed=confirmed, answers=answers)
            if status != 428:
                break
            confirmed += [question.name for question in reply.questions]
            answers |= {question.name: "20%" for question in reply.questions if question.answer}
        assert status in (200, 422), reply
        if status == 200:
            accepted += 1
            texts.append(bike.read_bytes())
        else:
            assert bike.read_bytes() == texts[-1]
    for text in reversed(texts[:-1]):
        assert made(live, protocol.Undo())[0] == 200
        assert bike.read_bytes() == text
    assert bike.read_bytes() == before
    for text in texts[1:]:
        assert made(live, protocol.Redo())[0] == 200
        assert bike.read_bytes() == text


WRITER = """
import sys
from journeymap.config import Config
from journeymap.serving import protocol
from journeymap.serving.editing import edit
from journeymap.serving.events import EventLog
from journeymap.serving.live_file import LiveFile
file = LiveFile("f", sys.argv[1], lambda _: Config(), EventLog(), read_only=False)
print("ready", flush=True)
number = 0
while True:
    number += 1
    words = f"Looks {number} " + "x" * 5000
    edit(file, protocol.Edit(file.version, "a", [protocol.Words(["steps", "look", "customer"], words)]))
    print("written", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_a_server_that_is_killed_while_it_writes_leaves_a_whole_file(bike: Path):
    chance = random.Random(9)
    end = bike.read_bytes()[-200:]
    for _ in range(6):
        process = subprocess.Popen([sys.executable, "-c", WRITER, str(bike)], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        # Some edits are done; it is in the middle of the next one, wherever that is.
        for _ in range(chance.randint(1, 12)):
            assert process.stdout.readline() == "written\n"
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        content = bike.read_bytes()
        assert content.startswith(b"# A small blueprint in English")
        assert content.endswith(end)
        assert content.count(b"  look:\n") == 1
