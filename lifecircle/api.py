"""How every API view speaks: UTF-8 JSON, pages with a size, refusals keyed by field, errors in the schema."""

from typing import Any

import orjson
from django.conf import settings
from drf_spectacular.openapi import AutoSchema
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


class Problem(serializers.Serializer[dict[str, str]]):
    """One sentence that says what is wrong."""

    detail = serializers.CharField()


FIELD_PROBLEMS = {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}}


class Schema(AutoSchema):
    """Adds the refusals to every operation, which drf-spectacular leaves out."""

    def get_response_serializers(self) -> Any:
        found = super().get_response_serializers()
        answers = found if isinstance(found, dict) else {("201" if self.method == "POST_CREATE" else "200"): found}
        refusals: dict[str, Any] = {"400": FIELD_PROBLEMS, "503": Problem}
        if "{" in self.path:
            refusals["404"] = Problem
        return {**refusals, **answers}


def refuse(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's handler, and 503 where the database is away."""
    if isinstance(error, AWAY):
        return Response({"detail": AWAY_WORDS}, status=503, headers={"Retry-After": RETRY_SECONDS})
    return exception_handler(error, context)


def field_problem(field: str, words: str) -> serializers.ValidationError:
    return serializers.ValidationError({field: [words]})


def city() -> str:
    return str(settings.CITY)
