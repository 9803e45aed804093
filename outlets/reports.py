"""Taking a resident's word about an outlet: the form, and how many may come from one sender in an hour."""

import hashlib
import hmac
from datetime import timedelta

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.timezone import localdate, now
from django.utils.translation import gettext, gettext_lazy

from lifecircle.address import client_address
from outlets.models import Outlet, Report

PER_OUTLET = 20  # an hour, from all senders: a flood about one shop tells nothing more


class TooMany(Exception):  # noqa: N818 - it is said to the resident as it is
    """Too many words from one place in one hour."""


class ReportForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Report
        fields = ("kind", "text")
        error_messages = {
            "kind": {
                "required": gettext_lazy("请先选一项：哪里不对。"),
                "invalid_choice": gettext_lazy("请从给出的几项里选一项。"),
            },
            "text": {"max_length": gettext_lazy("最多写 500 个字。")},
        }


def send(outlet: Outlet, form: ReportForm, request: HttpRequest) -> Report:
    """Kept, unless this sender or this outlet has had enough for the hour (TooMany)."""
    sender = sender_mark(request)
    lately = Report.objects.filter(created_at__gt=now() - timedelta(hours=1))
    if lately.filter(sender=sender).count() >= settings.REPORTS_PER_HOUR:
        raise TooMany(gettext("您刚才已经告诉我们好几条了。请过一小时再来，或者打 12345。"))
    if lately.filter(outlet=outlet).count() >= PER_OUTLET:
        raise TooMany(gettext("这家店刚才已经有很多人说过了，社区正在核对。"))
    report: Report = form.save(commit=False)
    report.outlet, report.sender = outlet, sender
    report.save()
    return report


def sender_mark(request: HttpRequest) -> str:
    """A keyed hash of address and day: tells senders apart for a day, and nobody who they are."""
    words = f"{localdate()} {client_address(request)}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), words, hashlib.sha256).hexdigest()
