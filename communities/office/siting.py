"""The addresses of siting and what-if at the desk."""

from django.urls import path

from communities.office import siting_page, whatif_page

urlpatterns = [
    path("siting/", siting_page.page, name="siting"),
    path("siting/table/", siting_page.table, name="siting-table"),
    path("what-if/<str:code>/", whatif_page.page, name="what-if"),
]
