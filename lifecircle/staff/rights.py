"""Who may do what: one table of roles, and one question. Pure.

A role says *what*, the division code says *where*: a right holds for every code that begins with the scope.
"""

from enum import StrEnum

from lifecircle.areas import codes
from lifecircle.language.marked import gettext_noop as _


class Role(StrEnum):
    COMMUNITY_WORKER = "community_worker"
    STREET_OFFICE = "street_office"
    DISTRICT_BUREAU = "district_bureau"
    CITY_ADMIN = "city_admin"
    AUDITOR = "auditor"


ROLE_NAMES = {
    Role.COMMUNITY_WORKER: _("社区工作人员"),
    Role.STREET_OFFICE: _("街道办事处"),
    Role.DISTRICT_BUREAU: _("区商务局"),
    Role.CITY_ADMIN: _("市管理员"),
    Role.AUDITOR: _("审计（只看）"),
}
# digits of the division code that each role acts in; 0 is the whole city
LEVELS: dict[Role, tuple[int, ...]] = {
    Role.COMMUNITY_WORKER: (codes.COMMUNITY,),
    Role.STREET_OFFICE: (codes.SUBDISTRICT,),
    Role.DISTRICT_BUREAU: (codes.DISTRICT,),
    Role.CITY_ADMIN: (0,),
    Role.AUDITOR: (0, *codes.LEVELS),
}


class Right(StrEnum):
    READ = "read"  # the desk, the register with drafts, proposals and letters
    PROPOSE = "propose"  # write drafts and changes, hand them in
    PUBLISH = "publish"  # decide on what was handed in; street offices only where their district allows it
    CONFIRM_OUTSIDE = "confirm_outside"  # let a place stand outside the area it is registered in
    MERGE = "merge"  # say that two outlets are one
    UPLOAD = "upload"  # whole tables
    EXPORT = "export"
    ANSWER = "answer"  # residents' letters
    PLAN = "plan"  # measures, needs, premises and promotions of the circles
    RULES = "rules"  # say whether the district's street offices publish without it
    LOG = "log"  # read who signed in, exported and was refused
    CITY = "city"  # catalogue, divisions, circles, accounts: the admin site


_DESK = frozenset({Right.READ, Right.PROPOSE, Right.ANSWER, Right.EXPORT})
_OFFICE = _DESK | {Right.PUBLISH, Right.MERGE, Right.UPLOAD, Right.PLAN}
_DISTRICT = _OFFICE | {Right.CONFIRM_OUTSIDE, Right.RULES, Right.LOG}
RIGHTS: dict[Role, frozenset[Right]] = {
    Role.COMMUNITY_WORKER: _DESK,
    Role.STREET_OFFICE: _OFFICE,
    Role.DISTRICT_BUREAU: _DISTRICT,
    Role.CITY_ADMIN: _DISTRICT | {Right.CITY},
    Role.AUDITOR: frozenset({Right.READ, Right.EXPORT, Right.LOG}),
}


def allows(role: Role, right: Right, *, scope: str, code: str | None) -> bool:
    """Whether a role with this scope ("" is everywhere) has the right over a division code.

    A thing without a code (None) belongs to nobody's division: only the whole city has rights over it.
    """
    return right in RIGHTS[role] and codes.covers(scope, code or "")
