"""The clerk's own table back, with what was said of each row in a last column."""

from io import BytesIO
from pathlib import Path

from lifecircle.exchange.problems import Refused
from lifecircle.exchange.remarks import with_remarks
from outlets.models import Upload, UploadState
from outlets.uploads.opening import REMARKS, written

SHOWN = (UploadState.READY, UploadState.APPLIED, UploadState.UNDONE)


def marked(upload: Upload, folder: Path) -> BytesIO:
    """Raises Refused where there is nothing to say yet, or no file any more."""
    if upload.state not in SHOWN:
        raise Refused(f"这份表{upload.get_state_display()}，没有可以下载的说明。")
    words = {
        row.number: "；".join([row.get_verdict_display(), *row.remarks])
        for row in upload.rows.only("number", "verdict", "remarks").iterator(chunk_size=2_000)
    }
    path = written(folder, upload.file_name, bytes(upload.content))
    return BytesIO(with_remarks(path, REMARKS, words))


def name_of(upload: Upload) -> str:
    path = Path(upload.file_name)
    return f"{path.stem}-{REMARKS}{path.suffix}"
