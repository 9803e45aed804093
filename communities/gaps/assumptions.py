"""Everything that a check rests on, as one block of plain JSON: kept with every stored report."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from communities.gaps.grade import RULE_NOTE, RULE_VERSION
from communities.gaps.people import Homes
from communities.gaps.standing import PACES_CHECKED, Standing
from communities.reach import DEFAULT_MINUTES, Walker
from lifecircle.language.marked import gettext_noop
from outlets.models import Category

AT_WORDS = gettext_noop("从社区中心出发，走到时开着（时间未知的算开着）；中心走不到的按出发后 15 分钟看")
ANY_TIME_WORDS = gettext_noop("任何时候：只不算暂停营业的，不看几点开门")


def assumptions_of(
    standing: Standing,
    homes: Homes,
    categories: Sequence[Category],
    walker: Walker,
    *,
    at: datetime | None,
    homes_mark: tuple[int, object] | None,
    hours_unknown: int,
) -> dict[str, Any]:
    engine = standing.trip.engine
    circle, unplaced = standing.circle, homes.unplaced
    return {
        "rule_version": RULE_VERSION,
        "rule_note": RULE_NOTE,
        "method": engine.method,
        "method_name": engine.method_name,
        "estimate": engine.estimate,
        "warnings": list(standing.trip.warnings),
        "paces": {
            pace.code: {
                "name": pace.name,
                "metres_per_second": pace.metres_per_second,
                "formula": engine.formula(pace),
            }
            for pace in PACES_CHECKED
        },
        "most_minutes": DEFAULT_MINUTES,
        "catalogue": {
            "version": max((category.catalogue_id for category in categories), default=""),
            "target_minutes": {category.code: category.target_minutes for category in categories},
        },
        "register": register_of(walker),
        "streets": _streets(standing),
        "homes": {
            "number": homes_mark[0] if homes_mark else None,
            "basis": homes.basis.value,
            "basis_words": homes.basis.words,
            "places": len(homes),
            "sample": homes.sample,
            "residents": round(float(homes.residents.sum()), 3),
            "elderly": round(float(homes.elderly.sum()), 3) if homes.elderly_known else None,
            "without_number": unplaced.without_number,
            "without_elderly": unplaced.without_elderly,
            "off_street": unplaced.off_street,
            "off_street_residents": unplaced.off_street_residents,
            "on_island": unplaced.on_island,
        },
        "surveyed_on": circle.surveyed_on.isoformat() if circle.surveyed_on else None,
        "survey_sample": circle.sample_survey,
        "at": at.isoformat() if at else None,
        "at_words": AT_WORDS if at else ANY_TIME_WORDS,
        "hours_unknown": hours_unknown,
        "border_ends": standing.border_ends,
    }


def register_of(walker: Walker) -> dict[str, Any]:
    changed = walker.data_date.isoformat() if walker.data_date else None
    return {"number": walker.register.number, "changed_on": changed}


def _streets(standing: Standing) -> dict[str, Any] | None:
    if standing.streets is None:
        return None
    about = standing.streets.network.about
    return {
        "revision": about.revision,
        "name": about.name,
        "source": about.source,
        "data_date": about.data_date.isoformat() if about.data_date else None,
        "elevation": about.elevation,
    }
