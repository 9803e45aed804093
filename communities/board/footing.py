"""What stands at a board's foot: how the times come about, whose data, what is not surveyed."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from communities.answers import credits_of
from communities.board.facts import Foot
from communities.models import Community
from lifecircle.walking import Engine, Pace, store
from lifecircle.walking.pace import ELDERLY
from outlets.models import Outlet, PositionQuality

NO_APPROVAL = "（待主管部门核发）"


def foot(
    community: Community | None,
    engine: Engine,
    pace: Pace,
    outlets: list[Outlet],
    site: str,
    warnings: tuple[str, ...] = (),
    path: str = "",
) -> Foot:
    """How the times come about, who made it from whose data, and what is not as surveyed."""
    illustrative = any(outlet.position_quality == PositionQuality.ILLUSTRATIVE for outlet in outlets) or (
        community is not None and community.position_quality == PositionQuality.ILLUSTRATIVE
    )
    fine = [f"编制：{settings.MAKER}"]
    if any(outlet.sample for outlet in outlets):
        fine.append("示例数据：网点、地址、电话都是编的")
    if illustrative:
        fine.append(
            "带“示意”的位置不是实测" if not any(o.sample for o in outlets) else "位置为示意，不是实测"
        )
    network = None if engine.estimate else store.current(settings.STREETS_DIR)
    if network:
        day = f"，{network.about.data_date}" if network.about.data_date else ""
        fine.append(f"街道：{network.about.attribution}{day}")
    fine += [f"网点：{words}" for words in credits_of(outlets)]
    if community is not None and not community.surveyed:
        fine.append("本社区还没摸底：没有列出来不等于没有")
    fine += [f"{words}" for words in warnings]
    return Foot(
        phone=community.phone if community else "",
        say=(_time_words(engine, pace), _call_words(community)),
        fine=(" · ".join(fine),),
        approval=f"审图号：{settings.MAP_APPROVAL or NO_APPROVAL}",
        url=site + (path or (reverse("circle", args=[community.code]) if community else "/")),
    )


def _time_words(engine: Engine, pace: Pace) -> str:
    speed = pace.metres_per_second
    if engine.estimate:
        words = f"时间是估算：直线距离 × 1.3，每秒走 {speed} 米，未计等红灯"
    else:
        words = f"时间按每秒 {speed} 米沿街道走算出，过主要道路加 {pace.crossing_seconds:.0f} 秒"
    more = round((speed / ELDERLY.metres_per_second - 1) * 10)
    slower = f"；腿脚慢的，请多留{'零一二三四五六七八九'[more]}成时间" if 0 < more < 10 else ""
    return f"{words}{slower}。"


def _call_words(community: Community | None) -> str:
    call = "请打社区电话，或扫码告诉我们" if community and community.phone else "请扫码告诉我们，或打 12345"
    return f"号码和时间有变？{call}。"
