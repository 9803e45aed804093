"""The quiet map around a circle: streets, water, green, railways, as JSON bytes kept per network revision."""

import gzip
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson
from django.conf import settings
from django.urls import reverse

from communities.engines import box_of
from communities.models import Community
from lifecircle.geo import Box, Point
from lifecircle.walking import store
from lifecircle.walking.basemap import MapFeature, MapKind

# what a standard walker reaches in 15 minutes (990 m), and as much again as the sheet shows around it
AROUND_METRES = 1_500
DRAWN = (
    MapKind.WATER,
    MapKind.GREEN,
    MapKind.BUILDING,
    MapKind.RIVER,
    MapKind.RAILWAY,
    MapKind.FOOTWAY,
    MapKind.SERVICE,
    MapKind.STREET,
    MapKind.TERTIARY,
    MapKind.SECONDARY,
    MapKind.MAIN,
)
Line = list[list[float]]
NAMED = frozenset({MapKind.STREET, MapKind.TERTIARY, MapKind.SECONDARY, MapKind.MAIN, MapKind.RIVER})


@dataclass(frozen=True, slots=True)
class Drawn:
    """The bytes, plain and compressed, and the revision they belong to."""

    revision: str
    plain: bytes
    packed: bytes


def basemap_of(community: Community) -> Drawn | None:
    """None where no streets are loaded."""
    network = store.current(settings.STREETS_DIR)
    if network is None:
        return None
    return _drawn(settings.STREETS_DIR, network.about.revision, community.lat, community.lng)


def address_of(community: Community) -> str:
    """Where the browser finds the streets to draw under the marks; "" where there are none."""
    network = store.current(settings.STREETS_DIR)
    if network is None or not box_of(network).contains(community.point):
        return ""
    return f"{reverse('basemap', args=[community.code])}?v={network.about.revision}"


@lru_cache(maxsize=256)
def _drawn(root: Path, revision: str, lat: float, lng: float) -> Drawn:
    features = _features(root, Box.around(Point(lat, lng), AROUND_METRES))
    network = store.current(root)
    about = network.about if network else None
    plain = orjson.dumps(
        {
            "revision": revision,
            "data_date": about.data_date if about else None,
            "attribution": about.attribution if about else "",
            "layers": _layers(features),
            "names": _names(features),
        }
    )
    return Drawn(revision, plain, gzip.compress(plain, 6, mtime=0))


def _features(root: Path, box: Box) -> list[MapFeature]:
    basemap = store.current_basemap(root)
    return basemap.within(box) if basemap else []


def _layers(features: list[MapFeature]) -> list[dict[str, Any]]:
    """One layer a kind, the lowest first; lines as [lat, lng] pairs to 0.1 m."""
    lines: dict[MapKind, list[Any]] = defaultdict(list)
    for feature in features:
        lines[feature.kind].append([line.round(6).tolist() for line in feature.lines])
    return [{"kind": kind.name.lower(), "features": lines[kind]} for kind in DRAWN if lines[kind]]


def _names(features: list[MapFeature]) -> list[dict[str, Any]]:
    """Street names with the lines they may stand on, main streets first."""
    lines: dict[tuple[MapKind, str], list[Line]] = defaultdict(list)
    for feature in features:
        if feature.name and feature.kind in NAMED:
            lines[feature.kind, feature.name] += [line.round(6).tolist() for line in feature.lines]
    lines = {key: joined(parts) for key, parts in lines.items()}
    inorder = sorted(lines, key=lambda key: (-key[0], key[1]))
    return [{"name": name, "kind": kind.name.lower(), "lines": lines[kind, name]} for kind, name in inorder]


def joined(parts: list[Line]) -> list[Line]:
    """Lines that meet end to end made one, each part used once; a street comes in pieces from crossing to
    crossing, and its name wants a long one. Shapes: lists of [lat, lng]."""
    left = sorted((part for part in parts if len(part) > 1), key=len, reverse=True)
    whole: list[Line] = []
    while left:
        line = left.pop(0)
        while (found := _continuation(line, left)) is not None:
            line = found
        whole.append(line)
    return whole


def _continuation(line: Line, left: list[Line]) -> Line | None:
    """The line with one more part at either end, which is taken out of `left`; None where none meets it."""
    for number, part in enumerate(left):
        for piece in (part, part[::-1]):
            if piece[0] == line[-1]:
                del left[number]
                return line + piece[1:]
            if piece[-1] == line[0]:
                del left[number]
                return piece[:-1] + line
    return None
