"""The documentation's tables of columns are the lists that the code reads and writes by."""

from collections import Counter
from collections.abc import Sequence

import pytest
from django.conf import settings

from communities.exchange.columns import COLUMNS as OF_COMMUNITIES
from communities.exchange.tables import LEDGERS
from lifecircle.exchange.columns import Column
from lifecircle.exchange.kinds import folded
from outlets.exchange.columns import COLUMNS as OF_OUTLETS

PAGE = settings.BASE_DIR / "docs" / "import-export.md"
TABLES = {"communities": OF_COMMUNITIES, "outlets": OF_OUTLETS} | {
    kind: ledger.columns for kind, ledger in LEDGERS.items()
}
EACH = pytest.mark.parametrize("columns", TABLES.values(), ids=TABLES)


def table(columns: Sequence[Column]) -> str:
    """The page's table; print it to mend the page."""
    rows = [("Chinese", "English", "Meaning", "Example"), ("---",) * 4]
    rows += [(c.chinese, f"`{c.english}`", c.meaning, f"`{c.example}`") for c in columns]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


@EACH
def test_the_page_lists_every_column_as_it_is(columns: Sequence[Column]) -> None:
    assert table(columns) in PAGE.read_text(encoding="utf-8")


@EACH
def test_no_two_columns_share_a_heading(columns: Sequence[Column]) -> None:
    names = Counter(name for column in columns for name in {folded(name) for name in column.names})
    assert [name for name, times in names.items() if times > 1] == []


@EACH
def test_every_example_can_be_read_and_written(columns: Sequence[Column]) -> None:
    for column in columns:
        if column.field in {"boundary", "further"}:
            continue
        assert column.write(column.read(column.example)) is not None
