"""What is wrong with an outlet's values, in words, field by field; nothing is written."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.translation import gettext, gettext_noop

from outlets.models import Category, Entrance, Outlet, ServiceItem, Status
from outlets.values import FIELDS, MOVED_FROM, Values, blank_values, read, set_own, values_of
from outlets.words import label_of

Problems = dict[str, list[str]]
FOREIGN = {
    "category": gettext_noop("没有“{value}”这个业态。"),
    "area": gettext_noop("区划表里没有“{value}”。"),
    "moved_to": gettext_noop("没有编号 {value} 的网点。"),
}


def problems_of(values: Mapping[str, Any], outlet: Outlet | None = None) -> Problems:
    """Complaints by field, `__all__` for the whole; {} where all is well.

    For a registered outlet only what the values touch is looked at, and what must hold of the whole.
    """
    found: Problems = defaultdict(list)
    whole = values_of(outlet) if outlet else blank_values()
    for name, value in values.items():
        try:
            whole[name] = _known(name, value)
        except ValidationError as error:
            found[name] += error.messages
    touched = {name for name in values if name not in found} if outlet else set(whole) - set(found)
    if MOVED_FROM in values and outlet:
        found[MOVED_FROM].append(gettext("只有新登记的才写从哪里搬来。"))
    _gather(found, _own(whole, outlet, touched, broken=set(found)))
    for link, problems in (("further", _further), ("services", _services), ("entrances", _doors)):
        if link in touched:
            found[link] += problems(whole[link])
    if MOVED_FROM in touched and whole.get(MOVED_FROM):
        found[MOVED_FROM] += _moved_from(whole[MOVED_FROM])
    return {name: list(dict.fromkeys(words)) for name, words in found.items() if words}


def _known(name: str, value: Any) -> Any:
    if name not in (*FIELDS, MOVED_FROM):
        raise ValidationError(gettext("没有“{name}”这一项。").format(name=name))
    return read(name, value)


def _gather(found: Problems, more: Iterable[tuple[str, str]]) -> None:
    for name, words in more:
        found[name].append(words)


def _own(
    whole: Values, outlet: Outlet | None, touched: Collection[str], *, broken: Collection[str]
) -> Iterator[tuple[str, str]]:
    """What the model says; constraints on fields that could not be read are not asked."""
    wanted = Outlet(pk=outlet.pk if outlet else None)
    if outlet:
        wanted.merged_into_id = outlet.merged_into_id
        wanted._state.adding = False  # so that it is not its own double
    set_own(wanted, {name: value for name, value in whole.items() if name not in broken})
    leave = {field.name for field in Outlet._meta.fields} - set(touched)
    bad = set(broken)
    checks: tuple[Callable[[], None], ...] = (
        lambda: wanted.clean_fields(exclude=leave),
        wanted.clean,
        lambda: wanted.validate_constraints(exclude=bad),
    )
    for check in checks:
        try:
            check()
        except ValidationError as error:
            bad.update(error.error_dict)
            yield from _in_words(error, whole)


def _in_words(error: ValidationError, whole: Values) -> Iterator[tuple[str, str]]:
    for name, errors in error.error_dict.items():
        for one in errors:
            field = name if name in whole else NON_FIELD_ERRORS
            yield field, _sentence(field, whole.get(field), one)


def _sentence(name: str, value: Any, error: ValidationError) -> str:
    """Django's own words name no field; these do."""
    if error.code in ("null", "blank"):
        return gettext("请填{label}。").format(label=label_of(name))
    if name in FOREIGN and error.code == "invalid":
        return _unknown(name, value)
    if error.code == "invalid_choice":
        return gettext("{label}里没有“{value}”这一项。").format(label=label_of(name), value=value)
    if error.code == "max_length":
        most = error.params["limit_value"]  # type: ignore[index]
        return gettext("{label}最多 {most} 个字。").format(label=label_of(name), most=most)
    return error.messages[0]


def _unknown(name: str, value: Any) -> str:
    return gettext(FOREIGN[name]).format(value=value)


def _further(codes: list[str]) -> list[str]:
    known = set(Category.objects.filter(pk__in=codes).values_list("pk", flat=True))
    return [_unknown("category", code) for code in codes if code not in known]


def _services(items: list[Values]) -> list[str]:
    found = _rows(items, ServiceItem, gettext("第 {number} 项服务：{words}"))
    names = [item["name"] for item in items]
    twice = {name for name in names if name and names.count(name) > 1}
    return [*found, *(gettext("“{name}”写了两次。").format(name=name) for name in sorted(twice))]


def _doors(doors: list[Values]) -> list[str]:
    return _rows(doors, Entrance, gettext("第 {number} 个门：{words}"))


def _rows(rows: list[Values], model: type[models.Model], which: str) -> list[str]:
    """What a link's own model says of each row, the row and the field named."""
    found = []
    for number, row in enumerate(rows, 1):
        record = model(**row)
        try:
            record.full_clean(exclude=["outlet"], validate_unique=False)
        except ValidationError as error:
            for name, errors in error.error_dict.items():
                said = [_of_row(model, name, one) for one in errors]
                found += [which.format(number=number, words=words) for words in said]
    return found


def _of_row(model: type[models.Model], name: str, error: ValidationError) -> str:
    if name == NON_FIELD_ERRORS:
        return error.messages[0]
    label = str(getattr(model._meta.get_field(name), "verbose_name", name))
    if error.code in ("null", "blank"):
        return gettext("请填“{label}”。").format(label=label)
    return gettext("“{label}”：{words}").format(label=label, words=error.messages[0])


def _moved_from(old: Values) -> list[str]:
    """The place that was left must be registered, and be fit to be called moved."""
    outlet = Outlet.objects.filter(pk=old["outlet"]).first()
    if outlet is None:
        return [_unknown("moved_to", old["outlet"])]
    moved = {"status": Status.MOVED.value, "status_on": old["on"], "status_reason": old["reason"]}
    return [words for said in problems_of({**moved, "status_until": None}, outlet).values() for words in said]
