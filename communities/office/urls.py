"""The table of contents of the desk."""

from django.urls import include, path

from communities.office import entering, outlet_page, photos, today

app_name = "office"
urlpatterns = [
    path("", today.today, name="today"),
    path("point/", entering.point, name="point"),
    path("outlets/new/", entering.new, name="new"),
    path("outlets/<int:pk>/", outlet_page.outlet, name="outlet"),
    path("outlets/<int:pk>/edit/", entering.edit, name="edit"),
    path("outlets/<int:pk>/confirm/", outlet_page.confirm, name="confirm"),
    path("outlets/<int:pk>/status/", outlet_page.status, name="status"),
    path("entries/<int:pk>/", entering.entry, name="entry"),
    path("entries/<int:pk>/conflict/", entering.conflict, name="conflict"),
    path("entries/<int:pk>/drop/", entering.drop, name="drop"),
    path("photos/<int:pk>/", photos.desk_photo, name="photo"),
    path("photos/<int:pk>/remove/", photos.remove, name="photo-remove"),
    path("", include("communities.office.tables")),
    path("", include("communities.office.deciding")),
    path("", include("communities.office.deciding_letters")),
    path("", include("communities.office.planning")),
    path("", include("communities.office.siting")),
]
