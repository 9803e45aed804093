"""The clerk's own table back, with what was said of each row in a last column, in Chinese as the rest."""

from io import BytesIO
from pathlib import Path

from lifecircle.exchange.problems import Refused
from lifecircle.exchange.remarks import with_remarks
from lifecircle.language.marked import told as _
from lifecircle.language.told import every, in_source, say
from outlets.models import Upload, UploadState
from outlets.uploads.opening import REMARKS, written

SHOWN = (UploadState.READY, UploadState.APPLIED, UploadState.UNDONE)


def marked(upload: Upload, folder: Path) -> BytesIO:
    """Raises Refused where there is nothing to say yet, or no file any more."""
    if upload.state not in SHOWN:
        raise Refused(_("这份表{state}，没有可以下载的说明。", state=every(upload.get_state_display)))
    rows = upload.rows.only("number", "verdict", "remarks").iterator(chunk_size=2_000)
    with in_source():
        words = {row.number: "；".join([row.get_verdict_display(), *map(say, row.remarks)]) for row in rows}
    path = written(folder, upload.file_name, bytes(upload.content))
    return BytesIO(with_remarks(path, REMARKS, words))


def name_of(upload: Upload) -> str:
    path = Path(upload.file_name)
    return f"{path.stem}-{REMARKS}{path.suffix}"
