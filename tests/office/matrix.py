"""The rows of the permission matrix: one address and method, and who is let in, in the own area and outside.

How to add one stands in tests/office/test_matrix.py.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lifecircle.staff.rights import Role

# who asks, one letter each
ANYBODY, NO_ROLE = "-", "N"
ROLES = {
    "W": Role.COMMUNITY_WORKER,
    "S": Role.STREET_OFFICE,
    "D": Role.DISTRICT_BUREAU,
    "C": Role.CITY_ADMIN,
    "A": Role.AUDITOR,
}
STAFF = "".join(ROLES)
SIGNED_IN = NO_ROLE + STAFF
EVERYBODY = ANYBODY + SIGNED_IN

# a community that is in everybody's area, and for each the nearest one that is not
OWN = "620104007001"
NEIGHBOUR, NEXT_STREET, FAR = "620104007002", "620104008001", "620102001001"
OTHER = {"W": NEIGHBOUR, "S": NEXT_STREET} | dict.fromkeys((ANYBODY, NO_ROLE, "D", "C", "A"), FAR)
CODES = {"W": OWN, "S": OWN[:9], "D": OWN[:6], "C": "", "A": ""}

Kwargs = dict[str, Any]
PART = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Row:
    """`own`, `other`: the letters of those let in; `other` None where nothing lies in an area."""

    route: str
    method: str = "GET"
    own: str = STAFF
    other: str | None = None
    make: Callable[[str], Kwargs] | None = None  # community code -> what stands in the address
    send: Callable[[str, Kwargs], Kwargs] | Kwargs = field(default_factory=dict)
    ok: int | str | Mapping[str, int] = 200
    refused: int = 403
    json: bool = False

    def __str__(self) -> str:
        return f"{self.method} {self.route or '/'}"

    def kwargs(self, code: str) -> Kwargs:
        return self.make(code) if self.make else {}

    def path(self, kwargs: Kwargs) -> str:
        return "/" + PART.sub(lambda part: str(kwargs[part[1]]), self.route)

    def data(self, code: str, kwargs: Kwargs) -> Kwargs:
        return self.send(code, kwargs) if callable(self.send) else self.send

    def expected(self, who: str, *, own: bool) -> int | str:
        let_in = self.own if own else self.other or ""
        if who in let_in:
            return self.ok if isinstance(self.ok, int | str) else self.ok.get(who, 200)
        return "sign in" if who == ANYBODY else self.refused
