"""The tabs of the desk, and which of them a person may use. A new page of the desk adds its line here."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from lifecircle.staff.models import Scope
from lifecircle.staff.rights import Right, Role, allows


@dataclass(frozen=True, slots=True)
class Tab:
    """`words`: said in the language of the page; `name`: the address it leads to."""

    words: Promise
    name: str
    right: Right

    @property
    def url(self) -> str:
        return reverse(self.name)


TABS = (
    Tab(_("今天"), "office:today", Right.READ),
    Tab(ngettext_lazy("网点", "网点", 2), "office:outlets", Right.READ),
    Tab(_("审核"), "office:proposals", Right.READ),
    Tab(_("来信"), "office:letters", Right.READ),
    Tab(_("一圈一策"), "office:measures", Right.READ),
    Tab(_("补圈"), "bureau:bureau", Right.READ),
    Tab(_("选址"), "office:siting", Right.READ),
    Tab(ngettext_lazy("问需", "问需", 2), "office:needs", Right.READ),
    Tab(ngettext_lazy("优惠", "优惠", 2), "office:promotions", Right.READ),
    Tab(_("查重"), "office:duplicates", Right.MERGE),
    Tab(_("导入"), "office:uploads", Right.UPLOAD),
    Tab(_("导出"), "office:export", Right.EXPORT),
    Tab(_("规定"), "office:rules", Right.RULES),
    Tab(_("日志"), "staff:log", Right.LOG),
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
