"""A blueprint that attacks whoever looks at it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeymap.model.blueprint import Blueprint
from journeymap.pipeline import check_blueprint

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from journeymap.result import Result

ATTACKS = [
    "<script>window.ran = 1</script>",
    "</script><script>window.ran = 1</script>",
    '<img src="x" onerror="window.ran = 1">',
    '"><svg onload="window.ran = 1">',
    "' onmouseover='window.ran = 1",
    "</style><script>window.ran = 1</script>",
    "<!--<script>",
    "]]><script>window.ran = 1</script>",
    "${window.ran = 1}{{ran}}",
    "javascript:window.ran=1",
    "</title></desc></svg><script>window.ran = 1</script>",
    "&lt;script&gt;window.ran = 1&lt;/script&gt;",
    "\u2028window.ran = 1\u2029",
    "$title $data $$",
]


def policy_against_a_script(page: Page) -> str:
    """Put a script into a page, and return the part of its policy that stops it."""
    directive: str = page.evaluate(
        """() => new Promise((done) => {
            document.addEventListener("securitypolicyviolation", (event) => done(event.effectiveDirective));
            const script = document.createElement("script");
            script.textContent = "window.ran = 1";
            document.body.append(script);
        })"""
    )
    return directive


def hostile() -> Result:
    """A blueprint whose every text, id and address wants to be code."""
    count = len(ATTACKS)
    steps: dict[str, Any] = {
        attack: {
            "phase": f"p{n % 2}",
            "customer": {"by": "<b>who", "does": attack},
            "frontstage": attack,
            "channel": "<i>way",
            "pains": [attack],
            "asks": [attack],
            "links": [attack],
            "fails": [{"what": attack, "why": attack, "recover": ATTACKS[(n + 5) % count]}],
            "next": {ATTACKS[(n + 1) % count]: {"when": attack}},
            "experience": {"</script>p": {"emotion": n % 5 - 2}},
            "because": {"reason": attack},
            "owner": attack,
        }
        for n, attack in enumerate(ATTACKS)
    }
    fields = {
        "title": ATTACKS[1] + ATTACKS[2],
        "about": ATTACKS[3],
        "language": '"><script>window.ran = 1</script>',
        "phases": {"p0": ATTACKS[1], "p1": ATTACKS[2]},
        "personas": {"</script>p": {"name": ATTACKS[1], "context": ATTACKS[2]}},
        "channels": {"<i>way": {"name": ATTACKS[2]}},
        "actors": {"<b>who": {"name": ATTACKS[1], "lane": "customer"}},
        "customer": {"role": ATTACKS[2]},
        "steps": steps,
    }
    return check_blueprint(Blueprint.model_validate(fields))
