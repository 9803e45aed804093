"""What has changed since the first of the month: outlets come and gone, measures done, circles surveyed."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.timezone import make_aware

from communities.gaps.check import CircleCheck
from communities.models import CheckReport, Community, Measure, MeasureState
from communities.models.check_report import ReportKind
from communities.states import State
from lifecircle.language.marked import gettext_noop
from outlets.models import Category, Outlet, Status
from outlets.models.outlet import OutletQuerySet

MOST = 50  # of one kind on the page; the workbook has all
WORSE = (State.HAS, State.FAR, State.GAP)


STEP_ORDER = (
    gettext_noop("变差"),
    gettext_noop("说不准了"),
    gettext_noop("查清了"),
    gettext_noop("变好"),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One category of one circle that is not as it was when the month before was kept."""

    circle: Community
    category: Category
    before: State
    now: State

    @property
    def words(self) -> str:
        """What is found out, or no longer known, is neither better nor worse."""
        if self.before is State.UNKNOWN:
            return "查清了"
        if self.now is State.UNKNOWN:
            return "说不准了"
        return "变好" if WORSE.index(self.now) < WORSE.index(self.before) else "变差"


@dataclass(frozen=True, slots=True)
class Changes:
    """Since the day `since`. `steps` is None where no circle's check was kept before it."""

    since: date
    opened: list[Outlet]
    closed: list[Outlet]
    done: list[Measure]
    surveyed: list[Community]
    steps: list[Step] | None
    kept_on: date | None

    @property
    def most(self) -> int:
        return MOST

    @property
    def upto(self) -> str:
        """As templates cut a list."""
        return f":{MOST}"

    def __bool__(self) -> bool:
        return bool(self.opened or self.closed or self.done or self.surveyed or self.steps)


def changes(checks: dict[str, CircleCheck], scope: str, today: date) -> Changes:
    """Six queries."""
    since = today.replace(day=1)
    steps, kept_on = _steps(checks, scope, since)
    return Changes(
        since,
        opened=_opened(scope, since),
        closed=list(_register(scope).filter(status=Status.CLOSED, status_on__gte=since)),
        done=list(
            Measure.objects.within(scope)
            .filter(state=MeasureState.DONE, done_on__gte=since)
            .select_related("community", "category")
        ),
        surveyed=[
            check.circle
            for check in checks.values()
            if check.circle.surveyed_on and check.circle.surveyed_on >= since
        ],
        steps=steps,
        kept_on=kept_on,
    )


def _register(scope: str) -> OutletQuerySet:
    found = Outlet.objects.within(scope) if scope else Outlet.objects.all()
    return found.select_related("category", "area").order_by("pk")


def _opened(scope: str, since: date) -> list[Outlet]:
    """Whose first entry in the history is of this month, and which are on the map."""
    begun = make_aware(datetime.combine(since, time.min))
    new = Outlet.history.filter(history_type="+", history_date__gte=begun).values("id")
    return list(_register(scope).published().filter(pk__in=new))


def _steps(checks: dict[str, CircleCheck], scope: str, since: date) -> tuple[list[Step] | None, date | None]:
    """Against the last month that was kept."""
    kept = CheckReport.objects.within(scope).filter(kind=ReportKind.MONTHLY, month__lt=since)
    last = kept.order_by("-month").values_list("month", flat=True).first()
    if last is None:
        return None, None
    steps = [
        Step(check.circle, line.category, before, line.state)
        for report in kept.filter(month=last)
        if (check := checks.get(report.community_id))
        for line in check.lines
        if (before := _state_in(report, line.category.code)) and before != line.state
    ]
    return sorted(steps, key=lambda step: (STEP_ORDER.index(step.words), step.circle.code)), last


def _state_in(report: CheckReport, category: str) -> State | None:
    found = next((line for line in report.lines if line["category"] == category), None)
    return State(found["state"]) if found else None
