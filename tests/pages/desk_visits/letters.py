"""Letters, the queue, uploads, duplicates, histories, the export."""

from outlets.models import Proposal, Report, Upload
from tests.pages.desk_english import People, Visit, english


def queue(people: People) -> object:
    waiting = Proposal.objects.get(state="submitted", outlet=1001)
    return english(people, "D").get(f"/office/proposals/{waiting.pk}/")


def letter(kind: str) -> Visit:
    return lambda people: english(people, "D").get(
        f"/office/letters/{Report.objects.filter(kind=kind)[0].pk}/"
    )


VISITS: dict[str, Visit] = {
    "queue, a change": queue,
    "upload, with problems": lambda people: english(people, "S").get(
        f"/office/uploads/{Upload.objects.get().pk}/"
    ),
    **{f"letter about {kind}": letter(kind) for kind in ("closed", "moved", "hours", "price", "step_free")},
    "duplicates, two": lambda people: english(people, "S").get("/office/duplicates/1001/1002/"),
    "history of one": lambda people: english(people, "D").get("/office/outlets/1001/history/"),
}
