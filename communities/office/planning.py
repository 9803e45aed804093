"""The addresses of measures, needs and offers at the desk."""

from django.urls import path

from communities.office import measures_page, needs_page, promotions_page

urlpatterns = [
    path("measures/", measures_page.measures, name="measures"),
    path("measures/new/", measures_page.new, name="measure-new"),
    path("measures/<int:pk>/", measures_page.measure, name="measure"),
    path("measures/<int:pk>/edit/", measures_page.edit, name="measure-edit"),
    path("measures/<int:pk>/done/", measures_page.done, name="measure-done"),
    path("needs/", needs_page.needs, name="needs"),
    path("needs/new/", needs_page.new, name="need-new"),
    path("needs/link/", needs_page.link, name="needs-link"),
    path("needs/<int:pk>/", needs_page.need, name="need"),
    path("promotions/", promotions_page.promotions, name="promotions"),
    path("promotions/new/", promotions_page.new, name="promotion-new"),
    path("promotions/<int:pk>/", promotions_page.promotion, name="promotion"),
    path("letters/<int:pk>/need/", needs_page.from_letter, name="letter-need"),
]
