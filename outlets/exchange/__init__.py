"""Outlets in and out of tables: `read` plans, `apply` writes all or nothing, `rows` exports."""

from outlets.exchange.plans import apply, read
from outlets.exchange.rows import rows

__all__ = ["apply", "read", "rows"]
