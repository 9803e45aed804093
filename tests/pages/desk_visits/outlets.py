"""The list of outlets, their pages, entering and changing them."""

from tests.pages.desk_english import Visit, english

VISITS: dict[str, Visit] = {
    "outlets, one that moved": lambda people: english(people, "D").get("/office/outlets/1005/"),
    "outlets, one of the auditor": lambda people: english(people, "A").get("/office/outlets/1001/"),
}
