"""The database holds the rules, and `full_clean()` says them in Chinese before it comes to that."""

from datetime import date, timedelta
from typing import Any, TypeVar

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.timezone import localdate

from communities.models import Community
from lifecircle.areas.models import Area
from outlets.models import Category, CategoryClass, Outlet, ServiceItem
from tests import make

Row = TypeVar("Row", bound=models.Model)
TOMORROW = localdate() + timedelta(days=1)


@pytest.fixture
def circle(catalogue: None) -> Community:
    return make.community()


def refused_in_words(row: models.Model) -> str:
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    return "".join(caught.value.messages)


def refused_by_the_database(row: models.Model) -> None:
    """Beside every form and check: as another program would write it."""
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=row._state.adding)


def changed(row: Row, **fields: Any) -> Row:
    for name, value in fields.items():
        setattr(row, name, value)
    return row


CLOSED = {"status": "closed", "status_on": date(2026, 1, 2), "status_reason": "不做了"}
OUTLET_RULES = [
    ({"lat": 90.1}, "小于或等于90"),
    ({"lng": -180.1}, "大于或等于-180"),
    ({"status": "closed"}, "要写日期和原因"),
    ({"status": "suspended", "status_on": date(2026, 1, 2)}, "要写日期和原因"),
    ({**CLOSED, "status": "suspended", "status_until": date(2026, 1, 1)}, "不能早于状态起始日"),
]


@pytest.mark.parametrize(("fields", "words"), OUTLET_RULES)
def test_an_outlet_s_rule_is_held_and_told(circle: Community, fields: dict[str, Any], words: str) -> None:
    shop = changed(make.outlet(), **fields)
    assert words in refused_in_words(shop)
    refused_by_the_database(shop)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({**CLOSED, "status_on": TOMORROW}, "日期不能在将来"),
        ({"verified_on": TOMORROW}, "核对日期不能在将来"),
        ({"phone": "请上门"}, "电话只能有"),
        ({"opening_hours": "八点到十点"}, "时间"),
    ],
)
def test_what_a_form_must_not_let_through_is_told(
    circle: Community, fields: dict[str, Any], words: str
) -> None:
    assert words in refused_in_words(changed(make.outlet(), **fields))


def test_a_sound_outlet_passes(circle: Community) -> None:
    changed(make.outlet(), **CLOSED, phone="0931-4567890转8", opening_hours="Mo-Fr 08:00-20:00").full_clean()


def test_one_number_of_a_source_is_one_outlet(circle: Community) -> None:
    make.outlet(source="osm", source_id="n1")
    twin = Outlet(name="又一家", category_id="market", lat=36, lng=103, source="osm", source_id="n1")
    assert "同一来源编号已经登记过" in refused_in_words(twin)
    refused_by_the_database(twin)


def test_outlets_without_a_number_are_as_many_as_one_likes(circle: Community) -> None:
    assert {make.outlet(source="office").source_id for _ in range(2)} == {""}


COMMUNITY_RULES = [
    ({"lat": -91}, "大于或等于-90"),
    ({"satisfaction": 101}, "满意度应在 0 到 100 之间"),
    ({"residents": 10, "residents_60": 11}, "不能多于总人口"),
]


@pytest.mark.parametrize(("fields", "words"), COMMUNITY_RULES)
def test_a_circle_s_rule_is_held_and_told(circle: Community, fields: dict[str, Any], words: str) -> None:
    assert words in refused_in_words(changed(circle, **fields))
    refused_by_the_database(circle)


def test_a_circle_s_code_begins_with_its_subdistrict_s(circle: Community) -> None:
    make.areas("620102001001")
    stray = Community(
        code="620104007009", name="走错了", district_id="620102", subdistrict_id="620102001", lat=36, lng=103
    )
    assert "前 9 位应是街道代码" in refused_in_words(stray)
    refused_by_the_database(stray)


@pytest.mark.parametrize("code", ["62010400700", "62010400700x", "６２０１０４００７００２"])
def test_a_circle_s_code_is_twelve_digits(circle: Community, code: str) -> None:
    assert "12 位数字" in refused_in_words(changed(circle, code=code))


def test_a_survey_is_not_in_the_future(circle: Community) -> None:
    assert "不能在将来" in refused_in_words(changed(circle, surveyed_on=TOMORROW))


@pytest.mark.parametrize(("code", "level"), [("62010", 6), ("620104007", 12), ("6201", 4)])
def test_an_area_s_level_is_the_length_of_its_code(db: None, code: str, level: int) -> None:
    area = Area(code=code, name="错", level=level)
    refused_in_words(area)
    refused_by_the_database(area)


def test_a_public_service_is_never_counted(catalogue: None) -> None:
    park = Category.objects.filter(tier="public").first()
    assert park
    assert "不计入" in refused_in_words(changed(park, counted=True))
    refused_by_the_database(park)


@pytest.mark.parametrize("minutes", [0, 61])
def test_a_target_is_between_a_minute_and_an_hour(catalogue: None, minutes: int) -> None:
    market = changed(Category.objects.get(pk="market"), target_minutes=minutes)
    assert refused_in_words(market)
    refused_by_the_database(market)


@pytest.mark.parametrize("field", ["name", "label", "order"])
def test_no_two_categories_share_name_sign_or_place(catalogue: None, field: str) -> None:
    market, other = Category.objects.get(pk="market"), Category.objects.get(pk="pharmacy")
    twin = changed(market, **{field: getattr(other, field)})
    assert refused_in_words(twin)
    refused_by_the_database(twin)


@pytest.mark.parametrize(("colour", "words"), [("#FFCC00", "对比只有"), ("red", "应写成")])
def test_a_colour_that_cannot_be_read_is_refused(catalogue: None, colour: str, words: str) -> None:
    shop = CategoryClass.objects.get(pk="shop")
    assert words in refused_in_words(changed(shop, colour=colour))


def test_a_price_is_not_below_nothing_and_told_once(circle: Community) -> None:
    shop = make.outlet()
    ServiceItem.objects.create(outlet=shop, name="磨刀", price_yuan=5)
    for item, words in (
        (ServiceItem(outlet=shop, name="修鞋", price_yuan=-1), "不能是负数"),
        (ServiceItem(outlet=shop, name="磨刀"), "已有同名的服务"),
    ):
        assert words in refused_in_words(item)
        refused_by_the_database(item)
