"""A WSGI application that answers the same KILOBYTES at once: what the server and the driver alone can do."""

import os
from collections.abc import Callable, Iterable
from typing import Any

BODY = b"x" * (1000 * int(os.environ.get("KILOBYTES", "100")))
HEADERS = [("Content-Type", "application/json"), ("Content-Length", str(len(BODY)))]


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    environ["wsgi.input"].read()
    start("200 OK", HEADERS)
    return [BODY]
