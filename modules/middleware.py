"""What the editor answers when a page is not ready to be read."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from modules.publishing import NotReady, answer_not_ready
from modules.review_answers import answer_refused
from modules.reviewing import ReviewRefused


class StopWhatIsNotReady:
    """Turns `NotReady`, from whatever way of publishing, and a decision that is refused into a way on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, ReviewRefused):
            return answer_refused(request, exception)
        return answer_not_ready(request, exception) if isinstance(exception, NotReady) else None
