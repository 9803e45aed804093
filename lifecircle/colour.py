"""Whether a colour can be read on white. Pure; formula: WCAG 2.2, relative luminance and contrast ratio."""

import re

HEX = re.compile(r"#[0-9a-fA-F]{6}")


def luminance(colour: str) -> float:
    """Relative luminance 0-1 of `#rrggbb`; ValueError for anything else."""
    if not HEX.fullmatch(colour):
        raise ValueError(f"not a #rrggbb colour: {colour!r}")
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_on_white(colour: str) -> float:
    """Contrast ratio, 1-21, of the colour with white."""
    return 1.05 / (luminance(colour) + 0.05)
