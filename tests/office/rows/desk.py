"""The desk's day."""

from tests.office.matrix import STAFF, Row

ROWS = [Row("office/", own=STAFF)]
