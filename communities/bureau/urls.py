"""The bureau's page and its workbook; staff only."""

from django.urls import path

from communities.bureau import page

app_name = "bureau"
urlpatterns = [
    path("", page.bureau, name="bureau"),
    path("bureau.xlsx", page.table, name="table"),
]
