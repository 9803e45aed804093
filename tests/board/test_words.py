"""Words made to fit: hours, addresses, names, numbers; and where lines break."""

import pytest

from communities.board.type import BOLD, cut, fit, width, wrapped
from communities.board.words import (
    beside,
    fit_hours,
    fit_phone,
    local_address,
    plain_hours,
    short_category,
    shorter_hours,
)

WEEK = "周一至周五 7:00–22:30；周六、周日 8:00–23:00"


def test_every_day_goes_without_saying() -> None:
    assert plain_hours("每天 7:00–20:00") == "7:00–20:00"
    assert plain_hours("全天开放") == "全天"
    assert plain_hours("每天 7:00–20:00；周日休息") == "每天 7:00–20:00；周日休息"


def test_shorter_hours_stay_true() -> None:
    assert shorter_hours(WEEK) == [
        WEEK,
        "一至五7:00–22:30 六日8:00–23:00",
        "一至五7:00–22:30 六日8–23点",
        "一至五7:00–22:30等",
        "一至五7:00–22:30等",
        "扫码看",
    ]


def test_whole_hours_need_no_minutes() -> None:
    assert shorter_hours("周一至周五 9:00–21:00；周六 9:00–18:30")[-2] == "一至五9–21点等"


def test_what_has_no_words_is_looked_up() -> None:
    assert set(shorter_hours("按：Mo[1] 10:00+")) == {"扫码看"}


@pytest.mark.parametrize("room", [60, 40, 25, 12, 8])
def test_hours_fit_whatever_the_room(room: float) -> None:
    fitted = fit_hours(WEEK, room, 3.4)
    assert width(fitted.words, fitted.size) <= room + 0.01
    assert "…" not in fitted.words


def test_a_number_is_never_cut() -> None:
    assert fit_phone("0931-4567890转8001", 22, 3.4).words == "0931-4567890转8001"
    assert fit_phone("0931-4567890转8001", 12, 3.4).words == "扫码看"
    assert fit_phone("", 12, 3.4).words == "—"


def test_an_address_leaves_out_what_the_sheet_says() -> None:
    places = ("兰州市", "兰州", "西固区", "西柳沟街道")
    assert local_address("兰州市西固区西柳沟街道福利路 35 号", places) == "福利路35号"
    assert local_address("西固区", places) == "西固区"


def test_a_category_goes_by_its_short_name() -> None:
    assert short_category("生鲜超市（菜店）") == "生鲜超市"


def test_an_address_is_whole_beside_shorter_hours() -> None:
    hours, address = beside(WEEK, "福利路35号", 46, 3.2)
    assert address is not None
    assert (hours.words, address.words) == ("一至五7:00–22:30等", "福利路35号")


def test_a_name_gets_smaller_then_loses_its_branch_then_its_end() -> None:
    name = "惠仁堂药房（福利路店）"
    assert fit(name, 60, 5).words == name
    assert fit(name, 50, 5).size < 5
    assert fit(name, 32, 5).words == "惠仁堂药房"
    assert fit(name, 12, 5).words.endswith("…")


@pytest.mark.parametrize("room", [1, 3, 9, 20, 100])
def test_what_is_fitted_is_never_wider_than_its_room(room: float) -> None:
    fitted = fit("兰州市西固区西柳沟街道上坎社区 Mannerheimintie", room, 5, BOLD)
    assert width(fitted.words, fitted.size, BOLD) <= room + 1e-9


def test_cutting_leaves_no_stop_before_the_ellipsis() -> None:
    assert cut("买菜，买药", 16, 5) == "买菜…"


def test_a_line_never_begins_with_a_stop() -> None:
    lines = wrapped("从这里走，五分钟到，十分钟也到。", 26, 5, lines=5)
    assert "".join(lines) == "从这里走，五分钟到，十分钟也到。"
    assert not any(line[0] in "，。" for line in lines)


def test_words_in_letters_break_at_blanks() -> None:
    assert wrapped("Street data OpenStreetMap", 60, 5, lines=3) == ["Street data", "OpenStreetMap"]


def test_the_last_line_is_cut_where_there_is_more() -> None:
    lines = wrapped("一二三四五六七八九十一二三四五六", 26, 5, lines=2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
