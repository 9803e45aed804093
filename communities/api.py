"""The circles for programs: `/api/communities/`, `/api/communities/{code}/reach/`, `POST /api/reach/`."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import generics, serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.views import APIView

from communities import answers, served
from communities.answer_bytes import trip_bytes
from communities.basemap import Drawn, basemap_of
from communities.models import Community
from communities.questions import CirclesQuestion, PointQuestion, WalkQuestion, from_the_door
from communities.reach import walker
from communities.stages import Stages
from lifecircle.api import asked
from lifecircle.geo import Point
from lifecircle.search import folded


class CommunitySerializer(serializers.ModelSerializer[Community]):
    district_name = serializers.CharField(source="district.name", read_only=True)
    subdistrict_name = serializers.CharField(source="subdistrict.name", read_only=True)
    surveyed = serializers.BooleanField(read_only=True)

    class Meta:
        model = Community
        exclude = ("search_key",)


@extend_schema_view(get=extend_schema(parameters=[CirclesQuestion]))
class CommunityList(generics.ListAPIView[Community]):
    """全部生活圈，按代码。"""

    serializer_class = CommunitySerializer
    queryset = Community.objects.none()

    def get_queryset(self) -> QuerySet[Community]:
        return circles(asked(CirclesQuestion, self.request.query_params.dict()))


class CommunityDetail(generics.RetrieveAPIView[Community]):
    """一个生活圈。"""

    serializer_class = CommunitySerializer
    queryset = Community.objects.with_areas()
    lookup_field = "code"


class CommunityReach(APIView):
    """从社区中心出发能走到的网点。"""

    @extend_schema(parameters=[WalkQuestion], responses=answers.ReachSerializer)
    def get(self, request: Request, code: str) -> HttpResponse:
        community = generics.get_object_or_404(Community, code=code)
        query, stages = request.query_params, Stages()
        data: dict[str, Any] = {**query.dict()}
        if "categories" in query:
            data["categories"] = [
                word for part in query.getlist("categories") for word in part.split(",") if word
            ]
        return _json(_answer(community.point, asked(WalkQuestion, data), stages), stages)


class CommunityBasemap(APIView):
    """生活圈周围的底图：道路、水面、绿地、铁路。没有载入道路数据的地方答 404。"""

    @extend_schema(responses=answers.BasemapSerializer)
    def get(self, request: Request, code: str) -> HttpResponse:
        community = generics.get_object_or_404(Community, code=code)
        drawn = basemap_of(community)
        if drawn is None:
            raise NotFound("这里还没有载入道路数据。")
        return _kept_by_browsers(request, drawn)


def _kept_by_browsers(request: Request, drawn: Drawn) -> HttpResponse:
    """The bytes as they lie; 304 where the browser has them; compressed for who takes that."""
    etag = f'"{drawn.revision}"'
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponse(status=304)
    else:
        packed = "gzip" in request.headers.get("Accept-Encoding", "")
        response = HttpResponse(drawn.packed if packed else drawn.plain, content_type="application/json")
        if packed:
            response["Content-Encoding"] = "gzip"
    response["ETag"] = etag
    response["Vary"] = "Accept-Encoding"
    response["Cache-Control"] = "public, max-age=86400" if "v" in request.query_params else "no-cache"
    return response


class PointReach(APIView):
    """从自己家门口出发能走到的网点。位置只用来算这一次，不保存，不记日志。"""

    @extend_schema(request=PointQuestion, responses=answers.ReachSerializer)
    def post(self, request: Request) -> HttpResponse:
        stages = Stages()
        return _json(from_ones_door(request.data, stages), stages, {"Cache-Control": "no-store"})


def from_ones_door(body: Any, stages: Stages) -> bytes:
    """All of `POST /api/reach/` but HTTP. Raises ValidationError."""
    wanted = from_the_door(body)
    return _answer(Point(wanted.pop("lat"), wanted.pop("lng")), wanted, stages, served_only=True)


def _answer(origin: Point, wanted: dict[str, Any], stages: Stages, *, served_only: bool = False) -> bytes:
    stages.done("question")
    now = walker()
    stages.done("register")
    trip = now.engines.trip(origin, pace=wanted["pace"], minutes=wanted["minutes"])
    stages.done("search")
    reached = trip.reach()
    stages.done("list")
    refusal = served.refusal(origin, now, reached) if served_only else None
    if refusal:
        raise serializers.ValidationError({"lat": [refusal]})
    at, categories = wanted["at"], wanted["categories"]
    return trip_bytes(trip, reached, at=at, categories=categories, now=now, stages=stages)


def _json(body: bytes, stages: Stages, headers: dict[str, str] | None = None) -> HttpResponse:
    response = HttpResponse(body, content_type="application/json", headers=headers)
    if settings.DEBUG:
        response["Server-Timing"] = str(stages)
    return response


def circles(wanted: dict[str, Any]) -> QuerySet[Community]:
    found = Community.objects.with_areas()
    for level in ("district", "subdistrict"):
        if level in wanted:
            found = found.within(wanted[level])
    return found.named_like(folded(wanted["search"])) if "search" in wanted else found
