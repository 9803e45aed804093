"""The town of the check, with its circle, market and compounds."""

from tests.gaps.conftest import circle, compounds, market, town_streets

__all__ = ["circle", "compounds", "market", "town_streets"]
