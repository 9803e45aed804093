"""The admin of what has a history: whoever may only look cannot bring an old state back either."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from simple_history.admin import SimpleHistoryAdmin


class HistoryAdmin(SimpleHistoryAdmin):  # type: ignore[misc]
    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """The wheel asks for the right to look alone, and then saves what is sent."""
        if request.method == "POST" and not self.has_change_permission(request):
            raise PermissionDenied("您的账号在这里只能看。")
        return super().history_form_view(request, object_id, version_id, extra_context)  # type: ignore[no-any-return]
