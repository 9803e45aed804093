"""How hours are told in each language of the pages, by its code. Pure: whoever asks names the language."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from outlets.hours import sentences, sentences_en, words, words_en


@dataclass(frozen=True, slots=True)
class Words:
    """`say` the hours, the `sentence` for a moment, the `note` on a day."""

    say: Callable[[str], str]
    sentence: Callable[..., str]
    note: Callable[[str], str]


def _as_written(note: Any) -> str:
    return str(note)


WORDS = {
    "zh-hans": Words(words.say, sentences.sentence, _as_written),
    "en": Words(words_en.say, sentences_en.sentence, words_en.note),
}
