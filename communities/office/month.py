"""How a month went in a scope: what was registered, checked, closed and answered."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q

from outlets.models import Outlet, Proposal, ProposalState, Report, Status

DAY_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Month:
    """`answer_days`: mean days from a letter to its answer; None where none was answered."""

    new: int
    checked: int
    closed: int
    received: int
    answered: int
    answer_days: float | None


def figures(scope: str, day: date) -> Month:
    """Of the calendar month that `day` is in, so far: three queries."""
    begins = day.replace(day=1)
    published = Proposal.objects.within(scope).filter(state=ProposalState.PUBLISHED, new=True)
    outlets = Outlet.objects.within(scope) if scope else Outlet.objects.all()
    counted = outlets.order_by().aggregate(
        checked=Count("pk", filter=Q(verified_on__gte=begins, verified_on__lte=day)),
        closed=Count("pk", filter=Q(status__in=(Status.CLOSED, Status.MOVED), status_on__gte=begins)),
    )
    taken = ExpressionWrapper(F("answered_at") - F("created_at"), output_field=DurationField())
    letters = (
        Report.objects.within(scope)
        .order_by()
        .aggregate(
            received=Count("pk", filter=Q(created_at__date__gte=begins)),
            answered=Count("pk", filter=Q(answered_at__date__gte=begins) & ~Q(outcome="")),
            mean=Avg(taken, filter=Q(answered_at__date__gte=begins) & ~Q(outcome="")),
        )
    )
    return Month(
        new=published.filter(decided_at__date__gte=begins).count(),
        checked=counted["checked"],
        closed=counted["closed"],
        received=letters["received"],
        answered=letters["answered"],
        answer_days=letters["mean"].total_seconds() / DAY_SECONDS if letters["mean"] else None,
    )
