"""Communities in and out of tables: `read` plans, `apply` writes all or nothing, `rows` exports."""

from communities.exchange.plans import apply, read, rows

__all__ = ["apply", "read", "rows"]
