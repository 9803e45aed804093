"""The pages for when something is wrong; programs that ask the API get the same in JSON."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext

from lifecircle.middleware import problem


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403.html", status=403)


def refused(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """In the words of whoever refused."""
    words = str(exception) or gettext("您没有办这件事的权限。")
    if not request.accepts("text/html"):
        return problem(words, status=403)
    return render(request, "refused.html", {"words": words}, status=403)


def not_understood(request: HttpRequest, exception: Any = None) -> HttpResponse:
    if _is_program(request):
        return problem("请求里有地方不对。", status=400)
    return render(request, "400.html", status=400)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    if _is_program(request):
        return problem("没有这个地址。", status=404)
    return render(request, "404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Without a request context: whatever failed may fail there again."""
    if _is_program(request):
        return problem("我们这边出错了，请过几分钟再试。", status=500)
    return HttpResponse(render_to_string("500.html"), status=500)


def _is_program(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")
