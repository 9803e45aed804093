"""What becomes of a photograph: upright, small, and silent about where it was taken."""

import io
import random
import struct
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image

from outlets.pictures import KEPT_BYTES, LONGEST_SIDE, MOST_BYTES, Refused, remade


def picture(
    width: int = 800, height: int = 600, kind: str = "JPEG", mode: str = "RGB", **options: object
) -> bytes:
    """Left half red, right half blue."""
    drawn = Image.new(mode, (width, height), "red" if mode == "RGB" else 0)
    if mode == "RGB":
        drawn.paste("blue", (width // 2, 0, width, height))
    file = io.BytesIO()
    drawn.save(file, kind, **options)
    return file.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def with_place() -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6  # the camera was turned: 90° clockwise makes it upright
    exif[ExifTags.Base.Model] = "SecretPhone 9"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (36.0, 2.0, 18.3)
    return picture(exif=exif.tobytes())


def test_place_time_and_camera_are_gone() -> None:
    kept = remade(with_place())
    assert b"SecretPhone" in with_place()
    assert b"SecretPhone" not in kept
    assert (dict(opened(kept).getexif()), b"Exif" in kept) == ({}, False)


def test_a_turned_photograph_stands_upright() -> None:
    kept = opened(remade(with_place())).convert("RGB")
    assert kept.size == (600, 800)
    top, bottom = kept.getpixel((300, 100)), kept.getpixel((300, 700))
    assert top[0] > 200 > bottom[0]  # type: ignore[index]  # red above, blue below


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_every_usual_format_becomes_a_jpeg(kind: str) -> None:
    assert opened(remade(picture(kind=kind))).format == "JPEG"


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "LA", "1"])
def test_grey_and_see_through_pictures_are_kept_too(mode: str) -> None:
    assert opened(remade(picture(kind="PNG", mode=mode))).mode == "RGB"


def test_a_large_one_is_made_smaller_in_pixels_and_bytes() -> None:
    noise = Image.frombytes("L", (400, 300), random.Random(1).randbytes(120_000)).resize((4000, 3000))
    file = io.BytesIO()
    noise.save(file, "JPEG", quality=95)
    kept = remade(file.getvalue())
    assert max(opened(kept).size) == LONGEST_SIDE
    assert len(kept) <= 2 * KEPT_BYTES < len(file.getvalue())


def bomb() -> bytes:
    """A PNG of a hundred bytes that says it is 50,000 × 50,000."""
    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b"")]
    parts = [struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in chunks]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "不是照片"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "不是照片"),
        (b"%PDF-1.7", "不是照片"),
        (picture(100, 100), "太小"),
        (picture()[:5000], "坏的"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 50, "HEIC"),
        (b"\xff" * (MOST_BYTES + 1), "太大"),
        (bomb(), "像素太多"),
        (picture(kind="GIF", mode="P"), "不是照片"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        remade(content)


@given(st.binary(max_size=200), st.integers(0, 3000))
def test_no_file_makes_it_fail(junk: bytes, at: int) -> None:
    whole = picture()
    with suppress(Refused):
        assert opened(remade(whole[:at] + junk + whole[at:])).format == "JPEG"
