"""Makes the fixtures again from their tables: fixtures/tables/*.csv → fixtures/*.json."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import orjson
from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from lifecircle.areas import codes
from lifecircle.search import key

Rows = Iterator[dict[str, str]]
Records = Iterator[dict[str, Any]]
MEMBERSHIP = {"named in public text": "named", "placeholder": "placeholder"}


def record(model: str, pk: str, **fields: Any) -> dict[str, Any]:
    return {"model": model, "pk": pk, "fields": fields}


def catalogue(table: Callable[[str], Rows]) -> Records:
    """The newest edition and everything that is in it."""
    editions = list(table("catalogues"))
    for row in editions:
        yield record(
            "outlets.catalogue", row["version"], published_on=row["published_on"], source=row["source"]
        )
    for row in table("classes"):
        fields = {name: row[name] for name in ("name", "name_en", "colour")}
        yield record("outlets.categoryclass", row["code"], **fields, order=int(row["order"]))
    for row in table("categories"):
        yield record(
            "outlets.category",
            row["code"],
            name=row["name"],
            name_en=row["name_en"],
            tier=row["tier"],
            group=row["class"],
            order=int(row["order"]),
            label=row["label"],
            target_minutes=int(row["target_minutes"]),
            counted=row["counted"] == "1",
            catalogue=max(editions, key=lambda edition: edition["published_on"])["version"],
        )


def areas(table: Callable[[str], Rows]) -> Records:
    """The tree, each level from the columns of the community rows."""
    names: dict[str, str] = {}
    for row in table("divisions"):
        names[row["district_code"]] = row["district"]
        names[row["street_code"]] = row["street"]
        names[row["code"]] = row["name"]
    for code, name in sorted(names.items()):
        yield record("areas.area", code, name=name, level=len(code), search_key=key(name))


def circles(table: Callable[[str], Rows]) -> Records:
    """The 127, with what is known of their membership and position, and no more."""
    for row in table("circles"):
        yield record(
            "communities.community",
            row["code"],
            name=row["name"],
            district=row["code"][: codes.DISTRICT],
            subdistrict=row["code"][: codes.SUBDISTRICT],
            lat=float(row["lat"]),
            lng=float(row["lng"]),
            position_quality=row["position"],
            membership=MEMBERSHIP[row["membership"]],
            evidence=row["evidence"],
            search_key=key(row["name"]),
        )


def holidays(table: Callable[[str], Rows]) -> Records:
    """Days off and make-up working days, from the State Council's yearly notices."""
    for row in table("holidays"):
        yield record("outlets.holiday", row["date"], kind=row["kind"], name=row["name"])


def published(table: Callable[[str], Rows]) -> Records:
    """What the city has said in public, with when and where; never computed."""
    for number, row in enumerate(table("published"), 1):
        fields = {name: row[name] for name in row if name != "area"}
        yield {
            "model": "communities.publishedfigure",
            "pk": number,
            "fields": {"area": row["area"] or None, **fields},
        }


FIXTURES = {
    "categories": catalogue,
    "areas": areas,
    "circles": circles,
    "holidays": holidays,
    "published": published,
}


class Command(BaseCommand):
    help = "由 fixtures/tables 里的表重新生成 fixtures/*.json"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, default=settings.BASE_DIR / "fixtures", help="写到哪个文件夹")

    def handle(self, *args: Any, out: Path, **options: Any) -> None:
        tables = settings.BASE_DIR / "fixtures" / "tables"
        out.mkdir(parents=True, exist_ok=True)

        def table(name: str) -> Rows:
            with (tables / f"{name}.csv").open(encoding="utf-8", newline="") as file:
                yield from csv.DictReader(file)

        for name, make in FIXTURES.items():
            lines = [orjson.dumps(item).decode() for item in make(table)]
            (out / f"{name}.json").write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")
            self.stdout.write(f"{name}.json：{len(lines)} 条")
