"""How every API view speaks: strict UTF-8 JSON, pages with a size, refusals keyed by field."""

import math
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, ClassVar

import orjson
from django.http import Http404
from django.utils.translation import get_language, gettext
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import exception_handler

from lifecircle.middleware import AWAY, AWAY_WORDS, RETRY_SECONDS, log_away

MAX_PAGE_SIZE = 500
LONGEST_BODY = 100_000  # bytes; a question about a walk has a few hundred
NUMBER = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*", re.ASCII)


class OrjsonRenderer(BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None
    ) -> bytes:
        return b"" if data is None else orjson.dumps(data, default=str)


class OrjsonParser(BaseParser):
    """Refuses what could not be answered: NaN, lone surrogates, nesting without end, bodies without end."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        body = stream.read(LONGEST_BODY + 1)
        if len(body) > LONGEST_BODY:
            raise ValidationError({"body": ["请求正文太长了。"]})
        try:
            return orjson.loads(body)
        except orjson.JSONDecodeError as error:
            raise ValidationError({"body": ["请求正文不是正确的 JSON（UTF-8）。"]}) from error


class NumberField(serializers.FloatField):
    """A finite number, or text that is one; true and "1_5" are neither."""

    def to_internal_value(self, data: Any) -> float:
        if isinstance(data, bool) or (isinstance(data, str) and not NUMBER.fullmatch(data)):
            self.fail("invalid")
        try:
            value = super().to_internal_value(data)
        except OverflowError:
            self.fail("invalid")
        if not math.isfinite(value):
            self.fail("invalid")
        return value


class MomentField(serializers.DateTimeField):
    """A moment; one at the ends of the calendar is refused where DRF would raise OverflowError."""

    def enforce_timezone(self, value: datetime) -> datetime:
        try:
            return super().enforce_timezone(value)
        except OverflowError:
            self.fail("overflow")


class WordsField(serializers.CharField):
    """Text to search for; NUL, which PostgreSQL cannot take, is refused in plain words."""

    def to_internal_value(self, data: Any) -> str:
        text = super().to_internal_value(data)
        if "\0" in text:
            raise ValidationError(gettext("里面有看不见的字符，请重新输入。"))
        return text


class Pages(PageNumberPagination):
    """`{"count", "next", "results"}`; `page_size` up to 500. No guessing at bad numbers."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = MAX_PAGE_SIZE
    invalid_page_message = "没有这一页。"

    def get_page_size(self, request: Request) -> int:
        return self._whole(request, "page_size", default=self.page_size, most=MAX_PAGE_SIZE)

    def get_page_number(self, request: Request, paginator: Any) -> int:
        return self._whole(request, "page", default=1, most=None)

    def _whole(self, request: Request, name: str, *, default: int, most: int | None) -> int:
        text = request.query_params.get(name)
        if text is None:
            return default
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
        if number < 1 or (most is not None and number > most):
            limits = f"1 到 {most} 的整数" if most else "1 起的整数"
            raise ValidationError({name: [f"{name} 应是 {limits}。"]})
        return number

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

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        size = {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE, "default": self.page_size}
        page = {"type": "integer", "minimum": 1, "default": 1}
        return [
            _query("page", page, "第几页，从 1 起；超出最后一页是 404"),
            _query("page_size", size, f"一页几条，最多 {MAX_PAGE_SIZE}；更大的数会被拒绝（400）"),
        ]


def _query(name: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": description}


PAGING = frozenset({"page", "page_size"})


class StrictSerializer(serializers.Serializer[Any]):
    """Refuses a parameter it does not know, by name: a misspelt filter must not look like an answer."""

    strict: ClassVar[bool] = True
    paging: ClassVar[frozenset[str]] = frozenset()

    def to_internal_value(self, data: Any) -> Any:
        unknown = set(data) - set(self.fields) - self.paging if self.strict else set()
        if unknown:
            known = "、".join([*self.fields, *sorted(self.paging)])
            raise ValidationError(
                {name: [f"没有“{name}”这个参数。可以用：{known}。"] for name in sorted(unknown)}
            )
        return super().to_internal_value(data)


def asked(question: type[serializers.Serializer[Any]], data: Any) -> Any:
    """The validated answer to a declared question, or a ValidationError keyed by field."""
    if not isinstance(data, Mapping):
        raise ValidationError({"body": ["请求正文应是一个 JSON 对象：{ … }。"]})
    try:
        return _declared(question, get_language()).run_validation(data)
    except ValidationError as error:
        raise ValidationError(by_field(error.detail)) from error


@lru_cache
def _declared(
    question: type[serializers.Serializer[Any]], language: str | None
) -> serializers.Serializer[Any]:
    """One for all: validating leaves no trace in it but the words of a refusal, which DRF keeps once said, so
    each language has its own. Copying its fields costs more than that."""
    return question()


def by_field(detail: Any) -> dict[str, list[str]]:
    """A refusal as `{field: [sentence, …]}`, however deep the sentences lay."""
    if isinstance(detail, Mapping):
        return {str(field): list(_sentences(words)) for field, words in detail.items()}
    return {"body": list(_sentences(detail))}


def _sentences(detail: Any) -> Iterable[str]:
    if isinstance(detail, Mapping):
        detail = list(detail.values())
    if not isinstance(detail, list):
        return [str(detail)]
    return dict.fromkeys(sentence for part in detail for sentence in _sentences(part))


def refuse(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's handler in our words; 503 where the database is away."""
    if isinstance(error, AWAY):
        log_away(error)
        return Response({"detail": AWAY_WORDS}, status=503, headers={"Retry-After": RETRY_SECONDS})
    if isinstance(error, Http404):
        error = NotFound("没有这一项。")
    if isinstance(error, ValidationError):
        return Response(by_field(error.detail), status=400)
    return exception_handler(error, context)
