"""Numbers that point at nobody, of months that have closed."""

import time
from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from wagtail.models import Locale

from learning.accounts.models import Account
from learning.networks.actions import remove_member
from learning.networks.models import Membership
from learning.progress import actions
from learning.progress.access import countable_titles
from learning.progress.models import Enrolment, LessonCompletion, NetworkMonth
from learning.progress.months import close_month, close_months
from learning.progress.reports import participation
from modules.outline import course_outline
from tests.factories import a_member, a_network
from tests.modules.pages import a_course
from tests.progress.conftest import address
from tests.progress.test_races import at_once

pytestmark = pytest.mark.django_db

OCTOBER, NOVEMBER, DECEMBER = "2026-10-14 15:00+00:00", "2026-11-11 15:00+00:00", "2026-12-16 15:00+00:00"


@pytest.fixture(autouse=True)
def _october(time_machine):
    """Everything is made in October; a test moves on to see it closed."""
    time_machine.move_to(OCTOBER)


@pytest.fixture
def at(time_machine):
    return time_machine.move_to


@pytest.fixture
def many(ceiba, cast):
    """Twenty women of Ceiba: the cast's four and sixteen more."""
    return [cast.learner, cast.trainer, cast.moderator, cast.lead, *(a_member(ceiba) for _ in range(16))]


def take(members, key, *, finish=0):
    made = [actions.enrol(by=member, course_key=key) for member in members]
    for enrolment in made[:finish]:
        actions.note_finished(enrolment, course_outline(key, "es"))
        enrolment.save()
    return made


def counted(lead):
    return participation(lead.network, countable_titles(lead))


def numbers(lead):
    return [(course.begun, course.finished) for course in counted(lead).courses]


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
def test_what_is_shown_of_twenty_members(lead, many, here, begun, finished, shown, at):
    take(many[:begun], here.key, finish=finished)
    at(NOVEMBER)
    assert numbers(lead) == [shown]


def test_the_first_month_says_when_numbers_will_come(lead, many, here, client_as):
    take(many[:12], here.key, finish=6)
    assert (counted(lead).month, counted(lead).courses) == (None, [])
    assert "desde el 2 de noviembre" in client_as(lead).get("/red/").content.decode()
    assert not NetworkMonth.objects.scoped(network=lead.network).exists()


def test_only_what_happened_before_the_open_month_counts(lead, many, here, at):
    take(many[:5], here.key)
    at("2026-11-01 15:00+00:00")  # A Sunday: its week began in October.
    take(many[5:10], here.key, finish=5)
    assert counted(lead).month is None
    at(NOVEMBER)
    take(many[10:15], here.key)
    take(many[:1], here.key, finish=1)
    assert (counted(lead).month, numbers(lead)) == (date(2026, 10, 1), [(10, 5)])


def test_looking_again_shows_the_same_whatever_happened_between(lead, many, here, at):
    take(many[:11], here.key, finish=5)
    at(NOVEMBER)
    before = counted(lead)
    take(many, here.key, finish=10)
    assert counted(lead) == before
    at("2026-12-06 15:00+00:00")  # Still a week of November.
    assert counted(lead) == before
    at(DECEMBER)
    assert counted(lead).month == date(2026, 11, 1)
    assert numbers(lead) == [(11, 5)]  # All twenty have begun: nobody is left who has not.


def test_four_more_are_not_seen_and_five_are(lead, many, here, at):
    take(many[:6], here.key)
    at(NOVEMBER)
    assert numbers(lead) == [(6, None)]
    take(many[6:10], here.key)
    at(DECEMBER)
    assert numbers(lead) == [(6, None)]
    take(many[10:11], here.key)
    at("2027-01-13 15:00+00:00")
    assert numbers(lead) == [(11, None)]


def test_removing_one_after_the_other_never_changes_the_panel(lead, many, here, at, client_as):
    take(many[4:14], here.key, finish=5)
    at(NOVEMBER)
    page, seen = client_as(lead), set()
    for member in many[4:14]:
        panel = page.get("/red/").content.decode()
        seen.add(panel[panel.index("Participación") :].partition("</section>")[0])
        remove_member(membership=member, by=lead)
    assert len(seen) == 1
    assert ">10</td>" in seen.pop()


def test_who_was_removed_is_still_counted_when_the_month_closes(lead, many, here, at):
    take(many[4:14], here.key, finish=5)
    for member in many[4:9]:
        remove_member(membership=member, by=lead)
    at(NOVEMBER)
    assert numbers(lead) == [(10, 5)]


def test_a_small_network_has_one_word(lead, here, learner, at):
    actions.enrol(by=learner, course_key=here.key)
    at(NOVEMBER)
    assert (counted(lead).small, counted(lead).active, counted(lead).courses) == (True, True, [])
    actions.enrol(by=lead, course_key=here.key)
    at("2027-01-13 15:00+00:00")
    assert (counted(lead).small, counted(lead).active, counted(lead).courses) == (True, False, [])


def test_a_network_that_became_small_shows_nothing_more(lead, many, here, at, client_as):
    take(many[:12], here.key, finish=6)
    at(NOVEMBER)
    assert numbers(lead) == [(12, 6)]
    for member in many[4:15]:
        remove_member(membership=member, by=lead)
    assert (counted(lead).small, counted(lead).active, counted(lead).courses) == (True, None, [])
    page = client_as(lead).get("/red/").content.decode()
    assert "Con menos de diez" in page
    assert "tranquila" not in page
    assert "activa en" not in page


def test_numbers_go_on_from_the_last_ones_after_a_small_month(lead, many, here, ceiba, at):
    take(many[:12], here.key, finish=6)
    at(NOVEMBER)
    assert numbers(lead) == [(12, 6)]
    for member in many[9:]:
        remove_member(membership=member, by=lead)
    at(DECEMBER)
    assert counted(lead).active is False
    take([a_member(ceiba) for _ in range(12)][:4], here.key)
    at("2027-01-13 15:00+00:00")
    assert numbers(lead) == [(12, 6)]


def test_the_lead_sees_it_on_her_desk_and_no_other_role_does(cast, client_as, many, here, at):
    take(many[:12], here.key, finish=6)
    at(NOVEMBER)
    desk = client_as(cast.lead).get("/red/").content.decode()
    row = desk[desk.index("Ceiba: curso") :].partition("</tr>")[0]
    assert ('<td class="num">12</td>' in row, '<td class="num">6</td>' in row) == (True, True)
    assert "Hasta fines de octubre" in desk
    assert [client_as(each).get("/red/").status_code for each in (cast.learner, cast.trainer)] == [403, 403]


def test_a_lesson_done_in_the_month_is_active(lead, here, enrolment, at):
    at(NOVEMBER)
    LessonCompletion.objects.create(
        network=lead.network, enrolment=enrolment, lesson_key=here.first.translation_key, how="marked"
    )
    at(DECEMBER)
    assert counted(lead).active
    at("2027-01-13 15:00+00:00")
    assert not counted(lead).active


def test_courses_on_care_are_never_counted(lead, many, ceiba, here, at):
    care = a_course(ceiba.course_index, "Cuidados", theme="care", slug="cuidados")
    take(many, care.translation_key, finish=10)
    at(NOVEMBER)
    assert numbers(lead) == [(None, None)]
    stored = NetworkMonth.objects.scoped(network=ceiba).get()
    assert str(care.translation_key) not in stored.counts


def test_marked_as_care_in_one_language_it_is_care_in_all(lead, trainer, many, here, at, client_as):
    """Also for what was counted while nobody had marked it yet, and whichever language the lead reads."""
    take(many, here.key, finish=10)
    at(NOVEMBER)
    assert numbers(lead) == [(None, 10)]
    english, _made = Locale.objects.get_or_create(language_code="en")
    translated = here.course.copy_for_translation(english, copy_parents=True)
    translated.theme = "care"
    translated.save_revision().publish()
    cache.clear()
    assert numbers(lead) == []
    assert client_as(trainer).get(address(here.course, "opiniones")).status_code == 404


def test_a_small_network_that_only_cares_for_itself_is_quiet(lead, learner, ceiba, at):
    care = a_course(ceiba.course_index, "Cuidados", theme="care")
    actions.enrol(by=learner, course_key=care.translation_key)
    at(NOVEMBER)
    assert counted(lead).active is False


def test_another_network_does_not_count(lead, many, here, stranger, at):
    index = here.course.get_parent().specific
    index.shared = True
    index.save()
    take(many[:10], here.key, finish=5)
    take([stranger], here.key, finish=1)
    at(NOVEMBER)
    assert numbers(lead) == [(10, 5)]


def test_every_network_is_closed_once(lead, stranger, here, at):
    at(NOVEMBER)
    young = a_network("Red nueva")
    a_member(young, "lead")
    assert (close_months(), close_months()) == (2, 2)
    rows = NetworkMonth.objects.unscoped(reason="test")
    assert {row.network_id for row in rows} == {lead.network_id, stranger.network_id}


@pytest.mark.parametrize("courses", [1, 3])
def test_as_many_questions_for_three_courses_as_for_one(
    lead, many, ceiba, courses, django_assert_num_queries, at
):
    for n in range(courses):
        take(many[:10], a_course(ceiba.course_index, f"C{n}", slug=f"c{n}").translation_key)
    at(NOVEMBER)
    titles = countable_titles(lead)
    with django_assert_num_queries(
        8
    ):  # Row, began when, row before, members, counts, store, row; members now.
        assert len(participation(lead.network, titles).courses) == courses
    with django_assert_num_queries(2):
        assert len(participation(lead.network, titles).courses) == courses


@pytest.mark.django_db(transaction=True)
def test_who_looks_first_at_once_sees_the_same(lead, many, here, at):
    take(many[:10], here.key, finish=5)
    at(NOVEMBER)
    rows = at_once(*[lambda: close_month(lead.network)] * 8)
    assert len({row.pk for row in rows}) == 1
    assert NetworkMonth.objects.scoped(network=lead.network).count() == 1


def test_ten_thousand_learners_are_counted_quickly(lead, here, ceiba, at):
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
    at(NOVEMBER)
    for limit in (1, 0.1):
        started = time.perf_counter()
        assert numbers(lead) == [(7000, None)]
        assert time.perf_counter() - started < limit
