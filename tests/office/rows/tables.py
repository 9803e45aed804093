"""Tables: uploads of an office, and the export."""

from typing import Any

from outlets.models import Upload, UploadState
from tests.office.matrix import Kwargs, Row

NOBODYS_FILE = {"system": "wgs84"}
XLSX = {"format": "xlsx", "system": "wgs84"}


def an_upload(code: str, **fields: Any) -> Kwargs:
    """Of the street above a community."""
    upload = Upload.objects.create(
        file_name="a.csv", content=b"", system="wgs84", scope=code[:9], state=UploadState.DROPPED, **fields
    )
    return {"pk": upload.pk}


ROWS = [
    Row("office/uploads/", own="SDC"),
    Row("office/uploads/", "POST", own="SDC", send=NOBODYS_FILE, ok=400),
    Row("office/uploads/template.xlsx", own="SDC"),
    Row("office/uploads/<int:pk>/", own="SDC", other="C", make=an_upload),
    *(
        Row(f"office/uploads/<int:pk>/{deed}/", "POST", own="SDC", other="C", make=an_upload, ok=302)
        for deed in ("read", "decide", "apply", "undo", "drop")
    ),
    Row("office/uploads/<int:pk>/remarks/", own="SDC", other="C", make=an_upload, ok=302),
    Row("office/export/", own="WSDCA"),
    Row("bureau/"),
    Row("bureau/bureau.xlsx"),
    Row("office/export/table/", own="WSDCA", send=XLSX),
]
