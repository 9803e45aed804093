"""The table of contents of the desk."""

from django.urls import path

from communities.office import today

app_name = "office"
urlpatterns = [
    path("", today.today, name="today"),
]
