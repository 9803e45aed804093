"""How long each stage of one answer took, for the `Server-Timing` header of a debug run."""

from time import perf_counter


class Stages:
    def __init__(self) -> None:
        self.milliseconds: list[tuple[str, float]] = []
        self._began = perf_counter()

    def done(self, name: str) -> None:
        """The stage of this name ends here, and the next one begins."""
        now = perf_counter()
        self.milliseconds.append((name, (now - self._began) * 1000))
        self._began = now

    def __str__(self) -> str:
        """As the header has it (W3C Server Timing)."""
        return ", ".join(f"{name};dur={spent:.3f}" for name, spent in self.milliseconds)
