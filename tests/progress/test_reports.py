"""Numbers that point at nobody."""

import time

import pytest
from django.db import connection

from learning.accounts.models import Account
from learning.networks.models import Membership
from learning.progress import actions
from learning.progress.access import countable_titles
from learning.progress.models import Enrolment, LessonCompletion
from learning.progress.reports import participation
from tests.factories import a_member
from tests.modules.pages import a_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(ceiba, cast):
    """Twenty women of Ceiba: the cast's four and sixteen more."""
    return [cast.learner, cast.trainer, cast.moderator, cast.lead, *(a_member(ceiba) for _ in range(16))]


def take(members, key, *, finish=0):
    made = [actions.enrol(by=member, course_key=key) for member in members]
    for enrolment in made[:finish]:
        enrolment.completed_week = enrolment.week
        enrolment.save()
    return made


def numbers(lead):
    counted = participation(lead.network, countable_titles(lead))
    return [(course.begun, course.finished) for course in counted.courses]


@pytest.mark.parametrize(
    ("begun", "finished", "shown"),
    [
        (12, 6, (12, 6)),
        (12, 0, (12, None)),
        (0, 0, (None, None)),
        (4, 4, (None, None)),
        (12, 4, (12, None)),
        (12, 8, (12, None)),  # Four of twelve who have not finished would follow.
        (16, 8, (None, 8)),  # Four who never began would follow from the number of members.
        (16, 16, (None, None)),
        (20, 20, (None, None)),
    ],
)
def test_what_is_shown_of_twenty_members(lead, many, here, begun, finished, shown):
    take(many[:begun], here.key, finish=finished)
    assert numbers(lead) == [shown]


def test_a_small_network_has_one_word(lead, here, learner, client_as):
    counted = participation(lead.network, countable_titles(lead))
    assert (counted.small, counted.active, counted.courses) == (True, False, [])
    actions.enrol(by=learner, course_key=here.key)
    assert participation(lead.network, countable_titles(lead)).active


def test_the_lead_sees_it_on_her_desk_and_no_other_role_does(cast, client_as, many, here):
    take(many[:12], here.key, finish=6)
    desk = client_as(cast.lead).get("/red/").content.decode()
    row = desk[desk.index("Ceiba: curso") :].partition("</tr>")[0]
    assert ('<td class="num">12</td>' in row, '<td class="num">6</td>' in row) == (True, True)
    assert [client_as(each).get("/red/").status_code for each in (cast.learner, cast.trainer)] == [403, 403]


def test_what_happened_long_ago_is_not_active(lead, here, learner, enrolment):
    Enrolment.objects.of(learner).update(week="2020-01-06")
    assert not participation(lead.network, countable_titles(lead)).active
    LessonCompletion.objects.create(
        network=lead.network, enrolment=enrolment, lesson_key=here.first.translation_key, how="marked"
    )
    assert participation(lead.network, countable_titles(lead)).active


def test_courses_on_care_are_never_counted(lead, many, ceiba):
    care = a_course(ceiba.course_index, "Cuidados", theme="care")
    take(many, care.translation_key, finish=10)
    assert numbers(lead) == []


def test_a_small_network_that_only_cares_for_itself_is_quiet(lead, learner, ceiba):
    care = a_course(ceiba.course_index, "Cuidados", theme="care")
    actions.enrol(by=learner, course_key=care.translation_key)
    assert not participation(lead.network, countable_titles(lead)).active


def test_another_network_does_not_count(lead, many, here, stranger):
    index = here.course.get_parent().specific
    index.shared = True
    index.save()
    take(many[:10], here.key, finish=5)
    take([stranger], here.key, finish=1)
    assert numbers(lead) == [(10, 5)]


@pytest.mark.parametrize("courses", [1, 3])
def test_as_many_questions_for_three_courses_as_for_one(
    lead, many, ceiba, courses, django_assert_num_queries
):
    for n in range(courses):
        take(many[:10], a_course(ceiba.course_index, f"C{n}", slug=f"c{n}").translation_key)
    titles = countable_titles(lead)
    with django_assert_num_queries(2):
        assert len(participation(lead.network, titles).courses) == courses


def test_ten_thousand_learners_are_counted_quickly(lead, here, ceiba):
    accounts = Account.objects.bulk_create(
        [Account(login_id=f"muchas-{n}", pseudonym=f"Muchas {n}", password="!") for n in range(10_000)]
    )
    Membership.objects.bulk_create(
        [Membership(network=ceiba, account=each, pseudonym_key=each.login_id) for each in accounts]
    )
    Enrolment.objects.bulk_create(
        [Enrolment(network=ceiba, account=each, course_key=here.key) for each in accounts[:7000]]
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # As the database does by itself before long.
    started = time.perf_counter()
    assert numbers(lead) == [(7000, None)]
    assert time.perf_counter() - started < 1
