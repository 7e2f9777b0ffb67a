"""What Wagtail keeps of a woman who wrote in the editor, and what is left of her after she went."""

from typing import Any

import pytest
from django.apps import apps
from wagtail.log_actions import log
from wagtail.models import Comment, CommentReply, Page, PageSubscription, Task, Workflow, WorkflowState
from wagtail.users.models import UserProfile

from learning.accounts.models import Account
from learning.core.privacy import erase_person, export_person


def everything() -> str:
    """The text of all rows of all tables."""
    models = [each for each in apps.get_models(include_auto_created=True) if not each._meta.proxy]
    return repr([list(each._base_manager.values_list()) for each in models])


@pytest.fixture
def page(trainer: Any, lead: Any) -> Page:
    """A draft of hers with a remark of hers and one of another, in two revisions."""
    editor, other = trainer.account, lead.account
    root = Page.get_first_root_node()
    page = root.add_child(instance=Page(title="Borrador", slug="borrador", owner=editor, locked_by=editor))
    for author, text in ((editor, "nota de ella"), (other, "nota de otra")):
        remark = Comment(page=page, user=author, text=text, contentpath="title")
        remark.replies.add(CommentReply(user=editor, text="respuesta de ella"))
        page.wagtail_admin_comments.add(remark)
    page.save()
    page.save_revision(user=editor, log_action=True)
    page.save_revision(user=other, log_action=True).publish(user=editor, skip_permission_checks=True)
    PageSubscription.objects.create(page=page, user=editor, comment_notifications=True)
    UserProfile.objects.create(user=editor)
    log(instance=editor, action="wagtail.edit", user=other)
    return page


def test_no_key_no_name_and_no_remark_is_left(page: Page, trainer: Any, lead: Any) -> None:
    gone: Account = trainer.account
    traces = [str(gone.pk), repr(gone.pk), gone.pk.hex, gone.pseudonym, gone.login_id, "de ella"]
    before = everything()
    assert [each for each in traces if each in before] == [each for each in traces if each != gone.pk.hex]
    counts = erase_person(gone)
    left = everything()
    assert [each for each in traces if each in left] == []
    assert "nota de otra" in left
    assert repr(lead.account.pk) in left
    assert counts["wagtailcore.Revision"] >= 2
    assert counts["accounts.Account"] == 1
    page = Page.objects.get(pk=page.pk)
    assert (page.owner, page.locked_by) == (None, None)
    assert page.get_latest_revision_as_object().title == "Borrador"


@pytest.mark.parametrize("action", ["create", "resolve", "create_reply"])
def test_the_log_of_a_page_holds_no_words_of_a_remark(page: Page, lead: Any, action: str) -> None:
    said = {"comment": {"text": "dichaqzx"}, "reply": {"text": "dichaqzx"}, "title": "Borrador"}
    entry = log(instance=page, action=f"wagtail.comments.{action}", user=lead.account, data=said)
    assert "dichaqzx" not in everything()
    assert entry.data == {"title": "Borrador"}
    assert "comment" in str(entry.message).lower() or "comentario" in str(entry.message).lower()


def test_what_she_wrote_to_approve_a_page_goes(page: Page, trainer: Any) -> None:
    task = Task.objects.create(name="Revisar")
    review = Workflow.objects.create(name="Revisión")
    state = WorkflowState.objects.create(
        content_object=page, content_type=page.get_content_type(), workflow=review
    )
    row = state.task_states.create(
        task=task, revision=page.latest_revision, finished_by=trainer.account, comment="dichaqzx"
    )
    erase_person(trainer.account)
    row.refresh_from_db()
    assert (row.comment, row.finished_by) == ("", None)


def test_she_takes_only_words_of_hers(page: Page, trainer: Any, lead: Any) -> None:
    taken = repr(export_person(trainer.account))
    assert trainer.account.pseudonym in taken
    assert lead.account.pseudonym not in taken
