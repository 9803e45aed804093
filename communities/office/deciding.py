"""The addresses where something is decided: the list of outlets, the queue, the district's rule."""

from django.urls import path

from communities.office import outlet_list, queue, rules

urlpatterns = [
    path("outlets/", outlet_list.outlets, name="outlets"),
    path("outlets/confirm/", outlet_list.confirm_many, name="confirm-many"),
    path("proposals/", queue.queue, name="proposals"),
    path("proposals/approve/", queue.approve_many, name="approve-many"),
    path("proposals/<int:pk>/", queue.proposal, name="proposal"),
    path("proposals/<int:pk>/decide/", queue.decide, name="decide"),
    path("rules/", rules.rules, name="rules"),
]
