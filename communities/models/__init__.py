"""The models of where people live."""

from communities.models.community import (
    Community,
    Grade,
    Layout,
    Membership,
    Stage,
)

__all__ = ["Community", "Grade", "Layout", "Membership", "Stage"]
