"""The addresses of residents' letters, of outlets that look like one, and of what an outlet was before."""

from django.urls import path

from communities.office import duplicates_page, history_page, letters_page

urlpatterns = [
    path("letters/", letters_page.letters, name="letters"),
    path("letters/<int:pk>/", letters_page.letter, name="letter"),
    path("duplicates/", duplicates_page.duplicates, name="duplicates"),
    path("duplicates/<int:first>/<int:second>/", duplicates_page.pair, name="pair"),
    path("outlets/<int:pk>/history/", history_page.history, name="history"),
    path("outlets/<int:pk>/history/<int:moment>/", history_page.restore, name="restore"),
    path("outlets/<int:pk>/split/", history_page.split, name="split"),
]
