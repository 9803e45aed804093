"""What the signed-in person may do: the table of `rights` asked for a user, and a guard for views."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext

from lifecircle.areas import codes
from lifecircle.staff.models import DistrictRule, Scope
from lifecircle.staff.rights import Right, Role, allows

View = Callable[..., HttpResponseBase]
CITY = Scope(role=Role.CITY_ADMIN, must_change_password=False)


def scope_of(user: AbstractBaseUser | AnonymousUser) -> Scope | None:
    """The role and place of a person; a superuser acts for the whole city; None for everybody else."""
    if not user.is_authenticated or not user.is_active:
        return None
    found = getattr(user, "scope", None)
    return found or (CITY if getattr(user, "is_superuser", False) else None)


def may(user: AbstractBaseUser | AnonymousUser, right: Right, code: str | None) -> bool:
    """Whether this person has the right over what belongs to a division code (None: to no division)."""
    scope = scope_of(user)
    if scope is None or not allows(Role(scope.role), right, scope=scope.code, code=code):
        return False
    return not (scope.role == Role.STREET_OFFICE and right is Right.PUBLISH) or _offices_publish(scope.code)


def require(user: AbstractBaseUser | AnonymousUser, right: Right, code: str | None) -> None:
    """PermissionDenied, in words, unless this person has the right there."""
    if not may(user, right, code):
        raise PermissionDenied(gettext("这不在您的权限或负责的范围里。"))


def staff_only(right: Right) -> Callable[[View], View]:
    """For a view of the desk: signed in, and with the right somewhere; where exactly, the view asks."""

    def guarded(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            scope = scope_of(request.user)
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if scope is None or not allows(Role(scope.role), right, scope=scope.code, code=scope.code):
                raise PermissionDenied(gettext("您的账号没有办这件事的权限。"))
            return view(request, *args, **kwargs)

        return inner

    return guarded


def _offices_publish(code: str) -> bool:
    return DistrictRule.objects.filter(area_id=code[: codes.DISTRICT], offices_publish=True).exists()
