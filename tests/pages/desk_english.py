"""How the desk is asked in English: who asks, and what a visit is."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

People = dict[str, User | None]
Visit = Callable[[People], Any]  # makes what else it wants; all of it is rolled back


def english(people: People, letter: str) -> Client:
    """The browser of one of the people of tests/office/matrix.py, with English chosen."""
    client = Client(raise_request_exception=False)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    user = people[letter]
    if user is not None:
        client.force_login(user)
    return client
