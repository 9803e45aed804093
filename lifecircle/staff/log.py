"""Writes down what must be found again; reading it is `log_page`, and nothing changes it."""

from django.contrib.auth.models import User
from django.http import HttpRequest

from lifecircle.address import client_address
from lifecircle.staff.models import AuditKind, AuditRecord, Scope


def record(request: HttpRequest, kind: AuditKind, words: str = "", *, username: str = "") -> AuditRecord:
    """Who (the signed-in person unless another name is given), what, from where."""
    name = username or request.user.get_username()
    return AuditRecord.objects.create(
        kind=kind,
        username=_kept(name, 150),
        scope=_scope_code(name),
        address=client_address(request),
        words=_kept(words, 300),
    )


def _scope_code(username: str) -> str:
    """As it is now: somebody who moves to another office takes nothing of the old log along."""
    found = Scope.objects.filter(**{f"user__{User.USERNAME_FIELD}": username}).first()
    return found.code if found else ""


def _kept(text: str, most: int) -> str:
    """Cut to what the column holds, without the NUL that PostgreSQL refuses."""
    return text.replace("\0", "")[:most]
