"""Communities in and out of tables: `read` plans, `apply` writes all or nothing, `rows` exports."""

from communities.exchange.columns import COLUMNS
from communities.exchange.plans import apply, read, rows
from lifecircle.language.marked import told as _

columns = COLUMNS
title = _("生活圈")

__all__ = ["apply", "columns", "read", "rows", "title"]
