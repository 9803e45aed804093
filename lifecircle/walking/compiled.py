"""Machine code where numba is installed (the extra `fast`), the same Python where it is not. Pure.

Only modules named `*_numba` and those that draw shapes import this one, and they are imported on first use:
loading numba takes half a second, which a management command need not wait for.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., object])

numba: Any
try:
    numba = import_module("numba")
except ImportError:
    numba = None

COMPILED = numba is not None


def compiled(function: Function) -> Function:
    """Compiled at its first call without the interpreter's lock, kept on disk for the next process.

    Where no directory can be written to (a read-only image without a home), each process compiles anew.
    """
    if numba is None:
        return function
    try:
        fast: Function = numba.njit(cache=True, nogil=True)(function)
    except RuntimeError:
        fast = numba.njit(nogil=True)(function)
    return fast
