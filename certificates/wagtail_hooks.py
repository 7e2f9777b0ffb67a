"""Where certificates show on other pages: among all she has done, and on a course she finished."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("register_own_panel", order=10)
def own_panel(request: Any) -> SafeString:
    return render_to_string("certificates/_own_panel.html", request=request)


@hooks.register("register_course_panel", order=10)
def course_panel(request: Any, journey: Any) -> SafeString:
    return render_to_string("certificates/_course_panel.html", {"key": journey.course.key}, request)
