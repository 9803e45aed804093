"""How well two entries of one shop are told from two shops, on a list that was labelled by hand.

    python benchmarks/duplicates.py [--list CSV] [--chosen] [--write]

The threshold is chosen on every second pair of each kind (the best F1; the middle of the best stretch) and
judged on the others. The same is done for plain comparisons of the names as written, to show what the taking
apart is worth. `--write` puts the figures into docs/duplicates.md; `--chosen` also says what goes wrong in
the half that chose.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz
from walking_timing import write_between

from lifecircle.geo import Point
from outlets.likeness import LIKELY, Sign, compare
from outlets.likeness_names import places_of

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "duplicates.md"
BEGIN, END = "<!-- likeness:begin -->", "<!-- likeness:end -->"
CENTRE = Point(36.1, 103.6)
LIMIT_METRES = 100.0  # what a category has unless the city says otherwise
DIVISIONS = ("甘肃省", "兰州市", "西固区", "西柳沟街道", "福利路街道", "西固城街道", "上坎社区居委会")

Scorer = Callable[["Pair"], float]


@dataclass(frozen=True, slots=True)
class Pair:
    kind: str
    same: bool
    metres: float
    one: Sign
    other: Sign


@dataclass(frozen=True, slots=True)
class Figures:
    """Of pairs scored at least a threshold: right, wrong, and those of one shop that were missed."""

    found: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        return self.found / max(1, self.found + self.false)

    @property
    def recall(self) -> float:
        return self.found / max(1, self.found + self.missed)

    @property
    def f1(self) -> float:
        return 2 * self.found / max(1, 2 * self.found + self.false + self.missed)


def read(path: Path) -> list[Pair]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Pair(
                row["kind"],
                row["same"] == "是",
                float(row["metres"]),
                Sign(row["name"], row["category"], CENTRE, row["phone"]),
                Sign(row["other_name"], row["other_category"], CENTRE, row["other_phone"]),
            )
            for row in csv.DictReader(file)
        ]


def halves(pairs: Iterable[Pair]) -> tuple[list[Pair], list[Pair]]:
    """Every second pair of each kind, and the others."""
    kinds: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        kinds[pair.kind].append(pair)
    return [p for some in kinds.values() for p in some[::2]], [
        p for some in kinds.values() for p in some[1::2]
    ]


PLACES = places_of(DIVISIONS)


def ours(pair: Pair) -> float:
    match = compare(pair.one, pair.other, limit_metres=LIMIT_METRES, places=PLACES, metres=pair.metres)
    return match.score if match else 0.0


def near(scorer: Callable[[str, str], float]) -> Scorer:
    """A plain comparison of names, within the same distance."""
    return lambda pair: scorer(pair.one.name, pair.other.name) if pair.metres <= LIMIT_METRES else 0.0


SCORERS: dict[str, Scorer] = {
    "ours": ours,
    "rapidfuzz ratio": near(fuzz.ratio),
    "rapidfuzz partial ratio": near(fuzz.partial_ratio),
    "rapidfuzz WRatio": near(fuzz.WRatio),
    "same name": near(lambda one, other: 100.0 * (one == other)),
}


def figures(pairs: Sequence[Pair], scorer: Scorer, threshold: float) -> Figures:
    asked = [(scorer(pair) >= threshold, pair.same) for pair in pairs]
    return Figures(asked.count((True, True)), asked.count((True, False)), asked.count((False, True)))


def best_threshold(pairs: Sequence[Pair], scorer: Scorer) -> int:
    by_f1 = {threshold: figures(pairs, scorer, threshold).f1 for threshold in range(30, 101)}
    best = [threshold for threshold, f1 in by_f1.items() if f1 == max(by_f1.values())]
    return best[len(best) // 2]


def report(pairs: Sequence[Pair]) -> str:
    chosen_on, judged_on = halves(pairs)
    same = sum(pair.same for pair in judged_on)
    lines = [
        f"{len(pairs)} pairs, {sum(pair.same for pair in pairs)} of them one shop; thresholds chosen on "
        f"{len(chosen_on)}, judged on the other {len(judged_on)} ({same} of them one shop).",
        "",
        "| | threshold | precision | recall | wrongly asked | missed |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for name, scorer in SCORERS.items():
        threshold = best_threshold(chosen_on, scorer)
        lines.append(_line(name, threshold, figures(judged_on, scorer, threshold)))
    lines.append(_line("**ours, as it is set**", LIKELY, figures(judged_on, ours, LIKELY)))
    return "\n".join([*lines, "", *_by_kind(judged_on), "", _wrong(judged_on)])


def _line(name: str, threshold: int, got: Figures) -> str:
    return f"| {name} | {threshold} | {got.precision:.1%} | {got.recall:.1%} | {got.false} | {got.missed} |"


def _by_kind(pairs: Sequence[Pair]) -> list[str]:
    kinds: dict[tuple[str, bool], list[bool]] = defaultdict(list)
    for pair in pairs:
        kinds[pair.kind, pair.same].append((ours(pair) >= LIKELY) == pair.same)
    lines = ["| kind | one shop | right | of |", "|---|---|--:|--:|"]
    for (kind, same), right in kinds.items():
        lines.append(f"| {kind} | {'是' if same else '不是'} | {sum(right)} | {len(right)} |")
    return lines


def _wrong(pairs: Sequence[Pair]) -> str:
    wrong = [pair for pair in pairs if (ours(pair) >= LIKELY) != pair.same]
    return "Wrong: " + "；".join(_told(pair) for pair in wrong) + "。"


def _told(pair: Pair) -> str:
    return f"{pair.one.name} / {pair.other.name}（{'漏' if pair.same else '多问'}，{ours(pair):.0f}）"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--list", type=Path, default=HERE / "duplicates.csv")
    parser.add_argument("--chosen", action="store_true", help="what goes wrong in the half that chose")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/duplicates.md")
    options = parser.parse_args()
    pairs = read(options.list)
    text = report(pairs)
    print(text)
    if options.chosen:
        print(_wrong(halves(pairs)[0]))
    if options.write:
        write_between(PAGE, text, BEGIN, END)


if __name__ == "__main__":
    main()
