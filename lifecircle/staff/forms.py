"""The forms of one's own account: signing in, a new password, the code from the phone."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lifecircle.staff import demo

LONGEST_NAME = 150  # characters, as accounts have them


def dressed(form: forms.BaseForm) -> None:
    """Our class on every input."""
    for field in form.fields.values():
        field.widget.attrs["class"] = "in"


class SignInForm(AuthenticationForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dressed(self)
        self.fields["username"].label = _("账号")
        self.fields["username"].error_messages["required"] = _("请写账号。")
        self.fields["password"].label = _("密码")
        self.fields["password"].error_messages["required"] = _("请写密码。")

    def clean_username(self) -> str:
        name: str = self.cleaned_data["username"]
        if len(name) > LONGEST_NAME:
            raise ValidationError(gettext("账号没有这么长。"))
        return name

    def get_invalid_login_error(self) -> ValidationError:
        left = settings.LOGIN_FAILURES - (getattr(self.request, "axes_failures_since_start", None) or 0)
        said = gettext("账号或密码不对，请看一下大小写。")
        if left > 0:
            more = gettext("账号或密码不对，请看一下大小写。再错 {left} 次，要等 {minutes} 分钟才能再试。")
            said = more.format(left=left, minutes=settings.LOCKED_MINUTES)
        return ValidationError(said, code="invalid_login")


class NewPasswordForm(PasswordChangeForm):
    error_messages = {
        "password_incorrect": _("现在的密码不对。"),
        "password_mismatch": _("两次写的新密码不一样。"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dressed(self)
        labels = {
            "old_password": (_("现在的密码"), _("请写现在的密码。")),
            "new_password1": (_("新密码"), _("请写新密码。")),
            "new_password2": (_("把新密码再写一遍"), _("请把新密码再写一遍。")),
        }
        for name, (label, missing) in labels.items():
            self.fields[name].label, self.fields[name].help_text = label, ""
            self.fields[name].error_messages["required"] = missing
        self.fields["new_password1"].help_text = _(
            "至少 10 个字符，不能全是数字，不要用账号、名字或常见的词。"
        )

    def validate_password_for_user(self, user: Any, password_field_name: str = "") -> None:
        """What is wrong with a password stands beside it, not beside its repetition."""
        super().validate_password_for_user(user, "new_password1")

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if settings.DEMO and self.user.get_username() in demo.NAMES:
            raise ValidationError(gettext("这是试用账号，密码不能改：大家都要用。"))
        if values.get("old_password") and values.get("old_password") == values.get("new_password1"):
            self.add_error("new_password1", gettext("新密码不能和现在的一样。"))
        return values


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("动态口令"),
        max_length=20,
        error_messages={"required": _("请写动态口令。"), "max_length": _("动态口令没有这么长。")},
        widget=forms.TextInput(
            attrs={
                "class": "in",
                "autocomplete": "one-time-code",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )

    def clean_code(self) -> str:
        """People type it as phones show it: in groups, with blanks."""
        return "".join(str(self.cleaned_data["code"]).split()).lower()
