"""Which category an OSM tag means: the rows of fixtures/tables/osm_tags.csv. Pure.

The order of the rows is their rank: the first that fits gives the main category. A row without a category is
a tag that is left out on purpose.
"""

import csv
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

Tag = tuple[str, str]
Tags = Mapping[str, str]

# what may be a place at all; the other keys of the table only say more about one
PLACE_KEYS = ("shop", "amenity", "healthcare", "leisure", "craft", "office")
SPARSE_KEYS = ("highway", "place")  # of these only the values in the table are looked at
FENCED = {
    "park",
    "toilet",
    "gym",
}  # of no use to a resident when private; a school is private and still a school
GONE = ("disused", "abandoned", "demolished", "razed", "removed", "ruins", "proposed", "construction")


@dataclass(frozen=True, slots=True)
class TagTable:
    ranks: Mapping[Tag, tuple[int, str]]
    left_out: frozenset[Tag]

    def categories(self, tags: Tags) -> tuple[str, ...]:
        """The main category first, then further ones; empty for what is no place for us."""
        if gone(tags) or not any(key in tags for key in (*PLACE_KEYS, *SPARSE_KEYS)):
            return ()
        found = sorted(self.ranks[tag] for tag in single(tags) if tag in self.ranks)
        categories = tuple(dict.fromkeys(category for _, category in found))
        private = tags.get("access") in {"private", "no"} and FENCED.intersection(categories[:1])
        return () if private else categories

    def keys(self) -> frozenset[str]:
        return frozenset(key for key, _ in self.ranks)


def read_tag_table(path: Path, known: Collection[str]) -> TagTable:
    """Rows of a category that the city's catalogue no longer has are passed over."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [((row["key"], row["value"]), row["category"]) for row in csv.DictReader(file)]
    ranks = {tag: (rank, category) for rank, (tag, category) in enumerate(rows) if category in known}
    return TagTable(ranks, frozenset(tag for tag, category in rows if not category))


def single(tags: Tags) -> list[Tag]:
    """Every tag with one value: `shop=books;gift` is two."""
    return [(key, value.strip()) for key, values in tags.items() for value in values.split(";")]


def place_tags(tags: Tags) -> list[Tag]:
    return [tag for tag in single(tags) if tag[0] in PLACE_KEYS]


def gone(tags: Tags) -> bool:
    """`disused=yes`; a prefix (`disused:shop=…`) is another key and so never a place."""
    return any(tags.get(word, "no") != "no" for word in GONE)
