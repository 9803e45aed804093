"""Which tests need the printing engine and a Chinese font, and the reason when they are skipped."""

import pytest

from communities.board import engine
from communities.board.engine import CannotPrint


def _missing() -> str:
    try:
        engine.ready()
    except CannotPrint as error:
        return str(error)
    return ""


needs_engine = pytest.mark.skipif(bool(_missing()), reason=_missing() or "the engine is here")
