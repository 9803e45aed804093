"""Asking for a circle's page, and reading what its list says."""

import re
from typing import Any

from django.test import Client

from tests.pages.html import Page, read

URL = "/communities/620104007001/"


def names(page: Page) -> list[str]:
    links = [link for link in page.all("a") if re.match(r"/outlets/\d+/\?from=", link["href"])]
    return [link.text for link in links]


def state(page: Page, category: str) -> str:
    """The word that stands beside a category's head."""
    group = page.elements.index(page.one("h4", id=f"g-{category}"))
    return next(e.text for e in page.elements[group:] if "state" in e["class"].split())


def asked(client: Client, **query: Any) -> Page:
    response = client.get(URL, query)
    assert response.status_code == 200
    return read(response)


def moved(client: Client, status: int = 200, **body: Any) -> Page:
    response = client.post(URL, body)
    assert response.status_code == status
    return read(response)
