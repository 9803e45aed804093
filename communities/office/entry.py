"""One form at the desk: who fills it, about what, and what it says; all that its page shows."""

import secrets
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.utils.timezone import localdate
from django.utils.translation import gettext

from communities.office import typed as fields
from communities.office import week
from communities.office.look import Look, drawing, look
from communities.office.outlet_form import HOW, Reading, read
from communities.office.places import Places
from lifecircle.geo import Point
from lifecircle.staff.access import may, scope_of
from lifecircle.staff.models import Scope
from lifecircle.staff.rights import Right
from outlets.hours_form import CLOSED
from outlets.models import (
    Audience,
    Built,
    Category,
    Form,
    Outlet,
    Photo,
    PositionQuality,
    Proposal,
    Tier,
)
from outlets.models.outlet import SENIOR_SERVICES
from outlets.proposals import unseal
from outlets.values import Values

HOURS_HINTS = {"all": "8:00-20:00", "d0": "8:00-12:00 14:30-18:00", "d6": CLOSED, "holiday": "10:00-18:00"}


@dataclass
class Entry:
    user: User
    scope: Scope
    places: Places
    reading: Reading
    seen: Values | None = None
    outlet: Outlet | None = None
    proposal: Proposal | None = None
    files: "list[UploadedFile[Any]]" = field(default_factory=list)
    ticket: str = ""

    @classmethod
    def asked(
        cls, request: HttpRequest, *, outlet: Outlet | None = None, proposal: Proposal | None = None
    ) -> "Entry":
        """As it was sent."""
        typed = fields.from_post(request.POST)
        return cls._made(request, typed, outlet, proposal, request.FILES.getlist("photos"))

    @classmethod
    def filled(
        cls,
        request: HttpRequest,
        typed: fields.Typed,
        *,
        outlet: Outlet | None = None,
        proposal: Proposal | None = None,
    ) -> "Entry":
        """As it is opened: what is still missing is no fault yet."""
        made = cls._made(request, typed, outlet, proposal, [])
        made.reading.problems.clear()
        return made

    @classmethod
    def _made(
        cls,
        request: HttpRequest,
        typed: fields.Typed,
        outlet: Outlet | None,
        proposal: Proposal | None,
        files: list[Any],
    ) -> "Entry":
        assert isinstance(request.user, User)
        scope, places = scope_of(request.user), Places.now()
        assert scope is not None  # the guard of every page of the desk has asked
        seen = _unsealed(typed["seen"]) if outlet else None
        reading = read(typed, places, seen=seen, outlet=outlet)
        ticket = _ticket(request.POST)
        return cls(request.user, scope, places, reading, seen, outlet, proposal, files, ticket)

    # -- what the page shows -----------------------------------------------------------------------------
    @property
    def typed(self) -> fields.Typed:
        return self.reading.typed

    @cached_property
    def look(self) -> Look:
        return look(self.reading, self.scope, self.places, outlet=self.outlet)

    @property
    def drawing(self) -> dict[str, Any]:
        return drawing(self.look, self.places, self.home)

    @property
    def home(self) -> Point:
        """Where the map begins while no place is marked: the first circle of one's own."""
        own = [circle for circle in self.places.circles if circle.code.startswith(self.scope.code)]
        return (own or [*self.places.circles])[0].point if self.places.circles else Point(36.06, 103.83)

    @property
    def starts(self) -> tuple[int, int]:
        """What latitudes and longitudes begin with here."""
        return int(self.home.lat), int(self.home.lng)

    @property
    def confirms(self) -> bool:
        """Whether this person may let a place stand outside its area."""
        return may(self.user, Right.CONFIRM_OUTSIDE, self.area_code)

    @property
    def area_code(self) -> str | None:
        return self.outlet.area_id if self.outlet else self.scope.area_id

    @property
    def publishes(self) -> bool:
        return may(self.user, Right.PUBLISH, self.area_code)

    @cached_property
    def tiers(self) -> list[tuple[Tier, list[Category]]]:
        rows = list(Category.objects.select_related("group"))
        return [(tier, [row for row in rows if row.tier == tier]) for tier in Tier]

    @cached_property
    def suggested(self) -> list[Category]:
        by_code = {row.code: row for _, rows in self.tiers for row in rows}
        return [by_code[code] for code in self.look.suggested if code in by_code]

    @property
    def folded_chosen(self) -> bool:
        """Whether the chosen category is one of those folded away."""
        return any(row.code == self.typed["category"] for _, rows in self.tiers[1:] for row in rows)

    @property
    def hours(self) -> list[tuple[str, str, str, str, str]]:
        """(name, label, typed, hint, what is wrong) of every line."""
        typed, wrong = self.typed["hours"], self.reading.hours_problems
        return [
            (name, str(week.LABELS[name]), typed[name], str(HOURS_HINTS.get(name, "")), wrong.get(name, ""))
            for name in week.NAMES
        ]

    @property
    def services(self) -> list[dict[str, str]]:
        return fields.padded(self.typed["services"], fields.SERVICE)

    @property
    def doors(self) -> list[dict[str, str]]:
        return fields.padded(self.typed["doors"], fields.DOOR)

    @property
    def seniors(self) -> list[tuple[str, str, str]]:
        return [(name, gettext(words), self.typed[name]) for name, words in SENIOR_SERVICES.items()]

    @property
    def photos(self) -> list[Photo]:
        kept = list(self.proposal.photos.filter(outlet=None)) if self.proposal else []
        return (list(self.outlet.photos.all()) if self.outlet else []) + kept

    @property
    def more_open(self) -> bool:
        """Whether something is said, or wrong, in the fold of what is seldom said."""
        names = ("brand", "area_m2", "built", "built_year")
        audience = self.typed["audience"] not in ("", Audience.PUBLIC)
        return audience or any(self.typed[name] or self.reading.problems.get(name) for name in names)

    forms = Form.choices
    qualities = PositionQuality.choices
    audiences = Audience.choices
    builts = Built.choices
    ways = [(name, words) for name, (words, _) in HOW.items()]

    @property
    def day(self) -> str:
        return localdate().isoformat()


def _unsealed(text: str) -> Values | None:
    """None where the form was kept too long to be trusted: then what others did meanwhile is not known."""
    try:
        return unseal(text)
    except ValidationError:
        return None


def _ticket(post: QueryDict) -> str:
    """A form's own number, so that one that is sent twice is taken once."""
    given = post.get("ticket", "")
    return given if given.isalnum() and 8 <= len(given) <= 40 else secrets.token_hex(8)
