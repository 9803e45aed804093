"""Revision and Change: how each worker learns, without a signal, that the register has changed.

The tables are written by database triggers only (migrations 0002 and 0004), whoever writes: the site, a
command, another program. Derived: safe to delete; the next question then reads all outlets anew.
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


class ReferenceRevision(models.Model):
    """One row: moved by every write to what concerns all outlets, the catalogue and the holidays."""

    number = models.BigIntegerField(default=0)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.number)
