"""The door to everything that staff use: desk, admin, own account. Residents' pages never pass here.

A page is behind it by standing in one of the URL namespaces below; what a person may do there, the page asks.
"""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import resolve_url
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext

from lifecircle.middleware import AWAY, away, log_away, problem
from lifecircle.staff.log import record
from lifecircle.staff.models import AuditKind
from lifecircle.staff.steps import next_step

STAFF = frozenset({"office", "bureau", "staff", "admin"})
OPEN = frozenset({"staff:login", "staff:logout", "admin:login", "admin:logout"})
SEEN = "seen_at"  # in the session: seconds since 1970


class StaffDoorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if is_staff_page(request):
            add_never_cache_headers(response)
            if response.status_code == 403 and request.user.is_authenticated:
                record(request, AuditKind.REFUSED, f"{request.method} {request.path}")
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not is_staff_page(request) or _name(request) in OPEN:
            return None
        try:
            return _at_the_door(request)
        except AWAY as error:
            log_away(error)
            return away(api=_is_program(request))


def is_staff_page(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and not STAFF.isdisjoint(match.namespaces)


def _at_the_door(request: HttpRequest) -> HttpResponse | None:
    if not request.user.is_authenticated:
        return _sign_in(request)
    _keep_awake(request)
    step = next_step(request.user)
    if step and step != _name(request):
        if _is_program(request):
            return problem(gettext("请先完成登录。"), status=401)
        return redirect_to_login(_way_back(request), resolve_url(step))
    if "admin" in _namespaces(request) and not admin.site.has_permission(request):
        raise PermissionDenied(gettext("管理后台只给市管理员用，审计可以看。"))
    return None


def _sign_in(request: HttpRequest) -> HttpResponse:
    if _is_program(request):
        return problem(gettext("请先登录。"), status=401)
    query = QueryDict(mutable=True)
    query["next"] = _way_back(request)
    if settings.SESSION_COOKIE_NAME in request.COOKIES:  # there was a session, and it has run out
        query["idle"] = "1"
    return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{query.urlencode(safe='/')}")


def _keep_awake(request: HttpRequest) -> None:
    """Moves the end of the session on, at most twenty times before it would come: not one write a page."""
    seconds = int(time.time())
    if seconds - request.session.get(SEEN, 0) > settings.SESSION_COOKIE_AGE // 20:
        request.session[SEEN] = seconds


def _way_back(request: HttpRequest) -> str:
    """Where one was: what was sent cannot be sent again, so then the page it was sent from."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    referer = urlsplit(request.headers.get("Referer", ""))
    if referer.netloc == request.get_host():
        return f"{referer.path}?{referer.query}" if referer.query else referer.path
    return resolve_url(settings.LOGIN_REDIRECT_URL)


def _is_program(request: HttpRequest) -> bool:
    """Scripts of ours that ask for JSON (Accept: application/json)."""
    return not request.accepts("text/html")


def _name(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def _namespaces(request: HttpRequest) -> list[str]:
    return request.resolver_match.namespaces if request.resolver_match else []
