"""Marks Chinese words in modules that know no framework: they are looked up where a page shows them. Pure.

`makemessages` and our own check of the sources know the name; `{% translate words %}` does the looking up.
"""


def gettext_noop(words: str) -> str:
    return words
