"""How names are read, and what is called by its kind."""

import pytest

from lifecircle.language.reading import reading


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("上坎社区", "Shangkan Community"),
        ("西固区", "Xigu District"),
        ("西柳沟街道", "Xiliugou Subdistrict"),
        ("永登县", "Yongdeng County"),
        ("上坎社区居委会", "Shangkan Community"),
        ("福利西路", "Fuli Xilu"),
        ("陇西路社区", "Longxi Lu Community"),
        ("重庆路", "Chongqing Lu"),
        ("西安路", "Xi'an Lu"),
        ("惠民便利店", "Huimin Bianlidian"),
        ("上坎平价超市", "Shangkan Pingjia Chaoshi"),
        ("和平小区", "Heping Xiaoqu"),
        ("西固区福利路 5 号", "Xigu Qu Fuli Lu 5 Hao"),
        ("绿色家园", "Lüse Jiayuan"),
        ("店（总店）", "Dian (Zongdian)"),
        ("K-Market", "K-Market"),
        ("", ""),
    ],
)
def test_a_name_is_read(name: str, read: str) -> None:
    assert reading(name) == read
