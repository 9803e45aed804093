"""All that must be there before serving, in one process: tables, the city's data, static files, demo outlets.

Run again it does only what is missing. `scripts/run` calls it at every start.
"""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand

from lifecircle.walking import store
from lifecircle.walking.streets import Streets


class Command(BaseCommand):
    help = "备好数据库、城市数据和静态文件；试用站（LIFECIRCLE_DEMO=1）再加示例网点和试用账号"

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        call_command("prune_changes", verbosity=0)
        call_command("load_city", stdout=self.stdout)
        collect_if_changed()
        network = store.current(settings.STREETS_DIR)
        if network:
            Streets.over(network).warm_up()  # compiled once a machine, so that no resident waits for it
        if settings.DEMO:
            call_command("sample_outlets", if_empty=True, stdout=self.stdout)
            call_command("sample_compounds", if_empty=True, stdout=self.stdout)
            call_command("demo_accounts", stdout=self.stdout)


def collect_if_changed() -> None:
    """Hashing and compressing takes seconds: only when a source file is not what it was."""
    mark = Path(f"{settings.STATIC_ROOT}.sources")
    state = _sources()
    with one_at_a_time(Path(f"{settings.STATIC_ROOT}.lock")):
        if settings.STATIC_ROOT.exists() and mark.exists() and mark.read_text() == state:
            return
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        mark.write_text(state)


@contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Two starts at once would each delete what the other is collecting."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _sources() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            stat = Path(storage.path(path)).stat()
            digest.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
