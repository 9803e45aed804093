"""The cookie of the elder edition, and what every page of it is drawn with."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from communities.elder import kept
from communities.elder.kept import Kept
from communities.models import Community

WORDS = frozenset({"长辈版", "关怀版", "老年版", "老人版", "大字版", "适老版"})  # as people search for it


def chosen(request: HttpRequest) -> Kept | None:
    return kept.read(request.COOKIES.get(kept.NAME))


def keep(response: HttpResponse, choice: Kept) -> HttpResponse:
    response.set_cookie(
        kept.NAME,
        choice.value,
        max_age=kept.DAYS * 86_400,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",  # Strict would lose the choice whenever one comes by a link in a chat
    )
    return response


def forget(response: HttpResponse) -> HttpResponse:
    response.delete_cookie(kept.NAME, samesite="Lax")
    return response


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, object],
    *,
    community: Community | None = None,
    status: int = 200,
    **carried: str | None,
) -> HttpResponse:
    """A page in the chosen size. `carried` are the words of its address that the size buttons lead back to.

    Where the edition was chosen, the community looked at is kept for next time; nobody else gets a cookie.
    """
    choice = chosen(request)
    words = urlencode({name: word for name, word in carried.items() if word})
    look = {
        "kept": choice or Kept(),
        "community": community,
        "here": f"{request.path}?{words}" if words else request.path,
    }
    response = render(request, f"elder/{template}.html", {**context, **look}, status=status)
    patch_vary_headers(response, ["Cookie"])
    if choice and community and choice.code != community.code and _is_looked_at(request):
        keep(response, Kept(choice.size, community.code))
    return response


def _is_looked_at(request: HttpRequest) -> bool:
    """Not what a phone's worker fetches to keep it; browsers that do not say have no worker either."""
    return request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
