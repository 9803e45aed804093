"""`POST /api/reach/` from the WSGI environment to the bytes, without Django's request on the way.

Nothing is known here that the long way does not know: the answer's bytes come from the same function, and its
headers are those the long way gave when it was first asked under the same name and scheme, for the same kinds
of content. Whatever is unusual, is refused or fails goes the long way from the start, which says why.
"""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

import orjson
from django.core.signals import request_finished, request_started

from communities.api import from_ones_door
from communities.stages import Stages
from lifecircle.api import LONGEST_BODY

PATH = "/api/reach/"
# All that the long way reads of a request before the body: what differs in these may be told other headers
LOOKED_AT = ("HTTP_HOST", "wsgi.url_scheme", "HTTP_X_FORWARDED_PROTO", "CONTENT_TYPE", "HTTP_ACCEPT")
MOST_KEPT = 100

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]


class ShortWay:
    def __init__(self, long_way: Application) -> None:
        self.long_way = long_way
        self._headers: dict[tuple[Any, ...], Headers] = {}

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        if environ["PATH_INFO"] != PATH or not _usual(environ):
            return self.long_way(environ, start)
        key = tuple(map(environ.get, LOOKED_AT))
        headers = self._headers.get(key)
        if headers is None:
            return self.long_way(environ, self._remembering(key, start))
        answer = _answer(environ)
        if answer is None:
            return self.long_way(environ, start)
        start("200 OK", [*headers, ("Content-Length", str(len(answer)))])
        return [answer]

    def _remembering(self, key: tuple[Any, ...], start: Start) -> Start:
        """`start` that keeps the headers of a good answer, unless they are one person's."""

        def remember(status: str, headers: Headers, *more: Any) -> Any:
            names = {name.lower() for name, _ in headers}
            if status == "200 OK" and "set-cookie" not in names:
                if len(self._headers) >= MOST_KEPT:
                    self._headers = {}
                self._headers[key] = [pair for pair in headers if pair[0].lower() != "content-length"]
            return start(status, headers, *more)

        return remember


def _usual(environ: Environ) -> bool:
    """A question as programs ask it: nobody signed in, nothing in the address, a body of a known length."""
    length = environ.get("CONTENT_LENGTH") or ""
    return (
        environ["REQUEST_METHOD"] == "POST"
        and not environ.get("SCRIPT_NAME")
        and not environ.get("QUERY_STRING")
        and "HTTP_HOST" in environ
        and "HTTP_COOKIE" not in environ
        and "HTTP_AUTHORIZATION" not in environ
        and length.isdecimal()
        and len(length) < 7
        and int(length) <= LONGEST_BODY
    )


def _answer(environ: Environ) -> bytes | None:
    """None where the long way has to say it. It finds the body as if nobody had read it."""
    body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    environ["wsgi.input"] = BytesIO(body)
    request_started.send(ShortWay, environ=environ)  # who listens gives back connections past their time
    try:
        return from_ones_door(orjson.loads(body), Stages())
    except Exception:  # it comes again on the long way, where it is told or logged
        return None
    finally:
        request_finished.send(ShortWay)
