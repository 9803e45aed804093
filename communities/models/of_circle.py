"""What things of a circle share: the phrase that keeps to a division, the rule of a place on earth."""

from typing import Self, TypeVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

M = TypeVar("M", bound=models.Model)


class OfCircleQuerySet(models.QuerySet[M]):
    def within(self, scope: str) -> Self:
        """Those of the circles of a division: the code is a prefix."""
        return self.filter(community__code__startswith=scope)


def on_earth(name: str) -> models.CheckConstraint:
    """Both coordinates in range; where they may be empty, an empty one passes."""
    return models.CheckConstraint(
        condition=Q(lat__gte=-90, lat__lte=90, lng__gte=-180, lng__lte=180),
        name=name,
        violation_error_message=_("坐标超出范围：纬度 -90 到 90，经度 -180 到 180。"),
    )
