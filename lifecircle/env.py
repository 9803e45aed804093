"""Reads settings from the environment and remembers every value that makes no sense. Pure.

A bad value never becomes a silent default: it is collected here, and `lifecircle.checks` stops the start
with a message that names it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

TRUE = {"1", "true", "yes", "on"}
FALSE = {"", "0", "false", "no", "off"}


@dataclass
class Env:
    """The environment as typed values; `problems` holds (variable, what is wrong) pairs."""

    values: Mapping[str, str]
    problems: list[tuple[str, str]] = field(default_factory=list)

    def text(self, name: str, default: str = "") -> str:
        return self.values.get(name, default).strip()

    def flag(self, name: str, *, default: bool = False) -> bool:
        raw = self.values.get(name)
        if raw is None:
            return default
        word = raw.strip().lower()
        if word not in TRUE | FALSE:
            self.problems.append((name, f"应是 1 或 0，现在是“{raw}”"))
        return word in TRUE

    def number(self, name: str, default: int, *, least: int, most: int) -> int:
        raw = self.values.get(name)
        if raw is None or not raw.strip():
            return default
        try:
            value = int(raw)
        except ValueError:
            value = least - 1
        if not least <= value <= most:
            self.problems.append((name, f"应是 {least} 到 {most} 的整数，现在是“{raw}”"))
            return default
        return value

    def choice(self, name: str, default: str, *, among: tuple[str, ...]) -> str:
        value = self.text(name) or default
        if value not in among:
            self.problems.append((name, f"应是 {'、'.join(among)} 之一，现在是“{value}”"))
            return default
        return value

    def words(self, name: str, default: str = "") -> list[str]:
        return [word.strip() for word in self.text(name, default).split(",") if word.strip()]
