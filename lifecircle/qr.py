"""A QR code as an SVG to stand in a page."""

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_svg(text: str) -> SafeString:
    """Dark on white in either colour scheme: a camera reads it. Attributes only, no inline style, as wide as
    the page lets it."""
    code = segno.make(text, error="m", micro=False)
    return mark_safe(code.svg_inline(omitsize=True, light="#fff", dark="#000"))  # noqa: S308 - paths only
