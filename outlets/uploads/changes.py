"""What a row changes, field by field, to be said in any language."""

from collections.abc import Mapping
from typing import Any

from lifecircle.language.now import language
from lifecircle.language.told import every
from outlets.values import Values
from outlets.words import Words


def told_changes(
    before: Values, after: Mapping[str, Any], words: Mapping[str, Words]
) -> list[dict[str, str]]:
    """Each change by language. `words`: one for each, for they keep what they have said."""
    said = every(lambda: [str(change) for change in words[language()].changes(before, after)])
    return [dict(zip(said, changes, strict=True)) for changes in zip(*said.values(), strict=True)]
