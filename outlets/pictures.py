"""A photograph made fit to keep: turned upright, made smaller, written anew without what the file told. Pure.

A file's metadata holds the place, the time and the camera (EXIF, XMP, IPTC); only the pixels are taken over.
"""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from lifecircle.language.marked import Told
from lifecircle.language.marked import told as _

MOST_BYTES = 12 * 1024 * 1024  # of a file that is sent
MOST_PIXELS = 60_000_000  # a phone's 48 megapixels and some; a bomb has far more
LEAST_SIDE = 200
LONGEST_SIDE = 1_600
KEPT_BYTES = 300 * 1024
QUALITIES = (82, 74, 66, 58, 50)
FORMATS = ("JPEG", "PNG", "WEBP")  # a phone's MPO opens as JPEG
HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis")


class Refused(ValueError):  # noqa: N818 - it is said as it is
    """`words`: why a file cannot be kept."""

    def __init__(self, words: Told) -> None:
        super().__init__(words)
        self.words = words


def remade(content: bytes) -> bytes:
    """The picture as JPEG: at most LONGEST_SIDE pixels a side and some KEPT_BYTES. Raises Refused."""
    if len(content) > MOST_BYTES:
        size, most = f"{len(content) / 1024 / 1024:.0f}", MOST_BYTES // 1024 // 1024
        raise Refused(_("照片太大了（{size} MB），最大 {most} MB。", size=size, most=most))
    if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
        raise Refused(
            _("这是 HEIC 照片，我们读不了。请在手机相机设置里选“兼容性最佳（JPEG）”再拍，或者截一张图。")
        )
    picture = _opened(content)
    if min(picture.size) < LEAST_SIDE:
        raise Refused(
            _("照片太小了（{size}），每边至少 {least} 像素。", size=_size(picture), least=LEAST_SIDE)
        )
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return _small_enough(picture)


def _opened(content: bytes) -> Image.Image:
    """Upright, in plain colours, on white where it was see-through."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=FORMATS)
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused(_("照片的像素太多了（{size}），请用小一点的。", size=_size(picture)))
            picture.draft("RGB", (2 * LONGEST_SIDE, 2 * LONGEST_SIDE))  # a large JPEG is read at a fraction
            upright = ImageOps.exif_transpose(picture)
            flat = Image.new("RGB", upright.size, "white")
            layers = upright.convert("RGBA")
            flat.paste(layers, mask=layers.getchannel("A"))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused(_("照片的像素太多了，请用小一点的。")) from error
    except UnidentifiedImageError as error:
        raise Refused(_("这不是照片。可以用 JPEG、PNG 或 WebP。")) from error
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused(_("这张照片是坏的，读不完。请重新拍一张。")) from error
    return flat


def _size(picture: Image.Image) -> str:
    return f"{picture.width} × {picture.height}"


def _small_enough(picture: Image.Image) -> bytes:
    """The best quality that stays under KEPT_BYTES; the last one whatever it weighs."""
    written = b""
    for quality in QUALITIES:
        file = io.BytesIO()
        picture.save(file, "JPEG", quality=quality, optimize=True, progressive=True)
        written = file.getvalue()
        if len(written) <= KEPT_BYTES:
            break
    return written
