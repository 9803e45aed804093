"""Makes the demo's accounts and says them: only where LIFECIRCLE_DEMO is set and nobody else has one."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lifecircle.areas.models import Area
from lifecircle.staff import demo


class Command(BaseCommand):
    help = "建试用账号，每个角色一个（只在 LIFECIRCLE_DEMO=1 时）"

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("只有试用站才有试用账号：没有设置 LIFECIRCLE_DEMO=1。")
        codes = {account.code for account in demo.ACCOUNTS if account.code}
        if Area.objects.filter(pk__in=codes).count() < len(codes):
            raise CommandError("还没有区划数据，先运行 load_city。")
        demo.make_missing()
        for account in demo.present():
            self.stdout.write(f"  试用账号  {account.name:<15} 密码 {demo.PASSWORD}  {account.words}")
