"""A little extract by hand: OSM XML in, a .osm.pbf file out."""

import os
from io import StringIO
from pathlib import Path

import osmium
from django.conf import settings
from django.core.management import call_command

DATA = Path(os.environ.get("LIFECIRCLE_DATA") or settings.BASE_DIR.parent / "shared" / "data") / "osm"
BOX = (36.00, 103.75, 36.10, 103.90)  # south, west, north, east
EDITED = "2025-03-01T08:00:00Z"


def tags(**given: str) -> str:
    """A double underscore is a colon: `addr__street="..."`."""
    return "".join(f'<tag k="{key.replace("__", ":")}" v="{value}"/>' for key, value in given.items())


def node(number: int, lat: float = 36.05, lng: float = 103.82, /, **given: str) -> str:
    head = f'<node id="{number}" version="1" timestamp="{EDITED}" lat="{lat}" lon="{lng}">'
    return f"{head}{tags(**given)}</node>"


def way(number: int, refs: list[int], **given: str) -> str:
    lines = "".join(f'<nd ref="{ref}"/>' for ref in refs)
    return f'<way id="{number}" version="1" timestamp="{EDITED}">{lines}{tags(**given)}</way>'


def multipolygon(number: int, outer: list[int], inner: list[int], **given: str) -> str:
    roles = [(ref, "outer") for ref in outer] + [(ref, "inner") for ref in inner]
    members = "".join(f'<member type="way" ref="{ref}" role="{role}"/>' for ref, role in roles)
    head = f'<relation id="{number}" version="1" timestamp="{EDITED}">'
    return f"{head}{members}{tags(type='multipolygon', **given)}</relation>"


def square(first: int, south: float, west: float, side: float) -> tuple[list[str], list[int]]:
    """Four bare nodes and the closed ring through them."""
    corners = [(south, west), (south, west + side), (south + side, west + side), (south + side, west)]
    nodes = [node(first + i, lat, lng) for i, (lat, lng) in enumerate(corners)]
    return nodes, [first, first + 1, first + 2, first + 3, first]


def pbf(path: Path, *things: str, box: tuple[float, float, float, float] | None = BOX) -> Path:
    """Writes the things, in the order node, way, relation, with a header as an extract has it."""
    xml = path.with_suffix(".osm")
    xml.write_text(f'<osm version="0.6">{"".join(things)}</osm>', encoding="utf-8")
    header = osmium.io.Header()
    if box:
        south, west, north, east = box
        corners = osmium.osm.Location(west, south), osmium.osm.Location(east, north)
        header.add_box(osmium.osm.Box(*corners))
    with osmium.SimpleWriter(str(path), header=header, overwrite=True) as writer:
        for thing in osmium.FileProcessor(str(xml)):
            writer.add(thing)
    return path


def run(path: Path, *options: str) -> str:
    """Imports the file; what the command reports."""
    out = StringIO()
    call_command("import_osm_outlets", str(path), *options, stdout=out, stderr=StringIO())
    return out.getvalue()
