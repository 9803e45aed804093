"""The same answers where numba is not installed, only later."""

import json
import subprocess
import sys

import numpy as np

from lifecircle.geo import Point
from lifecircle.walking import STANDARD
from lifecircle.walking.batch import nearest
from lifecircle.walking.placement import Placement
from lifecircle.walking.streets import Streets
from tests.streets.towns import HERE, grid_town


def answers() -> dict[str, object]:
    """List, shapes, a walk and a batch over a small town, as plain data."""
    streets = Streets.over(grid_town(9, 9, seed=2, gaps=0.1))
    lats = np.linspace(HERE.lat - 0.004, HERE.lat + 0.004, 9)
    lngs = np.linspace(HERE.lng + 0.004, HERE.lng - 0.004, 9)
    streets = streets.with_placement(Placement(streets.network, streets.segments, range(9), lats, lngs))
    reach = streets.reach(HERE, pace=STANDARD, minutes=10)
    walk = streets.between(HERE, Point(lats[1], lngs[1]), pace=STANDARD)
    return {
        "ids": reach.ids.tolist(),
        "seconds": reach.seconds.tolist(),
        "metres": reach.metres.round(3).tolist(),
        "rings": streets.rings(HERE, pace=STANDARD, minutes=[2, 4]),
        "walk": walk and [walk.seconds, round(walk.metres, 3)],
        "batch": nearest(streets, [1, 2], pace=STANDARD, minutes=10).tenths.tolist(),
    }


def test_without_numba_every_answer_is_the_same() -> None:
    script = (
        "import sys, json; sys.modules['numba'] = None\n"
        "from tests.streets.test_engine_without_numba import answers\n"
        "from lifecircle.walking.compiled import COMPILED\n"
        "assert not COMPILED\n"
        "print(json.dumps(answers()))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert json.loads(done.stdout) == answers()
