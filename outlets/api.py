"""The register for programs: `/api/categories/`, `/api/outlets/`."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from lifecircle.api import PAGING, StrictSerializer, WordsField, asked
from lifecircle.areas import codes
from lifecircle.search import folded
from outlets.models import Category, Entrance, Outlet, ServiceItem, Tier
from outlets.models.outlet import OutletQuerySet
from outlets.osm import OSM_ATTRIBUTION


class CategorySerializer(serializers.ModelSerializer[Category]):
    class_name = serializers.CharField(source="group.name", read_only=True)
    colour = serializers.CharField(source="group.colour", read_only=True)

    class Meta:
        model = Category
        fields = (
            "code",
            "name",
            "name_en",
            "tier",
            "group",
            "class_name",
            "colour",
            "label",
            "order",
            "target_minutes",
            "department",
            "counted",
            "catalogue",
        )


class ServiceItemSerializer(serializers.ModelSerializer[ServiceItem]):
    price = serializers.CharField(read_only=True)

    class Meta:
        model = ServiceItem
        fields = ("name", "price_yuan", "price_note", "price")


class EntranceSerializer(serializers.ModelSerializer[Entrance]):
    class Meta:
        model = Entrance
        fields = ("name", "lat", "lng", "step_free")


class OutletSerializer(serializers.ModelSerializer[Outlet]):
    sample = serializers.BooleanField(read_only=True)
    services = ServiceItemSerializer(source="service_items", many=True, read_only=True)
    entrances = EntranceSerializer(many=True, read_only=True)
    attribution = serializers.SerializerMethodField()

    class Meta:
        model = Outlet
        exclude = ("search_key",)

    def get_attribution(self, outlet: Outlet) -> str:
        return OSM_ATTRIBUTION if outlet.source == "osm" else ""


class OutletsQuestion(StrictSerializer):
    """Which outlets to list."""

    paging = PAGING
    category = serializers.SlugField(required=False, help_text="业态代码，兼营的也算")
    tier = serializers.ChoiceField(choices=Tier.choices, required=False)
    within = serializers.CharField(required=False, help_text="区划代码（6、9 或 12 位），含下级")
    search = WordsField(required=False, max_length=40, help_text="名称、品牌、地址、拼音或首字母")

    def validate_category(self, code: str) -> str:
        if not Category.objects.filter(code=code).exists():
            raise serializers.ValidationError(f"没有这样的业态：{code}。全部业态见 /api/categories/。")
        return code

    def validate_within(self, code: str) -> str:
        if not codes.is_code(code):
            raise serializers.ValidationError("区划代码应是 6、9 或 12 位数字。")
        return code


def full_outlets() -> OutletQuerySet:
    return Outlet.objects.published().prefetch_related("further_categories", "service_items", "entrances")


class CategoryList(generics.ListAPIView[Category]):
    """全部业态，按目录的次序。"""

    serializer_class = CategorySerializer
    queryset = Category.objects.select_related("group")
    pagination_class = None


@extend_schema_view(get=extend_schema(parameters=[OutletsQuestion]))
class OutletList(generics.ListAPIView[Outlet]):
    """正在营业或暂停的网点。"""

    serializer_class = OutletSerializer
    queryset = Outlet.objects.none()

    def get_queryset(self) -> QuerySet[Outlet]:
        return filtered(asked(OutletsQuestion, self.request.query_params.dict()))


class OutletDetail(generics.RetrieveAPIView[Outlet]):
    """一个网点的全部公开信息；已关闭或搬走的也答，状态里写明。"""

    serializer_class = OutletSerializer
    queryset = Outlet.objects.prefetch_related("further_categories", "service_items", "entrances")

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One that was merged leads to the one that was kept."""
        found = self.get_object()
        if found.merged_into_id:
            return Response(status=302, headers={"Location": f"../{found.merged_into_id}/"})
        return Response(self.get_serializer(found).data)


def filtered(wanted: dict[str, Any]) -> QuerySet[Outlet]:
    found = full_outlets()
    if "category" in wanted:
        found = found.of_categories([wanted["category"]])
    if "tier" in wanted:
        found = found.filter(category__tier=wanted["tier"])
    if "within" in wanted:
        found = found.within(wanted["within"])
    if "search" in wanted:
        found = found.named_like(folded(wanted["search"]))
    return found
