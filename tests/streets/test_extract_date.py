"""When the data are from, where the file's header does not say."""

from datetime import date

import pytest

from lifecircle.walking.osm_extract import Extract
from lifecircle.walking.osm_network import Order, read_network
from tests.imports.osm_xml import DATA

EXTRACT = DATA / "helsinki_kamppi.osm.pbf"
pytestmark = pytest.mark.skipif(not EXTRACT.is_file(), reason=f"no extract {EXTRACT} (set LIFECIRCLE_DATA)")


def test_a_header_without_a_date_leaves_it_to_the_newest_change() -> None:
    network = read_network(EXTRACT, Order(revision="r", name="", boxes=()))
    assert network.about.data_date == date(2019, 4, 17)


def test_before_anything_is_read_the_date_is_unknown() -> None:
    assert Extract(EXTRACT).data_date is None
