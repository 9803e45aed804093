"""The tables of docs/walking.md, made from the code. `python -m tests.streets.rules_page` writes them."""

from collections.abc import Mapping
from itertools import groupby
from pathlib import Path

from lifecircle.walking import access
from lifecircle.walking.pace import PACES

PAGE = Path(__file__).parents[2] / "docs" / "walking.md"


def highways() -> str:
    rows = sorted((kind.name.lower(), may, name) for name, (kind, may) in access.HIGHWAYS.items())
    lines = [
        f"| {' '.join(f'`{name}`' for *_, name in group)} | {kind} | {'yes' if may else 'no'} |"
        for (kind, may), group in groupby(rows, key=lambda row: row[:2])
    ]
    others = [
        f"| `{key}={value}` | {kind.name.lower()} | yes |" for (key, value), kind in access.OTHER_WAYS.items()
    ]
    return "\n".join(
        ["| `highway=` | shown as | walked without a tag that says so |", "|---|---|---|", *lines, *others]
    )


WORDS: Mapping[str, frozenset[str]] = {
    "`foot=` or `access=` lets walkers in": access.OPEN,
    "`foot=` or `access=` keeps them out": access.CLOSED,
    "the piece is marked private": access.PRIVATE,
    "`barrier=` on a node that nobody passes": access.WALLS,
    "`barrier=` on a node that reduced mobility does not pass": access.ROUGH,
    "`barrier=` on a node that the map shows as a gate": access.GATES,
    "`kerb=` that reduced mobility does not pass": access.RAISED_KERBS,
    "`sac_scale=` still walked": access.HIKING_AT_MOST,
    "`area=yes` whose outline is walked with `--squares`": access.SQUARES,
}


def words() -> str:
    rows = [
        f"| {what} | {' '.join(f'`{value}`' for value in sorted(values))} |" for what, values in WORDS.items()
    ]
    return "\n".join(["| rule | values |", "|---|---|", *rows])


def paces() -> str:
    head = "| pace | m/s | on steps | over a raised kerb | mapped incline up to | crossing a main road |"
    rows = [
        f"| {pace.name} {pace.code} | {pace.metres_per_second} "
        f"| {f'× {pace.steps_factor:g}' if pace.takes_steps else 'never'} "
        f"| {'yes' if pace.over_kerbs else 'no'} "
        f"| {f'{pace.slope_limit} %' if pace.slope_limit else 'any'} | + {pace.crossing_seconds:g} s |"
        for pace in PACES.values()
    ]
    return "\n".join([head, "|---|--:|---|---|---|---|", *rows])


TABLES = {"highways": highways, "words": words, "paces": paces}


def between(text: str, name: str) -> str:
    """What stands between the page's markers of one table."""
    return text.partition(f"<!-- {name}:begin -->\n")[2].partition(f"\n<!-- {name}:end -->")[0]


def main() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for name, make in TABLES.items():
        before, _, rest = text.partition(f"<!-- {name}:begin -->\n")
        text = f"{before}<!-- {name}:begin -->\n{make()}\n<!-- {name}:end -->{rest.partition('end -->')[2]}"
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
