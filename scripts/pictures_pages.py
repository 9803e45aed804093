"""What is photographed: every page of the site, in the states worth seeing, and who opens it.

`{words}` in an address are filled in by pictures_stage.py. `AT` keeps what is open the same in every run.
"""

from dataclasses import dataclass

AT = "at=2026-11-24T10:00"
CIRCLE = f"/communities/620104007001/?{AT}"
REAL = f"/communities/990000000001/?{AT}"
ELDER = "/elder/620104007001/"


@dataclass(frozen=True, slots=True)
class Page:
    """`words` head its row in docs/pictures.md. `fields` are sent in a body, as pages of one's own door are.

    `high`: of the window, in pixels, where the usual one shows too little. `paper`: whether it is printed.
    """

    name: str
    words: str
    address: str
    fields: tuple[tuple[str, str], ...] = ()
    high: int = 0
    paper: bool = True


HOME = (("lat", "36.11560"), ("lng", "103.61250"))
RESIDENTS = (
    Page("home", "全市", "/"),
    Page("search", "找社区", "/?q=sk"),
    Page("circle", "一个圈", CIRCLE),
    Page("circle-elderly", "老人的脚步", CIRCLE + "&pace=elderly", paper=False),
    Page("circle-home", "从家门口", CIRCLE, fields=HOME),
    Page("circle-filtered", "只看合条件的", CIRCLE + "&only=cash&only=step_free", paper=False),
    Page("circle-nothing", "没有合条件的", CIRCLE + "&only=meal_delivery&categories=toilet", paper=False),
    Page("circle-compounds", "打字找小区，有几处", "{circle}", fields=(("near", "小区"),), paper=False),
    Page("circle-question", "问得不对", CIRCLE + "&only=delivery", paper=False),
    Page("circle-refused", "打字没找到", "{circle}", fields=(("near", "火星"),), paper=False),
    Page("circle-dense", "名单长的圈", f"/communities/620102002002/?{AT}"),
    Page("real", "实际道路和店铺（赫尔辛基）", REAL),
    Page("outlet", "一家店", "{outlet}"),
    Page("route", "怎么走", "{route}", high=1500),
    Page("outlet-closed", "停业的店", "{closed}", paper=False),
    Page("catchment", "谁走得到这家店", "{catchment}"),
    Page("share", "分享", "/communities/620104007001/share/", high=1500),
    Page("reported", "告诉社区以后", "{reported}"),
    Page("answers", "查答复", "/answers/"),
    Page("answers-found", "查到的答复", "/answers/", fields=(("number", "{number}"),)),
    Page("check", "圈情体检", "/communities/{lacking}/check/", high=1500),
    Page("check-table", "体检：一行一类", "/communities/{lacking}/check/#table", paper=False),
    Page("check-real", "体检：走得远的路段", "/communities/990000000001/check/?category=market#map"),
    Page("check-saved", "存下来的体检", "{saved}"),
    Page("programme", "项目和公布的数", "/programme/"),
    Page("how", "怎么算的", "/how/"),
    Page("board-page", "便民图（网页）", "/communities/620104007001/board/"),
    Page("not-found", "没有这一页", "/nothing-here/", paper=False),
)
ELDER_EDITION = (
    Page("elder-choose", "长辈版：选社区", "/elder/?area=620104"),
    Page("elder", "长辈版：我要找", ELDER),
    Page("elder-more", "长辈版：更多", ELDER + "more/", paper=False),
    Page("elder-nearest", "长辈版：最近的三家", ELDER + f"medicine/?{AT}"),
    Page("elder-way", "长辈版：怎么走", "{elder_way}", high=1500),
)
NO_SIGNAL = (
    Page("no-signal", "没有网络：存着的页", "/offline/", paper=False),
    Page("no-signal-circle", "没有网络：上次看的圈", "/communities/620104007001/", paper=False),
    Page("no-signal-elder", "没有网络：长辈版里没存的", ELDER + "haircut/", paper=False),
)
DARK = (Page("circle-dark", "夜里", CIRCLE, paper=False), Page("home-dark", "夜里：全市", "/", paper=False))
CONTRAST = (Page("circle-contrast", "高对比", CIRCLE, paper=False),)
ENGLISH = (
    Page("english-circle", "英文", CIRCLE),
    Page("english-outlet", "英文：怎么走", "{route}", high=1500),
    Page("english-check", "英文：体检", "/communities/{lacking}/check/", high=1500),
    Page("english-elder", "英文：长辈版", ELDER + f"medicine/?{AT}"),
)
SIGNED_OUT = (Page("office-login", "登录", "/office/login/", paper=False),)
COMMUNITY = (
    Page("office-conflict", "别人也改了", "/office/entries/{conflict}/conflict/", paper=False),
    Page("office-second", "第二步验证", "/office/second/", paper=False),
    Page("office-password", "改密码", "/office/password/", paper=False),
)
STREET = (
    Page("office-today", "工作台：今天", "/office/"),
    Page("office-outlets", "网点", "/office/outlets/"),
    Page("office-new", "登记新网点", "/office/outlets/new/"),
    Page("office-entry", "登记：登记册里有很像的", "/office/entries/{twin}/", high=1500),
    Page("office-outlet", "一家店的底稿", "/office/outlets/{shop}/"),
    Page("office-history", "历史", "/office/outlets/{changed}/history/"),
    Page("office-letters", "来信", "/office/letters/"),
    Page("office-letter", "一封来信", "/office/letters/{letter}/", high=1500),
    Page("office-queue", "审核", "/office/proposals/"),
    Page("office-proposal", "一张登记单", "/office/proposals/{waiting}/"),
    Page("office-duplicates", "查重", "/office/duplicates/"),
    Page("office-pair", "像是同一家", "/office/duplicates/{pair}/"),
    Page("office-uploads", "导入", "/office/uploads/"),
    Page("office-upload-ready", "导入：每一行会怎样", "/office/uploads/{upload}/"),
    Page("office-export", "导出", "/office/export/"),
    Page("office-measures", "一圈一策", "/office/measures/"),
    Page("office-measure", "一条措施", "/office/measures/{measure}/"),
    Page("office-needs", "问需", "/office/needs/"),
    Page("office-promotions", "优惠", "/office/promotions/"),
    Page("siting", "选址", "{siting}", high=1500),
)
CITY = (
    Page("what-if", "试一试", "/office/what-if/{lacking}/", high=1500),
    Page("bureau", "全市一览", "/bureau/"),
    Page("bureau-matrix", "一圈一行，一类一列", "/bureau/?tier=basic#b-matrix", paper=False),
    Page("office-log", "日志", "/office/log/"),
    Page("office-rules", "各区怎么审", "/office/rules/"),
    Page("admin", "管理页", "/admin/", paper=False),
    Page("admin-circle", "管理页：一个圈", "/admin/communities/community/620104007001/change/", paper=False),
)
STAFF_ENGLISH = (
    Page("english-office", "英文：工作台", "/office/"),
    Page("english-bureau", "英文：全市一览", "/bureau/"),
)

SAMPLE, TRUE = ["--community", "620104007001"], ["--community", "990000000001"]
# printed sheets: file name, words, what print_boards is asked for
SHEETS = (
    ("board-a3", "A3", SAMPLE),
    ("board-slow", "A3，坐轮椅的", [*SAMPLE, "--pace", "reduced"]),
    ("board-bw", "A3，黑白", [*TRUE, "--bw"]),
    ("board-real", "A1，实际道路", [*TRUE, "--size", "A1"]),
    ("board-portrait", "A3，竖着", [*TRUE, "--portrait", "--pace", "elderly"]),
    ("board-a2", "A2", [*SAMPLE, "--size", "A2"]),
    ("board-a0", "A0，竖着", [*SAMPLE, "--size", "A0", "--portrait"]),
    ("board-card", "随身卡", [*SAMPLE, "--what", "card"]),
    ("board-poster", "店门贴", ["--what", "poster", "--outlet", "{shop}"]),
)
