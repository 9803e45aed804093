"""A .po file as plain entries; enough of the format for ours, so that no tool of gettext need be there."""

import ast
import re
from dataclasses import dataclass, field
from pathlib import Path

KEYWORD = re.compile(r'(msgid_plural|msgid|msgstr(?:\[\d\])?) (".*")')


@dataclass
class Entry:
    fuzzy: bool = False
    words: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return self.words["msgid"]

    @property
    def plural(self) -> str | None:
        return self.words.get("msgid_plural")

    @property
    def told(self) -> list[str]:
        return [words for name, words in self.words.items() if name.startswith("msgstr")]


def read(path: Path) -> list[Entry]:
    """All entries but the header."""
    return [entry for block in path.read_text("utf-8").split("\n\n") if (entry := _entry(block)) and entry.id]


def _entry(block: str) -> Entry | None:
    entry, keyword = Entry(), ""
    for line in block.splitlines():
        if found := KEYWORD.fullmatch(line):
            keyword, text = found[1], found[2]
            entry.words[keyword] = ast.literal_eval(text)
        elif line.startswith('"'):
            entry.words[keyword] += ast.literal_eval(line)
        else:
            entry.fuzzy |= line.startswith("#,") and "fuzzy" in line
    return entry if "msgid" in entry.words else None
