"""The offers that hold on the day of a walk: those of the circle, and which of its outlets have any."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.utils.timezone import localdate

from communities.models import Community, Promotion
from communities.reach import Stop


def offers_on(at: datetime, community: Community, stops: Iterable[Stop]) -> dict[str, object]:
    """For the circle's page: `offers` of the whole circle, `promoted` outlets by number. One query."""
    reached = [stop.outlet.pk for stop in stops]
    valid = Promotion.objects.valid(localdate(at)).filter(Q(community=community) | Q(outlet__in=reached))
    found = list(valid)
    return {
        "offers": [offer for offer in found if offer.outlet_id is None],
        "promoted": {offer.outlet_id for offer in found} - {None},
    }
