"""Somebody signed in at the desk, in the browser of a test."""

from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer


def sign_in(page: Page, user: User, server: LiveServer) -> None:
    """By the cookie of a session: the sign-in page has tests of its own."""
    client = Client()
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server.url}
    page.context.add_cookies([cookie])  # type: ignore[list-item]
