"""The admin of what has a history: whoever may only look cannot bring an old state back either."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from django.utils.translation import gettext
from simple_history.admin import SimpleHistoryAdmin

AS_IT_WAS = "登记册里原来的样子"


class HistoryAdmin(SimpleHistoryAdmin):  # type: ignore[misc]
    def save_model(self, request: HttpRequest, obj: models.Model, form: Any, change: bool) -> None:
        if change:
            keep_first_row(obj)
        super().save_model(request, obj, form, change)

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """The wheel asks for the right to look alone, and then saves what is sent."""
        if request.method == "POST" and not self.has_change_permission(request):
            raise PermissionDenied(gettext("您的账号在这里只能看。"))
        return super().history_form_view(request, object_id, version_id, extra_context)  # type: ignore[no-any-return]


def keep_first_row(record: models.Model) -> None:
    """What no history knows yet (it came by a fixture, say) gets a row of how it still stands."""
    history: Any = type(record).history.model  # type: ignore[attr-defined]
    if history.objects.filter(**{record._meta.pk.name: record.pk}).exists():
        return
    stands = type(record)._default_manager.get(pk=record.pk)
    facts = {field.attname: getattr(stands, field.attname) for field in history.tracked_fields}
    history.objects.create(
        history_date=now(), history_type="+", history_user=None, history_change_reason=AS_IT_WAS, **facts
    )
