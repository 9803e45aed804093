"""What an import tells, read in English wherever a test reads it in Chinese."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.utils import translation

from communities.exchange.columns import COLUMNS as OF_CIRCLES
from communities.exchange.tables import LEDGERS
from communities.models import Community
from lifecircle.areas.models import Area
from lifecircle.exchange.problems import Problem, Refused
from lifecircle.exchange.tables import read_table
from lifecircle.language.told import in_source, say
from outlets.exchange.columns import COLUMNS as OF_OUTLETS
from outlets.models import Category, Outlet, ServiceItem

CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+")
SYSTEMS = "火星坐标 百度"


def told(problems: Iterable[Problem], path: Path) -> list[str]:
    """In Chinese; fails where the English of one has Chinese in it that is neither typed nor registered."""
    found = list(problems)
    with translation.override("en"):
        known = typed(path) + registered()
        untold = [words for problem in found if (words := left(say(problem.told), known))]
    assert untold == [], untold
    return [str(problem) for problem in found]


def left(english: str, known: str) -> list[str]:
    """The Chinese in it that is not known, nor a column's or a choice's."""
    known += _columns() + _choices()
    return [run for run in CHINESE.findall(english) if run not in known]


def typed(path: Path) -> str:
    """What stands in a table, as far as it can be read."""
    try:
        table = read_table(path)
    except Refused:
        return path.name
    return " ".join(
        str(cell) for cells in (table.headings, *(row for _, row in table.rows)) for cell in cells
    )


@cache
def _columns() -> str:
    ledgers = [column for ledger in LEDGERS.values() for column in ledger.columns]
    return " ".join(f"{column.chinese} {column.example}" for column in (*OF_OUTLETS, *OF_CIRCLES, *ledgers))


@cache
def _choices() -> str:
    """Those that may be filled in, as the file writes them."""
    fields: list[Any] = [field for model in apps.get_models() for field in model._meta.fields]
    with in_source():
        return " ".join(str(label) for field in fields for _, label in field.flatchoices or ()) + "是 否 未知"


def registered() -> str:
    """Names, and what prices are noted as."""
    models: tuple[Any, ...] = (Area, Category, Outlet, ServiceItem)
    names = [name for model in models for name in model.objects.values_list("name", flat=True)]
    names += [f"{c.district.name}{c.subdistrict.name}{c.name}" for c in Community.objects.with_areas()]
    return " ".join([*names, *ServiceItem.objects.values_list("price_note", flat=True)])
