"""What the API's tests share: one circle with the catalogue, and a way to ask."""

from collections.abc import Callable
from typing import Any

import orjson
import pytest
from django.test import Client

from communities.models import Community
from tests import make

Ask = Callable[..., tuple[int, Any]]


@pytest.fixture
def circle(catalogue: None) -> Community:
    return make.community()


@pytest.fixture
def get(client: Client) -> Ask:
    """`get(path, **query)` answers (status, JSON)."""

    def ask(path: str, **query: Any) -> tuple[int, Any]:
        response = client.get(path, query)
        return response.status_code, orjson.loads(response.content)

    return ask


@pytest.fixture
def post(client: Client) -> Ask:
    """`post(**body)` asks /api/reach/; bytes instead go as they are."""

    def ask(raw: bytes | None = None, /, **body: Any) -> tuple[int, Any]:
        content = orjson.dumps(body) if raw is None else raw
        response = client.post("/api/reach/", content, content_type="application/json")
        return response.status_code, orjson.loads(response.content)

    return ask
