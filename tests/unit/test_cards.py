"""What is kept of each outlet for the API: current after every kind of write, and the same as the page's."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import orjson
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from communities.answer_bytes import answer_bytes
from communities.reach import reach
from lifecircle.walking import STANDARD, api_minutes
from outlets import cards
from outlets.models import Category, CategoryClass, Holiday, Outlet
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime.fromisoformat("2026-11-24T19:50:30.250+08:00")


@pytest.fixture
def shops(catalogue: None) -> list[Outlet]:
    """Two at one door and some further on; one in ten has paused."""
    hours = ("", "24/7", "Mo-Su 08:00-20:00", "Mo-Fr 09:00-18:00; PH off", "nonsense")
    made = [
        make.outlet(
            f"{number} 店",
            ("market", "pharmacy", "convenience")[number % 3],
            make.north_of(make.CENTRE, 30 * (number // 2)),
            opening_hours=hours[number % 5],
        )
        for number in range(40)
    ]
    paused = Outlet.objects.filter(name__endswith="5 店")
    paused.update(status="suspended", status_on="2026-11-20", status_until="2026-11-24", status_reason="修")
    make.also_sells(made[0], "post", "market")
    return made


def asked(**more: Any) -> Any:
    return orjson.loads(answer_bytes(make.CENTRE, pace=STANDARD, minutes=15, at=AT, **more))


def told(pk: int) -> Any:
    return next(row for row in asked()["outlets"] if row["id"] == pk)


@pytest.mark.parametrize("categories", [(), ("market",)])
def test_the_api_says_what_the_page_says(shops: list[Outlet], categories: tuple[str, ...]) -> None:
    page = reach(make.CENTRE, pace=STANDARD, minutes=15, at=AT, categories=categories)
    rows = [
        (
            stop.outlet.pk,
            stop.number,
            api_minutes(stop.seconds),
            round(stop.metres),
            stop.state,
            stop.opening_words,
        )
        for stop in sorted(page.stops, key=lambda stop: stop.seconds)
    ]
    names = ("id", "number", "minutes", "metres", "open", "open_words")
    body = asked(categories=categories)
    assert [tuple(row[name] for name in names) for row in body["outlets"]] == rows
    assert body["rings"] == orjson.loads(orjson.dumps(page.rings))


def test_a_second_question_reads_no_outlet_again(shops: list[Outlet]) -> None:
    first = asked()
    with CaptureQueriesContext(connection) as captured:
        assert asked() == first
    assert len(captured) == 1


def _rename(shop: Outlet) -> None:
    Outlet.objects.filter(pk=shop.pk).update(name="改了名")


def _order(shop: Outlet) -> None:
    CategoryClass.objects.filter(pk=shop.category.group_id).update(order=99)


WRITES: dict[str, Callable[[Outlet], Any]] = {
    "name": _rename,
    "category": lambda shop: Outlet.objects.filter(pk=shop.pk).update(category_id="pharmacy"),
    "further category added": lambda shop: make.also_sells(shop, "post", "market", "pharmacy"),
    "further category taken": lambda shop: make.also_sells(shop, "post"),
    "further category moved": lambda shop: shop.further_categories.through.objects.filter(
        outlet=shop, category_id="post"
    ).update(category_id="pharmacy"),
    "tier of the category": lambda shop: Category.objects.filter(pk=shop.category_id).update(tier="quality"),
    "order of the class": _order,
    "order of the category": lambda shop: Category.objects.filter(pk=shop.category_id).update(order=9_999),
}


@pytest.mark.parametrize("name", WRITES)
def test_the_answer_follows_every_kind_of_write(shops: list[Outlet], name: str) -> None:
    before = told(shops[0].pk)
    WRITES[name](shops[0])
    after = asked()
    cards.forget()
    assert after == asked()
    assert told(shops[0].pk) != before or name.startswith("order")


def test_a_holiday_that_is_loaded_counts_at_once(shops: list[Outlet]) -> None:
    before = told(shops[3].pk)["open_words"]
    Holiday.objects.create(date="2026-11-24", kind="holiday", name="假")
    Holiday.objects.create(date="2026-11-25", kind="holiday", name="假")
    assert told(shops[3].pk)["open_words"] != before


def test_what_a_transaction_takes_back_is_not_kept(shops: list[Outlet]) -> None:
    before = asked()
    with transaction.atomic():
        _rename(shops[0])
        assert asked() != before
        transaction.set_rollback(True)
    assert asked() == before


def test_the_shelves_hold_so_many_and_no_more(shops: list[Outlet], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "SHELF", 10)
    first = asked(categories=("market",))
    for metres in range(0, 700, 50):
        answer_bytes(make.north_of(make.CENTRE, metres), pace=STANDARD, minutes=1, at=AT)
    assert asked(categories=("market",)) == first
