"""From where an outlet is reached, for programs: `/api/outlets/{id}/catchment/`."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from communities.answers import RevisionSerializer
from communities.catchment import Catchment, catchment
from communities.questions import WalkQuestion
from lifecircle.api import asked
from outlets.models import Outlet


class CatchmentQuestion(WalkQuestion):
    """How long, and how fast."""

    categories = None  # type: ignore[assignment]  # how a serializer drops an inherited field
    at = None  # type: ignore[assignment]


class ComerSerializer(serializers.Serializer[Any]):
    code = serializers.CharField(help_text="社区代码")
    name = serializers.CharField()
    minutes = serializers.FloatField(help_text="从社区中心走到这里的分钟，向上取到 0.1")
    metres = serializers.IntegerField()


class CatchmentSerializer(serializers.Serializer[Any]):
    outlet = serializers.IntegerField()
    minutes = serializers.FloatField()
    pace = serializers.CharField()
    method = serializers.CharField(help_text="straight_line：直线估算")
    estimate = serializers.BooleanField()
    warnings = serializers.ListField(child=serializers.CharField(), help_text="读结果时要知道的")
    formula = serializers.CharField()
    data_date = serializers.DateField(allow_null=True, help_text="登记册最近一次改动的日期")
    revision = RevisionSerializer(help_text="这个回答是从哪一版网点和道路算出来的")
    circles = ComerSerializer(many=True, help_text="中心在范围里的生活圈，近的在前")
    shape = serializers.JSONField(help_text="GeoJSON FeatureCollection：走得到这里的范围")


class OutletCatchment(APIView):
    """哪些地方的人走得到这个网点：范围，和其中的生活圈。时间是走过来的时间，上坡下坡不一样。"""

    @extend_schema(parameters=[CatchmentQuestion], responses=CatchmentSerializer)
    def get(self, request: Request, pk: int) -> Response:
        outlet = generics.get_object_or_404(Outlet.objects.prefetch_related("entrances"), pk=pk)
        return Response(said(catchment(outlet, **asked(CatchmentQuestion, request.query_params.dict()))))


def said(found: Catchment) -> dict[str, Any]:
    trip = found.trip
    return {
        "outlet": found.outlet.pk,
        "minutes": trip.minutes,
        "pace": trip.pace.code,
        "method": trip.engine.method,
        "estimate": trip.engine.estimate,
        "warnings": list(trip.warnings),
        "formula": trip.engine.formula(trip.pace),
        "data_date": found.now.data_date,
        "revision": {"outlets": found.now.register.number, "streets": trip.streets_revision},
        "circles": [
            {
                "code": comer.community.code,
                "name": comer.community.name,
                "minutes": comer.api_minutes,
                "metres": round(comer.walk.metres),
            }
            for comer in found.comers
        ],
        "shape": {
            "type": "FeatureCollection",
            "features": [
                {"type": "Feature", "properties": {"minutes": trip.minutes}, "geometry": shape}
                for shape in found.shapes
            ],
        },
    }
