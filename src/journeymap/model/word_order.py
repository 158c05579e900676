"""The order in which designers write the words of a step and of a file."""

from __future__ import annotations

# Who does what, how, how long, what is said, how it is for people, and where it leads last.
OF_STEP = (
    "name", "was", "phase", "start", "evidence", "customer", "frontstage", "backstage", "support", "channel",
    "uses", "journey", "needs", "starts", "informs", "takes", "wait", "lasts", "promise", "tolerance", "deadline",
    "chased", "gives-up", "closed", "asks", "whose", "changed",
    "identifies", "tells", "helps", "meets", "burden", "pages",
    "clicks", "experience", "emotion", "complaints", "fails", "pains", "ideas", "heard", "because", "owner", "notes",
    "links", "seen-as", "tags", "accept", "next", "end",
)  # fmt: skip
OF_CELL = ("by", "does", "takes")
