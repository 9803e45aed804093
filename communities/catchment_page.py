"""The ground from where an outlet is reached, as a page draws it: an SVG without scripts."""

from dataclasses import dataclass

from communities.catchment import Catchment
from communities.route_page import Ground, ground_of, path_data
from lifecircle.geo import Point


@dataclass(frozen=True, slots=True)
class CatchmentSheet:
    """In metres: the ground, the shape over it, the outlet, and the circles' centres by their number."""

    ground: Ground
    shape: str
    outlet: tuple[int, int]
    centres: list[tuple[int, tuple[int, int]]]
    size: int  # of a number, so that it can be read however wide the sheet is


def drawn(found: Catchment) -> CatchmentSheet:
    rings = [ring for shape in found.shapes for ring in shape["coordinates"]]
    ground = ground_of([found.outlet.point, *(Point(lat, lng) for ring in rings for lng, lat in ring)])
    place = ground.place
    lines = (path_data([place(lat, lng) for lng, lat in ring], closed=True) for ring in rings)
    centres = [comer.community.point for comer in found.comers]
    return CatchmentSheet(
        ground=ground,
        shape="".join(lines),
        outlet=place(found.outlet.lat, found.outlet.lng),
        centres=[(number, place(at.lat, at.lng)) for number, at in enumerate(centres, start=1)],
        size=round(max(ground.width, ground.height) / 40),
    )
