"""The models of the street, one noun per file."""

from outlets.models.category import Catalogue, Category, CategoryClass, Tier
from outlets.models.data_import import DataImport, DataImportKind
from outlets.models.entrance import Entrance
from outlets.models.holiday import Holiday
from outlets.models.outlet import (
    Audience,
    Built,
    Form,
    Outlet,
    PositionQuality,
    PositionSystem,
    Source,
    Status,
)
from outlets.models.report import Report
from outlets.models.revision import Change, ReferenceRevision, Revision
from outlets.models.service_item import ServiceItem

__all__ = [
    "Audience",
    "Built",
    "Catalogue",
    "Category",
    "CategoryClass",
    "Change",
    "DataImport",
    "DataImportKind",
    "Entrance",
    "Form",
    "Holiday",
    "Outlet",
    "PositionQuality",
    "PositionSystem",
    "ReferenceRevision",
    "Report",
    "Revision",
    "ServiceItem",
    "Source",
    "Status",
    "Tier",
]
