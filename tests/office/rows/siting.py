"""Where one more outlet would stand, and what would be if."""

from tests.office.matrix import STAFF, Kwargs, Row


def a_circle(code: str) -> Kwargs:
    return {"code": code}


ROWS = [
    Row("office/siting/"),
    Row("office/siting/table/", ok=400),  # nothing asked
    Row("office/what-if/<str:code>/", own=STAFF, other="CA", make=a_circle),
]
