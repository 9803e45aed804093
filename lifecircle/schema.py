"""The error answers in the OpenAPI schema, which drf-spectacular leaves out by itself."""

from typing import Any

PROBLEM = {
    "type": "object",
    "required": ["detail"],
    "properties": {"detail": {"type": "string", "description": "一句话说明"}},
}
FIELD_PROBLEMS = {
    "type": "object",
    "description": "每个不对的字段，各说明一句或几句；整个正文不对时字段名是 body",
    "additionalProperties": {"type": "array", "items": {"type": "string"}},
}
REFUSALS = {
    "400": ("FieldProblems", "参数不对，按字段说明"),
    "404": ("Problem", "没有这一项或这一页"),
    "406": ("Problem", "只能用 JSON 回答"),
    "415": ("Problem", "请求正文应是 JSON"),
    "503": ("Problem", "数据库暂时连不上，过几秒再试（见 Retry-After）"),
}


def add_refusals(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """A drf-spectacular hook."""
    schemas = result.setdefault("components", {}).setdefault("schemas", {})
    schemas.update({"Problem": PROBLEM, "FieldProblems": FIELD_PROBLEMS})
    for path, methods in result["paths"].items():
        for method, operation in methods.items():
            for status in _refusals_of(path, method, operation):
                operation["responses"][status] = _refusal(status)
    return result


def _refusals_of(path: str, method: str, operation: dict[str, Any]) -> list[str]:
    parameters = operation.get("parameters", ())
    found = {
        "400": method == "post" or any(parameter["in"] == "query" for parameter in parameters),
        "404": "{" in path or any(parameter["name"] == "page" for parameter in parameters),
        "406": True,
        "415": method == "post",
        "503": True,
    }
    return [status for status, possible in found.items() if possible]


def _refusal(status: str) -> dict[str, Any]:
    schema, words = REFUSALS[status]
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    refusal: dict[str, Any] = {"description": words, "content": content}
    if status == "503":
        seconds = {"description": "几秒后再试", "schema": {"type": "integer"}}
        refusal["headers"] = {"Retry-After": seconds}
    return refusal
