"""What an import would do to the database, and the doing, all or nothing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DatabaseError, models, transaction

from lifecircle.exchange.columns import Column
from lifecircle.exchange.positions import near, shapes_near
from lifecircle.exchange.problems import Problem, Refused, Wrong, in_order
from lifecircle.geo import Point
from lifecircle.language.marked import Told
from lifecircle.language.marked import told as _
from lifecircle.language.told import every

M = TypeVar("M", bound=models.Model)
T = TypeVar("T")
Rules = Mapping[str, Callable[[Any], bool]]

BATCH = 1_000
EMPTY = _("不能空")
IN_LIST = 900  # what every SQLite takes in one `IN (…)`


@dataclass(slots=True)
class Draft(Generic[M]):
    """A row's record, unsaved, and the fields it changes; `links` are the rows of other tables.

    `before` is what the changed fields, and the links, held.
    """

    row: int
    record: M
    new: bool
    changed: set[str]
    links: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Plan(Generic[M]):
    """Computed without writing. With problems, nothing may be written."""

    new: list[Draft[M]] = field(default_factory=list)
    changed: list[Draft[M]] = field(default_factory=list)
    same: list[Draft[M]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def __str__(self) -> str:
        return str(self.told)

    @property
    def told(self) -> Told:
        new, changed, same = len(self.new), len(self.changed), len(self.same)
        return _("新增 {new}，修改 {changed}，不变 {same}", new=new, changed=changed, same=same)

    def take(self, draft: Draft[M]) -> None:
        if draft.new:
            self.new.append(draft)
        elif draft.changed or draft.links:
            self.changed.append(draft)
        else:
            self.same.append(draft)

    def ordered(self) -> list[Problem]:
        return in_order(self.problems)


def chunks(items: Sequence[T], size: int = IN_LIST) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def fill(
    draft: Draft[Any], values: Mapping[str, Any], columns: Sequence[Column], *, emptied: Mapping[str, Any]
) -> list[Problem]:
    """Puts values, by attribute, into a draft's record, noting those that differ from what was there.

    None empties: to null, to "", to the field's default, or to what `emptied` says; a field that cannot be
    empty makes a problem.
    """
    problems = []
    for name, value in values.items():
        before = getattr(draft.record, name, None)
        try:
            if put(draft.record, name, _empty(draft.record, name, emptied) if value is None else value):
                draft.changed.add(name)
                draft.before[name] = before
        except Wrong as wrong:
            problems.append(
                Problem(wrong.words, draft.row, _headings(columns).get(name.removesuffix("_id"), name))
            )
    return problems


def put(record: models.Model, name: str, value: Any) -> bool:
    """Sets one attribute unless it already says the same; whether it was set."""
    before = getattr(record, name)
    alike = before.strip() == value if isinstance(before, str) and isinstance(value, str) else before == value
    if alike or (name == "boundary" and shapes_near(before, value)):
        return False
    setattr(record, name, value)
    return True


def fill_point(draft: Draft[Any], values: dict[str, Any]) -> bool:
    """Takes lat and lng out of the values into the record; a centimetre is not a move. Whether it moved."""
    record, lat, lng = draft.record, values.pop("lat", None), values.pop("lng", None)
    if lat is None or lng is None or (not draft.new and near(record.point, Point(lat, lng))):
        return False
    draft.before |= {"lat": record.lat, "lng": record.lng}
    record.lat, record.lng = lat, lng
    draft.changed |= {"lat", "lng"}
    return True


def _empty(record: models.Model, name: str, emptied: Mapping[str, Any]) -> Any:
    if name in emptied:
        return emptied[name]
    column = record._meta.get_field(name)
    if not isinstance(column, models.Field) or not (column.null or column.blank or column.has_default()):
        raise Wrong(EMPTY)
    return None if column.null else column.get_default()


def complaints(draft: Draft[Any], rules: Rules, columns: Sequence[Column]) -> list[Problem]:
    """What the model says about a record, without the seven queries that `full_clean()` costs.

    The fields that the row sets, the model's own `clean()`, and the constraints by their names in `rules`.
    """
    found: dict[str, list[Told]] = {}
    record = draft.record
    fields = {column.name for column in record._meta.fields if not column.is_relation}
    checks = (lambda: record.clean_fields(exclude=_others(draft)), record.clean)
    for check in checks:
        for name, messages in _complaints_of(check).items():
            found.setdefault(name if name in fields else NON_FIELD_ERRORS, []).extend(messages)
    for constraint in record._meta.constraints:
        if constraint.name in rules and not rules[constraint.name](record):
            words = every(constraint.get_violation_error_message)
            found.setdefault(NON_FIELD_ERRORS, []).append(_("{words}", words=words))
    names = _headings(columns)
    return [Problem(words, draft.row, names.get(name, "")) for name, said in found.items() for words in said]


def _complaints_of(check: Callable[[], None]) -> dict[str, list[Told]]:
    """By field, in every language: a model says its words when it is asked, so each asks it once more."""
    said = every(lambda: _messages(check)) if _messages(check) else {}
    return {
        name: [
            _("{words}", words={code: by_field[name][place] for code, by_field in said.items()})
            for place in range(len(messages))
        ]
        for name, messages in next(iter(said.values()), {}).items()
    }


def _messages(check: Callable[[], None]) -> dict[str, list[str]]:
    try:
        check()
    except ValidationError as error:
        return error.message_dict
    return {}


def _headings(columns: Sequence[Column]) -> dict[str, str]:
    return {column.field: column.chinese for column in columns}


def _others(draft: Draft[Any]) -> set[str]:
    """The fields not to look at: relations, looked up already, and what the row leaves alone."""
    return {
        column.name
        for column in draft.record._meta.fields
        if column.is_relation or not (draft.new or column.attname in draft.changed)
    }


@contextmanager
def all_or_nothing(plan: Plan[Any]) -> Iterator[None]:
    """One transaction for a plan without problems; raises Refused where the database has moved on."""
    if plan.problems:
        raise Refused(_("有 {count} 个问题，什么都没有写入。", count=len(plan.problems)))
    try:
        with transaction.atomic():
            yield
    except DatabaseError as error:
        words = _(
            "数据库没有收下，可能有人同时在改同样的内容；什么都没有写入，请再导一次（{error}）。",
            error=str(error),
        )
        raise Refused(words) from error


def write(plan: Plan[M], model: type[M], *, always: set[str]) -> None:
    """Inserts the new and updates the changed in batches; `always` are fields derived at every save."""
    objects = model._default_manager
    objects.bulk_create([draft.record for draft in plan.new], batch_size=BATCH)
    changed = [draft.record for draft in plan.changed]
    _still_there(model, changed)
    names = set().union(*(draft.changed for draft in plan.changed)) | always
    # an upsert: bulk_update would send a CASE of every row for every field
    objects.bulk_create(
        changed,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=[str(model._meta.pk.attname)],
        update_fields=sorted(column.name for column in model._meta.fields if column.attname in names),
    )


def _still_there(model: type[M], records: Sequence[M]) -> None:
    """Locks the records; raises Refused where one is gone, for the upsert would bring it back."""
    for some in chunks(records):
        rows = model._default_manager.select_for_update().filter(pk__in=[record.pk for record in some])
        if len(rows.order_by("pk").values_list("pk")) != len(some):
            raise Refused(_("导入的同时有记录被删掉了，什么都没有写入，请再导一次。"))
