"""The API of the register, and the catalogue's colours."""

from django.urls import path

from outlets import api
from outlets.views import catalogue_css

pages = [path("catalogue.css", catalogue_css, name="catalogue-css")]
api_urls = [
    path("categories/", api.CategoryList.as_view()),
    path("outlets/", api.OutletList.as_view()),
    path("outlets/<int:pk>/", api.OutletDetail.as_view()),
]
