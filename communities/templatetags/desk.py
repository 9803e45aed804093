"""What every page of the desk shows around its own: who is signed in, and where they may go."""

from django import template
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.template import Context

from communities.office.sent import SENT
from communities.office.tabs import Tab, current_of, tabs_for
from lifecircle.staff.access import scope_of
from lifecircle.staff.models import Scope
from lifecircle.staff.rights import Right, Role, allows
from outlets import reasons

register = template.Library()


@register.simple_tag(takes_context=True)
def desk_scope(context: Context) -> Scope | None:
    """The role and place of the person; None on a page for nobody in particular."""
    return scope_of(context["request"].user) if "request" in context else None


@register.simple_tag(takes_context=True)
def desk_tabs(context: Context, scope: Scope | None) -> list[tuple[Tab, bool]]:
    """What this person may use, and which of it this page is."""
    tabs = tabs_for(scope)
    current = current_of(tabs, context["request"].path) if tabs else None
    return [(tab, tab is current) for tab in tabs]


@register.filter
def person(user: User | None) -> str:
    """How the desk calls somebody: by name, else by account; an account that is gone is nobody."""
    return (user.last_name + user.first_name or user.get_username()) if user else "—"


@register.filter
def reason(words: str | None) -> str:
    """Why something was changed, as its history keeps it, in the language of the page."""
    return reasons.say(words or "")


@register.filter
def writes(scope: Scope) -> bool:
    """Whether this person changes anything, or only looks."""
    return allows(Role(scope.role), Right.PROPOSE, scope=scope.code, code=scope.code)


@register.filter
def plans(scope: Scope) -> bool:
    """Whether this person writes measures and needs."""
    return allows(Role(scope.role), Right.PLAN, scope=scope.code, code=scope.code)


@register.filter
def sent_tickets(request: HttpRequest) -> list[str]:
    """The forms of this session that have arrived: the browser need not keep them any longer."""
    return list(request.session.get(SENT, {}))
