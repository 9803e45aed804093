"""HomesRevision: how each worker learns, without a signal, that circles, compounds or their gates changed.

Written by database triggers only (migration 0006), whoever writes. Derived: safe to delete.
"""

from django.db import connection, models


class HomesRevision(models.Model):
    """One row, moved by every write to a circle, a compound or a gate."""

    number = models.BigIntegerField(default=0)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.number)


def homes_mark() -> tuple[int, object] | None:
    """The number and its moment, only ever compared; None where nothing has marked it: keep nothing then."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, changed_at FROM communities_homesrevision WHERE id = 1")
        row = cursor.fetchone()
    return None if row is None else (row[0], row[1])
