"""Signing in, one's own account, the log."""

from tests.pages.desk_english import Visit, english

VISITS: dict[str, Visit] = {
    "sign in, in a demo": lambda people: english(people, "-").get("/office/login/?idle=1"),
    "sign in, refused": lambda people: english(people, "-").post(
        "/office/login/", {"username": "x" * 151, "password": "y"}
    ),
    "the log, asked wrongly": lambda people: english(people, "D").get(
        "/office/log/", {"since": "soon", "until": "x", "kind": "y"}
    ),
    "the log, the wrong way round": lambda people: english(people, "D").get(
        "/office/log/", {"since": "2026-02-01", "until": "2026-01-01"}
    ),
    "today, of the auditor": lambda people: english(people, "A").get("/office/"),
    "today, of the community": lambda people: english(people, "W").get("/office/"),
    "today, of the city": lambda people: english(people, "C").get("/office/"),
    "refused": lambda people: english(people, "W").get("/office/log/"),
    "without a role": lambda people: english(people, "N").get("/office/"),
}
