"""The town of the check (town.osm), where every number can be worked out with a pencil.

| | by hand |
|---|---|
| reached from O in 15 min | 990 m of each of three arms: 2,970 m |
| market M at 300 m east, target 10 min = 660 m | covers 960 m of the east arm, 360 m west, 360 m north |
| left grey | 2,970 − 1,680 = 1,290 m: 30 m in the east, 630 m in the west, 630 m in the north |
| 甲 (300 residents, 60 old) to M | 900 m = 818.2 s: beyond 10 min, within 15; old 1,125 s: beyond 15 |
| 乙 (500, 100) to M | 600 m = 545.5 s: within 10 min; old 750 s: beyond 10, within 15 |
| 丙 (200, 80) to M | 200 m = 181.8 s: within 10 min; old 250 s: within 10 |
| within the target | 700 of 1,000 = 70 %; old 80 of 240 = 33.3 % |
| spread evenly instead | 1,680 of 2,970 m = 56.6 %, to within a stretch of 50 m an end |
"""

from pathlib import Path

from lifecircle.geo import Point

TOWN = Path(__file__).with_name("town.osm")
ORIGIN = Point(36.0972963, 103.7955580)
REACHED_METRES, GREY_METRES = 2_970.0, 1_290.0


def at(east: float, north: float = 0.0) -> Point:
    return Point(ORIGIN.lat + north / 110_961.0, ORIGIN.lng + east / 90_082.0)


MARKET = at(300)
HOMES = {"甲": (at(-600), 300, 60), "乙": (at(0, 300), 500, 100), "丙": (at(500), 200, 80)}
