"""What axe-core finds on a page that somebody with other eyes, ears or hands cannot use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe
from looking import settled

if TYPE_CHECKING:
    from playwright.sync_api import Page

CRITERIA: dict[str, Any] = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# Whether every word is legible takes most of the time. Where only colours differ from what is audited elsewhere only
# they are audited, and where colours are the same, all but them.
COLOURS = {"runOnly": ["color-contrast"]}
ALL_BUT_COLOURS = {**CRITERIA, "rules": {"color-contrast": {"enabled": False}}}


def violations(page: Page, part: str | None = None, rules: dict[str, Any] = CRITERIA) -> list[str]:
    """Return what is wrong on a page or in a part of it, in a line each."""
    settled(page)
    audit = Axe().run(page, context=part, options={**rules, "resultTypes": ["violations"]}).response
    return [f"{item['id']}: {item['help']}: {item['nodes'][0]['html'][:200]}" for item in audit["violations"]]
