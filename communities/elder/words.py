"""What the elder edition says of a task and of a way, as whole sentences in the language of the page."""

from django.utils.translation import gettext, gettext_noop, ngettext

from communities.elder.nearest import Nearest
from communities.elder.tasks import Task
from lifecircle.language.now import is_source
from lifecircle.walking.route import Route
from outlets.models import Category

COUNTS = (gettext_noop("一"), gettext_noop("两"), gettext_noop("三"))


def errand(task: Task, category: Category) -> str:
    """What one goes out for; a task that goes by its category's name is called as the catalogue calls it."""
    if task.words == category.name and not is_source():
        return category.name_en
    return gettext(task.words)


def heading(task: str, near: Nearest, *, open_only: bool) -> str:
    """“买菜，最近的三家”."""
    shown = len(near.shown)
    if not shown:
        return task
    return _pattern(shown, near.before is not None, open_only).format(
        task=task, count=gettext(COUNTS[shown - 1])
    )


def _pattern(shown: int, farther: bool, open_only: bool) -> str:
    if farther and open_only:
        return ngettext("{task}，远一些的开着的{count}家", "{task}，远一些的开着的{count}家", shown)
    if farther:
        return ngettext("{task}，远一些的{count}家", "{task}，远一些的{count}家", shown)
    if open_only:
        return ngettext("{task}，最近的开着的{count}家", "{task}，最近的开着的{count}家", shown)
    return ngettext("{task}，最近的{count}家", "{task}，最近的{count}家", shown)


def hard_parts(route: Route | None) -> str:
    """What is known of roads, steps and slopes; a crossing nobody mapped is not told as none."""
    if route is None:
        return ""
    found = []
    if route.crossings:
        words = ngettext("要过马路 {count} 次", "要过马路 {count} 次", route.crossings)
        found.append(words.format(count=route.crossings))
    if route.flights:
        words = ngettext("有台阶 {count} 处", "有台阶 {count} 处", route.flights)
        found.append(words.format(count=route.flights))
    climb = round(route.climb_metres or 0)
    if climb >= 1:
        found.append(ngettext("上坡共 {metres} 米", "上坡共 {metres} 米", climb).format(metres=climb))
    return gettext("路上{parts}。").format(parts=gettext("，").join(found)) if found else ""
