"""What makes the site an app on a phone: its manifest, its worker, and the release that both belong to."""

import json

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from lifecircle.city.now import city_for_pages

PAPER = "#FFFFFF"  # --surface of static/css/tokens.css, the colour of the band
GROUND = "#FBF8F2"  # --ground
ICONS = (("192", "any"), ("512", "any"), ("512-maskable", "maskable"))


def release() -> str:
    """The hash of all static files; "" where phones keep nothing: switched off, or files without hashes."""
    return str(getattr(staticfiles_storage, "manifest_hash", "")) if settings.OFFLINE else ""


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Two lines that change with every release, so that a browser sees that there is a new one."""
    if release():
        pages = {"plain": reverse("offline"), "elder": reverse("offline-elder")}
        module, call = "work", json.dumps({"version": release(), "pages": pages})
        file = static("js/offline-worker.js")
    else:
        module, call, file = "stop", "", static("js/offline-stop.js")
    script = f'import {{ {module} }} from "{file}";\n{module}({call});\n'
    headers = {"Cache-Control": "no-cache"}
    return HttpResponse(script, content_type="text/javascript; charset=utf-8", headers=headers)


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """Name, colours and icons on a phone's first screen. In Chinese: it is asked for without cookies."""
    described = {
        "id": "/",
        "name": f"{city_for_pages().name}一刻钟便民生活圈",
        "short_name": "便民生活圈",
        "description": "从家门口走 15 分钟能到哪些店，到的时候开没开。没有信号，也能看上次看过的。",
        "lang": "zh-Hans",
        "start_url": reverse("home"),
        "scope": "/",
        "display": "standalone",
        "theme_color": PAPER,
        "background_color": GROUND,
        "icons": [_icon(kind, purpose) for kind, purpose in ICONS],
        "shortcuts": [{"name": "长辈版", "url": reverse("elder")}],
    }
    return HttpResponse(
        json.dumps(described, ensure_ascii=False), content_type="application/manifest+json; charset=utf-8"
    )


def _icon(kind: str, purpose: str) -> dict[str, str]:
    size = kind.split("-")[0]
    address = static(f"img/icon-{kind}.png")
    return {"src": address, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
