"""What a circle has of a category, and whether a colour can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communities.states import state_of
from lifecircle.colour import contrast_on_white


@pytest.mark.parametrize(
    ("nearest", "surveyed", "words"),
    [(10, True, "有"), (11, True, "远"), (None, True, "缺"), (10, False, "有"), (None, False, "数据不足")],
)
def test_a_category_is_there_far_lacking_or_not_known(
    nearest: int | None, surveyed: bool, words: str
) -> None:
    assert state_of(nearest, target_minutes=10, surveyed=surveyed).words == words


def test_a_search_cut_by_the_edge_of_the_data_proves_no_gap() -> None:
    words = [state_of(near, target_minutes=10, surveyed=True, cut=2).words for near in (None, 11, 10)]
    assert words == ["数据不足", "远", "有"]


@given(nearest=st.none() | st.integers(1, 60), target=st.integers(1, 60))
def test_without_a_survey_nothing_is_lacking(nearest: int | None, target: int) -> None:
    assert state_of(nearest, target_minutes=target, surveyed=False).words != "缺"


@pytest.mark.parametrize(("colour", "ratio"), [("#000000", 21.0), ("#FFFFFF", 1.0), ("#767676", 4.54)])
def test_contrast_is_that_of_the_published_examples(colour: str, ratio: float) -> None:
    assert contrast_on_white(colour) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize("colour", ["", "#FFF", "red", "#GGGGGG", "#1234567", "1D5A3C"])
def test_what_is_no_colour_is_refused(colour: str) -> None:
    with pytest.raises(ValueError, match="rrggbb"):
        contrast_on_white(colour)
