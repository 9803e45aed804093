"""The shape of a reach as JSON, declared for the schema; `answer_bytes` makes it."""

from collections.abc import Iterable
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext
from rest_framework import serializers

from outlets.models import DataImport, Outlet, Source, Status, Tier
from outlets.models.data_import import DataImportKind
from outlets.osm import OSM_ATTRIBUTION


class OriginSerializer(serializers.Serializer[Any]):
    lat = serializers.FloatField()
    lng = serializers.FloatField()


class StopSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    number = serializers.IntegerField(help_text="图上和牌子上的号")
    name = serializers.CharField()
    category = serializers.CharField(help_text="主业态代码")
    further_categories = serializers.ListField(child=serializers.CharField())
    tier = serializers.ChoiceField(choices=Tier.choices)
    minutes = serializers.FloatField(help_text="步行分钟，向上取到 0.1")
    metres = serializers.IntegerField(help_text="要走的米数")
    door = serializers.CharField(help_text="有几个门的，从哪个门进；没有名字的为空")
    lat = serializers.FloatField()
    lng = serializers.FloatField()
    open = serializers.ChoiceField(
        choices=["open", "closed", "unknown"], help_text="走到时开没开；暂停营业的算 closed"
    )
    open_words = serializers.CharField()
    status = serializers.ChoiceField(choices=Status.choices)
    address = serializers.CharField()
    phone = serializers.CharField()
    step_free = serializers.BooleanField(allow_null=True)
    position_quality = serializers.CharField()
    sample = serializers.BooleanField()


class RevisionSerializer(serializers.Serializer[Any]):
    outlets = serializers.IntegerField(help_text="登记册改动到第几次；0 是还没有登记过")
    streets = serializers.CharField(allow_null=True, help_text="路网的版本；按直线估算的没有")


class ReachSerializer(serializers.Serializer[Any]):
    origin = OriginSerializer()
    minutes = serializers.FloatField()
    pace = serializers.CharField()
    at = serializers.DateTimeField()
    method = serializers.CharField(help_text="straight_line：直线估算")
    estimate = serializers.BooleanField()
    warnings = serializers.ListField(child=serializers.CharField(), help_text="读结果时要知道的")
    formula = serializers.CharField()
    data_date = serializers.DateField(allow_null=True, help_text="登记册最近一次改动的日期")
    revision = RevisionSerializer(help_text="这个回答是从哪一版网点和道路算出来的")
    attribution = serializers.ListField(child=serializers.CharField())
    outlets = StopSerializer(many=True)
    rings = serializers.JSONField(help_text="GeoJSON FeatureCollection，属性 minutes，大的在前")


class LayerSerializer(serializers.Serializer[Any]):
    kind = serializers.CharField(help_text="water、green、building、river、railway、footway、… 、main")
    features = serializers.JSONField(help_text="每个要素几条线，线是 [纬度, 经度] 的列表；面是闭合的环")


class StreetNameSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    kind = serializers.CharField()
    lines = serializers.JSONField()


class BasemapSerializer(serializers.Serializer[Any]):
    revision = serializers.CharField()
    data_date = serializers.DateField(allow_null=True)
    attribution = serializers.CharField()
    layers = LayerSerializer(many=True, help_text="先画的在前")
    names = StreetNameSerializer(many=True)


def credits_of(outlets: Iterable[Outlet]) -> list[str]:
    """The attribution in the language of the page, with the day the data are of, not the day they came in."""
    named = attribution(outlets)
    if not named:
        return []
    imports = DataImport.objects.filter(kind=DataImportKind.OSM_OUTLETS)
    day = imports.values_list("data_date", flat=True).first()
    dated = gettext("数据 {day}").format(day=localdate(day)) if day else gettext("数据日期未知")
    return [gettext("{credit}，{dated}").format(credit=gettext(words), dated=dated) for words in named]


def attribution(outlets: Iterable[Outlet]) -> list[str]:
    """Whose data is shown and must be named beside it."""
    return [OSM_ATTRIBUTION] if any(outlet.source == Source.OSM for outlet in outlets) else []
