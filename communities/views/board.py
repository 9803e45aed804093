"""The printed sheets: signboard, pocket card and door poster as pages to print, and as PDF and PNG."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.timezone import now
from django.utils.translation import gettext, override
from django.views.decorators.http import require_safe
from rest_framework.exceptions import ValidationError

from communities import served
from communities.board import kept
from communities.board.choices import choices, hint
from communities.board.door import door_facts
from communities.board.engine import CannotPrint, available
from communities.board.facts import Door
from communities.board.gate import BoardRefused
from communities.board.gather import circle_facts
from communities.board.prints import Format, Order, What
from communities.board.question import BoardQuestion, CardQuestion, look_of
from communities.models import Community
from lifecircle.api import asked
from outlets.models import Outlet

TYPES = {Format.PDF: "application/pdf", Format.PNG: "image/png"}
Sheets = Callable[[HttpRequest, Any, dict[str, Any]], Order]


@require_safe
def board(request: HttpRequest, code: str, format_: Format | None = None) -> HttpResponse:
    return _answer(request, BoardQuestion, code, _circle_order(What.BOARD), format_)


@require_safe
def card(request: HttpRequest, code: str, format_: Format | None = None) -> HttpResponse:
    return _answer(request, CardQuestion, code, _circle_order(What.CARD), format_)


@require_safe
def poster(request: HttpRequest, pk: int, format_: Format | None = None) -> HttpResponse:
    return _answer(request, CardQuestion, pk, _door_order, format_)


def _circle_order(what: What) -> Sheets:
    def order(request: HttpRequest, code: str, wanted: dict[str, Any]) -> Order:
        community = get_object_or_404(Community.objects.with_areas(), code=code)
        facts = circle_facts(community, pace=wanted["pace"], at=now(), site=site_of(request))
        return Order(what, facts, look_of(wanted))

    return order


def _door_order(request: HttpRequest, pk: int, wanted: dict[str, Any]) -> Order:
    outlets = Outlet.objects.select_related("category__group")
    outlet = get_object_or_404(outlets.prefetch_related("service_items", "entrances"), pk=pk)
    nearest = served.nearest_circle(outlet.point)
    community = nearest[0] if nearest else None
    facts = door_facts(outlet, community, pace=wanted["pace"], at=now(), site=site_of(request))
    return Order(What.POSTER, facts, look_of(wanted))


def site_of(request: HttpRequest) -> str:
    """Where printed codes lead: the public address from the settings, else the one that was asked."""
    return settings.SITE_URL or request.build_absolute_uri("/").rstrip("/")


def _answer(
    request: HttpRequest, question: type[CardQuestion], key: Any, sheets: Sheets, format_: Format | None
) -> HttpResponse:
    try:
        wanted = asked(question, request.GET.dict())
        with override(settings.LANGUAGE_CODE):  # a sheet hangs on a Chinese wall
            order = sheets(request, key, wanted)
        return _file(request, order, format_) if format_ else _page(request, order, wanted)
    except ValidationError as error:
        return render(request, "400.html", {"problems": error.detail}, status=400)
    except BoardRefused as error:
        return render(request, "board_refused.html", {"problem": str(error)}, status=409)
    except CannotPrint as error:
        return render(request, "board_refused.html", {"problem": str(error)}, status=501)
    except kept.Busy:
        response = render(
            request, "board_refused.html", {"problem": gettext("正在排别的图，请过半分钟再来。")}, status=503
        )
        response["Retry-After"] = "30"
        return response


def _page(request: HttpRequest, order: Order, wanted: dict[str, Any]) -> HttpResponse:
    with override(settings.LANGUAGE_CODE):
        drawing = mark_safe(kept.drawing(order))  # noqa: S308 - ours: every word in it is escaped by the sheet
    paper = order.look.paper.name if order.what is What.BOARD else str(order.what)
    context = {
        "order": order,
        "drawing": drawing,
        "paper": paper,
        "choices": choices(request.GET, wanted, board=order.what is What.BOARD),
        "hint": hint(order),
        "files": _files(request, order) if available() else [],
    }
    return render(request, "board.html", context)


def _files(request: HttpRequest, order: Order) -> list[tuple[str, str]]:
    """What can be downloaded of this very sheet: words and address."""
    key = order.facts.pk if isinstance(order.facts, Door) else order.facts.code
    named = ((gettext("下载 PDF"), Format.PDF), (gettext("下载图片"), Format.PNG))
    query = request.GET.urlencode()
    return [(words, f"{reverse(f'{order.what}-{format_}', args=[key])}?{query}") for words, format_ in named]


def _file(request: HttpRequest, order: Order, format_: Format) -> HttpResponse:
    etag = f'"{order.revision}-{format_}"'
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(kept.file(order, format_), content_type=TYPES[format_])
        response["Content-Disposition"] = f'inline; filename="{order.what}.{format_}"'
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    return response
