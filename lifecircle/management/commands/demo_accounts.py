"""Makes the demo's account and says it: only where LIFECIRCLE_DEMO is set and there is none yet."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

NAME, PASSWORD = "demo", "yikezhong-15-minutes"


class Command(BaseCommand):
    help = "建试用账号（只在 LIFECIRCLE_DEMO=1 时）"

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("只有试用站才有试用账号：没有设置 LIFECIRCLE_DEMO=1。")
        users = get_user_model()._default_manager
        if not users.exists():
            users.create_superuser(NAME, password=PASSWORD)
        if (user := users.filter(username=NAME).first()) and user.check_password(PASSWORD):
            self.stdout.write(f"  试用账号  {NAME}  密码 {PASSWORD}")
