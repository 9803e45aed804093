"""Measures, needs, promotions, siting, what if, the bureau."""

from tests.pages.desk_english import Visit, english

VISITS: dict[str, Visit] = {
    "bureau, of the city": lambda people: english(people, "C").get("/bureau/"),
}

# patterns of visits, these and rows of the matrix, that still speak Chinese
NOT_YET: list[str] = [
    "* office/promotions/*",
    "* office/measures/*",
    "* office/needs/*",
    "* office/letters/<int:pk>/need/*",
    "* office/siting/*",
    "* office/what-if/*",
    "* bureau/",
    "bureau*",
]
