"""Files that are wrong, each in its own way. `»` stands right before each place that has to be named."""

from __future__ import annotations

from dataclasses import dataclass

MARK = "»"


@dataclass(frozen=True)
class BadFile:
    """A wrong file: its marked text, the codes to be found at the marks in their order, and a word of the help."""

    name: str
    marked: str
    codes: tuple[str, ...]
    word: str = ""
    encoding: str = "utf-8"

    @property
    def data(self) -> bytes:
        return self.marked.replace(MARK, "").encode(self.encoding)

    @property
    def places(self) -> list[tuple[int, int]]:
        """Line and column of each mark, both from 1."""
        found = []
        before = ""
        for piece in self.marked.split(MARK)[:-1]:
            before += piece
            lines = before.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
            found.append((len(lines), len(lines[-1]) + 1))
        return found

    @property
    def expected(self) -> list[tuple[str, int, int]]:
        return [(code, *place) for code, place in zip(self.codes, self.places, strict=True)]


HEAD = "journeymap: 1\ntitle: A test\n"
END = "  z: {customer: is helped, end: helped}\n"


def in_step(line: str) -> str:
    """A blueprint whose first step has one more line."""
    return f"{HEAD}steps:\n  a:\n    customer: asks\n    {line}\n    next: z\n{END}"


def at_top(lines: str) -> str:
    """A blueprint with one more word at the top."""
    return f"{HEAD}{lines}\nsteps:\n  a: {{customer: asks, next: z}}\n{END}"


SYNTAX, KEY, VALUE, TWICE, STEP_TWICE = "JM111", "JM103", "JM112", "JM109", "JM101"
UNREADABLE, VERSION, BUDGET, REFERENCE = "JM110", "JM113", "JM114", "JM102"

BAD_FILES = [
    # What is no blueprint at all.
    BadFile("empty", "»", (SYNTAX,), "title"),
    BadFile("only spaces", "»   \n  \n", (SYNTAX,)),
    BadFile("only a comment", "»# nothing yet\n", (SYNTAX,)),
    BadFile("running text", "»Dear colleague, here is the blueprint\n", (SYNTAX,)),
    BadFile("a list", "»- one\n- two\n", (SYNTAX,)),
    BadFile("html", "»<!doctype html>\n<html></html>\n", (SYNTAX,)),
    BadFile("a number", "»42\n", (SYNTAX,)),
    BadFile("null", "»null\n", (SYNTAX,)),
    # YAML that breaks.
    BadFile("tab as indentation", f"{HEAD}steps:\n»\ta: {{customer: x, end: helped}}\n", (SYNTAX,), "spaces"),
    BadFile(
        "second colon", f"{HEAD}steps:\n  a: {{customer: x, end: helped}}\nabout: one»: two\n", (SYNTAX,), "quotes"
    ),
    BadFile("quote not closed", f'{HEAD}about: »"one\nsteps: {{}}\n', (SYNTAX,)),
    BadFile("bracket not closed", f"{HEAD}tags: »[a, b\nsteps: {{}}\n", (SYNTAX,)),
    BadFile("brace not closed", f"{HEAD}steps:\n  a: »{{customer: x\n", (SYNTAX,)),
    BadFile(
        "no space after the colon", f"{HEAD}steps:\n  a:\n    customer»:calls\n    end: helped\n", (SYNTAX,), "space"
    ),
    BadFile("begins with a percent sign", f"{HEAD}about: »%80 of all\n", (SYNTAX,), "quotes"),
    BadFile("begins with an at sign", f"{HEAD}owner: »@team\n", (SYNTAX,), "quotes"),
    BadFile("indented too little", f"{HEAD}steps:\n    a:\n      customer: x\n   »b: {{customer: y}}\n", (SYNTAX,)),
    BadFile("unknown alias", f"{HEAD}owner: »*nobody\n", (SYNTAX,)),
    BadFile("tag", f"{HEAD}owner: »!!python/object:os.system x\n", (SYNTAX,)),
    BadFile("two documents", f"{HEAD}steps: {{a: {{customer: x, end: helped}}}}\n»---\ntitle: B\n", (SYNTAX,)),
    BadFile("bad escape", f'{HEAD}about: "one »\\q two"\n', (SYNTAX,)),
    BadFile("control character", f"{HEAD}about: one»\x07two\n", (SYNTAX,)),
    BadFile("list item without a space", f"{HEAD}tags:\n  - a\n  »-b\n", (SYNTAX,)),
    # Keys.
    BadFile("unknown key of the file", f"{HEAD}»stesp: {{}}\n", (KEY,), "steps"),
    BadFile("unknown key of a step", in_step("»custmer: x"), (KEY,), "customer"),
    BadFile("unknown key of a cell", in_step("frontstage: {does: answers, »bye: kcc}"), (KEY,), "by"),
    BadFile("unknown key of an item", in_step("frontstage: [{does: answers, »whom: kcc}]"), (KEY,)),
    BadFile(
        "unknown key of an arrow", in_step("next: {z: {»shared: 80%}}").replace("    next: z\n", ""), (KEY,), "share"
    ),
    BadFile("unknown key of a rating", in_step("experience: {everyone: {»emotoin: 1}}"), (KEY,), "emotion"),
    BadFile("unknown key of a fail point", in_step("fails: [{what: closed, »shr: 8%}]"), (KEY,), "share"),
    BadFile("unknown key of a reason", in_step("because: {»serve: law}"), (KEY,), "serves"),
    BadFile("unknown key of a note", in_step("pains: [{text: slow, »weight: 3}]"), (KEY,)),
    BadFile("unknown key of a persona", at_top("personas: {p: {name: P, »avaliable: 24/7}}"), (KEY,), "available"),
    BadFile("unknown key of a channel", at_top("channels: {c: {name: C, »opens: 24/7}}"), (KEY,), "open"),
    BadFile("unknown key of an actor", at_top("actors: {k: {lane: frontstage, »partners: true}}"), (KEY,), "partner"),
    BadFile("unknown key of a system", at_top("systems: {s: {name: S, »owners: x}}"), (KEY,), "owner"),
    BadFile("unknown key of a source", at_top("sources: {s: {kind: x, »dates: 2026}}"), (KEY,), "date"),
    BadFile("unknown key of the customer", at_top("customer: {»rol: x}"), (KEY,), "role"),
    BadFile(
        "unknown key of the economics", at_top("economics: {price: 1, rate: 1, »materiels: 2}"), (KEY,), "materials"
    ),
    BadFile("unknown key of the relations", at_top("relates: {»replace: x.yaml}"), (KEY,), "replaces"),
    BadFile("key twice", f"{HEAD}»title: B\nsteps:\n  a: {{customer: x, end: helped}}\n", (TWICE,)),
    BadFile("key of a step twice", in_step("»customer: asks again"), (TWICE,)),
    BadFile(
        "step twice",
        f"{HEAD}steps:\n  a: {{customer: x, next: z}}\n  »a: {{customer: y, next: z}}\n{END}",
        (STEP_TWICE,),
    ),
    BadFile("no version", f"»title: A\nsteps:\n{END}", (VERSION,), "journeymap: 1"),
    BadFile("unknown version", f"journeymap: »7\ntitle: A\nsteps:\n{END}", (VALUE,)),
    # Types.
    BadFile("steps as a list", f"{HEAD}»steps:\n  - a\n  - b\n", (VALUE,)),
    BadFile("steps as a text", f"{HEAD}steps: »later\n", (VALUE,)),
    BadFile("a step as a text", f"{HEAD}steps:\n  a: »asks\n{END}", (VALUE,)),
    BadFile("a list where a text is meant", at_top("»about: [one, two]"), (VALUE,)),
    BadFile("a mapping where a text is meant", at_top("»owner: {name: x}"), (VALUE,)),
    BadFile("neither true nor false", at_top("actors: {k: {lane: frontstage, partner: »perhaps}}"), (VALUE,)),
    BadFile("an actor without a lane", at_top("actors:\n  »k: {name: K}"), (VALUE,), "lane"),
    BadFile("a fail point without words", in_step("fails: [»{share: 8%}]"), (VALUE,), "what"),
    BadFile("a cell without words", in_step("»frontstage: {by: kcc}"), (VALUE,), "does"),
    # Values.
    BadFile("duration without a unit", in_step("takes: »15"), (VALUE,), "5 min"),
    BadFile("duration in words", in_step("takes: »a while"), (VALUE,), "5 min"),
    BadFile("duration with an unknown unit", in_step("wait: »3 moons"), (VALUE,), "5 min"),
    BadFile("duration that goes down", in_step("wait: »5-2 days"), (VALUE,), "shortest"),
    BadFile("negative duration", in_step("wait: »-5 min"), (VALUE,)),
    BadFile("wait of an arrow", in_step("next: {z: {wait: »soon}}").replace("    next: z\n", ""), (VALUE,)),
    BadFile("share over one", in_step("next: {z: »120%}").replace("    next: z\n", ""), (VALUE,), "80%"),
    BadFile("share in words", in_step("next: {z: {share: »most}}").replace("    next: z\n", ""), (VALUE,), "80%"),
    BadFile("share per persona", in_step("next: {z: {share: {p: »x%}}}").replace("    next: z\n", ""), (VALUE,)),
    BadFile("share of a persona", at_top("personas: {p: {name: P, share: »200%}}"), (VALUE,)),
    BadFile("complaints in words", in_step("complaints: »often"), (VALUE,), "46 per 1000"),
    BadFile("opening hours", at_top("channels: {c: {name: C, open: »Mo-Fr 8 to 5}}"), (VALUE,), "Mo-Fr"),
    BadFile("endless duration", in_step(f"takes: »{'9' * 400} h"), (VALUE,), "5 min"),
    BadFile("endless price", at_top(f"economics: {{price: »{'9' * 400}, rate: 1}}"), (VALUE,)),
    BadFile("Dutch days", at_top("channels: {c: {name: C, open: »ma-vr 9-5}}"), (VALUE,), "Mo-Fr 09:00-17:00"),
    BadFile("a persona called everyone", at_top("personas: {»everyone: {name: P}}"), (VALUE,), "everyone"),
    BadFile("a persona called staff", at_top("personas: {»staff: {name: P}}"), (VALUE,), "staff"),
    BadFile("hours of a persona", at_top("personas: {p: {available: »evenings}}"), (VALUE,), "24/7"),
    BadFile("date in another order", at_top("reviewed: »01-09-2026"), (VALUE,), "2026-09-01"),
    BadFile("year that no calendar can hold", at_top("reviewed: »9999-12-31"), (VALUE,), "2999"),
    BadFile("year before all calendars", at_top("sources: {s: {date: »0001-01-01}}"), (VALUE,), "1000"),
    BadFile("day that does not exist", at_top("reviewed: »2026-02-30"), (VALUE,)),
    BadFile("date of a source", at_top("sources: {s: {date: »last week}}"), (VALUE,)),
    BadFile("scale", at_top("scale: »ten"), (VALUE,), "0-10"),
    BadFile("rating beside the scale", in_step("experience: {everyone: {desired: »11}}"), (VALUE,), "scale"),
    BadFile("emotion out of range", in_step("experience: {everyone: {emotion: »5}}"), (VALUE,)),
    BadFile("emotion in words", in_step("experience: {everyone: {emotion: »sad}}"), (VALUE,)),
    BadFile("severity out of range", in_step("fails: [{what: x, severity: »11}]"), (VALUE,), "10"),
    BadFile("severity in words", in_step("fails: [{what: x, severity: »high}]"), (VALUE,), "7"),
    BadFile("unknown outcome", f"{HEAD}steps:\n  a: {{customer: x, end: »help}}\n", (VALUE,), "helped"),
    BadFile("unknown status", at_top("status: »as was"), (VALUE,), "as-is"),
    BadFile("unknown choice", at_top("customer: {choice: »captif}"), (VALUE,), "captive"),
    BadFile("unknown lane", at_top("actors: {k: {lane: »front}}"), (VALUE,), "frontstage"),
    BadFile("unknown rule of helping", in_step("helps: [welcome, »clarrify]"), (VALUE,), "clarify"),
    BadFile("unknown decider", in_step("next: {z: {decides: »boss}}").replace("    next: z\n", ""), (VALUE,)),
    BadFile("unknown findability", at_top("channels: {c: {found: »hidden}}"), (VALUE,), "buried"),
    BadFile("weight of a need", at_top("personas: {p: {needs: {safety: »very}}}"), (VALUE,), "high"),
    BadFile("acceptance without a reason", in_step('accept: {dead-end: »""}'), (VALUE,), "reason"),
    BadFile("start in words", in_step("start: »maybe"), (VALUE,)),
    BadFile("id with a space", f"{HEAD}steps:\n  »a step: {{customer: x, end: helped}}\n", (VALUE,), "a-step"),
    BadFile("id with a dot", f"{HEAD}steps:\n  »v1.2: {{customer: x, end: helped}}\n", (VALUE,), "v1-2"),
    BadFile(
        "several mistakes in one file",
        f"{HEAD}»ttle: x\nreviewed: »never\nsteps:\n  a: {{customer: x, takes: »5, »nxt: z}}\n{END}",
        (KEY, VALUE, VALUE, KEY),
    ),
    # What is referred to and is not there.
    BadFile("next step", f"{HEAD}steps:\n  a: {{customer: x, next: »zz}}\n{END}", (REFERENCE,), "z"),
    BadFile("one of several next steps", f"{HEAD}steps:\n  a: {{customer: x, next: [z, »y]}}\n{END}", (REFERENCE,)),
    BadFile(
        "next step with a share", f"{HEAD}steps:\n  a: {{customer: x, next: {{z: 80%, »y: 20%}}}}\n{END}", (REFERENCE,)
    ),
    BadFile("actor of a cell", in_step("frontstage: {does: answers, by: »kcc}"), (REFERENCE,)),
    BadFile(
        "channel of a step",
        f"{HEAD}channels: [phone]\nsteps:\n  a: {{customer: x, channel: »phome, end: helped}}\n",
        (REFERENCE,),
    ),
    BadFile("phase of a step", at_top("phases: [One]").replace("next: z}", "phase: »Two, next: z}"), (REFERENCE,)),
    BadFile("system of a step", in_step("uses: [»crm]"), (REFERENCE,)),
    BadFile("informed step", in_step("informs: »plan"), (REFERENCE,)),
    BadFile("started step", in_step("starts: [»plan]"), (REFERENCE,)),
    BadFile("needed step", in_step("needs: [»plan]"), (REFERENCE,)),
    BadFile("recovery of a fail point", in_step("fails: [{what: x, recover: »repair}]"), (REFERENCE,)),
    BadFile("source of a step", in_step("heard: [»survey]"), (REFERENCE,)),
    BadFile("source of a note", in_step("pains: [{text: x, heard: »survey}]"), (REFERENCE,)),
    BadFile("persona of a rating", in_step("experience: {»fatima: {emotion: 1}}"), (REFERENCE,)),
    BadFile(
        "persona of a share", in_step("next: {z: {share: {»fatima: 10%}}}").replace("    next: z\n", ""), (REFERENCE,)
    ),
    BadFile("channel of a persona", at_top("personas: {p: {name: P, prefers: [»fax]}}"), (REFERENCE,)),
    BadFile("accepted rule of a step", in_step("accept: {»dead-ends: because}"), (REFERENCE,), "dead-end"),
    BadFile("accepted rule of the file", at_top("accept: {»bare-yes: because}"), (REFERENCE,)),
    # Encodings and forms of text.
    BadFile("latin-1", f"{HEAD}about: caf»é\nsteps:\n{END}", (UNREADABLE,), "UTF-8", "latin-1"),
    BadFile("byte order mark", f"\ufeff{HEAD}»stepz: x\n", (KEY,), "steps"),
    BadFile("utf-16", f"\ufeff{HEAD}»stepz: x\n", (KEY,), "steps", "utf-16-le"),
    BadFile("windows line ends", f"{HEAD}»stepz: x\n".replace("\n", "\r\n"), (KEY,), "steps"),
    BadFile("after emoji", f"{HEAD}steps:\n  a: {{customer: 👩‍👩‍👧 asks, »nxt: z}}\n{END}", (KEY,), "next"),
    BadFile("after wide characters", f"{HEAD}steps:\n  a: {{customer: 漢字漢字, »nxt: z}}\n{END}", (KEY,), "next"),
    # JSON is YAML.
    BadFile("json with an unknown key", '{"journeymap": 1, "title": "A",\n »"stps": {}}', (KEY,), "steps"),
    BadFile(
        "json with a wrong value",
        '{"journeymap": 1, "title": "A", "steps":\n  {"a": {"customer": "x", "takes": »"soon", "end": "helped"}}}',
        (VALUE,),
    ),
    BadFile("json that breaks off", '{"journeymap": 1, "steps": »{"a": {"customer": "x"}', (SYNTAX,)),
]
