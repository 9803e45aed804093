"""Text that a spreadsheet would run as a formula, made harmless in CSV and back again. Pure.

Excel and LibreOffice run a CSV cell that begins with = + - @ (or their full-width forms); an apostrophe in
front keeps it text. Every text comes back as it was: `unguarded(guarded(text)) == text`.
"""

import re

_DANGER = re.compile(r"[\s']*[=+\-@＝＋－＠\t\r\n]")


def guarded(text: str) -> str:
    return f"'{text}" if _DANGER.match(text) else text


def unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and _DANGER.match(text[1:]) else text
