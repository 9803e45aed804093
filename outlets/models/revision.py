"""Revision and Change: how each worker learns, without a signal, that the register has changed.

Both tables are written by database triggers only (migration 0002), whoever writes to the outlets: the site,
a command, another program. Derived: safe to delete; the next question then reads all outlets anew.
"""

from django.db import models


class Revision(models.Model):
    """One row: the number of the last change. Its row lock makes the numbers commit in order."""

    number = models.BigIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        managed = True

    def __str__(self) -> str:
        return str(self.number)


class Change(models.Model):
    """Outlet `outlet_id` was written in revision `number`."""

    number = models.BigIntegerField(db_index=True)
    outlet_id = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.number}: {self.outlet_id}"
