"""The accounts of a demo, one for each role; outside a demo there is none."""

from dataclasses import dataclass

from django.contrib.auth.models import User

from lifecircle.staff.models import Scope
from lifecircle.staff.rights import ROLE_NAMES, Role

PASSWORD = "yikezhong-15-minutes"  # noqa: S105 - said on the demo's sign-in page


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """`code`: the division it acts in; "" is the whole city."""

    name: str
    role: Role
    code: str = ""

    @property
    def words(self) -> str:
        return ROLE_NAMES[self.role]


ACCOUNTS = (
    DemoAccount("demo", Role.CITY_ADMIN),
    DemoAccount("demo-district", Role.DISTRICT_BUREAU, "620104"),
    DemoAccount("demo-street", Role.STREET_OFFICE, "620104007"),
    DemoAccount("demo-community", Role.COMMUNITY_WORKER, "620104007001"),
    DemoAccount("demo-auditor", Role.AUDITOR),
)
NAMES = frozenset(account.name for account in ACCOUNTS)


def make_missing() -> None:
    """Not beside real accounts: whoever runs a site with staff of its own wants no known password on it."""
    if User.objects.exclude(username__in=NAMES).exists():
        return
    there = set(User.objects.values_list("username", flat=True))
    for account in ACCOUNTS:
        if account.name not in there:
            _make(account)


def present() -> list[DemoAccount]:
    there = set(User.objects.filter(username__in=NAMES, is_active=True).values_list("username", flat=True))
    return [account for account in ACCOUNTS if account.name in there]


def _make(account: DemoAccount) -> None:
    if not account.code and account.role is Role.CITY_ADMIN:
        User.objects.create_superuser(account.name, password=PASSWORD)
        return
    user = User.objects.create_user(account.name, password=PASSWORD)
    Scope.objects.create(
        user=user, role=account.role, area_id=account.code or None, must_change_password=False
    )
