"""Signing in and out, and the password: Django's own views in the desk's clothes."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from lifecircle.staff import demo
from lifecircle.staff.forms import NewPasswordForm, SignInForm
from lifecircle.staff.log import record
from lifecircle.staff.models import AuditKind, Scope
from lifecircle.staff.steps import must_change_password

ONLY = method_decorator(require_http_methods(["GET", "HEAD", "POST"]), name="dispatch")


@ONLY
class SignIn(LoginView):
    template_name = "office/login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        more = {
            "idle": "idle" in self.request.GET,
            "idle_minutes": settings.IDLE_MINUTES,
            "accounts": demo.present() if settings.DEMO else [],
            "demo_password": demo.PASSWORD,
        }
        return super().get_context_data(**kwargs) | more


class SignOut(LogoutView):
    """POST only; leads back to signing in."""


@ONLY
class NewPassword(PasswordChangeView):
    template_name = "office/password.html"
    form_class = NewPasswordForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        more = {
            "first": must_change_password(self.request.user),
            "next": self.request.POST.get("next") or self.request.GET.get("next", ""),
            "second_factor": settings.SECOND_FACTOR != "off",
        }
        return super().get_context_data(**kwargs) | more

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        Scope.objects.filter(user=form.user).update(must_change_password=False)
        record(self.request, AuditKind.PASSWORD)
        messages.success(self.request, gettext("密码改好了。"))
        return response

    def get_success_url(self) -> str:
        return way_on(self.request)


def way_on(request: HttpRequest) -> str:
    """Where one was going, if that is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else resolve_url(settings.LOGIN_REDIRECT_URL)
