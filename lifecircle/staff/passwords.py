"""What a password must be, in words that Django's translation lacks."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext


class LongEnough(MinimumLengthValidator):
    def get_error_message(self) -> str:
        return gettext("密码太短了，至少要 {count} 个字符。").format(count=self.min_length)

    def get_help_text(self) -> str:
        return gettext("密码至少要 {count} 个字符。").format(count=self.min_length)
