"""How every API view speaks: UTF-8 JSON, pages with a size, refusals keyed by field, errors in the schema."""

from typing import Any, ClassVar

import orjson
from rest_framework import serializers
from rest_framework.pagination import PageNumberPagination
from rest_framework.renderers import BaseRenderer
from rest_framework.response import Response
from rest_framework.views import exception_handler

from lifecircle.middleware import AWAY, AWAY_WORDS, RETRY_SECONDS

MAX_PAGE_SIZE = 500


class OrjsonRenderer(BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None
    ) -> bytes:
        return b"" if data is None else orjson.dumps(data, default=str)


class Pages(PageNumberPagination):
    """`{"count", "next", "results"}`; `page_size` up to 500."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = MAX_PAGE_SIZE
    invalid_page_message = "没有这一页。"

    def get_paginated_response(self, data: Any) -> Response:
        assert self.page is not None
        return Response({"count": self.page.paginator.count, "next": self.get_next_link(), "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        return {
            "type": "object",
            "required": ["count", "next", "results"],
            "properties": {
                "count": {"type": "integer", "example": 127},
                "next": {"type": "string", "nullable": True, "format": "uri"},
                "results": schema,
            },
        }


class StrictSerializer(serializers.Serializer[Any]):
    """Refuses a parameter it does not know, by name: a misspelt filter must not look like an answer."""

    strict: ClassVar[bool] = True
    paging: ClassVar[frozenset[str]] = frozenset()

    def to_internal_value(self, data: Any) -> Any:
        checked = self.strict and hasattr(data, "keys")
        unknown = set(data) - set(self.fields) - self.paging if checked else set()
        if unknown:
            known = "、".join(self.fields)
            raise serializers.ValidationError(
                {name: [f"没有“{name}”这个参数。可以用：{known}。"] for name in sorted(unknown)}
            )
        return super().to_internal_value(data)


PAGING = frozenset({"page", "page_size"})
PROBLEM = {
    "type": "object",
    "required": ["detail"],
    "properties": {"detail": {"type": "string", "description": "一句话说明"}},
}
FIELD_PROBLEMS = {
    "type": "object",
    "description": "每个不对的字段，各说明一句或几句",
    "additionalProperties": {"type": "array", "items": {"type": "string"}},
}
REFUSALS = {
    "400": ("FieldProblems", "参数不对，按字段说明"),
    "404": ("Problem", "没有这一项或这一页"),
    "415": ("Problem", "请求正文应是 JSON"),
    "503": ("Problem", "数据库暂时连不上"),
}


def add_refusals(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """A drf-spectacular hook: the error answers, which it leaves out of the schema by itself."""
    schemas = result.setdefault("components", {}).setdefault("schemas", {})
    schemas.update({"Problem": PROBLEM, "FieldProblems": FIELD_PROBLEMS})
    for path, methods in result["paths"].items():
        for method, operation in methods.items():
            for status in _refusals_of(path, method, operation):
                schema, words = REFUSALS[status]
                content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
                operation["responses"][status] = {"description": words, "content": content}
    return result


def _refusals_of(path: str, method: str, operation: dict[str, Any]) -> list[str]:
    in_query = any(parameter["in"] == "query" for parameter in operation.get("parameters", ()))
    found = {
        "400": in_query or method == "post",
        "404": "{" in path or "page" in {p["name"] for p in operation.get("parameters", ())},
        "415": method == "post",
        "503": True,
    }
    return [status for status, possible in found.items() if possible]


def refuse(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's handler, and 503 where the database is away."""
    if isinstance(error, AWAY):
        return Response({"detail": AWAY_WORDS}, status=503, headers={"Retry-After": RETRY_SECONDS})
    return exception_handler(error, context)
