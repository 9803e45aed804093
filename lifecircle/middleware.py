"""What the database cannot do is said plainly, never a stack trace: away or locked 503, NUL in a text 400."""

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext, gettext_noop

log = logging.getLogger("lifecircle")
AWAY = (OperationalError, InterfaceError)
NUL = "NUL (0x00)"  # how psycopg says that PostgreSQL holds no such character
AWAY_WORDS = gettext_noop("数据库暂时连不上，请过一会儿再试。")
RETRY_SECONDS = "10"


class DatabaseAwayMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, ValueError) and NUL in str(error):
            from lifecircle.views import not_understood

            return not_understood(request)
        if not isinstance(error, AWAY):
            return None
        log_away(error)
        response = away(api=request.path.startswith("/api/"))
        response["Retry-After"] = RETRY_SECONDS
        return response


def away(*, api: bool) -> HttpResponse:
    if api:
        return problem(gettext(AWAY_WORDS), status=503)
    return HttpResponse(render_to_string("503.html"), status=503)


def log_away(error: Exception) -> None:
    """The kind of error only: its words may repeat a statement with what somebody asked."""
    log.error("database away: %s", type(error).__name__)


def problem(words: str, *, status: int) -> JsonResponse:
    """What the API says where no API view could."""
    return JsonResponse({"detail": words}, status=status, json_dumps_params={"ensure_ascii": False})
