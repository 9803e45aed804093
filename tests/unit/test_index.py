"""The outlets in memory: current after every kind of write, whoever writes, and only what changed is read."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from lifecircle.geo import Point
from outlets import index
from outlets.index import OutletIndex
from outlets.models import Change, Entrance, Outlet, Revision
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)

HERE = make.CENTRE
FAR = make.north_of(HERE, 5_000)
GONE = {"status": "closed", "status_on": "2026-01-01", "status_reason": "不做了"}


@pytest.fixture
def shops(catalogue: None) -> list[Outlet]:
    return [make.outlet(f"{number} 店", at=make.north_of(HERE, 10 * number)) for number in range(3)]


def found(point: Point = HERE) -> set[int]:
    """Ids within 500 m by the index as it is now."""
    ids, _ = index.current().grid.within(point, 500)
    return set(ids.tolist())


def stored() -> set[int]:
    """The same by the database."""
    box = (HERE.lat - 0.005, HERE.lat + 0.005)
    return set(Outlet.objects.published().filter(lat__range=box).values_list("pk", flat=True))


def run_sql(sql: str, *values: float) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def raw_insert() -> None:
    names = ", ".join(str(field.column) for field in Outlet._meta.concrete_fields if field.column != "id")
    run_sql(f"INSERT INTO outlets_outlet ({names}) SELECT {names} FROM outlets_outlet LIMIT 1")


WRITES: dict[str, Callable[[Outlet], Any]] = {
    "create": lambda shop: make.outlet("新店"),
    "bulk_create": lambda shop: Outlet.objects.bulk_create(
        [Outlet(name="新", category_id="market", lat=HERE.lat, lng=HERE.lng) for _ in range(5)]
    ),
    "save, moved away": lambda shop: _save(shop, lat=FAR.lat),
    "save, closed": lambda shop: _save(shop, **GONE),
    "update": lambda shop: Outlet.objects.filter(pk=shop.pk).update(lat=FAR.lat),
    "update of all": lambda shop: Outlet.objects.update(**GONE),
    "bulk_update": lambda shop: Outlet.objects.bulk_update([_set(shop, lat=FAR.lat)], ["lat"]),
    "delete": lambda shop: shop.delete(),
    "delete of all": lambda shop: Outlet.objects.all().delete(),
    "raw insert": lambda shop: raw_insert(),
    "raw update": lambda shop: run_sql("UPDATE outlets_outlet SET lat = %s WHERE id = %s", FAR.lat, shop.pk),
    "raw delete": lambda shop: run_sql("DELETE FROM outlets_outlet WHERE id = %s", shop.pk),
}


def _set(shop: Outlet, **fields: Any) -> Outlet:
    for name, value in fields.items():
        setattr(shop, name, value)
    return shop


def _save(shop: Outlet, **fields: Any) -> None:
    _set(shop, **fields).save()


@pytest.mark.parametrize("name", WRITES)
def test_the_index_follows_every_kind_of_write(shops: list[Outlet], name: str) -> None:
    before = found()
    assert before == stored() == {shop.pk for shop in shops}
    WRITES[name](shops[1])
    assert found() == stored() != before


def test_a_shop_that_opens_again_is_back(shops: list[Outlet]) -> None:
    Outlet.objects.filter(pk=shops[0].pk).update(**GONE)
    assert shops[0].pk not in found()
    Outlet.objects.filter(pk=shops[0].pk).update(status="open")
    assert shops[0].pk in found()


def test_a_shop_that_pauses_stays(shops: list[Outlet]) -> None:
    found()
    Outlet.objects.update(**{**GONE, "status": "suspended"})
    assert found() == {shop.pk for shop in shops}


def test_an_index_that_is_current_costs_one_statement(shops: list[Outlet]) -> None:
    first = index.current()
    with CaptureQueriesContext(connection) as captured:
        again = index.current()
    assert again is first
    assert len(captured) == 1


def test_only_what_changed_is_read_again(shops: list[Outlet]) -> None:
    index.current()
    Outlet.objects.filter(pk=shops[1].pk).update(name="改了名")
    with CaptureQueriesContext(connection) as captured:
        index.current()
    [statement] = [query["sql"] for query in captured if 'FROM "outlets_outlet"' in query["sql"]]
    assert f"IN ({shops[1].pk})" in statement


def test_a_write_that_is_taken_back_leaves_nothing(shops: list[Outlet]) -> None:
    with transaction.atomic():
        make.outlet("不算数")
        assert len(found()) == 4
        transaction.set_rollback(True)
    assert found() == {shop.pk for shop in shops}


def test_a_register_that_is_rewritten_is_read_whole(
    shops: list[Outlet], monkeypatch: pytest.MonkeyPatch
) -> None:
    index.current()
    monkeypatch.setattr(index, "FEW", 2)
    Outlet.objects.update(lat=FAR.lat)
    assert found(FAR) == {shop.pk for shop in shops}


@pytest.mark.parametrize("lost", [[Change], [Revision], [Change, Revision]])
def test_what_is_derived_may_be_deleted(shops: list[Outlet], lost: list[Any]) -> None:
    for _ in range(4):
        make.outlet("早先的店")
    index.current()
    for model in lost:
        model.objects.all().delete()
    for shop in shops:
        Outlet.objects.filter(pk=shop.pk).update(lat=FAR.lat)
    for _ in range(10):
        make.outlet("后来的店")
    assert found() == stored()


def test_an_empty_register_has_an_index(db: None) -> None:
    assert len(index.current().grid) == 0


def test_the_day_of_the_last_change_is_told(catalogue: None) -> None:
    assert index.changed_on() is None
    make.outlet()
    assert index.changed_on() == localdate()


def test_two_threads_that_ask_at_once_see_the_same(shops: list[Outlet]) -> None:
    """They begin together, with nothing kept and then with something out of date."""
    gate = threading.Barrier(2)

    def ask() -> OutletIndex:
        gate.wait(timeout=10)
        try:
            return index.current()
        finally:
            connection.close()

    for _ in range(5):
        with ThreadPoolExecutor(2) as pool:
            one, other = pool.submit(ask), pool.submit(ask)
        assert one.result() is other.result()
        make.outlet("新店")
    assert found() == stored()


def test_a_log_that_was_pruned_is_noticed(shops: list[Outlet]) -> None:
    index.current()
    shops[0].delete()
    shops[1].delete()
    index.prune(keep=1)
    assert found() == stored()


def test_pruning_keeps_the_newest_rows(shops: list[Outlet]) -> None:
    index.prune(keep=1)
    assert Change.objects.count() == 1


DOOR_WRITES: dict[str, Callable[[Entrance, Outlet], Any]] = {
    "create": lambda door, other: make.entrance(door.outlet, "北门"),
    "update": lambda door, other: Entrance.objects.update(lat=FAR.lat),
    "delete": lambda door, other: door.delete(),
    "given to another outlet": lambda door, other: Entrance.objects.update(outlet=other),
}


@pytest.mark.parametrize("name", DOOR_WRITES)
def test_a_door_written_is_a_change_of_its_outlet(shops: list[Outlet], name: str) -> None:
    door = make.entrance(shops[0], "南门")
    before = Change.objects.count()
    DOOR_WRITES[name](door, shops[1])
    changed = set(Change.objects.order_by("pk").values_list("outlet_id", flat=True)[before:])
    assert changed == {shop.pk for shop in shops[: 2 if "another" in name else 1]}
