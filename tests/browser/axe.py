"""What axe finds wrong with a page as it stands: WCAG 2.2 AA; best practice where it is asked for."""

from functools import cache
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
BEST = [*TAGS, "best-practice"]
# what needs the stylesheets a second time (the lock of orientation) is left out: it would fetch them all
RUN = """async (tags) => {
  const found = await axe.run(
    document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'], preload: false});
  return found.violations.map(
    (v) => ({id: v.id, help: v.help, nodes: v.nodes.map((n) => n.html.slice(0, 200))}));
}"""


@cache
def source() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def violations(page: Page, *, tags: list[str] | None = None) -> list[str]:
    """One line for each rule that is broken, with what breaks it. [] is clean.

    The script is evaluated, not loaded: our policy lets no foreign script into a page.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(source())
    found: list[dict[str, Any]] = page.evaluate(RUN, tags or TAGS)
    return [f"{one['id']}: {one['help']}: {' | '.join(one['nodes'])}" for one in found]
