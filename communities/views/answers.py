"""What became of a resident's report: asked with the number that was given, and with nothing else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from communities.views.circle import never_stored
from lifecircle.city.now import city
from outlets.letters import look_up
from outlets.reports import sender_mark
from outlets.tries import wrong_numbers

LONGEST = 40  # of what is repeated in the field


@csrf_exempt  # asks only: changes nothing
@sensitive_post_parameters("number")
@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: HttpRequest) -> HttpResponse:
    """The number is sent in the body, so that it stands in no address and in no log."""
    if request.method != "POST":
        return _page(request)
    number, sender = request.POST.get("number", "").strip()[:LONGEST], sender_mark(request)
    if not number:
        return _page(request, problem=gettext("请先写编号，是告诉社区以后给您的那 8 个字。"), status=400)
    if wrong_numbers.too_many(sender):
        return _page(
            request, problem=gettext("试的次数太多了。请过一小时再来，或者打 12345 问。"), status=429
        )
    found = look_up(number)
    if found is None:
        wrong_numbers.count(sender)
        problem = gettext("没有找到这个编号。请对照看看，有没有多一个字、少一个字。")
        return _page(request, number, problem=problem, status=404)
    return _page(request, number, found=found)


def _page(
    request: HttpRequest, number: str = "", *, found: object = None, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {"number": number, "found": found, "problem": problem, "days": city().letter_days}
    return never_stored(render(request, "answers.html", context, status=status))
