"""Tile addresses: which can be drawn, and which host a page may load from."""

import pytest

from lifecircle.tiles import is_address, source

TIANDITU = "https://t{s}.tianditu.gov.cn/vec_w/wmts?TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=KEY"


def test_a_provider_with_numbered_hosts_becomes_one_wildcard_host() -> None:
    assert source(TIANDITU) == "https://*.tianditu.gov.cn"


def test_a_single_host_is_named_as_it_is() -> None:
    assert source("https://tiles.example.org:8443/{z}/{x}/{y}.png") == "https://tiles.example.org:8443"


@pytest.mark.parametrize(
    "url", ["http://a.org/{z}/{x}/{y}", "https://a.org/{z}/{x}", "tiles/{z}/{x}/{y}", "https:///{z}/{x}/{y}"]
)
def test_an_address_without_https_host_or_place_holders_is_refused(url: str) -> None:
    assert not is_address(url)


def test_a_real_provider_is_taken() -> None:
    assert is_address(TIANDITU)
