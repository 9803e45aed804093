"""The models of where people live and of what is planned there, one noun per file."""

from communities.models.check_report import CheckReport, ReportKind
from communities.models.community import (
    Community,
    Grade,
    Layout,
    Membership,
    Stage,
)
from communities.models.compound import Compound, CompoundGate
from communities.models.homes_revision import HomesRevision, homes_mark
from communities.models.measure import Measure, MeasureKind, MeasureState
from communities.models.need import Need, NeedSource
from communities.models.premises import Premises, PremisesKind
from communities.models.project import Project, ProjectKind
from communities.models.promotion import Platform, Promotion
from communities.models.published_figure import FigureKind, PublishedFigure

__all__ = [
    "CheckReport",
    "Community",
    "Compound",
    "CompoundGate",
    "FigureKind",
    "Grade",
    "HomesRevision",
    "Layout",
    "Measure",
    "MeasureKind",
    "MeasureState",
    "Membership",
    "Need",
    "NeedSource",
    "Platform",
    "Premises",
    "PremisesKind",
    "Project",
    "ProjectKind",
    "Promotion",
    "PublishedFigure",
    "ReportKind",
    "Stage",
    "homes_mark",
]
