"""A route on an English page: names beside how they are read, and nothing of them taken for HTML."""

from django.utils import translation

from communities.route_words import facts_of, steps_of
from lifecircle.walking.route import Route
from lifecircle.walking.words import Manner, Part

ROUTE = Route(
    id=1,
    backward=False,
    door_name="南门",
    gate_name="",
    seconds=61.0,
    metres=1.4,
    climb_metres=1.2,
    drop_metres=0.0,
    flights=1,
    steps_metres=12.0,
    crossings=2,
    line=[],
    parts=(Part(120, "福利西路", Manner.STREET, 90, 90), Part(80, "A & <b>", Manner.STREET, 0, 0)),
    away_metres=0.0,
    side="",
)


def test_a_name_in_a_step_is_marked_and_escaped() -> None:
    with translation.override("en"):
        first, second, last = steps_of(ROUTE)
    name = '<span>Fuli Xilu <span class="zh" lang="zh-Hans">福利西路</span></span>'
    assert first == f"Walk east along {name} for 120 metres"
    assert second == "Turn left onto A &amp; &lt;b&gt; and walk 80 metres"
    assert last.startswith("You are there: enter by <span>Nanmen ")


def test_facts_tell_one_from_many() -> None:
    with translation.override("en"):
        told = facts_of(ROUTE)
    assert told[:4] == [
        "2 minutes · 1 m",
        "2 roads to cross",
        "1 flight of steps, 12 m",
        "1 metre of climb",
    ]


def test_in_chinese_nothing_is_marked() -> None:
    assert steps_of(ROUTE)[0] == "沿福利西路向东 120 米"
    assert facts_of(ROUTE)[-1] == "从南门进"
