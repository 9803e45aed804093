"""Which outlets a board has room for, and in which blocks its table says them. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, groupby, zip_longest

from communities.board.facts import Facts, Group, Row


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rows that are shown, in the table's order, and how many are not."""

    rows: tuple[Row, ...]
    left_out: int


def chosen(facts: Facts, most: int) -> Chosen:
    """All where there is room; else at most `most`: what 最近一处 points to, public services, then of each
    category the nearest, then the next nearest in turn. What is paused comes last."""
    if len(facts.rows) <= most:
        return Chosen(facts.rows, 0)
    taken = sorted(_in_turn(facts)[:most], key=lambda row: row.number)
    return Chosen(tuple(taken), len(facts.rows) - len(taken))


def _in_turn(facts: Facts) -> list[Row]:
    by_kind: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(facts.rows, key=lambda row: (row.suspended, row.minutes, row.number)):
        by_kind[row.kind.code].append(row)
    public = [rows for rows in by_kind.values() if rows[0].kind.tier == "public"]
    counted = [rows for rows in by_kind.values() if rows[0].kind.tier != "public"]
    counted.sort(key=lambda rows: (not rows[0].kind.nearest, rows[0].number))
    pointed = (facts.nearest(kind) for kind in facts.kinds if kind.nearest)
    turns = zip_longest(*(*public, *counted))
    inorder = chain(pointed, (row for turn in turns for row in turn))
    return list({row.number: row for row in inorder if row is not None}.values())


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of one class that stand together under its name."""

    group: Group
    rows: tuple[Row, ...]


def blocks(facts: Facts, rows: Sequence[Row]) -> list[Block]:
    return [
        Block(facts.group(code), tuple(some)) for code, some in groupby(rows, key=lambda row: row.kind.group)
    ]


def columns(whole: list[Block], count: int, *, split: bool) -> list[list[Block]]:
    """Blocks in two columns of nearly one length, broken between classes, or inside one where `split`."""
    total = sum(len(block.rows) for block in whole)
    if count == 1 or total < 2:
        return [whole] + [[] for _ in range(count - 1)]
    if split:
        return list(_split(whole, (total + 1) // 2))
    ends = [sum(len(block.rows) for block in whole[: i + 1]) for i in range(len(whole))]
    best = min(range(len(ends)), key=lambda i: (max(ends[i], total - ends[i]), i))
    return [whole[: best + 1], whole[best + 1 :]]


def _split(whole: list[Block], first: int) -> tuple[list[Block], list[Block]]:
    left: list[Block] = []
    right: list[Block] = []
    for block in whole:
        room = max(0, first - sum(len(b.rows) for b in left))
        if block.rows[:room]:
            left.append(Block(block.group, block.rows[:room]))
        if block.rows[room:]:
            right.append(Block(block.group, block.rows[room:]))
    return left, right
