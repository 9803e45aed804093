"""Asking for pages of the elder edition, and reading what they say."""

import re
from typing import Any

from django.test import Client

from tests import make
from tests.pages.html import Element, Page, read

CODE = "620104007001"
CIRCLE, ELDER = f"/communities/{CODE}/", f"/elder/{CODE}/"
MORNING: dict[str, Any] = {"at": "2026-11-24T10:00"}
HERE = {"lat": make.CENTRE.lat, "lng": make.CENTRE.lng}


def got(client: Client, path: str, status: int = 200, **query: Any) -> Page:
    response = client.get(path, query)
    assert response.status_code == status
    return read(response)


def cards(page: Page) -> list[str]:
    return [head.text for head in page.all("h2") if re.match(r"\d+\. ", head.text)]


def minutes(page: Page) -> list[int]:
    return [int(bold.text) for bold in page.all("b") if bold.text.isdecimal() and bold.text != "12345"]


def link(page: Page, words: str) -> Element:
    [found] = [a for a in page.all("a") if words in a.text]
    return found
