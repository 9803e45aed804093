"""The site's table of contents."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", admin.site.urls),
]
handler404 = "lifecircle.views.not_found"
handler500 = "lifecircle.views.failed"
