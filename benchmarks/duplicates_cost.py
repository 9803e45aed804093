"""What it costs to ask whether an outlet is registered already, in a register of a whole city.

    LIFECIRCLE_DEMO=1 python benchmarks/duplicates_cost.py [--outlets 30000] [--write]

Copies of the outlets that are there, renamed and moved a few hundred metres, fill the register up to the
number; all in one transaction that is rolled back. Times are of the processor, statements are counted.
"""

from __future__ import annotations

import argparse
import os
import random
from collections import Counter
from collections.abc import Callable, Sized
from time import process_time

import django
from duplicates import PAGE
from walking_timing import write_between

BEGIN, END = "<!-- likeness-cost:begin -->", "<!-- likeness-cost:end -->"
SEED, METRES_AS_DEGREES = 1, 0.003
ASKED = 200


def fill_up(wanted: int) -> None:
    from outlets.models import Outlet

    rng = random.Random(SEED)
    there = list(Outlet.objects.all())
    copies: list[Outlet] = []
    while len(there) + len(copies) < wanted:
        one = there[len(copies) % len(there)]
        copies.append(
            Outlet(
                name=one.name.replace("便民", rng.choice(("惠民", "利民", "金城", "陇上"))),
                category_id=one.category_id,
                area_id=one.area_id,
                lat=one.lat + rng.gauss(0, METRES_AS_DEGREES),
                lng=one.lng + rng.gauss(0, METRES_AS_DEGREES),
                phone=one.phone and f"{one.phone[:-2]}{rng.randrange(10, 99)}",
            )
        )
    Outlet.objects.bulk_create(copies, batch_size=1000)


def line(words: str, ask: Callable[[], Sized]) -> str:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ask()
    with CaptureQueriesContext(connection) as statements:
        start = process_time()
        found = ask()
        spent = process_time() - start
    return f"| {words} | {spent * 1000:,.0f} | {len(statements)} | {len(found):,} |"


def report() -> str:
    from outlets import duplicates
    from outlets.duplicates import Asked
    from outlets.models import Outlet

    outlets = list(Outlet.objects.all())
    some = random.Random(SEED).sample(outlets, ASKED)
    spent = []
    for one in some:
        start = process_time()
        duplicates.like(one.name, one.category_id, one.point, one.phone, but=one.pk)
        spent.append((process_time() - start) * 1000)
    spent.sort()
    street, in_street = Counter(one.area_id[:9] for one in outlets if one.area_id).most_common(1)[0]
    first = some[0]
    many = [Asked(one.name, one.category_id, one.point, one.phone) for one in outlets[:5000]]
    return "\n".join(
        [
            f"{len(outlets):,} outlets. One outlet asked about ({ASKED} of them): median "
            f"{spent[ASKED // 2]:.0f} ms, p95 {spent[ASKED * 95 // 100]:.0f} ms, most {spent[-1]:.0f} ms.",
            "",
            "| asked | ms | statements | found |",
            "|---|--:|--:|--:|",
            line(
                "one outlet", lambda: duplicates.like(first.name, first.category_id, first.point, first.phone)
            ),
            line("a table of 5,000 rows", lambda: duplicates.like_each(many)),
            line(f"the fullest street, {in_street:,} outlets", lambda: duplicates.pairs(street)),
            line("the whole city", lambda: duplicates.pairs("", 10_000)),
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--outlets", type=int, default=30_000)
    parser.add_argument("--write", action="store_true", help="put the figures into docs/duplicates.md")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lifecircle.settings")
    django.setup()
    from django.db import transaction

    with transaction.atomic():
        fill_up(options.outlets)
        text = report()
        transaction.set_rollback(True)
    print(text)
    if options.write:
        write_between(PAGE, text, BEGIN, END)


if __name__ == "__main__":
    main()
