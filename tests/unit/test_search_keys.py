"""The key by which a name is found: Chinese, pinyin, initials; width, capitals and blanks folded."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from communities.models import Community
from lifecircle.search import MAX_KEY, PINYIN, folded, key, meant
from outlets.models import Outlet
from tests import make


def test_a_key_holds_the_name_its_pinyin_and_its_initials() -> None:
    assert key("上坎社区") == " 上坎社区 shangkanshequ sksq "


def test_several_names_stand_side_by_side_once_each() -> None:
    assert key("惠民", "", "惠民", "7-11") == " 惠民 huimin hm 7-11 "


@pytest.mark.parametrize(
    ("text", "same"), [("ＡＢＣ", "abc"), ("上 坎\t社　区", "上坎社区"), ("Ｋ－Market", "k-market")]
)
def test_what_is_typed_another_way_is_the_same(text: str, same: str) -> None:
    assert folded(text) == same


@pytest.mark.parametrize(
    ("text", "meanings"),
    [
        ("上坎", ("上坎",)),
        ("Shangkan Community", ("shangkancommunity", "shangkanshequ")),
        ("Xiliugou Subdistrict", ("xiliugousubdistrict", "xiliugoujiedao")),
        ("District 7", ("district7",)),
    ],
)
def test_a_name_as_english_pages_show_it_is_understood(text: str, meanings: tuple[str, ...]) -> None:
    assert meant(text) == meanings


def test_the_first_page_understands_the_same_while_one_types() -> None:
    script = (Path(settings.BASE_DIR) / "static/js/narrow.js").read_text("utf-8")
    [kinds] = re.findall(r"^const KINDS = \{ (.*) \};$", script, re.MULTILINE)
    assert dict(re.findall(r'(\w+): "(\w+)"', kinds)) == PINYIN


@given(st.text(max_size=400))
def test_a_key_is_never_longer_than_its_column(name: str) -> None:
    assert len(key(name)) <= MAX_KEY


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(alphabet="上坎社区张掖路银滩abc 1", min_size=1, max_size=20).filter(str.strip))
def test_every_part_of_a_name_is_in_its_key(name: str) -> None:
    assert folded(name)[:2] in key(name)


def test_a_key_follows_its_name(catalogue: None) -> None:
    shop = make.outlet("老李修鞋", "repair")
    shop.name = "老王修鞋"
    shop.save()
    assert Outlet.objects.named_like("laowang").get() == shop


@pytest.mark.parametrize("text", ["上坎", "坎", "shangkan", "sk", "西柳沟", "xlg"])
def test_the_lookup_finds_it(catalogue: None, text: str) -> None:
    circle = make.community()
    assert Community.objects.named_like(text).get() == circle


@pytest.mark.parametrize("text", ["坎上", "上社", "k s", "kshan", "%", "_"])
def test_the_lookup_finds_only_what_stands_so(catalogue: None, text: str) -> None:
    make.community()
    assert not Community.objects.named_like(text).exists()
