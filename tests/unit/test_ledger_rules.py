"""What compounds, needs, measures, promotions and projects must be: held by the database, told in Chinese."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.utils.timezone import localdate

from communities.models import (
    CheckReport,
    Community,
    Compound,
    CompoundGate,
    Measure,
    Need,
    Premises,
    Project,
    Promotion,
    PublishedFigure,
    homes_mark,
)
from outlets.models import Revision
from tests import make

TOMORROW = localdate() + timedelta(days=1)
DAY = date(2026, 3, 2)
FIGURE = {"item": "circles", "label": "生活圈", "value": 127, "unit": "个", "kind": "done", "said_on": DAY}
REPORT = {"taken_on": DAY, "month": DAY.replace(day=1), "kind": "monthly", "assumptions": {}, "lines": []}


@pytest.fixture
def circle(catalogue: None) -> Community:
    return make.community()


def sound(circle: Community) -> dict[str, models.Model]:
    """One of each that passes."""
    at = {"lat": circle.lat, "lng": circle.lng}
    of = {"community": circle}
    return {
        "compound": Compound(**of, **at, name="甲", residents=100, residents_60=100, residents_0_3=0),
        "gate": CompoundGate(compound=circle.compounds.first() or make.compound(circle), **at),
        "premises": Premises(**of, **at, name="空铺"),
        "need": Need(**of, text="要菜店", source="visit", asked_on=DAY, checked_on=DAY),
        "measure": Measure(**of, what="开一家", kind="new", state="done", done_on=DAY, **at),
        "promotion": Promotion(**of, title="减五元", starts_on=DAY, ends_on=DAY, link="https://a.cn/x"),
        "project": Project(area_id="620104", name="改造", kind="new", started_on=DAY, finished_on=DAY, **of),
        "figure": PublishedFigure(**FIGURE, source="新闻"),
        "report": CheckReport(**of, **REPORT),
    }


def changed(circle: Community, kind: str, fields: dict[str, Any]) -> models.Model:
    row = sound(circle)[kind]
    for name, value in fields.items():
        setattr(row, name, value)
    return row


def told(row: models.Model) -> str:
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    return "".join(caught.value.messages)


def refused_by_the_database(row: models.Model) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_one_of_each_passes_its_own_form(circle: Community) -> None:
    for row in sound(circle).values():
        row.full_clean(exclude=["assumptions", "lines"])
        row.save()


HELD = [
    ("compound", {"residents_60": 101}, "60 岁以上人口不能多于总人口"),
    ("compound", {"residents_0_3": 101}, "0-3 岁人口不能多于总人口"),
    ("compound", {"lat": 91}, "小于或等于90"),
    ("gate", {"lng": -181}, "大于或等于-180"),
    ("premises", {"lat": -91}, "大于或等于-90"),
    ("need", {"people": 0}, "至少是 1"),
    ("need", {"checked_on": DAY - timedelta(days=1)}, "不能早于提出日期"),
    ("measure", {"lng": None}, "要么都填，要么都不填"),
    ("measure", {"done_on": None}, "要写办成日期"),
    ("measure", {"cost_yuan": -1}, "费用不能是负数"),
    ("promotion", {"community": None}, "填一个，只填一个"),
    ("promotion", {"ends_on": DAY - timedelta(days=1)}, "不能早于开始日期"),
    ("promotion", {"link": "http://a.cn/x"}, "https://"),
    ("project", {"investment_yuan": -1}, "投资不能是负数"),
    ("project", {"finished_on": DAY - timedelta(days=1)}, "不能早于开工日期"),
    ("figure", {"value": -1}, "不能是负数"),
    ("report", {"month": date(2026, 4, 1)}, "所在的那个月"),
]


@pytest.mark.parametrize(("kind", "fields", "words"), HELD)
def test_a_rule_is_held_and_told(circle: Community, kind: str, fields: dict[str, Any], words: str) -> None:
    row = changed(circle, kind, fields)
    assert words in told(row)
    refused_by_the_database(row)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("compound", "已有同名的小区"),
        ("premises", "已有同名的房屋"),
        ("promotion", "同一天开始的优惠"),
        ("project", "已有同名的项目"),
        ("figure", "已有一个数"),
        ("report", "这个月已有存档"),
    ],
)
def test_what_is_known_by_its_name_is_there_once(circle: Community, kind: str, words: str) -> None:
    sound(circle)[kind].save()
    twin = sound(circle)[kind]
    assert words in told(twin)
    refused_by_the_database(twin)


def test_a_name_is_there_once_in_the_whole_city_too(circle: Community) -> None:
    make.project("全市改造")
    twin = Project(name="全市改造", kind="new")
    assert "已有同名" in told(twin)
    refused_by_the_database(twin)


def test_one_number_of_a_hotline_is_one_need(circle: Community) -> None:
    make.need(circle, source="hotline", number="A1")
    make.need(circle, source="hotline")
    make.need(circle, source="hotline")
    twin = Need(community=circle, text="又", source="hotline", number="A1", asked_on=DAY)
    assert "同样的单号" in told(twin)
    refused_by_the_database(twin)


@pytest.mark.parametrize(
    ("kind", "fields", "words"),
    [
        ("compound", {"counted_on": TOMORROW}, "不能在将来"),
        ("premises", {"seen_on": TOMORROW}, "不能在将来"),
        ("need", {"asked_on": TOMORROW, "checked_on": None}, "不能在将来"),
        ("measure", {"done_on": TOMORROW}, "不能在将来"),
        ("project", {"area_id": "620102"}, "不在所写的区县里"),
    ],
)
def test_what_a_form_must_not_let_through_is_told(
    circle: Community, kind: str, fields: dict[str, Any], words: str
) -> None:
    make.areas("620102001001", district="城关区")
    assert words in told(changed(circle, kind, fields))


def test_a_need_is_answered_by_a_measure_of_its_own_circle(circle: Community) -> None:
    other = make.community("别处", "620104007002")
    wrong = Need(community=circle, text="要", source="visit", asked_on=DAY, measure=make.measure(other))
    assert "别的生活圈" in told(wrong)


def test_a_promotion_is_valid_on_its_first_and_its_last_day_and_not_after(circle: Community) -> None:
    make.promotion(community=circle, starts_on=DAY, ends_on=DAY + timedelta(days=1))
    days = [DAY + timedelta(days=days) for days in (-1, 0, 1, 2)]
    assert [Promotion.objects.valid(day).count() for day in days] == [0, 1, 1, 0]


@pytest.mark.parametrize("write", ["create", "update", "bulk", "gate", "delete", "circle"])
def test_whoever_writes_where_people_live_the_mark_moves(circle: Community, write: str) -> None:
    compound = make.compound(circle, gates=(make.CENTRE,))
    before = homes_mark()
    if write == "create":
        make.compound(circle, "又一个")
    elif write == "bulk":
        Compound.objects.bulk_create([Compound(community=circle, name="成批", lat=36, lng=103)])
    elif write == "gate":
        compound.gates.update(lat=36.2)
    elif write == "circle":
        Community.objects.update(households=5)
    else:
        Compound.objects.update(residents=5) if write == "update" else compound.delete()
    assert homes_mark() != before


def test_what_marked_outlets_still_does(circle: Community) -> None:
    """A migration that makes a table anew on SQLite drops its triggers."""
    make.outlet()
    before = Revision.objects.get().number
    make.outlet("又一家")
    assert Revision.objects.get().number > before


def test_the_mark_is_empty_where_nothing_was_ever_marked(circle: Community) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM communities_homesrevision")
    assert homes_mark() is None


def test_a_compound_is_found_by_name_pinyin_and_initials(circle: Community) -> None:
    make.compound(circle, "福利路小区")
    found = [Compound.objects.named_like(text).count() for text in ("福利", "fuli", "fllxq", "东")]
    assert found == [1, 1, 1, 0]


def test_each_kind_keeps_to_a_division(circle: Community) -> None:
    outlet = make.outlet(area_id=circle.pk)
    make.compound(circle)
    make.premises(circle)
    make.need(circle)
    make.measure(circle)
    make.promotion(outlet=outlet)
    make.promotion(community=circle)
    make.project(area="620104")
    for manager, here in (
        (Compound.objects, 1),
        (Premises.objects, 1),
        (Need.objects, 1),
        (Measure.objects, 1),
        (Promotion.objects, 2),
        (Project.objects, 1),
    ):
        counts = [manager.within(scope).count() for scope in ("", "620104", "620102")]
        assert counts == [here, here, 0]
