"""The classes' colours as a stylesheet: a city changes them in its catalogue, not in our CSS."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from outlets.models import CategoryClass


def _css(request: HttpRequest) -> str:
    rows = CategoryClass.objects.values_list("code", "colour")
    names = "".join(f"--c-{code}:{colour};" for code, colour in rows)
    return f":root{{{names}}}\n" + "".join(f".c-{code}{{--c:var(--c-{code})}}\n" for code, _ in rows)


@require_safe
def catalogue_css(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        _css(request), content_type="text/css; charset=utf-8", headers={"Cache-Control": "max-age=300"}
    )
