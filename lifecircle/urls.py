"""The site's table of contents."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from drf_spectacular.views import SpectacularAPIView

import communities.urls
import outlets.urls
from lifecircle import offline
from lifecircle.language.switch import switch
from lifecircle.staff.sign_in import SignOut

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(communities.urls.pages)),
    path("", include(outlets.urls.pages)),
    path("language/", switch, name="language"),
    path("sw.js", offline.worker, name="worker"),
    path("manifest.webmanifest", offline.manifest, name="manifest"),
    path("api/", include(communities.urls.api_urls)),
    path("api/", include(outlets.urls.api_urls)),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("office/", include("lifecircle.staff.urls")),
    path("office/", include("communities.office.urls")),
    path("bureau/", include("communities.bureau.urls")),
    # one sign-in for everybody: the stock admin's own knows neither waiting nor a second factor
    path("admin/login/", RedirectView.as_view(pattern_name="staff:login", query_string=True)),
    path("admin/logout/", SignOut.as_view()),
    path("admin/password_change/", RedirectView.as_view(pattern_name="staff:password")),
    path("admin/", admin.site.urls),
]
handler400 = "lifecircle.views.not_understood"
handler403 = "lifecircle.views.refused"
handler404 = "lifecircle.views.not_found"
handler500 = "lifecircle.views.failed"
