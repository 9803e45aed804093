"""Measures, needs, promotions, siting, what if, the bureau."""

from tests.pages.desk_english import Visit, english

VISITS: dict[str, Visit] = {
    "bureau, of the city": lambda people: english(people, "C").get("/bureau/"),
}
