"""The models of the street, one noun per file."""

from outlets.models.category import Catalogue, Category, CategoryClass, Tier
from outlets.models.data_import import DataImport, DataImportKind
from outlets.models.duplicate import DuplicateVerdict
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
from outlets.models.photo import Photo
from outlets.models.proposal import OPEN_STATES, Proposal, ProposalState
from outlets.models.report import Outcome, Report
from outlets.models.revision import Change, ReferenceRevision, Revision
from outlets.models.service_item import ServiceItem
from outlets.models.upload import RowVerdict, Upload, UploadRow, UploadState

__all__ = [
    "OPEN_STATES",
    "Audience",
    "Built",
    "Catalogue",
    "Category",
    "CategoryClass",
    "Change",
    "DataImport",
    "DataImportKind",
    "DuplicateVerdict",
    "Entrance",
    "Form",
    "Holiday",
    "Outcome",
    "Outlet",
    "Photo",
    "PositionQuality",
    "PositionSystem",
    "Proposal",
    "ProposalState",
    "ReferenceRevision",
    "Report",
    "Revision",
    "RowVerdict",
    "ServiceItem",
    "Source",
    "Status",
    "Tier",
    "Upload",
    "UploadRow",
    "UploadState",
]
