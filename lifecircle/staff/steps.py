"""What still stands between somebody who has signed in and the desk: one step at a time, in this order."""

from typing import Any

from django.conf import settings
from django_otp.plugins.otp_totp.models import TOTPDevice

VERIFY, NEW_PASSWORD, SET_UP = "staff:second", "staff:password", "staff:second-set-up"


def next_step(user: Any) -> str | None:
    """The page (by URL name) that has to be done with first; None when the way is free."""
    second = settings.SECOND_FACTOR != "off" and not user.is_verified()
    has_device = second and has_second_factor(user)
    if has_device:
        return VERIFY
    if must_change_password(user):
        return NEW_PASSWORD
    return SET_UP if second and settings.SECOND_FACTOR == "required" else None


def has_second_factor(user: Any) -> bool:
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


def must_change_password(user: Any) -> bool:
    scope = getattr(user, "scope", None)
    return scope is not None and scope.must_change_password
