"""Division codes: 6 digits a district, 9 a subdistrict, 12 a community; a prefix is a scope. Pure."""

DISTRICT, SUBDISTRICT, COMMUNITY = 6, 9, 12
LEVELS = (DISTRICT, SUBDISTRICT, COMMUNITY)


def is_code(text: str) -> bool:
    """Whether the text is a whole division code of one of the three levels."""
    return text.isascii() and text.isdigit() and len(text) in LEVELS


def covers(scope: str, code: str) -> bool:
    """Whether a scope (a whole code, or "" for everywhere) includes the code."""
    return code.startswith(scope)


def parent(code: str) -> str | None:
    """The code one level up; a district has none here."""
    return {COMMUNITY: code[:SUBDISTRICT], SUBDISTRICT: code[:DISTRICT]}.get(len(code))
