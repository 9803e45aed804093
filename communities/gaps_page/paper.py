"""A check as a PDF of one or two pages, by typst: the facts go in as JSON, text stays text."""

import threading
from collections import OrderedDict
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson
from django.conf import settings
from django.utils.html import strip_tags
from django.utils.timezone import localdate
from django.utils.translation import override

from communities.board import engine
from communities.gaps.check import CircleCheck
from communities.gaps.people import Basis
from communities.gaps_page import words
from communities.gaps_page.figures import whole
from communities.gaps_page.formulas import people_words
from communities.gaps_page.goals import goals_of
from communities.gaps_page.kept import Checked
from communities.gaps_page.rows import Row, gaps, rows_of, sample_words
from communities.states import State

SHEET = Path(__file__).with_name("check.typ")
MOST_GAPS = 8
MOST_KEPT = 40

_lock = threading.Lock()
_kept: OrderedDict[bytes, bytes] = OrderedDict()


def written(found: Checked) -> bytes:
    """Raises engine.CannotPrint where the engine or a Chinese font is missing."""
    compiler = engine.ready()
    with override(settings.LANGUAGE_CODE):  # a paper for the office, in the language of the register
        facts = orjson.dumps(facts_of(found))
    with _lock:  # a core for a third of a second: one at a time
        if facts not in _kept:
            made = compiler.compile(_source(), format="pdf", sys_inputs={"facts": facts.decode()})
            assert isinstance(made, bytes)
            _kept[facts] = made
            while len(_kept) > MOST_KEPT:
                _kept.popitem(last=False)
        return _kept[facts]


@lru_cache(maxsize=1)
def _source() -> bytes:
    fonts = "(" + ", ".join(f'"{name}"' for name in engine.SANS) + ")"
    serif = "(" + ", ".join(f'"{name}"' for name in engine.SERIF) + ")"
    return f"#let sans = {fonts}\n#let serif = {serif}\n".encode() + SHEET.read_bytes()


def facts_of(found: Checked) -> dict[str, Any]:
    """All that is printed, in words and numbers; three queries."""
    check = found.check
    circle, rows = check.circle, rows_of(found.check)
    lacking = gaps(rows) if circle.surveyed else []
    made = sample_words(check, rows)
    return {
        "name": circle.name,
        "where": f"{circle.district.name} · {circle.subdistrict.name}",
        "day": localdate().isoformat(),
        "at": f"{check.at:%Y-%m-%d %H:%M} 出发" if check.at else "任何时候",
        "surveyed": _surveyed(check),
        "sample": bool(made),
        "say": strip_tags(words.say(check.basic)),
        "elder": words.elder_words(rows),
        "people": _people(check),
        "gaps": [_gap(row) for row in lacking[:MOST_GAPS]],
        "more_gaps": max(0, len(lacking) - MOST_GAPS),
        "rows": [_row(row) for row in rows],
        "peopled": check.homes.basis is not Basis.NONE,
        "streeted": check.reachable_metres is not None,
        "goals": [
            {
                "name": goal.name,
                "value": f"{goal.ratio.value:.1f} {goal.unit}" if goal.ratio else "未知",
                "goal": f"{goal.goal:g}",
                "lacking": goal.lacking or "达到",
                "parts": goal.parts,
            }
            for goal in goals_of(check)
        ],
        "grade": _grade(check),
        "assumed": [*_assumed(check), *([f"示例：{'；'.join(made)}"] if made else [])],
    }


def _surveyed(check: CircleCheck) -> str:
    circle = check.circle
    if not circle.surveyed_on:
        return "没有摸底"
    return f"摸底 {circle.surveyed_on}{'（示例）' if circle.sample_survey else ''}"


def _people(check: CircleCheck) -> str:
    homes = check.homes
    if not homes.residents.sum():
        return people_words(check)
    old = f"，60 岁以上 {whole(float(homes.elderly.sum()))} 人" if homes.elderly_known else ""
    return f"居民 {whole(float(homes.residents.sum()))} 人{old}（{people_words(check)}）"


def _gap(row: Row) -> dict[str, Any]:
    asked = f"{row.asked.people} 人提过。" if row.asked.people else ""
    return {
        "name": row.line.category.name,
        "state": row.line.state.words,
        "words": f"{words.gap_words(row.line)} {asked}".strip(),
    }


def _row(row: Row) -> dict[str, Any]:
    line = row.line
    return {
        "name": line.category.name,
        "tier": line.category.tier,
        "state": line.state.value,
        "words": line.state.words,
        "elder_note": _elder_note(row),
        "target": line.target_minutes,
        "standard": line.nearest_minutes,
        "elderly": line.nearest_minutes_elderly,
        "nearest": row.nearest[1] if row.nearest else "",
        "within": _percent(row.target_per_cent, row),
        "fifteen": _percent(row.fifteen_per_cent, row),
        "metres": _metres(row),
        "asked": str(row.asked.people) if row.asked.people else "—",
    }


def _elder_note(row: Row) -> str:
    if row.elder_unknown:
        return "老人数据不足"
    if not row.elder_worse:
        return ""
    return "老人远" if row.line.elderly_state == State.FAR else "老人走不到"


def _percent(value: int | None, row: Row) -> str:
    return "—" if value is None else f"{'≥ ' if row.least and value < 100 else ''}{value}%"


def _metres(row: Row) -> str:
    metres = row.line.uncovered_metres
    return "—" if metres is None else f"{'≤ ' if row.least and metres else ''}{whole(metres)}"


def _grade(check: CircleCheck) -> str:
    verdict = check.grade
    if verdict.grade:
        said = f"按规则够“{verdict.grade.label}”级"
    else:
        missing = "、".join(verdict.missing)
        said = f"还定不了级，少：{missing}" if missing else "连最低的一级也还不够"
    return f"{said}（规则 {verdict.rule_version}，{verdict.note}）。"


def _assumed(check: CircleCheck) -> list[str]:
    block = check.assumptions
    paces = "；".join(f"{pace['name']}：{pace['formula']}" for pace in block["paces"].values())
    streets, roads = block["streets"], "没有载入道路数据"
    if streets:
        roads = f"道路 {streets['name']}，数据 {streets['data_date']}，版本 {streets['revision']}"
    register = block["register"]
    return [
        f"怎么走：{block['method_name']}。{paces}",
        f"几点：{block['at_words']}",
        f"网点：登记册第 {register['number']} 次改动，{register['changed_on']}；"
        f"业态目录 {block['catalogue']['version']}",
        roads,
        f"走到道路数据的边上断了 {check.border_ends} 处；时间未知 {block['hours_unknown']} 家",
    ]
