"""The kinds of table that `import_table` and `export_table` know, as an office fills them one by one."""

from typing import Any

from communities.exchange.compounds import COMPOUNDS
from communities.exchange.ledger import Ledger
from communities.exchange.measures import MEASURES
from communities.exchange.needs import NEEDS
from communities.exchange.premises import PREMISES
from communities.exchange.projects import PROJECTS
from communities.exchange.promotions import PROMOTIONS

LEDGERS: dict[str, Ledger[Any]] = {
    ledger.kind: ledger for ledger in (COMPOUNDS, PREMISES, MEASURES, NEEDS, PROMOTIONS, PROJECTS)
}
