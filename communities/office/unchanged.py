"""Whether what somebody decides on is still what they looked at."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext

from outlets.models import Outlet
from outlets.proposals import unseal
from outlets.values import values_of


def ask_unchanged(request: HttpRequest, *outlets: Outlet) -> None:
    """ValidationError where one of them was changed since the page with its seal was shown."""
    for outlet in outlets:
        if unseal(request.POST.get(f"seen-{outlet.pk}", "")) != values_of(outlet):
            words = gettext("您看的时候，“{name}”被别人改过了。请看看现在的样子，再决定。")
            raise ValidationError(words.format(name=outlet))
