"""Pictures that a trainer sends: clean, into her collection, and refused in words."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from modules.models import CourseImage
from tests.modules.editor_forms import picture

pytestmark = pytest.mark.django_db


def test_a_picture_comes_in_clean_and_into_her_collection(editor, ceiba, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    file = picture()
    file.name, _ = "casa-de-ana.jpg", file.seek(0)
    answer = editor.post(
        reverse("wagtailimages:add"), {"title": "Mapa", "file": file, "collection": ceiba.collection_id}
    )
    image = CourseImage.objects.get()
    assert answer.status_code == 302
    assert image.collection_id == ceiba.collection_id
    assert "ana" not in image.file.name
    assert image.file_size == image.file.size


def test_a_faulty_picture_is_refused_in_words(editor, ceiba, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    file = BytesIO(picture().getvalue()[:200])
    file.name = "rota.jpg"
    answer = editor.post(
        reverse("wagtailimages:add"), {"title": "Mapa", "file": file, "collection": ceiba.collection_id}
    )
    assert answer.context["form"].errors["file"]
    assert list(tmp_path.rglob("*.*")) == []


def test_several_pictures_at_once_lead_to_one(editor):
    assert editor.get(reverse("wagtailimages:add_multiple")).url == reverse("wagtailimages:add")


def test_the_other_networks_pictures_are_missing(editor, jicara, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    file = ContentFile(picture().getvalue(), "x.jpg")
    image = CourseImage.objects.create(title="Ajena", file=file, collection=jicara.collection)
    for way in ("edit", "delete", "preview"):
        arguments = [image.pk, "width-20"] if way == "preview" else [image.pk]
        url = reverse(f"wagtailimages:{way}", args=arguments)
        assert editor.get(url).status_code == 404, url
    assert editor.get(reverse("wagtailimages_chooser:chosen", args=[image.pk])).status_code == 404
