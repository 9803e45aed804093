"""How figures of a check are written: whole people, per cents that do not round a rest away. Pure."""


def whole(number: float) -> str:
    """`1240.4` is `"1,240"`."""
    return f"{round(number):,}"


def per_cent(part: float, of: float) -> int | None:
    """100 only where all are in, 0 only where none is; None of nobody."""
    if of <= 0:
        return None
    if part >= of - 1e-6:
        return 100
    return 0 if part <= 1e-6 else min(99, max(1, round(100.0 * part / of)))
