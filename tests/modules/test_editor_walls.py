"""What a trainer can not reach in the editor: other networks, people, and what this site does not want of it."""

import re

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import Page

from modules.models import CourseImage
from tests.factories import a_member
from tests.modules import samples
from tests.modules.editor_forms import picture
from tests.modules.pages import a_lesson

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "way",
    ["images/multiple/1/", "documents/", "documents/multiple/add/", "password_reset/"],
)
def test_what_we_do_not_want_of_the_editor_is_not_there(editor, way, settings):
    assert editor.get(f"{settings.CMS_PREFIX}{way}").status_code == 404
    assert editor.post(f"{settings.CMS_PREFIX}{way}").status_code == 404


def test_the_first_page_counts_nothing(editor, foreign):
    assert "w-summary" not in editor.get("/cms/").content.decode()


def test_the_menu_has_pages_pictures_and_recordings_alone(editor):
    page = editor.get(reverse("wagtailadmin_home")).content.decode()
    for name in ("documents", "reports", "settings", "users", "help"):
        assert f'"name": "{name}"' not in page
    assert '"name": "images"' in page


@pytest.mark.parametrize(
    "way", ["edit", "preview_on_edit", "view_draft", "history", "delete", "unpublish", "copy", "move"]
)
def test_the_other_networks_pages_are_missing_in_both_languages(editor, foreign, way):
    for page in foreign:
        url = reverse(f"wagtailadmin_pages:{way}", args=[page.pk])
        assert editor.get(url).status_code == editor.post(url).status_code == 404


def test_the_other_networks_pages_can_not_be_written_below(editor, foreign):
    for page in foreign:
        parent = page.get_parent()
        url = reverse("wagtailadmin_pages:add", args=["modules", "lessonpage", parent.pk])
        assert editor.get(url).status_code == 404
        assert editor.post(url, {"title": "X"}).status_code == 404


def test_lists_and_choosers_show_her_network_alone(editor, ceiba, jicara, foreign, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    for title, network in (("Propia imagen", ceiba), ("Ajena imagen", jicara)):
        file = picture()

        CourseImage.objects.create(
            title=title, file=ContentFile(file.getvalue(), "x.jpg"), collection=network.collection
        )
    for url in (
        reverse("wagtailimages:index"),
        reverse("wagtailimages_chooser:choose"),
        reverse("wagtailimages_chooser:choose_results"),
    ):
        text = editor.get(url).content.decode()
        assert "Propia imagen" in text
        assert "Ajena" not in text
    search = editor.get(reverse("wagtailadmin_pages:search"), {"q": "Ajena"}).content.decode()
    assert "/edit/" not in search
    root = Page.objects.get(depth=1).pk
    explorer = editor.get(reverse("wagtailadmin_explore", args=[root])).content.decode()
    assert "Jícara" not in explorer


def test_a_member_who_is_no_trainer_stays_outside(client_as, learner, lead, jicara):
    url = reverse("wagtailadmin_home")
    assert client_as(learner).get(url).status_code == 403
    assert client_as(lead).get(url).status_code == 403
    stranger = a_member(jicara, "trainer", login_id="jicara-trainer", pseudonym="Jícara trainer")
    assert client_as(stranger).get(url).status_code == 200


def test_her_account_is_that_of_the_site_and_leaving_the_editor_is_leaving(editor):
    assert editor.get(reverse("wagtailadmin_account")).url == reverse("accounts:home")
    editor.post(reverse("wagtailadmin_logout"))
    assert editor.get(reverse("wagtailadmin_home")).url.startswith(reverse("account_login"))


def test_no_page_of_the_editor_leads_elsewhere(editor, module):
    lesson = a_lesson(module, "Al río", samples.WORDS)
    for url in (reverse("wagtailadmin_home"), reverse("wagtailadmin_pages:edit", args=[lesson.pk])):
        page = editor.get(url).content.decode()
        foreign = re.findall(r'(?:href|src|action)="(?:https?:)?//(?!127\.0\.0\.1|testserver)[^"]*"', page)
        assert foreign == []
