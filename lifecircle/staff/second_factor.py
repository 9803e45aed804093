"""The second factor: a code from a phone (TOTP), and ten backup codes for the day it is lost."""

from base64 import b32encode
from typing import Any

import django_otp
from django.db import transaction
from django.http import HttpRequest
from django.utils.timezone import now
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

BACKUP_CODES = 10
DIGITS = 6


def device_of(user: Any) -> TOTPDevice | None:
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def started(user: Any) -> TOTPDevice:
    """The device that is being set up; the same at every look, until it is confirmed."""
    return TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": "手机"})[0]


def typed_secret(device: TOTPDevice) -> str:
    """The secret for those who cannot scan, in groups of four."""
    text = b32encode(device.bin_key).decode()
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def wait_seconds(user: Any, code: str) -> int:
    """How long the device that this code is for still refuses any; 0: not at all. Doubles with each miss."""
    device = _asked(user, code)
    allowed, why = device.verify_is_allowed() if device else (True, None)
    return 0 if allowed or not why else max(1, int((why["locked_until"] - now()).total_seconds()) + 1)


def verify(request: HttpRequest, code: str) -> bool:
    """Right: this session has passed. A backup code is used up by it."""
    device = _asked(request.user, code)
    if device is None or not django_otp.verify_token(request.user, device.persistent_id, code):
        return False
    django_otp.login(request, device)
    request.session.cycle_key()
    return True


@transaction.atomic
def confirm(request: HttpRequest, code: str) -> list[str] | None:
    """The new phone shows the right code: it takes the place of an older one. New backup codes, or None."""
    device = started(request.user)
    if not device.verify_token(code):
        return None
    TOTPDevice.objects.filter(user=request.user).exclude(pk=device.pk).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    django_otp.login(request, device)
    return new_backup_codes(request.user)


@transaction.atomic
def new_backup_codes(user: Any) -> list[str]:
    """The old ones hold no longer."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="备用码")
    codes = [StaticToken.random_token() for _ in range(BACKUP_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def backup_codes_left(user: Any) -> int:
    return int(StaticToken.objects.filter(device__user=user).count())


@transaction.atomic
def remove(user: Any) -> None:
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def _asked(user: Any, code: str) -> Any:
    """Six digits come from the phone, anything else is a backup code: a miss slows down only that one."""
    if code.isdecimal() and len(code) == DIGITS:
        return device_of(user)
    return StaticDevice.objects.filter(user=user, confirmed=True).first()
