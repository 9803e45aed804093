"""Every page in the language that was chosen; nothing is guessed from what a browser prefers.

Chinese is the language of the register and of the street: whoever wants another presses for it once, and a
cookie keeps the choice, on residents' pages as at the desk and in the admin. The API is Chinese whatever the
cookie says.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from lifecircle.language.now import html_language


class LanguageMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith("/api/"):  # codes and Chinese words, alike for everybody
            return self.get_response(request)
        with translation.override(chosen(request)):
            response = self.get_response(request)
            if response.get("Content-Type", "").startswith("text/html"):
                response["Content-Language"] = html_language()
                patch_vary_headers(response, ["Cookie"])
        return response


def chosen(request: HttpRequest) -> str:
    """What a stranger wrote into the cookie is not believed."""
    wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
