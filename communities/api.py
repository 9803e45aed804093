"""The circles for programs: `/api/communities/`, `/api/communities/{code}/reach/`, `POST /api/reach/`."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from communities import answers, served
from communities.models import Community
from communities.questions import CirclesQuestion, PointQuestion, WalkQuestion
from communities.reach import reach, walker
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
    def get(self, request: Request, code: str) -> Response:
        community = generics.get_object_or_404(Community, code=code)
        query = request.query_params
        data: dict[str, Any] = {**query.dict()}
        if "categories" in query:
            data["categories"] = [
                word for part in query.getlist("categories") for word in part.split(",") if word
            ]
        return Response(answers.reach_json(reach(community.point, **asked(WalkQuestion, data))))


class PointReach(APIView):
    """从自己家门口出发能走到的网点。位置只用来算这一次，不保存，不记日志。"""

    @extend_schema(request=PointQuestion, responses=answers.ReachSerializer)
    def post(self, request: Request) -> Response:
        wanted = asked(PointQuestion, request.data)
        origin = Point(wanted.pop("lat"), wanted.pop("lng"))
        now = walker()
        refusal = served.refusal(origin, now)
        if refusal:
            raise serializers.ValidationError({"lat": [refusal]})
        answer = answers.reach_json(reach(origin, now=now, **wanted))
        return Response(answer, headers={"Cache-Control": "no-store"})


def circles(wanted: dict[str, Any]) -> QuerySet[Community]:
    found = Community.objects.with_areas()
    for level in ("district", "subdistrict"):
        if level in wanted:
            found = found.within(wanted[level])
    return found.named_like(folded(wanted["search"])) if "search" in wanted else found
