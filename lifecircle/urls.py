"""The site's table of contents."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView

import communities.urls
import outlets.urls

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(communities.urls.pages)),
    path("", include(outlets.urls.pages)),
    path("api/", include(communities.urls.api_urls)),
    path("api/", include(outlets.urls.api_urls)),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("office/", include("communities.office.urls")),
    path("admin/", admin.site.urls),
]
handler400 = "lifecircle.views.not_understood"
handler404 = "lifecircle.views.not_found"
handler500 = "lifecircle.views.failed"
