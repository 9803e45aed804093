"""How long a table of an office takes: judged, written, undone; and an export of the whole register.

Works in a database of its own, made and dropped by Django's test runner: SQLite, or what DATABASE_URL names.

    .venv/bin/python benchmarks/uploads.py [--rows 5000] [--registered 30000]
"""

import argparse
import os
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lifecircle.settings")
django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import setup_databases, setup_test_environment, teardown_databases  # noqa: E402

from communities.office.places import Places  # noqa: E402
from lifecircle.datum import CoordinateSystem  # noqa: E402
from lifecircle.exchange.writing import write_table  # noqa: E402
from lifecircle.staff.models import Scope  # noqa: E402
from lifecircle.staff.rights import Role  # noqa: E402
from outlets.exchange.columns import COLUMNS  # noqa: E402
from outlets.exchange.features import features  # noqa: E402
from outlets.exchange.rows import rows_of  # noqa: E402
from outlets.models import Category, Outlet, UploadState  # noqa: E402
from outlets.uploads import applying, opening, reading, undoing  # noqa: E402
from outlets.uploads.judging import Ground  # noqa: E402

HEADINGS = [column.chinese for column in COLUMNS]
NAMES = ("惠民", "永辉", "德胜", "东方", "金桥", "和顺", "百姓", "祥云", "万家", "福临", "兴隆", "春天")
TRADES = (
    ("便利店", "convenience"),
    ("大药房", "pharmacy"),
    ("早餐铺", "breakfast"),
    ("理发店", "hairdresser"),
)
DISTRICT = "620102"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=5_000)
    parser.add_argument("--registered", type=int, default=30_000)
    asked = parser.parse_args()
    setup_test_environment()
    made = setup_databases(verbosity=0, interactive=False)
    try:
        print(f"{connection.vendor}, {asked.registered:,} registered, a table of {asked.rows:,} rows")
        run(asked.rows, asked.registered)
    finally:
        teardown_databases(made, verbosity=0)


def run(rows: int, registered: int) -> None:
    call_command("loaddata", "categories", "areas", "circles", verbosity=0)
    Outlet.objects.bulk_create(
        [Outlet(**an_outlet(number), area_id=DISTRICT) for number in range(registered)], batch_size=2_000
    )
    user = User.objects.create_user("benchmark")
    Scope.objects.create(user=user, role=Role.DISTRICT_BUREAU, area_id=DISTRICT, must_change_password=False)
    with TemporaryDirectory() as folder:
        for ending in ("csv", "xlsx"):
            path = Path(folder) / f"table.{ending}"
            write_table(path, HEADINGS, table(rows, registered), title="网点")
            print(f"  {ending}, {path.stat().st_size / 1e6:.1f} MB")
            sent_in(path, user)
        exported(Path(folder))


def sent_in(path: Path, user: User) -> None:
    upload = opening.start(
        path.name, path.read_bytes(), CoordinateSystem.WGS84, author=user, scope=user.scope.code
    )
    steps = []
    while upload.state == UploadState.READING:
        began = time.perf_counter()
        reading.step(upload, Ground(upload.scope, Places.now(), may_stand_outside=True))
        steps.append(time.perf_counter() - began)
    found = {
        kind: upload.rows.filter(verdict=kind).count() for kind in ("new", "changed", "duplicate", "wrong")
    }
    print(f"    preview {sum(steps):6.2f} s in {len(steps)} steps, the longest {max(steps):.2f} s: {found}")
    timed("write", lambda: applying.apply(upload, user))
    timed("undo", lambda: undoing.undo(upload, user))
    print(f"    {upload.words}")


def exported(folder: Path) -> None:
    everything = Outlet.objects.all()
    for ending in ("csv", "xlsx"):
        rows = rows_of(everything, system=CoordinateSystem.GCJ02)
        path = folder / f"export.{ending}"
        began = time.perf_counter()
        write_table(path, HEADINGS, rows, title="网点")
        print(f"    export {ending:7} {time.perf_counter() - began:6.2f} s")
    timed("export geojson", lambda: sum(map(len, features(everything))))


def timed(what: str, do: Callable[[], object]) -> None:
    began = time.perf_counter()
    do()
    print(f"    {what:14} {time.perf_counter() - began:6.2f} s")


def an_outlet(number: int) -> dict[str, Any]:
    """Spread over some 11 × 12 km of the city."""
    trade, category = TRADES[number % len(TRADES)]
    return {
        "name": f"{NAMES[number % len(NAMES)]}{number % 997}{trade}",
        "category_id": category,
        "lat": 36.03 + (number * 7919 % 10_000) / 100_000,
        "lng": 103.70 + (number * 104_729 % 13_000) / 100_000,
        "phone": f"0931-{2_000_000 + number}",
    }


def table(rows: int, registered: int) -> list[list[Any]]:
    """A third of the rows changes registered outlets, the rest is new; every column is there."""
    names = dict(Category.objects.values_list("code", "name"))
    known = list(Outlet.objects.order_by("pk").values_list("pk", flat=True)[: rows // 3])

    def cells(number: int) -> list[Any]:
        changed = number < len(known)
        made = an_outlet(number if changed else registered + number)
        row = {
            **made,
            "id": known[number] if changed else "",
            "category": names[made["category_id"]],
            "address": f"天水路 {number} 号",
            "opening_hours": "每天 8:00-20:00",
            "services": "修鞋 10 元起；配钥匙 8 元一把" if number % 20 == 0 else "",
            "cash": "是",
            "status": "营业",
            "system": "WGS-84",
        }
        return [row.get(column.field, "") for column in COLUMNS]

    return [cells(number) for number in range(rows)]


if __name__ == "__main__":
    main()
