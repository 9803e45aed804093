"""Switching the language where one is: the same page, asked the same, and nothing of it in an address."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from lifecircle.language.now import html_name, language
from lifecircle.staff.middleware import is_staff_page

DAYS = 365
SHORT = {"zh-hans": "中", "en": "EN"}
OWN = frozenset({"language", "back"})  # fields of the switch itself; any other belongs to a page's question
HOME = ("lat", "lng", "near", "place")  # what tells where somebody lives
LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Offer:
    """The other language, the page to come back to, and what that page was asked in a body."""

    code: str
    name: str
    short: str  # for where there is no room
    html_name: str
    back: str
    asked: list[tuple[str, str]]


def offer(request: HttpRequest, *, carries: bool = True) -> Offer | None:
    """None where the desk answers a form: asked anew, its page would lose what was typed, or is none."""
    staff = is_staff_page(request)
    if staff and request.method == "POST":
        return None
    names = dict(settings.LANGUAGES)
    codes = list(names)
    code = codes[(codes.index(language()) + 1) % len(codes)] if language() in names else codes[0]
    asked = []
    if carries and _only_asks(request):
        asked = [(name, value) for name, values in request.POST.lists() for value in values]
    back = request.path if asked else _address(request, but=() if staff else HOME)
    return Offer(code, names[code], SHORT.get(code, names[code]), html_name(code), back, asked)


def _address(request: HttpRequest, *, but: tuple[str, ...]) -> str:
    """As it was asked, but for a home point: whoever wrote one there is not heard, and not repeated."""
    query = request.GET.copy()
    for name in but:
        query.pop(name, None)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def _only_asks(request: HttpRequest) -> bool:
    """A page that was asked by POST and changes nothing may be asked again: only those need no token."""
    match = request.resolver_match
    return request.method == "POST" and match is not None and getattr(match.func, "csrf_exempt", False)


@csrf_exempt  # no more than one's own choice, and a token would be one more cookie
@sensitive_post_parameters()
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Keeps the choice and leads back; a question that came in a body is sent there in a body again (307)."""
    code = request.POST.get("language", "")
    if code not in dict(settings.LANGUAGES):
        known = ", ".join(code for code, _ in settings.LANGUAGES)
        problem = gettext("没有这种语言。可以用：{known}。").format(known=known)
        return render(request, "400.html", {"problems": {"language": [problem]}}, status=400)
    asked = any(name not in OWN for name in request.POST)
    response = redirect(_back(request), preserve_request=asked)
    if code == settings.LANGUAGE_CODE:
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME, samesite="Lax")
    else:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            code,
            max_age=DAYS * 86_400,
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )
    return response


def _back(request: HttpRequest) -> str:
    there = request.POST.get("back", "")[:LONGEST]
    safe = url_has_allowed_host_and_scheme(there, {request.get_host()}) and there.startswith("/")
    return there if safe and unquote(urlsplit(there).path) != reverse("language") else reverse("home")
