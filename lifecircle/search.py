"""Finding a name by Chinese, pinyin or initials: the key that is stored, and the lookup that reads it."""

import re
import unicodedata
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler
from pypinyin import Style, lazy_pinyin

from lifecircle.language.reading import KINDS

MAX_KEY = 600
Sql = tuple[str, tuple[str | int, ...]]


def folded(text: str) -> str:
    """Full width to half, upper to lower, white space out: what a query and a key have in common."""
    plain = "".join(unicodedata.normalize("NFKC", text).lower().split())
    return unicodedata.normalize("NFKC", plain)  # an accent may have lost the blank it stood on


def meant(text: str) -> tuple[str, ...]:
    """A text folded, and in pinyin to its end where it ends in English: "Xigu District" is xiguqu."""
    plain = folded(text)
    return tuple(dict.fromkeys((plain, _KIND.sub(lambda found: PINYIN[found[0]], plain))))


# What English pages call a place after, as keys have it; of two that are called alike the shorter
PINYIN = {
    english.lower(): "".join(lazy_pinyin(kind)) for kind, english in KINDS.items() if kind != "社区居委会"
}
_KIND = re.compile(f"(?:{'|'.join(PINYIN)})$")


def key(*names: str) -> str:
    """`" 上坎社区 shangkanshequ sksq "`: each name folded, in full pinyin and in initials, between blanks."""
    words: list[str] = []
    for name in filter(None, (folded(name) for name in names)):
        words += [name, "".join(lazy_pinyin(name)), "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))]
    return (" " + " ".join(dict.fromkeys(words)) + " ")[:MAX_KEY]


class SearchKeyField(models.CharField):  # type: ignore[type-arg]
    """Derived from other fields of the row at every save, as `auto_now` is; never edited by hand."""

    def __init__(self, *args: Any, sources: tuple[str, ...] = ("name",), **kwargs: Any) -> None:
        self.sources = sources
        kwargs.update(max_length=MAX_KEY, editable=False, default="")
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "sources": self.sources}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = key(*(str(getattr(model_instance, source) or "") for source in self.sources))
        setattr(model_instance, self.attname, value)
        return value


@SearchKeyField.register_lookup
class Holds(models.Lookup):  # type: ignore[type-arg,unused-ignore]
    """`search_key__holds="上坎"`: the key contains the text.

    On PostgreSQL the bigrams of the text are looked up in a GIN index first (two Chinese characters miss a
    trigram index); the plain containment then weeds out bigrams that only stand apart.
    """

    lookup_name = "holds"

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        column, column_params = self.process_lhs(compiler, connection)
        return f"INSTR({column}, %s) > 0", (*column_params, self.rhs)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        column, params = self.process_lhs(compiler, connection)
        sql = f"(lifecircle_bigrams({column}) @> lifecircle_bigrams(%s) AND POSITION(%s IN {column}) > 0)"
        return sql, (*params, self.rhs, *params, self.rhs)
