"""Pages go out compressed; files are so already, and pictures and sheets gain nothing by it."""

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware

TYPES = ("text/html", "text/css", "text/javascript")


class CompressedPagesMiddleware(GZipMiddleware):
    """Django's own, which adds a random length to each answer so that none betrays a secret; pages only."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:  # type: ignore[override]
        if not response.headers.get("Content-Type", "").startswith(TYPES):
            return response
        return super().process_response(request, response)  # type: ignore[return-value]
