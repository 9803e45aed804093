"""Starting the project as its own process, with an environment of one's own."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)


def start(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Python with these arguments in the project's folder; of the outer settings only PATH is kept."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    return subprocess.run(
        [sys.executable, *command],
        env={**kept, "PYTHONUTF8": "1", **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
