"""The way to one outlet as a line to draw: `POST /api/outlets/{id}/way/`."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from communities import doorsteps, served
from communities.catchment import doors_of
from communities.engines import Trip
from communities.questions import PointQuestion
from communities.reach import walker
from lifecircle.api import asked
from lifecircle.geo import Point
from lifecircle.walking import Pace, Walk, api_minutes
from lifecircle.walking.contract import NOISE_SECONDS
from lifecircle.walking.tree import Tree
from outlets.models import Outlet

DIGITS = 5  # of a degree: about a metre


class WayQuestion(PointQuestion):
    """From one's own door to one outlet, if it is within so many minutes."""

    categories = None  # type: ignore[assignment]  # how a serializer drops an inherited field
    at = None  # type: ignore[assignment]


class WaySerializer(serializers.Serializer[Any]):
    outlet = serializers.IntegerField()
    minutes = serializers.FloatField(allow_null=True, help_text="向上取到 0.1；这么多分钟走不到的为空")
    metres = serializers.IntegerField(allow_null=True)
    estimate = serializers.BooleanField(help_text="直线估算：线不是路")
    line = serializers.JSONField(help_text="[纬度, 经度] 的列表，从起点到门口；走不到的为空")


class OutletWay(APIView):
    """走到一个网点的路，供画在图上。位置只用来算这一次，不保存，不记日志。"""

    @extend_schema(request=WayQuestion, responses=WaySerializer)
    def post(self, request: Request, pk: int) -> Response:
        outlet = generics.get_object_or_404(Outlet.objects.prefetch_related("entrances"), pk=pk)
        wanted = asked(WayQuestion, request.data)
        origin = Point(wanted.pop("lat"), wanted.pop("lng"))
        refusal = served.refusal(origin, walker())
        if refusal:
            raise serializers.ValidationError({"lat": [refusal]})
        return Response(_way(origin, outlet, **wanted), headers={"Cache-Control": "no-store"})


def _way(origin: Point, outlet: Outlet, *, pace: Pace, minutes: float) -> dict[str, Any]:
    home = doorsteps.current().at(origin)
    gates = home.gates if home else ()
    trip = walker().engines.trip(origin, pace=pace, minutes=minutes, gates=gates)
    found = _by_streets(trip.tree, outlet) if trip.tree is not None else _straight(trip, outlet)
    within = found if found and found[0].seconds <= minutes * 60 + NOISE_SECONDS else None
    return {
        "outlet": outlet.pk,
        "minutes": api_minutes(within[0].seconds) if within else None,
        "metres": round(within[0].metres) if within else None,
        "estimate": trip.engine.estimate,
        "line": [[round(at.lat, DIGITS), round(at.lng, DIGITS)] for at in within[1]] if within else [],
    }


def _by_streets(tree: Tree, outlet: Outlet) -> tuple[Walk, list[Point]] | None:
    route = tree.route(outlet.pk)
    return (
        (Walk(route.seconds, route.metres), [Point(lat, lng) for lng, lat in route.line]) if route else None
    )


def _straight(trip: Trip, outlet: Outlet) -> tuple[Walk, list[Point]] | None:
    """To the door that is nearest."""
    doors = [door.point for door in doors_of(outlet)]
    walks = [(trip.engine.between(trip.origin, door, pace=trip.pace), [trip.origin, door]) for door in doors]
    there = [(walk, line) for walk, line in walks if walk]
    return min(there, key=lambda found: found[0].seconds, default=None)
