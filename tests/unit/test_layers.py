"""The house's order: geo, walking ← areas ← outlets ← communities ← the edges. Read from the source."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
OURS = ("lifecircle", "outlets", "communities")
FRAMEWORKS = ("django", "rest_framework", "drf_spectacular", "leaflet", "csp", "whitenoise")


def sources(*names: str) -> list[Path]:
    """The Python files of packages and modules, migrations apart: those name models as strings."""
    paths = [ROOT / name for name in names]
    files = [path for path in paths if path.suffix == ".py"]
    files += [file for path in paths if path.is_dir() for file in path.rglob("*.py")]
    return sorted(file for file in files if "migrations" not in file.parts)


def imports(file: Path, root: Path = ROOT) -> Iterator[str]:
    """The dotted names a file imports, at its head or inside a function, relative ones made whole."""
    package = list(file.relative_to(root).parent.parts)
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def is_under(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


MARKS = "lifecircle.language.marked"  # what marks words for translation knows nothing itself


def wrong(files: list[Path], *, never: tuple[str, ...], but: tuple[str, ...] = ()) -> list[str]:
    return [
        f"{file.relative_to(ROOT)} imports {name}"
        for file in files
        for name in imports(file)
        if is_under(name, *never) and not is_under(name, *but)
    ]


SITING = (
    "communities.siting.instance",
    "communities.siting.elements",
    "communities.siting.gains",
    "communities.siting.greedy",
    "communities.siting.solver",
    "communities.siting.exact_cover",
    "communities.siting.exact_minutes",
    "communities.siting.steps",
)

PURE = {
    "lifecircle/geo.py": (),
    "lifecircle/datum.py": ("lifecircle.geo",),
    "lifecircle/colour.py": (),
    "lifecircle/env.py": (),
    "lifecircle/tiles.py": (),
    "lifecircle/language/marked.py": (),
    "lifecircle/language/reading.py": (),
    "lifecircle/media.py": (),
    "lifecircle/map_text.py": ("lifecircle.datum", "lifecircle.geo"),
    "outlets/pictures.py": (),
    "lifecircle/areas/codes.py": (),
    "lifecircle/walking": ("lifecircle.walking", "lifecircle.geo"),
    "outlets/hours": ("outlets.hours",),
    "outlets/likeness_trades.py": (),
    "outlets/likeness_names.py": ("outlets.likeness_trades",),
    "outlets/likeness.py": ("outlets.likeness_names", "lifecircle.geo"),
    "outlets/crowd.py": ("outlets.likeness", "outlets.likeness_names", "lifecircle.geo"),
    "outlets/map_links.py": ("lifecircle.datum", "lifecircle.geo"),
    "communities/states.py": (),
    "communities/gaps_page/dumbbell.py": (),
    "communities/gaps_page/figures.py": (),
    "communities/schematic.py": ("lifecircle.geo",),
    "communities/siting/instance.py": (),
    "communities/siting/elements.py": SITING,
    "communities/siting/gains.py": SITING,
    "communities/siting/greedy.py": SITING,
    "communities/siting/solver.py": SITING,
    "communities/siting/exact_cover.py": SITING,
    "communities/siting/exact_minutes.py": SITING,
    "communities/siting/steps.py": SITING,
    "communities/siting/solve.py": SITING,
    "communities/city_spread.py": (),
    "communities/city_sheet.py": ("communities.city_spread", "communities.schematic", "lifecircle.geo"),
}


@pytest.mark.parametrize("name", PURE)
def test_what_is_pure_knows_no_framework_and_nothing_above_it(name: str) -> None:
    files = sources(name)
    assert files
    assert wrong(files, never=(*FRAMEWORKS, *OURS), but=(MARKS, *PURE[name])) == []


def test_the_ground_knows_no_outlets_and_no_communities() -> None:
    wiring = {"urls.py", "settings.py", "wsgi.py"}
    files = [file for file in sources("lifecircle") if file.name not in wiring]
    assert wrong(files, never=("outlets", "communities")) == []


def test_areas_stand_on_the_ground_only() -> None:
    ground = ("lifecircle.areas", "lifecircle.search")
    assert wrong(sources("lifecircle/areas"), never=OURS, but=ground) == []


def test_an_outlet_never_knows_who_walks_to_it() -> None:
    assert wrong(sources("outlets"), never=("communities",)) == []


def test_models_read_no_request_and_no_page() -> None:
    never = ("django.http", "django.template", "django.shortcuts", "rest_framework")
    assert wrong(sources("outlets/models", "communities/models"), never=never) == []


def test_an_import_is_seen_wherever_it_stands(tmp_path: Path) -> None:
    """That the tests above can fail."""
    folder = tmp_path / "outlets" / "models"
    folder.mkdir(parents=True)
    file = folder / "bad.py"
    file.write_text("def f():\n    from communities.models import Community\n    from ..hours import x\n")
    assert list(imports(file, tmp_path)) == ["communities.models.Community", "outlets.hours.x"]
