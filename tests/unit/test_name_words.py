"""Which categories a name speaks of."""

import csv

import pytest

from outlets.models import Category
from outlets.name_words import TABLE, bare, scores_of, suggested, word_table
from tests import make

NAMES = {
    "绿源鲜菜直销店": "greengrocer",
    "张师傅修鞋配钥匙": "repair",
    "惠仁堂大药房（福利路店）": "pharmacy",
    "菜鸟驿站": "post",
    "吾穆勒蓬灰牛肉面": "restaurant",
    "小胡便利店": "convenience",
    "好又多购物广场": "supermarket",
    "金城剪发": "hairdresser",
    "社区老年助餐点": "canteen",
    "福利路菜市场": "market",
    "喜洋洋托育中心": "childcare",
    "爱宠动物医院": "pet",
}


@pytest.mark.parametrize(("name", "code"), NAMES.items())
def test_a_name_suggests_what_it_says(catalogue: None, name: str, code: str) -> None:
    assert suggested(name)[0] == code


@pytest.mark.parametrize("name", ["", "店", "123", "老地方", "%_%", "'; --"])
def test_a_name_that_says_nothing_suggests_nothing(catalogue: None, name: str) -> None:
    assert suggested(name) == []


def test_a_word_inside_a_longer_one_is_not_heard() -> None:
    assert "park" not in scores_of("购物广场")
    assert "supermarket" not in scores_of("小超市")


def test_what_stands_in_brackets_is_no_part_of_the_name() -> None:
    assert bare("绿源（公园 店）直销") == "绿源直销"


def test_the_register_teaches_what_the_table_does_not_know(catalogue: None) -> None:
    assert suggested("老马甜胚子") == []
    for name in ("老王甜胚子", "老李甜胚子", "金城甜胚子"):
        make.outlet(name, "restaurant")
    assert suggested("老马甜胚子") == ["restaurant"]


def test_few_or_divided_examples_teach_nothing(catalogue: None) -> None:
    for name, category in (("甲阁", "gym"), ("乙阁", "gym"), ("丙阁", "bookshop"), ("丁阁", "bookshop")):
        make.outlet(f"望河{name}", category)
    assert suggested("看山戊阁") == []


def test_a_category_the_city_does_not_have_is_not_suggested(catalogue: None) -> None:
    Category.objects.filter(pk="laundry").delete()
    assert "laundry" not in suggested("干洗店")


def test_every_category_has_words_and_no_word_stands_twice(catalogue: None) -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        codes = {row["category"] for row in csv.DictReader(file)}
    words = [word for word, _ in word_table()]
    assert codes == set(Category.objects.values_list("pk", flat=True))
    assert len(words) == len(set(words))
