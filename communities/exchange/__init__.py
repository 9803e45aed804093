"""Communities in and out of tables: `read` plans, `apply` writes all or nothing, `rows` exports."""

from communities.exchange.columns import COLUMNS as columns
from communities.exchange.plans import apply, read, rows

title = "生活圈"

__all__ = ["apply", "columns", "read", "rows", "title"]
