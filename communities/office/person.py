"""Who is signed in, for the services that want to know exactly."""

from django.contrib.auth.models import User
from django.http import HttpRequest

from lifecircle.staff.access import scope_of
from lifecircle.staff.models import Scope


def user_of(request: HttpRequest) -> User:
    """On a page of the desk: its guard has let nobody else in."""
    assert isinstance(request.user, User)
    return request.user


def scope_in(request: HttpRequest) -> Scope:
    scope = scope_of(request.user)
    assert scope is not None
    return scope
