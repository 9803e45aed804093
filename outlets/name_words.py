"""Which categories a name speaks of: a table of words, and what the register's own names have taught.

A suggestion only: a clerk chooses. Longer words weigh more, and those at a name's end more than those before.
"""

import csv
from collections import Counter
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db.models import Count

from lifecircle.search import folded
from outlets.models import Category, Outlet

TABLE = Path(settings.BASE_DIR) / "fixtures" / "tables" / "name_words.csv"
MOST = 3
LEARNT_LEAST = 3  # outlets with the same ending, before it is believed
LEARNT_SHARE = 0.6  # of them in one category
ENDINGS = (4, 3, 2)  # letters of a name's end that are looked up, the longest first
LEARNT_WEIGHT = 5
LONGEST = 80


@lru_cache(maxsize=1)
def word_table() -> tuple[tuple[str, str], ...]:
    """(word, category code), the longest words first."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        pairs = [(word, row["category"]) for row in csv.DictReader(file) for word in row["words"].split()]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def suggested(name: str) -> list[str]:
    """Codes of the city's categories, the likeliest first; [] where the name says nothing."""
    name = bare(name)[:LONGEST]
    if len(name) < 2:
        return []
    scores = Counter(scores_of(name)) + Counter(_learnt(name))
    known = set(Category.objects.filter(pk__in=scores).values_list("pk", flat=True))
    return [code for code, _ in scores.most_common() if code in known][:MOST]


def scores_of(name: str) -> dict[str, int]:
    """Category → weight, from the table alone. A word inside a longer one that was found is not counted."""
    scores: Counter[str] = Counter()
    taken = [False] * len(name)
    for word, code in word_table():
        at = name.rfind(word)
        if at < 0 or all(taken[at : at + len(word)]):
            continue
        taken[at : at + len(word)] = [True] * len(word)
        scores[code] += 2 * len(word) + (1 if at + len(word) >= len(name) - 1 else 0)
    return dict(scores)


def bare(name: str) -> str:
    """Without blanks, brackets and what stands in them: `"绿源鲜菜（福利路店）"` is `"绿源鲜菜"`."""
    name = folded(name)
    for opening, closing in (("(", ")"), ("[", "]"), ("【", "】")):
        head, found, rest = name.partition(opening)
        name = head + rest.partition(closing)[2] if found else name
    return name


def _learnt(name: str) -> dict[str, int]:
    """What most registered outlets with the same ending are, by the longest ending that says anything."""
    for letters in ENDINGS:
        if len(name) <= letters:
            continue
        same = Outlet.objects.filter(search_key__holds=f"{name[-letters:]} ").order_by()
        rows = list(same.values_list("category_id").annotate(n=Count("pk")).order_by("-n")[:10])
        total = sum(count for _, count in rows)
        if rows and rows[0][1] >= LEARNT_LEAST and rows[0][1] >= LEARNT_SHARE * total:
            return {rows[0][0]: LEARNT_WEIGHT}
    return {}
