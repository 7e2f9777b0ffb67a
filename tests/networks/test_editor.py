"""The editor: only trainers with a second factor, and of everything only their own network's place."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver, get_resolver
from PIL import Image as Picture
from wagtail.models import Locale, Page, Task, TaskState, Workflow
from wagtail_localize.models import Translation, TranslationSource

from learning.networks import actions
from learning.networks.editor import SECTIONS
from learning.networks.models import Role
from learning.networks.walls import BY_ARGUMENT
from modules.models import CourseImage, CourseIndexPage, CourseMedia
from tests.factories import AccountFactory
from tests.modules.test_packages import a_picture
from tests.progress.conftest import Taught, taught

PAGES = ("page_id", "page_pk", "page_to_move_id", "parent_page_id", "destination_id")
# Arguments of Wagtail's that name no object by a number, or one that it looks for only among hers.
WORDS = set(["action_name", "app_label", "filter_spec", "media_type", "mode", "model_name", "rest"])
WORDS |= {"content_type_app_name", "content_type_model_name"}
AMONG_HERS = {
    "session_id": "of the editing that she has open",
    "string_segment_id": "of the translation that stands before it",
    "overridable_segment_id": "of the translation that stands before it",
    "work_key": "of what she asked for herself",
    "uploaded_file_id": "of a way to add pictures that is closed",
}
# The one address whose arguments have no names.
COMPARISON = "cms/pages/(\\d+)/revisions/compare/(live|earliest|\\d+)\\.\\.\\.(live|latest|\\d+)/"
# Of plain letters, which look the same inside JSON.
FOREIGN_WORDS = re.compile("Ajena: |Ajena imagen|Ajena audio|Ajena red|Red Jícara")


@pytest.fixture
def here(ceiba) -> Taught:
    return taught(ceiba, "Ceiba")


@pytest.fixture
def there(jicara) -> Taught:
    return taught(jicara, "Ajena")


@pytest.fixture
def foreign_files(jicara, settings, tmp_path) -> dict[str, int]:
    settings.MEDIA_ROOT = tmp_path
    jicara.collection.name = "Ajena red"
    jicara.collection.save()
    drawn = tmp_path / "jicara.png"
    Picture.new("RGB", (4, 4)).save(drawn)
    image = CourseImage.objects.create(
        title="Ajena imagen",
        file=SimpleUploadedFile("j.png", drawn.read_bytes()),
        collection=jicara.collection,
    )
    # In one go with the table, past the cleaning of sound, which is not what is asked here.
    [media] = CourseMedia.objects.bulk_create(
        [
            CourseMedia(
                title="Ajena audio", type="audio", duration=1, file="j.mp3", collection=jicara.collection
            )
        ]
    )
    return {"image_id": image.pk, "media_id": media.pk}


def test_a_visitor_is_asked_who_she_is(client):
    for address in ("/cms/", "/cms/pages/", "/cms/login/"):
        assert client.get(address).url.startswith("/entrar/")


@pytest.mark.parametrize(
    ("who", "status"),
    [("learner", 403), ("moderator", 403), ("lead", 403), ("keeper", 404), ("trainer", 200)],
)
def test_only_trainers_come_in(client_as, cast, who, status):
    assert client_as(getattr(cast, who)).get("/cms/").status_code == status


def test_a_trainer_without_a_second_factor_is_offered_one(client_as, ceiba):
    bare = actions.add_member(network=ceiba, account=AccountFactory(), role=Role.TRAINER)
    page = client_as(bare).get("/cms/")
    assert page.status_code == 403
    assert "segundo paso" in page.content.decode()


def test_whoever_is_no_trainer_any_more_is_out_at_once(client_as, trainer, lead):
    client = client_as(trainer)
    assert client.get("/cms/").status_code == 200
    actions.change_role(membership=trainer, role=Role.LEARNER, by=lead)
    assert client.get("/cms/").status_code == 403
    actions.remove_member(membership=trainer, by=lead)
    assert client.get("/cms/").status_code == 404


@pytest.mark.parametrize("language", ["es", "en"])
def test_she_writes_in_her_place_in_each_language(client_as, trainer, jicara, language):
    place = trainer.network.course_index.get_translations(inclusive=True).get(locale__language_code=language)
    client = client_as(trainer)
    assert client.get(f"/cms/pages/{place.pk}/").status_code == 200
    assert client.get(f"/cms/pages/add/modules/coursepage/{place.pk}/").status_code == 200
    assert client.get(f"/cms/pages/add/modules/courseindexpage/{place.get_parent().pk}/").status_code != 200
    other = CourseIndexPage.objects.get(pk=jicara.course_index_id).get_translations(inclusive=True)
    for page in other:
        assert client.get(f"/cms/pages/add/modules/coursepage/{page.pk}/").status_code == 404


def test_what_is_foreign_is_missing_at_every_address(client_as, trainer, here, there, foreign_files):
    """By whatever argument Wagtail takes: what is of Jícara answers as what is not, and tells nothing."""
    client = client_as(trainer)
    tried = 0
    for route in editor_routes():
        for name in re.findall(r"<(?:\w+:)?(\w+)>", route):
            for value in foreign_values(route, name, there, foreign_files):
                answers = [client.get(filled(route, {name: each}, here)) for each in (value, 2**31 - 1)]
                assert answers[0].status_code == answers[1].status_code, (route, name)
                assert FOREIGN_WORDS.search(answers[0].content.decode()) is None, (route, name)
                tried += 1
    assert tried > 80


def foreign_values(route: str, name: str, there: Taught, files: dict[str, int]) -> list[Any]:
    pages = [there.course.pk, there.first.pk, there.course.get_parent().pk]
    section = route.removeprefix("cms/").partition("/")[0]
    # What stands among the snippets is one list for all networks.
    about = {"images": [files["image_id"]], "media": [files["media_id"]], "snippets": []}.get(section, pages)
    source, _ = TranslationSource.get_or_create_from_instance(there.first)
    english = Locale.objects.get(language_code="en")
    translation, _ = Translation.objects.get_or_create(source=source, target_locale=english)
    values = {
        **dict.fromkeys(PAGES, pages),
        "pk": about,
        "object_id": pages,
        "image_id": [files["image_id"]],
        "media_id": [files["media_id"]],
        "revision_id": [there.first.latest_revision_id],
        "translation_source_id": [source.pk],
        "translation_id": [translation.pk],
        "task_id": [Task.objects.create(name="De nadie").pk],
        "task_state_id": [in_review(there).pk],
        "workflow_state_id": [in_review(there).workflow_state_id],
    }
    return values.get(name, [])


def in_review(there: Taught) -> TaskState:
    """What a trainer of Jícara has sent to be read by the others of her network."""
    lesson = there.first.specific
    if not lesson.workflow_in_progress:
        lesson.save_revision()
        Workflow.objects.get(name="Red Jícara").start(lesson, user=None)
    return TaskState.objects.get(workflow_state__object_id=lesson.pk)


def test_what_an_address_names_by_a_number_is_asked_whose_it_is():
    """Each argument of Wagtail's addresses is a word, or known to the walls."""
    reached = [each for each in editor_routes() if each.removeprefix("cms/").startswith(SECTIONS)]
    names = {name for route in reached for name in re.findall(r"<(?:\w+:)?(\w+)>", route)}
    assert names - {"pk"} - set(BY_ARGUMENT) == WORDS | set(AMONG_HERS)
    assert [each for each in reached if "(" in each] == [COMPARISON]


@pytest.mark.parametrize("two", ["earliest...latest", "live...{revision}", "{revision}...live"])
def test_two_revisions_of_a_foreign_page_are_not_compared(client_as, trainer, here, there, two):
    client = client_as(trainer)
    foreign, hers = (two.format(revision=each.first.latest_revision_id) for each in (there, here))
    assert client.get(f"/cms/pages/{here.first.pk}/revisions/compare/{hers}/").status_code == 200
    asked = [(there, foreign), (there, hers)]
    asked += [(here, foreign)] if foreign != hers else []  # In words both are the same, and hers.
    for page, compared in asked:
        answer = client.get(f"/cms/pages/{page.first.pk}/revisions/compare/{compared}/")
        assert answer.status_code == 404


def test_no_address_with_what_is_hers_tells_of_another_network(
    client_as, trainer, here, there, foreign_files
):
    client = client_as(trainer)
    for route in editor_routes():
        page = client.get(filled(route, {}, here))
        text = b"".join(page.streaming_content) if page.streaming else page.content
        assert FOREIGN_WORDS.search(text.decode(errors="replace")) is None, route


@pytest.fixture(params=["{}", " {}", "+{}", "{}\n", "0_{}", "and_hers"])
def written(request: pytest.FixtureRequest) -> Any:
    """A number in each way that Wagtail reads as one, and among others that are hers."""
    if request.param == "and_hers":
        return lambda number, hers=None: [number, *([hers] if hers else [])]
    return lambda number, hers=None: request.param.format(number)


@pytest.mark.parametrize(
    "address",
    ["choose-page/chosen-multiple/", "images/chooser/chosen-multiple/", "media/chooser/chosen-multiple/"],
)
def test_a_chooser_is_not_asked_for_foreign_things(
    client_as, trainer, here, there, foreign_files, address, written
):
    about = {
        "choose-page": there.course.pk,
        "images": foreign_files["image_id"],
        "media": foreign_files["media_id"],
    }
    number = about[address.partition("/")[0]]
    hers = here.course.pk if address.startswith("choose-page") else None
    asked = {"id": written(number, hers)}
    assert client_as(trainer).get(f"/cms/{address}", asked).status_code == 404


@pytest.mark.parametrize(
    "field", ["body-0-value-image", "body-3-value-audio", "new_parent_page", "parent_page"]
)
def test_a_form_does_not_take_in_foreign_things(
    client_as, trainer, here, there, foreign_files, field, written
):
    about = {"image": foreign_files["image_id"], "audio": foreign_files["media_id"]}
    number = about.get(field.rpartition("-")[2], there.module.pk)
    hers = here.module.pk if field.endswith("page") else None
    sent = {field: written(number, hers)}
    client = client_as(trainer)
    for way in ("edit", "copy", "move"):
        assert client.post(f"/cms/pages/{here.first.pk}/{way}/", sent).status_code == 404, way


@pytest.mark.parametrize("value", ["x", "5.0", " "])
def test_what_is_no_number_where_one_belongs_is_missing(client_as, trainer, here, value):
    client = client_as(trainer)
    assert client.get("/cms/choose-page/chosen-multiple/", {"id": value}).status_code == 404
    sent = {"new_parent_page": value}
    assert client.post(f"/cms/pages/{here.first.pk}/copy/", sent).status_code == 404


def test_no_page_of_the_editor_tells_of_another_network(client_as, trainer, here, there, foreign_files):
    client = client_as(trainer)
    lists = [
        "/cms/",
        "/cms/pages/",
        f"/cms/pages/{here.course.get_parent().pk}/",
        "/cms/choose-page/",
        "/cms/choose-page/search/?q=Ajena",
        "/cms/images/",
        "/cms/images/chooser/",
        "/cms/media/",
        "/cms/media/chooser/",
        "/cms/media/chooser/audio/",
        "/cms/media/audio/chooser/upload/",
        "/cms/media/audio/add/",
        "/cms/media/chooser/video/",
        "/cms/media/video/add/",
        "/cms/api/main/pages/?fields=*",
        f"/cms/api/main/pages/?child_of={Page.objects.get(depth=1).pk}&fields=*",
        "/cms/api/main/pages/?search=Ajena",
        f"/cms/api/main/pages/{there.course.pk}/",
        "/cms/pages/search/?q=Ajena",
        f"/cms/pages/{here.first.pk}/edit/",
        f"/cms/pages/{here.first.pk}/history/",
        f"/cms/pages/{here.first.pk}/usage/",
        f"/cms/pages/{here.first.pk}/move/",
        f"/cms/pages/{here.course.pk}/copy/",
    ]
    for address in lists:
        text = client.get(address).content.decode()
        assert FOREIGN_WORDS.findall(text) == [], address


def test_the_editor_of_translations_shows_her_pictures_alone(client_as, trainer, ceiba, foreign_files):
    client, own = client_as(trainer), a_picture(ceiba.collection)
    assert client.get(f"/cms/api/main/images/{own.pk}/").json()["title"] == own.title
    assert client.get(f"/cms/api/main/images/{foreign_files['image_id']}/").status_code == 404


@pytest.mark.parametrize("action", ["copy", "move", "delete", "publish", "create_alias"])
def test_the_editors_api_is_only_read(client_as, trainer, here, there, action):
    sent = {"destination_page_id": there.module.pk, "parent_page_id": there.module.pk, "recursive": False}
    address = f"/cms/api/main/pages/{here.first.pk}/action/{action}/"
    answer = client_as(trainer).post(address, sent, content_type="application/json")
    assert answer.status_code == 404
    assert there.module.get_children().count() == 3


CLOSED = "users groups reports/site-history reports/aging-pages collections documents tag-autocomplete"
CLOSED += " bulk/wagtailcore/page/delete api/main/images api/main/documents snippets workflows/list"


@pytest.mark.parametrize("section", CLOSED.split())
def test_what_shows_people_is_not_there(client_as, trainer, section):
    assert client_as(trainer).get(f"/cms/{section}/").status_code == 404


def test_the_editors_account_page_is_her_own(client_as, trainer):
    assert client_as(trainer).get("/cms/account/").headers["Location"] == "/cuenta/"


def test_the_list_of_sections_names_what_exists():
    there = {route.removeprefix("cms/").partition("/")[0] for route in editor_routes()}
    assert {section.partition("/")[0] for section in SECTIONS} <= there


def editor_routes() -> list[str]:
    return [each for each in routes(get_resolver(), "") if each.startswith("cms/")]


def routes(resolver: URLResolver, above: str) -> list[str]:
    found: list[str] = []
    for each in resolver.url_patterns:
        route = above + str(each.pattern)
        if isinstance(each, URLResolver):
            found += routes(each, route)
        elif isinstance(each, URLPattern):
            found.append(re.sub(r"[$^]", "", re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", route)))
    return found


def filled(route: str, wanted: dict[str, Any], here: Taught) -> str:
    """An address of this route: the wanted argument, and for the others something of her own."""
    own = {"page_id": here.first.pk, "parent_page_id": here.module.pk, "page_to_move_id": here.first.pk}
    words = {
        "content_type_app_name": "modules",
        "content_type_model_name": "lessonpage",
        "action_name": "approve",
        "media_type": "audio",
    }
    values = {**own, "destination_id": here.module.pk, **words, **wanted}
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values.get(found[1], 1)), route)
