"""试一试：如果这里开一家、那家关了。 Nothing is saved; the changes stand in the address."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from communities.gaps.people import Basis, homes_of
from communities.gaps.standing import Standing, stand
from communities.gaps.whatif import BadChange, Change, Closing, LineChange, Opening, WhatIf, what_if
from communities.models import Community
from communities.office import whatif_question
from communities.office.plan_map import Mark, PlanMap, plan_map
from communities.office.whatif_question import Asked, number_of, pair, point_of, written
from communities.reach import walker
from communities.siting.candidates import Candidate, Kind, candidates_of
from communities.siting.places import place_label
from communities.siting.told import people
from lifecircle.geo import Point
from lifecircle.language.told import in_source
from lifecircle.staff.access import may, require, staff_only
from lifecircle.staff.rights import Right
from lifecircle.templatetags.names import read, trade
from outlets.models import Category, Outlet

# Compounds that gain or lose are listed up to here; the rest unfold
SHOWN_FIRST = 12

Choices = list[tuple[str, list[tuple[str, str]]]]


@require_safe
@staff_only(Right.READ)
def page(request: HttpRequest, code: str) -> HttpResponse:
    """The form, and under it what the changes in the address would mean."""
    if "\0" in code:
        raise Http404
    circle = get_object_or_404(Community.objects.with_areas(), pk=code)
    require(request.user, Right.READ, code)
    asked = whatif_question.read(request.GET)
    problems = list(asked.problems)
    try:
        more = _added(request.GET)
        if more is not None:
            return redirect(f"{request.path}?{written([*asked.changes, more])}")
    except BadChange as refused:
        problems.append(str(refused))
    found = None
    try:
        found = what_if(circle, asked.changes) if asked.changes else None
    except BadChange as refused:
        problems.append(str(refused))
    context = {"circle": circle, "asked": asked, "found": found, "problems": problems, "sent": request.GET}
    standing = stand(circle, walker())
    near = candidates_of((standing,), Kind)
    context |= _choices(standing, near) | _shown(circle, asked, found, near)
    pairs = [pair(change) for change in asked.changes]
    context |= {
        "plans": may(request.user, Right.PLAN, code),
        "sent_open": [value for name, value in pairs if name == "open"],
        "sent_close": [value for name, value in pairs if name == "close"],
    }
    return render(request, "office/what_if.html", context, status=400 if problems else 200)


def _added(query: QueryDict) -> Change | None:
    """The change that the form asks for beside those of the address; None where it asks for none."""
    if query.get("do") == "close":
        pk = number_of(query.get("drop", ""))
        outlet = Outlet.objects.published().filter(pk=pk).first() if pk is not None else None
        if outlet is None:
            raise BadChange(_("关哪一家：请选一家。"))
        return Closing(outlet)
    if query.get("do") != "open":
        return None
    code = query.get("add", "")
    # PostgreSQL takes no NUL
    category = Category.objects.counted().filter(pk=code).first() if "\0" not in code else None
    if category is None:
        raise BadChange(_("开什么：请选一种业态。"))
    lat, lng = query.get("lat", "").strip(), query.get("lng", "").strip()
    if not (lat or lng):
        lat, _comma, lng = query.get("place", "").partition(",")
        if not lat:
            raise BadChange(_("开在哪里：请在图上点一下，选一处，或者写纬度和经度。"))
    return Opening(category, point_of(lat, lng))


def _choices(standing: Standing, near: Sequence[Candidate]) -> dict[str, Any]:
    """What may be opened, where, and what may be closed."""
    places: Choices = []
    for kind, some in groupby(sorted(near, key=lambda each: (list(Kind).index(each.kind), each.name)), _kind):
        pairs = [(_address(each.point), place_label(each)) for each in some]
        places.append((str(kind.label), pairs))
    return {
        "categories": Category.objects.counted(),
        "places": places,
        "closings": _closings(standing),
    }


def _address(point: Point) -> str:
    return f"{point.lat:.6f},{point.lng:.6f}"


def _kind(candidate: Any) -> Kind:
    kind: Kind = candidate.kind
    return kind


def _closings(standing: Standing) -> Choices:
    """What the centre reaches within 15 minutes, by category."""
    reached = Outlet.objects.published().filter(pk__in=standing.reach[0].ids.tolist(), category__counted=True)
    rows = reached.order_by("category__order", "name", "pk").select_related("category")
    return [
        (trade(category), [(str(each.pk), read(each.name)) for each in some])
        for category, some in groupby(rows, key=lambda each: each.category)
    ]


def _shown(
    circle: Community, asked: Asked, found: WhatIf | None, near: Sequence[Candidate]
) -> dict[str, Any]:
    houses = {_address(each.point): each for each in near if each.kind is not Kind.STREET}
    places = [_place(change, houses) for change in asked.changes]
    changes = [
        (
            change,
            f"?{asked.address(without=number)}",
            _measure(circle, change, found),
            place and place_label(place),
        )
        for number, (change, place) in enumerate(zip(asked.changes, places, strict=True))
    ]
    if found is None:
        return {"changes": changes, "lines": [], "map": _map(circle, asked.changes, None)}
    return {
        "changes": changes,
        "lines": [_line(line) for line in found.lines],
        "spread": found.homes.basis is Basis.SPREAD,
        "nobody": found.homes.basis is Basis.NONE,
        "made_up": [
            *([_("小区和人数")] if found.homes.sample else []),
            *([_("房屋")] if any(place and place.sample for place in places) else []),
        ],
        "uncounted": found.homes.unplaced.without_number,
        "uncounted_elderly": found.homes.unplaced.without_elderly,
        "map": _map(circle, asked.changes, found),
    }


def _place(change: Change, houses: dict[str, Candidate]) -> Candidate | None:
    """The house that something opens in."""
    return houses.get(_address(change.point)) if isinstance(change, Opening) else None


def _told(number: float | None) -> str | None:
    return None if number is None else people(number)


def _line(line: LineChange) -> dict[str, Any]:
    rows = line.rows
    moved = [row for row in rows if row.moves]
    return {
        "category": line.category,
        "target": line.after.target_minutes,
        "before": line.before,
        "after": line.after,
        "gain": _told(line.people(gain=True)),
        "lose": _told(line.people(gain=False)),
        "old_gain": _told(line.people(gain=True, old=True)),
        "old_lose": _told(line.people(gain=False, old=True)),
        "moved": moved[:SHOWN_FIRST],
        "more": moved[SHOWN_FIRST:],
        "changed": [row for row in rows if row.changes and not row.moves],
        "same": sum(not row.changes for row in rows),
    }


def _measure(circle: Community, change: Change, found: WhatIf | None) -> str:
    """The form of a measure, filled; "" for what closes."""
    if isinstance(change, Closing):
        return ""
    lines = [line for line in (found.lines if found else []) if line.category == change.category]
    gain = None
    if lines and found and found.homes.basis is not Basis.NONE:
        with in_source():  # it becomes the text of a measure
            gain = _told(lines[0].people(gain=True))
    asked = {
        "community": circle.pk,
        "category": change.category.pk,
        "kind": "new",
        "lat": f"{change.point.lat:.6f}",
        "lng": f"{change.point.lng:.6f}",
        "what": f"开一处{change.category.name}" + (f"，{gain} 人受益" if gain is not None else ""),
    }
    return f"{reverse('office:measure-new')}?{urlencode(asked)}"


def _map(circle: Community, changes: Sequence[Change], found: WhatIf | None) -> PlanMap | None:
    """Homes, outlets of the categories concerned, and the changes; without any the ground of the circle."""
    now = walker()
    standing = stand(circle, now)
    marks = [Mark(circle.point, "centre")]
    if found is not None:
        marks += _homes(found) + _there(found, standing)
    else:
        homes = homes_of(circle, now, standing=standing)
        rows = zip(homes.points, homes.residents.tolist(), strict=True)
        marks += [Mark(point, "same", people=count) for point, count in rows if count > 0]
    for change in changes:
        if isinstance(change, Opening):
            marks.append(Mark(change.point, "site", change.category.label))
        else:
            marks.append(Mark(change.outlet.point, "closed", _("关")))
    return plan_map(marks, [circle.point], reach_metres=_REACH_METRES)


# As far as a circle's own streets go
_REACH_METRES = 800.0


def _homes(found: WhatIf) -> list[Mark]:
    homes = found.homes
    kinds = ["same"] * len(homes)
    for line in found.lines:
        moved = line.moved()
        kinds = [new or old for new, old in zip(moved, kinds, strict=True)]
    rows = zip(homes.points, kinds, homes.residents.tolist(), strict=True)
    return [Mark(point, kind, people=count) for point, kind, count in rows if count > 0]


def _there(found: WhatIf, standing: Standing) -> list[Mark]:
    """Outlets of the categories concerned that the centre reaches; those that close are marked as such."""
    closed = {change.outlet.pk for change in found.changes if isinstance(change, Closing)}
    codes = [line.category.pk for line in found.lines]
    reached = Outlet.objects.published().filter(pk__in=standing.reach[0].ids.tolist()).of_categories(codes)
    return [
        Mark(each.point, "there", each.category.label)
        for each in reached.select_related("category")
        if each.pk not in closed
    ]
