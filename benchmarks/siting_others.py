"""spopt's models in an environment of its own, asked by benchmarks/siting.py through this script.

    PYTHON siting_others.py < questions.json > answers.json

Imports nothing of ours: PYTHON needs spopt, pulp and highspy. A question holds the minutes from every home to
every candidate, those to the nearest outlet there is, and the people; None is no way within the cap. Existing
outlets are kept: for covering by leaving out the homes they serve, for minutes as one more facility that is
open already. The answer gives the optimum and the seconds that building and solving took.
"""

import json
import sys
import time
import warnings
from importlib import import_module
from typing import Any

warnings.simplefilter("ignore")


def covering(asked: dict[str, Any], library: Any, numpy: Any, solver: Any) -> float:
    """People newly within the target."""
    far = numpy.array([now is None or now > asked["target"] for now in asked["now"]])
    cost = numpy.array([[9e9 if m is None else m for m in row] for row in asked["minutes"]])[far]
    people = numpy.array(asked["people"])[far]
    reached = (cost <= asked["target"]).any(axis=1) & (people > 0)
    if not reached.any():
        return 0.0
    model = library.MCLP.from_cost_matrix(cost[reached], people[reached], asked["target"], asked["k"])
    model.solve(solver)
    return float(model.problem.objective.value())


def minutes(asked: dict[str, Any], library: Any, numpy: Any, solver: Any) -> float:
    """People × minutes saved, of what they walk now."""
    cap = asked["cap"]
    now = numpy.array([cap if m is None else m for m in asked["now"]], float)
    cost = numpy.array([[cap if m is None else m for m in row] for row in asked["minutes"]], float)
    cost = numpy.minimum(numpy.column_stack((cost, now)), now[:, None])
    people = numpy.array(asked["people"], float)
    fixed = numpy.zeros(cost.shape[1])
    fixed[-1] = 1
    model = library.PMedian.from_cost_matrix(cost, people, asked["k"] + 1, predefined_facilities_arr=fixed)
    model.solve(solver)
    return float((people * now).sum() - model.problem.objective.value())


def main() -> None:
    numpy, pulp = import_module("numpy"), import_module("pulp")
    library = import_module("spopt.locate")
    answers = []
    for asked in json.load(sys.stdin):
        begun = time.process_time()
        solver = pulp.HiGHS(msg=False, gapRel=0.0, timeLimit=120)
        value = {"cover": covering, "minutes": minutes}[asked["goal"]](asked, library, numpy, solver)
        answers.append({"value": value, "seconds": time.process_time() - begun})
    version = import_module("importlib.metadata").version("spopt")
    # on a line of its own: solvers say things too
    print("\n" + json.dumps({"version": version, "answers": answers}))


if __name__ == "__main__":
    main()
