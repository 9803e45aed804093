"""Forms of one session by their tickets: one that comes twice, over a bad line, is taken once."""

from django.http import HttpRequest

from outlets.models import Proposal, ProposalState

SENT = "office-sent"  # of a session: ticket → proposal
LAST = 40


def remember(request: HttpRequest, ticket: str, proposal: Proposal) -> None:
    sent = {**request.session.get(SENT, {}), ticket: proposal.pk}
    request.session[SENT] = dict(list(sent.items())[-LAST:])


def sent_before(request: HttpRequest, ticket: str) -> Proposal | None:
    """What the form became; None where it has not come before, or only as a draft."""
    pk = request.session.get(SENT, {}).get(ticket)
    return Proposal.objects.filter(pk=pk).exclude(state=ProposalState.DRAFT).first() if pk else None
