"""A trainer accompanies a course; who takes it goes with her, and nobody sees that."""

import re

import pytest
from django.db import connection
from django.urls import reverse
from django.utils.timezone import localdate

from learning.cohorts import actions
from learning.cohorts.models import Cohort, CohortMember
from learning.core.privacy import export_person
from learning.core.purging import purge
from learning.core.weeks import months_ago
from learning.networks import actions as network_actions
from learning.networks.models import Role
from learning.progress.actions import enrol
from learning.progress.models import Enrolment
from tests.factories import AccountFactory, a_member
from tests.networks.test_joining import at_once
from tests.progress.conftest import here, taught  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db

REACH = "Los martes, después de la reunión."
TALK = "/hablar/"


def of(name, key):
    return reverse(f"cohorts:{name}", args=[key])


def text(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return " ".join(answer.content.decode().partition("<main")[2].partition("<footer")[0].split())


def page_of(course):
    return reverse("progress:course-detail", args=[course.key])


def accompanied(trainer, course, reach=REACH):
    return actions.accompany(by=trainer, course_key=course.key, reach=reach)


@pytest.fixture
def course(here):  # noqa: F811 (the fixture)
    return here


@pytest.fixture
def taking(learner, course):
    return enrol(by=learner, course_key=course.key)


def test_from_her_words_to_where_she_is_found(client_as, cast, course, taking):
    trainer, learner = client_as(cast.trainer), client_as(cast.learner)
    assert "En compañía" not in text(learner, page_of(course))
    assert "Acompañar este curso" in text(trainer, page_of(course))
    assert trainer.post(of("accompany", course.key), {"reach": REACH}, follow=True).status_code == 200
    cohort = Cohort.objects.scoped(network=cast.trainer.network).get()
    offered = text(learner, page_of(course))
    assert cast.trainer.account.pseudonym in offered
    assert REACH not in text(learner, TALK)
    assert (
        "La encuentras en"
        in learner.post(of("join", course.key), {"cohort": cohort.pk}, follow=True).content.decode()
    )
    assert "Vas con" in text(learner, page_of(course))
    talking = text(learner, TALK)
    assert REACH in talking
    assert talking.index("De tu red") < talking.index(REACH) < talking.index("Con las demás")
    learner.post(of("leave", course.key))
    assert REACH not in text(learner, TALK)


def test_nobody_sees_with_whom_she_goes(client_as, cast, ceiba, course, taking):
    paths = [
        "/",
        "/red/",
        "/red/integrantes/",
        "/red/registro/",
        page_of(course),
        of("accompany", course.key),
    ]
    accompanied(cast.trainer, course)
    seers = [client_as(each) for each in (cast.trainer, cast.lead, cast.moderator)]
    before = [seen(seer, path) for seer in seers for path in paths]
    actions.join(by=cast.learner, cohort=Cohort.objects.scoped(network=ceiba).get())
    assert [seen(seer, path) for seer in seers for path in paths] == before


def seen(client, path):
    """Status and text of a page, without its tokens."""
    answer = client.get(path)
    return answer.status_code, re.sub(r'value="[^"]*"', "", answer.content.decode())


@pytest.mark.parametrize(
    ("who", "status"), [("learner", 403), ("moderator", 403), ("lead", 403), ("keeper", 404)]
)
def test_nobody_else_accompanies(client_as, cast, course, who, status):
    client = client_as(getattr(cast, who))
    for name in ("accompany", "end"):
        assert client.post(of(name, course.key), {"reach": REACH}).status_code == status
    assert not Cohort.objects.scoped(network=cast.trainer.network).exists()


def test_without_a_second_factor_she_is_offered_one(client_as, ceiba, course):
    client = client_as(network_actions.add_member(network=ceiba, account=AccountFactory(), role=Role.TRAINER))
    assert "Acompañar este curso" not in text(client, page_of(course))
    assert client.post(of("accompany", course.key), {"reach": REACH}).status_code == 403


def test_a_telephone_is_asked_about_and_nothing_is_lost(client_as, cast, course):
    client, words = client_as(cast.trainer), "Llámame al 5555-123456."
    asked = client.post(of("accompany", course.key), {"reach": words})
    assert "Esto parece un teléfono" in asked.content.decode()
    assert words in asked.content.decode()
    client.post(of("accompany", course.key), {"reach": words, "sure": "on"})
    assert Cohort.objects.scoped(network=cast.trainer.network).select_related("account").get().reach == words
    assert (
        "Escribe cómo te encuentran."
        in client.post(of("accompany", course.key), {"reach": "⠀ "}).content.decode()
    )


def test_said_again_it_is_said_otherwise_and_who_goes_with_her_stays(cast, course, taking):
    cohort = accompanied(cast.trainer, course)
    actions.join(by=cast.learner, cohort=cohort)
    actions.join(by=cast.learner, cohort=cohort)
    assert accompanied(cast.trainer, course, "Los jueves.") == cohort
    assert CohortMember.objects.scoped(network=cohort.network).get().cohort == cohort


def test_she_goes_with_one_trainer_at_a_time(cast, ceiba, course, taking):
    first, second = accompanied(cast.trainer, course), accompanied(a_member(ceiba, "trainer"), course)
    actions.join(by=cast.learner, cohort=first)
    actions.join(by=cast.learner, cohort=second)
    assert CohortMember.objects.scoped(network=ceiba).get().cohort == second


def test_who_does_not_take_the_course_goes_with_nobody(client_as, cast, course):
    cohort = accompanied(cast.trainer, course)
    assert client_as(cast.learner).post(of("join", course.key), {"cohort": cohort.pk}).status_code == 404
    assert "En compañía" not in text(client_as(cast.learner), page_of(course))


def test_a_course_put_aside_and_a_trainer_who_is_none_say_nothing(client_as, cast, ceiba, course, taking):
    cohort, client = accompanied(cast.trainer, course), client_as(cast.learner)
    actions.join(by=cast.learner, cohort=cohort)
    Enrolment.objects.of(cast.learner).update(left=True)
    assert REACH not in text(client, TALK)
    Enrolment.objects.of(cast.learner).update(left=False)
    network_actions.change_role(membership=cast.trainer, role=Role.LEARNER, by=cast.lead)
    assert REACH not in text(client, TALK)
    assert "Vas con" not in text(client, page_of(course))
    answer = client.post(of("join", course.key), {"cohort": cohort.pk}, follow=True)
    assert "ya no acompaña" in answer.content.decode()
    list(purge())
    assert not Cohort.objects.scoped(network=ceiba).exists()


def test_ended_it_is_gone_and_a_second_tap_is_calm(client_as, cast, ceiba, course, taking):
    actions.join(by=cast.learner, cohort=accompanied(cast.trainer, course))
    client = client_as(cast.trainer)
    assert "¿Dejar de acompañar" in text(client, of("end", course.key))
    for _tap in range(2):
        assert client.post(of("end", course.key), follow=True).status_code == 200
    assert not CohortMember.objects.scoped(network=ceiba).exists()
    assert client.get(of("end", course.key)).status_code == 404


def test_half_a_year_after_the_course_the_choice_is_gone(cast, ceiba, course, taking):
    actions.join(by=cast.learner, cohort=accompanied(cast.trainer, course))
    list(purge())
    assert CohortMember.objects.scoped(network=ceiba).count() == 1
    long_ago = months_ago(7, localdate())
    Enrolment.objects.of(cast.learner).update(
        week=long_ago, completed_week=long_ago, completed_titles={}, completed_hours=1
    )
    list(purge())
    assert not CohortMember.objects.scoped(network=ceiba).exists()
    assert Cohort.objects.scoped(network=ceiba).count() == 1


def test_her_words_stand_sealed_and_she_takes_them_along(cast, course):
    cohort = accompanied(cast.trainer, course)
    with connection.cursor() as cursor:
        cursor.execute("SELECT reach FROM cohorts_cohort")
        assert b"martes" not in bytes(cursor.fetchone()[0])
    [row] = export_person(cast.trainer.account)[str(Cohort._meta.verbose_name_plural)]
    assert REACH in row.values()
    assert cohort.course_key == course.key


@pytest.mark.parametrize("trainers", [1, 3])
def test_her_pages_ask_the_same(client_as, cast, ceiba, course, taking, trainers, django_assert_num_queries):
    for _each in range(trainers):
        actions.join(by=cast.learner, cohort=accompanied(a_member(ceiba, "trainer"), course))
    client = client_as(cast.learner)
    client.get(page_of(course))
    with django_assert_num_queries(5):
        client.get(page_of(course))
    client.get(TALK)
    with django_assert_num_queries(5):
        client.get(TALK)


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_once_are_one(cast, ceiba, course, taking):
    at_once(4, lambda: accompanied(cast.trainer, course))
    cohort = Cohort.objects.scoped(network=ceiba).get()
    at_once(4, lambda: actions.join(by=cast.learner, cohort=cohort))
    assert CohortMember.objects.scoped(network=ceiba).count() == 1


def test_a_course_withdrawn_says_nothing_and_one_deleted_takes_her_words_along(
    client_as, cast, ceiba, course, taking
):
    actions.join(by=cast.learner, cohort=accompanied(cast.trainer, course))
    course.course.unpublish()
    talking = text(client_as(cast.learner), TALK)
    assert REACH not in talking
    assert page_of(course) not in talking
    list(purge())
    assert Cohort.objects.scoped(network=ceiba).exists()
    course.course.delete()
    list(purge())
    assert not Cohort.objects.scoped(network=ceiba).exists()


@pytest.mark.parametrize("sent", ["", "x", "one ended", "one of another network"])
def test_a_tap_on_a_page_that_is_old_hears_what_happened(client_as, cast, jicara, course, taking, sent):
    cohort, foreign = (accompanied(by, course) for by in (cast.trainer, a_member(jicara, "trainer")))
    actions.end(by=cast.trainer, course_key=course.key)
    sent = {"one ended": cohort.pk, "one of another network": foreign.pk}.get(sent, sent)
    answer = client_as(cast.learner).post(of("join", course.key), {"cohort": sent}, follow=True)
    assert answer.status_code == 200
    assert "Ella ya no acompaña este curso." in answer.content.decode()


def test_a_trainer_does_not_go_with_herself(client_as, cast, ceiba, course):
    enrol(by=cast.trainer, course_key=course.key)
    cohort = accompanied(cast.trainer, course)
    client_as(cast.trainer).post(of("join", course.key), {"cohort": cohort.pk})
    assert not CohortMember.objects.scoped(network=ceiba).exists()


def test_she_changes_her_trainer_where_she_sees_the_one_she_has(client_as, cast, ceiba, course, taking):
    other = a_member(ceiba, "trainer")
    actions.join(by=cast.learner, cohort=accompanied(cast.trainer, course))
    second = accompanied(other, course)
    page = text(client_as(cast.learner), page_of(course))
    assert f"Ir con <bdi>{other.account.pseudonym}</bdi>" in page
    assert f"Ir con <bdi>{cast.trainer.account.pseudonym}</bdi>" not in page
    client_as(cast.learner).post(of("join", course.key), {"cohort": second.pk})
    assert CohortMember.objects.scoped(network=ceiba).get().cohort == second
