"""The forms of one's own account: signing in, a new password, the code from the phone."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError

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
        self.fields["username"].label = "账号"
        self.fields["username"].error_messages["required"] = "请写账号。"
        self.fields["password"].label = "密码"
        self.fields["password"].error_messages["required"] = "请写密码。"

    def clean_username(self) -> str:
        name: str = self.cleaned_data["username"]
        if len(name) > LONGEST_NAME:
            raise ValidationError("账号没有这么长。")
        return name

    def get_invalid_login_error(self) -> ValidationError:
        left = settings.LOGIN_FAILURES - (getattr(self.request, "axes_failures_since_start", None) or 0)
        wait = f"再错 {left} 次，要等 {settings.LOCKED_MINUTES} 分钟才能再试。" if left > 0 else ""
        return ValidationError(f"账号或密码不对，请看一下大小写。{wait}", code="invalid_login")


class NewPasswordForm(PasswordChangeForm):
    error_messages = {
        "password_incorrect": "现在的密码不对。",
        "password_mismatch": "两次写的新密码不一样。",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dressed(self)
        labels = {
            "old_password": "现在的密码",
            "new_password1": "新密码",
            "new_password2": "把新密码再写一遍",
        }
        for name, label in labels.items():
            self.fields[name].label, self.fields[name].help_text = label, ""
            self.fields[name].error_messages["required"] = f"请写{label.removeprefix('把')}。"
        self.fields["new_password1"].help_text = "至少 10 个字符，不能全是数字，不要用账号、名字或常见的词。"

    def validate_password_for_user(self, user: Any, password_field_name: str = "") -> None:
        """What is wrong with a password stands beside it, not beside its repetition."""
        super().validate_password_for_user(user, "new_password1")

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if settings.DEMO and self.user.get_username() in demo.NAMES:
            raise ValidationError("这是试用账号，密码不能改：大家都要用。")
        if values.get("old_password") and values.get("old_password") == values.get("new_password1"):
            self.add_error("new_password1", "新密码不能和现在的一样。")
        return values


class CodeForm(forms.Form):
    code = forms.CharField(
        label="动态口令",
        max_length=20,
        error_messages={"required": "请写动态口令。", "max_length": "动态口令没有这么长。"},
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
