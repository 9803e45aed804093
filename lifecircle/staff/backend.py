"""What a role may do in the stock admin: the city's keepers everything, its auditors look."""

from typing import Any

from django.contrib.auth.backends import BaseBackend

from lifecircle.staff.access import scope_of
from lifecircle.staff.rights import RIGHTS, Right, Role

REGISTER = frozenset({"outlets", "communities", "areas", "city"})
ACCOUNTS = frozenset(
    {
        "auth.view_user", "auth.add_user", "auth.change_user",
        "staff.view_scope", "staff.add_scope", "staff.change_scope", "staff.delete_scope",
        "staff.view_districtrule", "staff.add_districtrule", "staff.change_districtrule",
        "staff.delete_districtrule", "staff.view_auditrecord",
        "staff.view_secondfactor", "staff.delete_secondfactor",
        "staff.view_wrongpassword", "staff.delete_wrongpassword",
    }
)  # fmt: skip


class RoleBackend(BaseBackend):
    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        scope = scope_of(user_obj)
        if scope is None or scope.code:
            return False
        role = Role(scope.role)
        app, _, action = perm.partition(".")
        known = app in REGISTER or perm in ACCOUNTS
        return known and (Right.CITY in RIGHTS[role] or (role is Role.AUDITOR and action.startswith("view_")))

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        scope = scope_of(user_obj)
        there = app_label in REGISTER or any(perm.startswith(f"{app_label}.") for perm in ACCOUNTS)
        return (
            there and scope is not None and not scope.code and scope.role in (Role.CITY_ADMIN, Role.AUDITOR)
        )
