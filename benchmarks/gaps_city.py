"""A made-up city for gaps.py: a network of its own, 127 circles, compounds, and outlets of all categories."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

CIRCLES, COMPOUNDS, GATES = 127, 12, 2
EDGE_METRES = 1_500.0


def settle(folder: Path) -> None:
    """Django over a database and streets of their own in this folder. Before anything of ours is imported."""
    os.environ.update(
        DJANGO_SETTINGS_MODULE="lifecircle.settings",
        LIFECIRCLE_VAR=str(folder),
        DATABASE_URL=f"sqlite:///{folder / 'city.sqlite3'}",
        LIFECIRCLE_DEMO="1",
    )
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("loaddata", "areas", "categories", "circles", verbosity=0)


def streets(nodes: int) -> None:
    from django.conf import settings
    from grid_network import grid_network

    from lifecircle.walking import store

    shutil.rmtree(settings.STREETS_DIR, ignore_errors=True)
    with store.importing(settings.STREETS_DIR):
        store.save(settings.STREETS_DIR, grid_network(nodes))


def fill(outlets: int, seed: int) -> None:
    """Another city instead of the one before. Two circles of three have compounds; the others' residents are
    spread. One outlet of three trades in a further category, one of fifty has paused."""
    from random import Random

    from django.conf import settings

    from communities.models import Community, Compound, CompoundGate
    from lifecircle.geo import Box, Point
    from lifecircle.walking import store
    from outlets.models import Category, Change, Outlet

    network = store.current(settings.STREETS_DIR)
    assert network is not None
    about, chance = network.about, Random(seed)
    box = Box(about.south, about.west, about.north, about.east)
    inner = box.padded(0.0)
    margin = EDGE_METRES / 111_000.0

    def somewhere(room: float) -> dict[str, float]:
        return {
            "lat": chance.uniform(inner.south + room, inner.north - room),
            "lng": chance.uniform(inner.west + room, inner.east - room),
        }

    def near(point: Point, room: float) -> dict[str, float]:
        return {
            "lat": point.lat + chance.uniform(-room, room),
            "lng": point.lng + chance.uniform(-room, room),
        }

    for table in (CompoundGate, Compound, Outlet.further_categories.through, Outlet, Change):
        table.objects.all()._raw_delete("default")
    circles = list(Community.objects.all())[:CIRCLES]
    for circle in circles:
        place = somewhere(margin)
        circle.lat, circle.lng, circle.surveyed_on = place["lat"], place["lng"], "2026-01-01"
        circle.residents, circle.residents_60, circle.households = 9_500, 2_100, 3_800
    Community.objects.bulk_update(
        circles, ["lat", "lng", "surveyed_on", "residents", "residents_60", "households"]
    )
    compounds = Compound.objects.bulk_create(
        Compound(
            community=circle, name=f"小区 {n}", residents=800, residents_60=170, **near(circle.point, 0.006)
        )
        for number, circle in enumerate(circles)
        if number % 3
        for n in range(COMPOUNDS)
    )
    CompoundGate.objects.bulk_create(
        CompoundGate(compound=compound, **near(compound.point, 0.0007))
        for compound in compounds
        for _ in range(GATES)
    )
    codes = list(Category.objects.values_list("code", flat=True))
    made = Outlet.objects.bulk_create(
        Outlet(
            name=f"便民店 {n} 号",
            category_id=chance.choice(codes),
            opening_hours=chance.choice(["", "24/7", "Mo-Su 08:00-20:00", "Mo-Fr 06:30-13:00"]),
            brand="" if n % 4 else "惠民",
            **somewhere(0.0),
            **({} if n % 50 else {"status": "suspended", "status_on": "2025-10-20", "status_reason": "翻修"}),
        )
        for n in range(outlets)
    )
    further = Outlet.further_categories.through
    further.objects.bulk_create(
        further(outlet_id=shop.pk, category_id=codes[n % len(codes)])
        for n, shop in enumerate(made)
        if n % 3 == 0 and shop.category_id != codes[n % len(codes)]
    )


def forget() -> None:
    """As a process that has just started."""
    from communities import engines
    from communities.gaps import city
    from outlets import cards, index

    for module in (index, cards, engines, city):
        module.forget()
