"""The tabs of the desk, and which of them a person may use. A new page of the desk adds its line here."""

from dataclasses import dataclass

from django.urls import reverse

from lifecircle.staff.models import Scope
from lifecircle.staff.rights import Right, Role, allows


@dataclass(frozen=True, slots=True)
class Tab:
    """`name`: the address it leads to, by name."""

    words: str
    name: str
    right: Right

    @property
    def url(self) -> str:
        return reverse(self.name)


TABS = (
    Tab("今天", "office:today", Right.READ),
    Tab("网点", "office:outlets", Right.READ),
    Tab("审核", "office:proposals", Right.READ),
    Tab("来信", "office:letters", Right.READ),
    Tab("一圈一策", "office:measures", Right.READ),
    Tab("补圈", "bureau:bureau", Right.READ),
    Tab("选址", "office:siting", Right.READ),
    Tab("问需", "office:needs", Right.READ),
    Tab("优惠", "office:promotions", Right.READ),
    Tab("查重", "office:duplicates", Right.MERGE),
    Tab("导入", "office:uploads", Right.UPLOAD),
    Tab("导出", "office:export", Right.EXPORT),
    Tab("规定", "office:rules", Right.RULES),
    Tab("日志", "staff:log", Right.LOG),
)


def tabs_for(scope: Scope | None) -> list[Tab]:
    """What may be used somewhere; where exactly, each page asks."""
    if scope is None:
        return []
    role = Role(scope.role)
    return [tab for tab in TABS if allows(role, tab.right, scope=scope.code, code=scope.code)]


def current_of(tabs: list[Tab], path: str) -> Tab | None:
    """The tab that a page belongs to: the one whose address its own begins with, the longest such. The first
    page of the desk holds none but itself: every address of the desk begins with its own."""
    first = reverse("office:today")
    near = (tab for tab in tabs if path == tab.url or (tab.url != first and path.startswith(tab.url)))
    return max(near, key=lambda tab: len(tab.url), default=None)
