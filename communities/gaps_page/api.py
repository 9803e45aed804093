"""The check of a circle for programs: `/api/communities/{code}/check/`."""

from typing import Any

import orjson
from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.views import APIView

from communities.gaps_page.kept import checked
from communities.gaps_page.question import CheckQuestion
from communities.gaps_page.said import said
from communities.models import Community, Grade
from communities.states import State
from lifecircle.api import asked
from outlets.models import Tier

STATES = [(state.value, state.words) for state in State]
SHARE = "0 到 1；不知道居民住在哪里的为空"


class CompletenessSerializer(serializers.Serializer[Any]):
    has = serializers.IntegerField(help_text="有")
    far = serializers.IntegerField(help_text="远")
    gap = serializers.IntegerField(help_text="缺")
    unknown = serializers.IntegerField(help_text="数据不足")
    of = serializers.IntegerField(help_text="一共几类")
    per_cent = serializers.FloatField(allow_null=True)
    basis = serializers.CharField()


class BothTiersSerializer(serializers.Serializer[Any]):
    basic = CompletenessSerializer()
    quality = CompletenessSerializer()


class RatioSerializer(serializers.Serializer[Any]):
    value = serializers.FloatField()
    part = serializers.FloatField()
    whole = serializers.FloatField()
    unit = serializers.CharField()
    goal = serializers.FloatField()
    reached = serializers.BooleanField()
    basis = serializers.CharField()


class ReasonSerializer(serializers.Serializer[Any]):
    grade = serializers.ChoiceField(choices=Grade.choices)
    fact = serializers.CharField()
    value = serializers.FloatField()
    least = serializers.FloatField()
    met = serializers.BooleanField()
    words = serializers.CharField()


class GradeVerdictSerializer(serializers.Serializer[Any]):
    grade = serializers.CharField(allow_null=True, help_text="basic、improved、quality；定不了或都不够的为空")
    registered = serializers.CharField(allow_null=True, help_text="登记的等级")
    rule_version = serializers.CharField()
    reasons = ReasonSerializer(many=True)
    missing = serializers.ListField(child=serializers.CharField(), help_text="少了哪些数，所以定不了")


class LineSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    name = serializers.CharField()
    tier = serializers.ChoiceField(choices=Tier.choices)
    target_minutes = serializers.IntegerField()
    state = serializers.ChoiceField(choices=STATES)
    state_elderly = serializers.CharField(help_text="同样的四种，按老人的脚步")
    nearest_minutes = serializers.IntegerField(allow_null=True, help_text="从社区中心，15 分钟内没有的为空")
    nearest_minutes_elderly = serializers.IntegerField(allow_null=True)
    nearest = serializers.IntegerField(allow_null=True, help_text="最近的网点的编号")
    outlets = serializers.IntegerField(help_text="从社区中心 15 分钟走得到几家")
    hours_unknown = serializers.IntegerField(help_text="其中几家时间未知（问了 at 才有）")
    share_within_target = serializers.FloatField(allow_null=True, help_text=SHARE)
    share_within_15 = serializers.FloatField(allow_null=True, help_text=SHARE)
    elderly_share_within_target = serializers.FloatField(allow_null=True, help_text="老人按老人的脚步")
    residents = serializers.FloatField(allow_null=True, help_text="一共算了多少居民")
    residents_beyond_target = serializers.FloatField(allow_null=True)
    elderly = serializers.FloatField(allow_null=True, help_text="其中 60 岁以上")
    elderly_beyond_target = serializers.FloatField(allow_null=True)
    uncovered_metres = serializers.FloatField(
        allow_null=True, help_text="能走到的路里，目标时间内走不到这一类的米数"
    )
    basis = serializers.DictField(
        child=serializers.CharField(), help_text="每个数的算式和依据，键是上面的名字"
    )


class CheckSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    name = serializers.CharField()
    at = serializers.DateTimeField(allow_null=True, help_text="几点出发；空是任何时候")
    surveyed = serializers.BooleanField(help_text="没有摸底的，找不到不算缺")
    surveyed_on = serializers.DateField(allow_null=True)
    estimate = serializers.BooleanField(help_text="分钟按直线、或者居民按道路均摊估算")
    completeness = BothTiersSerializer()
    grade = GradeVerdictSerializer()
    chain = RatioSerializer(allow_null=True)
    facility_per_100 = RatioSerializer(allow_null=True)
    satisfaction = RatioSerializer(allow_null=True)
    residents = serializers.FloatField(allow_null=True)
    elderly = serializers.FloatField(allow_null=True)
    residents_basis = serializers.ChoiceField(
        choices=[("compounds", "按小区人口"), ("spread", "按道路均摊估算"), ("none", "人口不详")]
    )
    reachable_metres = serializers.FloatField(allow_null=True, help_text="15 分钟能走到的、有人住的路")
    border_ends = serializers.IntegerField(help_text="走到道路数据的边上断了几处")
    categories = LineSerializer(many=True, help_text="按业态目录的次序")
    assumptions = serializers.DictField(
        help_text="全部前提：走法、目录、登记册、道路、居民、摸底、时间、规则"
    )


class CommunityCheck(APIView):
    """一个生活圈的体检：每一类有没有、最近几分钟、多少居民走得到，和每个数的依据。"""

    @extend_schema(parameters=[CheckQuestion], responses=CheckSerializer)
    def get(self, request: Request, code: str) -> HttpResponse:
        circle = generics.get_object_or_404(Community, code=code)
        found = checked(circle, asked(CheckQuestion, request.query_params.dict())["at"])
        etag = f'"{found.revision}"' if found.revision else ""
        if etag and request.headers.get("If-None-Match") == etag:
            response = HttpResponse(status=304)
        else:
            response = HttpResponse(orjson.dumps(said(found.check)), content_type="application/json")
        if etag:
            response["ETag"] = etag
        response["Cache-Control"] = "no-cache"
        return response
