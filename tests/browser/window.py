"""A Chromium that Django answers in the test's own thread and transaction: no server, no port."""

import mimetypes
from contextvars import Context, copy_context
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import ConsoleMessage, Page, Request, Route

SITE = "http://localhost"


def is_fault(said: ConsoleMessage) -> bool:
    """An error that is not the browser's note of a refusal (4xx) that the page itself puts into words."""
    return said.type == "error" and "responded with a status of 4" not in said.text


def body_of(response: Any) -> bytes:
    """All of it; a file that is sent is read to its end and closed."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    response.close()
    return bytes(body)


class Window:
    """One page of one browser, used again and again. `wrong` collects script errors and strange requests."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.client = Client()
        self.waiting: Any = None
        self.test: Context = copy_context()
        self.wrong: list[str] = []
        page.route("**/*", self.answer)
        page.on("pageerror", lambda error: self.wrong.append(f"script error: {error}"))
        page.on("console", lambda said: self.wrong.append(said.text) if is_fault(said) else None)

    def show(self, response: Any, client: Client) -> Page:
        """What Django answered, as the browser shows it; what that page asks further is asked by `client`."""
        self.client, self.waiting, self.wrong = client, response, []
        self.test = copy_context()  # in which the database is the test's own connection
        asked = response.request
        query = f"?{asked['QUERY_STRING']}" if asked["QUERY_STRING"] else ""
        self.page.goto(f"{SITE}{asked['PATH_INFO']}{query}")
        return self.page

    def answer(self, route: Route, request: Request) -> None:
        if not request.url.startswith(SITE):
            self.wrong.append(f"left the machine: {request.url}")
            route.abort()
            return
        path = urlsplit(request.url).path
        if path.startswith("/static/"):
            file = finders.find(path.removeprefix("/static/"))
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            route.fulfill(body=Path(file).read_bytes(), content_type=kind) if file else route.fulfill(
                status=404
            )
            return
        response, self.waiting = self.waiting or self.test.run(self.ask, request), None
        body = body_of(response)
        route.fulfill(status=response.status_code, headers=dict(response.headers), body=body)

    def ask(self, request: Request) -> Any:
        asked = urlsplit(request.url)
        return self.client.generic(
            request.method,
            asked.path,
            request.post_data_buffer or b"",
            content_type=request.headers.get("content-type", "application/octet-stream"),
            QUERY_STRING=asked.query,
        )
