"""What axe does not measure: targets, cut and covered texts, reflow, hidden focus, motion.

Each answers with one line for everything that is wrong.
"""

from functools import cache
from pathlib import Path

from playwright.sync_api import Page


@cache
def source() -> str:
    return Path(__file__).with_name("measures.js").read_text(encoding="utf-8")


def measure(page: Page, what: str, *arguments: float) -> list[str]:
    """`what` is one of the functions at the end of measures.js."""
    if not page.evaluate("() => 'measures' in window"):
        page.evaluate(source())
    given = ", ".join(str(one) for one in arguments)
    found: list[str] = page.evaluate(f"() => window.measures.{what}({given})")
    return found
