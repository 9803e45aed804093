"""The answers to choose from for a letter, with what each asks for; and the one that was chosen, read."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext

from communities.office import week
from communities.office.week import Lines
from lifecircle.exchange.problems import Wrong
from lifecircle.language.told import say
from outlets import letters
from outlets.exchange.prices import read_prices, write_prices
from outlets.letters import Suggestion
from outlets.models import Outcome, Outlet, Report
from outlets.values import Values, values_of
from outlets.words import price_in

HERE = ("phone", "address", "services", "status_until", "moved_to")
MOST_LIKE = 5


@dataclass
class Choice:
    """`typed`: what stands in its fields; `problems`: complaints by field."""

    number: int
    suggestion: Suggestion
    typed: dict[str, str]
    hours: Lines
    problems: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    chosen: bool = False

    @property
    def week(self) -> list[tuple[str, str, str]]:
        """(field, label, what stands in it)."""
        return [(name, str(week.LABELS[name]), self.hours[name]) for name in week.NAMES]

    @property
    def listed(self) -> list[str]:
        return [words for said in self.problems.values() for words in said]


def choices(report: Report, post: QueryDict | None = None) -> list[Choice]:
    """Every answer that fits; the chosen one as it was filled in."""
    *fitting, confirmed, declined = letters.suggested(report)
    words = gettext("已经在“改信息”里改好了")
    elsewhere = Suggestion(words, Outcome.UPDATED, "谢谢您，已经改过来了。", {})
    offered = [*fitting, elsewhere, confirmed, declined]
    shown = _shown(report.outlet)
    hours = week.lines_of(report.outlet.opening_hours)
    return [
        _choice(number, each, shown, hours, post if post and post.get("choice") == str(number) else None)
        for number, each in enumerate(offered)
    ]


def _choice(
    number: int, offered: Suggestion, shown: dict[str, str], hours: Lines, post: QueryDict | None
) -> Choice:
    if post is None:
        return Choice(number, offered, {**shown, "answer": offered.answer}, hours)
    typed = {name: post.get(name, "").strip() for name in (*HERE, "answer")}
    lines = {name: post.get(f"hours-{name}", "").strip() for name in week.NAMES}
    return Choice(number, offered, typed, lines, chosen=True)


def _shown(outlet: Outlet) -> dict[str, str]:
    services = [price_in(item) for item in values_of(outlet)["services"]]
    filled = {"address": outlet.address, "services": write_prices(services)}
    return {**filled, "phone": "", "status_until": "", "moved_to": ""}


def values_of_choice(choice: Choice, outlet: Outlet) -> Values:
    """What the answer changes in the register; complaints go to the choice."""
    values = dict(choice.suggestion.values)
    for name in choice.suggestion.asks:
        if name != "answer":
            values |= READERS[name](choice, outlet)
    return {} if choice.problems else values


def new_places(outlet: Outlet) -> list[Outlet]:
    """Where a shop of this name may have gone."""
    named = Outlet.objects.published().named_like(outlet.name).exclude(pk=outlet.pk)
    return list(named.order_by("pk")[:MOST_LIKE])


def _phone(choice: Choice, outlet: Outlet) -> Values:
    missing, same = gettext("新号码还没有填。"), gettext("这个号码和登记的一样。")
    return _another(choice, "phone", outlet.phone, missing, same)


def _address(choice: Choice, outlet: Outlet) -> Values:
    missing, same = gettext("新地址还没有填。"), gettext("这个地址和登记的一样。")
    return _another(choice, "address", outlet.address, missing, same)


def _another(choice: Choice, name: str, there: str, missing: str, same: str) -> Values:
    typed = choice.typed[name]
    if typed in ("", there):
        choice.problems[name].append(same if typed else missing)
    return {name: typed}


def _hours(choice: Choice, outlet: Outlet) -> Values:
    text, wrong = week.text_of(choice.hours)
    said = [words for _, words in wrong]
    if not wrong and text in ("", outlet.opening_hours):
        said = [gettext("开门时间和登记的一样。") if text else gettext("开门时间还没有填。")]
    if said:
        choice.problems["opening_hours"] += said
    return {"opening_hours": text}


def _services(choice: Choice, outlet: Outlet) -> Values:
    try:
        prices = read_prices(choice.typed["services"])
    except Wrong as wrong:
        choice.problems["services"].append(gettext("{words}。").format(words=say(wrong.words)))
        return {}
    rows = [
        {
            "name": price.name,
            "price_yuan": None if price.yuan is None else f"{price.yuan:.2f}",
            "price_note": price.note,
        }
        for price in prices
    ]
    if rows == values_of(outlet)["services"]:
        choice.problems["services"].append(gettext("价钱和登记的一样。"))
    return {"services": rows}


def _until(choice: Choice, outlet: Outlet) -> Values:
    typed = choice.typed["status_until"]
    try:
        return {"status_until": date.fromisoformat(typed).isoformat() if typed else None}
    except ValueError:
        words = gettext("“{text}”应写成 2026-03-01 这样。")
        choice.problems["status_until"].append(words.format(text=typed[:20]))
        return {}


def _moved_to(choice: Choice, outlet: Outlet) -> Values:
    typed = choice.typed["moved_to"]
    if typed and typed not in {str(place.pk) for place in new_places(outlet)}:
        choice.problems["moved_to"].append(gettext("请从给出的几家里选一家。"))
        return {}
    return {"moved_to": int(typed) if typed else None}


READERS = {
    "phone": _phone,
    "address": _address,
    "opening_hours": _hours,
    "services": _services,
    "status_until": _until,
    "moved_to": _moved_to,
}
