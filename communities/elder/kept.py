"""What a phone keeps of the elder edition: the choice, the size of text, the last community. Pure.

The cookie's value is `24` or `24.620104007001`. A community is no home: no place of a person is in it.
"""

from dataclasses import dataclass

NAME = "elder"
SIZES = (18, 21, 24, 27, 30)  # pixels of ordinary text
USUAL = 24
DAYS = 365
COMMUNITY_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Kept:
    size: int = USUAL
    code: str = ""

    @property
    def value(self) -> str:
        return f"{self.size}.{self.code}" if self.code else str(self.size)

    @property
    def smaller(self) -> int | None:
        return max((size for size in SIZES if size < self.size), default=None)

    @property
    def larger(self) -> int | None:
        return min((size for size in SIZES if size > self.size), default=None)


def read(value: str | None) -> Kept | None:
    """None where the edition was not chosen; what a stranger wrote into it is not believed."""
    if not value:
        return None
    size, _, code = value.partition(".")
    known = next((each for each in SIZES if str(each) == size), USUAL)
    return Kept(known, code if _is_community(code) else "")


def _is_community(code: str) -> bool:
    return len(code) == COMMUNITY_DIGITS and code.isascii() and code.isdecimal()
