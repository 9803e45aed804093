"""HiGHS behind one small door: choose at most k sites, columns bounded by sums over sites, maximise. Pure.

HiGHS (Huangfu and Hall 2018, MIT licence) comes with the extra `siting`; `AVAILABLE` says whether it is
there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib import import_module, metadata
from importlib.util import find_spec
from typing import Any

import numpy as np

from communities.siting.instance import Floats, Int64s

AVAILABLE = find_spec("highspy") is not None

# So much of a person counts as nothing
ABSOLUTE_GAP = 1e-6
RELATIVE_GAP = 1e-6

# HiGHS: kSolutionStatusFeasible
FEASIBLE = 2


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """`sites` of the best found; no choice gains more than `most`; `proven`: within the gap of that."""

    sites: tuple[int, ...]
    most: float
    proven: bool
    share: Floats  # [C] how much of each site
    value: Floats  # of the columns


@dataclass(frozen=True, slots=True, eq=False)
class Relaxed:
    """With parts of sites: `dual` is what a site that is not chosen would cost."""

    most: float
    share: Floats  # [C]
    dual: Floats  # [C]
    value: Floats  # of the columns


def version() -> str:
    """Of the binding, which is that of HiGHS itself."""
    return metadata.version("highspy")


class Program:
    """One program that grows: columns and rows are added between runs, sites stay."""

    def __init__(self, sites: int, k: int) -> None:
        self._library: Any = import_module("highspy")
        self.sites = sites
        self._model: Any = self._library.Highs()
        for option, value in (
            ("output_flag", False),
            ("parallel", "off"),
            ("mip_rel_gap", 0.0),
            ("mip_abs_gap", ABSOLUTE_GAP),
        ):
            self._model.setOptionValue(option, value)
        everything = np.arange(sites, dtype=np.int32)
        self._add_columns(np.ones(sites))
        self._add_rows(0.0, float(k), np.array([sites]), everything.astype(np.int64), np.ones(sites))
        self._whole(True)

    def columns(self, most: Floats) -> Int64s:
        """New columns between 0 and `most`, to be bounded by cuts."""
        begin = self._model.getNumCol()
        self._add_columns(most)
        return np.arange(begin, begin + most.size)

    def cut(self, columns: Int64s, size: Int64s, site: Int64s, share: Floats, constant: Floats) -> None:
        """For each column one more bound: at most its constant and the sum of share × site over its sites."""
        first = np.concatenate(([0], np.cumsum(size + 1)[:-1])).astype(np.int64)
        index = np.insert(site, np.concatenate(([0], np.cumsum(size)[:-1])), columns)
        value = np.insert(-share, np.concatenate(([0], np.cumsum(size)[:-1])), 1.0)
        infinite = self._library.kHighsInf
        self._model.addRows(
            columns.size,
            np.full(columns.size, -infinite),
            constant.astype(np.float64),
            index.size,
            first.astype(np.int32),
            index.astype(np.int32),
            value.astype(np.float64),
        )

    def at_least(self, columns: Int64s, weight: Floats, value: float) -> None:
        """From now on these columns together stay that large."""
        self._add_rows(value, self._library.kHighsInf, np.array([columns.size]), columns, weight)

    def close(self, sites: Int64s) -> None:
        """From now on none of these is chosen."""
        zero = np.zeros(sites.size)
        self._model.changeColsBounds(sites.size, sites.astype(np.int32), zero, zero)

    def maximise(
        self, columns: Int64s, weight: Floats, *, begin: tuple[int, ...] = (), seconds: float
    ) -> Solved:
        """The most weight on these columns, with whole sites; `begin`: a choice to start from."""
        self._whole(True)
        self._aim(columns, weight)
        if begin:
            self._start_from(begin)
        begun = self._model.getRunTime()
        solved = self._solved(columns, weight, begin, seconds)
        if begin and not solved.proven and self._optimal():
            # HiGHS 1.16 answers with the choice it was given where presolve alone finds a better one
            self._model.clearSolver()
            solved = self._solved(columns, weight, begin, seconds - (self._model.getRunTime() - begun))
        return solved

    def _solved(self, columns: Int64s, weight: Floats, begin: tuple[int, ...], seconds: float) -> Solved:
        nothing = Solved(begin, float("inf"), False, np.zeros(self.sites), np.zeros(columns.size))
        if not self._run(seconds):
            return nothing
        info = self._model.getInfo()
        most = float(info.mip_dual_bound) if np.isfinite(info.mip_dual_bound) else float("inf")
        if info.primal_solution_status != FEASIBLE:
            return replace(nothing, most=most)
        value = np.array(self._model.getSolution().col_value, np.float64)
        share, value = value[: self.sites], value[columns]
        missing = most - float((weight * value).sum())
        proven = self._optimal() and missing <= RELATIVE_GAP * max(1.0, most)
        return Solved(tuple(np.flatnonzero(share > 0.5).tolist()), most, proven, share, value)

    def relaxed(self, columns: Int64s, weight: Floats, *, seconds: float) -> Relaxed | None:
        """The same with parts of sites; None where the time was too short."""
        self._whole(False)
        self._aim(columns, weight)
        if not self._run(seconds) or not self._optimal():
            return None
        solution = self._model.getSolution()
        value = np.array(solution.col_value, np.float64)
        dual = np.array(solution.col_dual, np.float64)[: self.sites]
        most = float(self._model.getInfo().objective_function_value)
        return Relaxed(most, value[: self.sites], np.abs(dual), value[columns])

    def _optimal(self) -> bool:
        return bool(self._model.getModelStatus() == self._library.HighsModelStatus.kOptimal)

    def _run(self, seconds: float) -> bool:
        if seconds <= 0.0:
            return False
        # the clock of a model runs on from one run to the next
        self._model.setOptionValue("time_limit", self._model.getRunTime() + seconds)
        self._model.run()
        return True

    def _aim(self, columns: Int64s, weight: Floats) -> None:
        count = self._model.getNumCol()
        cost = np.zeros(count)
        cost[columns] = weight
        self._model.changeColsCost(count, np.arange(count, dtype=np.int32), cost)
        self._model.changeObjectiveSense(self._library.ObjSense.kMaximize)

    def _start_from(self, sites: tuple[int, ...]) -> None:
        """Only the sites are told; HiGHS completes the rest."""
        index = np.arange(self.sites, dtype=np.int32)
        value = np.zeros(self.sites)
        value[list(sites)] = 1.0
        self._model.setSolution(self.sites, index, value)

    def _whole(self, whole: bool) -> None:
        kinds = self._library.HighsVarType
        kind = np.full(self.sites, int(kinds.kInteger if whole else kinds.kContinuous), np.uint8)
        self._model.changeColsIntegrality(self.sites, np.arange(self.sites, dtype=np.int32), kind)

    def _add_columns(self, most: Floats) -> None:
        nothing = np.empty(0, np.int32)
        zero = np.zeros(most.size)
        self._model.addCols(
            most.size, zero, zero, most, 0, np.zeros(most.size, np.int32), nothing, np.empty(0)
        )

    def _add_rows(self, low: float, high: float, size: Int64s, index: Int64s, value: Floats) -> None:
        first = np.concatenate(([0], np.cumsum(size)[:-1])).astype(np.int32)
        self._model.addRows(
            1,
            np.array([low]),
            np.array([high]),
            index.size,
            first,
            index.astype(np.int32),
            value.astype(np.float64),
        )
