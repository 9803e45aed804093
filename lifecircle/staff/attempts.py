"""Signing in, as django-axes counts it: every try is recorded, and too many wrong ones have to wait."""

from datetime import datetime, timedelta
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now

from lifecircle.address import client_address
from lifecircle.staff.log import record
from lifecircle.staff.models import AuditKind, AuditRecord

FAILURES_PER_HOUR = 200  # recorded from one address; a flood must not fill a table that nobody may empty


class RecordingHandler(AxesDatabaseHandler):  # type: ignore[misc]
    def user_login_failed(self, sender: Any, credentials: Any, request: Any = None, **kwargs: Any) -> None:
        locked_before = bool(getattr(request, "axes_locked_out", False))
        super().user_login_failed(sender, credentials, request, **kwargs)
        if request is None or locked_before:
            return
        locked = bool(request.axes_locked_out)
        kind = AuditKind.LOCKED_OUT if locked else AuditKind.SIGN_IN_FAILED
        words = f"锁 {settings.LOCKED_MINUTES} 分钟" if locked else ""
        _record_failure(request, kind, words, str(credentials.get("username") or ""))

    def user_logged_in(self, sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
        super().user_logged_in(sender, request, user, **kwargs)
        record(request, AuditKind.SIGN_IN, username=user.get_username())

    def user_logged_out(self, sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
        super().user_logged_out(sender, request, user, **kwargs)
        if user is not None:
            record(request, AuditKind.SIGN_OUT, username=user.get_username())


def _record_failure(request: HttpRequest, kind: AuditKind, words: str, username: str) -> None:
    lately = AuditRecord.objects.filter(
        at__gt=now() - timedelta(hours=1),
        address=client_address(request),
        kind__in=(AuditKind.SIGN_IN_FAILED, AuditKind.LOCKED_OUT),
    ).count()
    if lately >= FAILURES_PER_HOUR:
        return
    last = "这个地址一小时内太多次，后面的不再逐条记。" if lately == FAILURES_PER_HOUR - 1 else ""
    record(request, kind, " ".join(filter(None, (words, last))), username=username or "（没写）")


def locked_page(request: HttpRequest, response: Any = None, credentials: Any = None) -> HttpResponse:
    """Says until when; django-axes puts it in the place of the form."""
    username = (credentials or {}).get("username") or ""
    ends = locked_until(username, client_address(request))
    minutes = max(1, -(-(ends - now()) // timedelta(minutes=1)))
    return render(request, "office/locked.html", {"minutes": minutes, "ends": ends}, status=429)


def locked_until(username: str, address: str) -> datetime:
    tries = AccessAttempt.objects.filter(username=username, ip_address=address)
    last: datetime | None = tries.aggregate(last=Max("attempt_time"))["last"]
    return (last or now()) + timedelta(minutes=settings.LOCKED_MINUTES)
