"""What holds for every model there is, and for the next one: walls at the manager, pairs in the database."""

import re

import pytest
from django.apps import apps
from django.db.models import CheckConstraint, Model, Q

from learning.core.crypto import SealedTextField
from learning.core.privacy import DELETE, PLAIN, policy_of
from learning.core.scoping import ScopeMissing
from learning.networks.models import Network
from learning.networks.querysets import NetworkOwned

OURS = {"certificates", "community", "learning", "modules"}
MODELS = [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]
OWNED = [
    model
    for model in MODELS
    if any(field.is_relation and field.related_model is Network for field in model._meta.concrete_fields)
]
# Columns that only mean something together, and must be held together by the database itself.
PAIRS = {
    ("certificates.Certificate", "revoked_month", "revoked_reason"),
    ("community.Post", "state", "reason"),
    ("networks.Invitation", "uses", "used"),
    ("progress.Enrolment", "week", "completed_week"),
    ("progress.Enrolment", "completed_week", "completed_titles"),
    ("progress.Enrolment", "completed_week", "completed_hours"),
    ("progress.QuizAttempt", "right", "total"),
}
# Columns that look like half of a pair and cannot be held by a constraint.
ALONE = {
    # Erasing the account of the author or of who decided empties either one, and the decision stays.
    "community.ModerationEntry.reason",
    "community.ModerationEntry.by",
    # Empty where a lesson never changed; who changed it stands on no label.
    "modules.LessonLabel.changed_week",
    # Who made the sheet, until her account goes; when is not kept.
    "networks.Invitation.made_by",
}
# Where a person's words stand: model and text → the way from the row to whoever wrote it. When she goes, that way must
# delete the row or empty the text: it is hers, whoever the row is about.
WRITERS = {
    ("cohorts.Cohort", "reach"): "account",
    ("community.ModerationEntry", "reason"): "by",
    ("community.Post", "body"): "author",
    ("community.Post", "reason"): "judge",
    ("community.PostReport", "note"): "reporter",
    ("community.Topic", "title"): "opener",
    ("journal.Entry", "content"): "account",
    ("progress.QuizAttempt", "answers"): "enrolment__account",
    ("wagtailadmin.FormState", "data"): "user",
    ("wagtailcore.Comment", "text"): "user",
    ("wagtailcore.CommentReply", "text"): "user",
    ("wagtailcore.TaskState", "comment"): "finished_by",
    ("progress.QuizDraft", "answers"): "account",
}
# Texts that tell of a person and that no other person writes: her names, her keys, what the site makes.
OF_HERSELF = {
    "account.EmailAddress.email",
    "accounts.Account.data_key",
    "accounts.Account.login_id",
    "accounts.Account.password",
    "accounts.Account.pseudonym",
    "accounts.Account.recovery_fingerprint",
    "accounts.Session.device",
    "accounts.Session.key_hash",
    "accounts.Session.payload",
    "certificates.Certificate.code_fingerprint",
    "certificates.Certificate.name_mac",
    "journal.Journal.by_paper",
    "journal.Journal.by_passphrase",
    "journal.Journal.mark",
    "journal.Journal.paper_lock",
    "journal.Journal.salt",
    "mfa.Authenticator.data",
    "modules.Work.data_key",
    "modules.Work.said",
    "networks.AuditEntry.actor_mark",
    "networks.Invitation.code_fingerprint",
    "networks.Membership.pseudonym_key",
    "progress.Enrolment.completed_titles",
    "progress.Enrolment.last_block",
    "wagtailadmin.EditingSession.object_id",
    "wagtailadmin.FormState.object_id",
    "wagtailadmin.FormState.parent_object_id",
    "wagtailcore.Comment.contentpath",
    "wagtailcore.Comment.position",
    "wagtailusers.UserProfile.current_time_zone",
    "wagtailusers.UserProfile.dismissibles",
    "wagtailusers.UserProfile.preferred_language",
}
# What a network says to its members: its rows know no author, and stay when she who wrote them goes.
OF_NETWORKS = {("news.News", "sealed")}
# What the editor keeps of a network's courses: the courses' words, which stay when a trainer goes.
OF_COURSES = {
    "wagtail_localize.SegmentOverride",
    "wagtail_localize.StringTranslation",
    "wagtail_localize.TranslationSource",
    "wagtailcore.ModelLogEntry",
    "wagtailcore.Page",
    "wagtailcore.PageLogEntry",
    "wagtailcore.ReferenceIndex",
    "wagtailcore.Revision",
    "wagtailcore.UploadedFile",
    "wagtailcore.WorkflowState",
    "wagtaildocs.Document",
    "wagtailimages.Image",
    "wagtailmedia.Media",
}
TEXTS = {"BinaryField", "CharField", "JSONField", "SlugField", "TextField", "EmailField"}
HALF = re.compile(r"(^|_)(reason|at|on|by|day|week|month)$")


def label(model: type[Model]) -> str:
    return model._meta.label


def columns(condition: Q) -> set[str]:
    """The columns a condition speaks of."""
    found: set[str] = set()
    for child in condition.children:
        if isinstance(child, Q):
            found |= columns(child)
        else:
            name, value = child
            found |= {name.split("__")[0], getattr(value, "name", "")}
    return found - {""}


@pytest.mark.parametrize("model", OWNED, ids=label)
def test_rows_of_a_network_are_not_given_without_one(model):
    assert issubclass(model, NetworkOwned)
    for manager in model._meta.managers:
        for evaluate in (list, bool, len, lambda rows: rows.count(), lambda rows: rows.exists()):
            with pytest.raises(ScopeMissing):
                evaluate(manager.all())


def test_every_model_of_networks_is_found():
    assert {model for model in MODELS if issubclass(model, NetworkOwned)} == set(OWNED)
    assert len(OWNED) >= 13


@pytest.mark.parametrize(("name", "one", "other"), sorted(PAIRS))
def test_a_pair_is_held_by_the_database(name, one, other):
    checks = [each for each in apps.get_model(name)._meta.constraints if isinstance(each, CheckConstraint)]
    assert any({one, other} <= columns(check.condition) for check in checks)


def texts_of_persons() -> set[tuple[str, str]]:
    """Model and name of each text, not one of some choices, that is said to tell of a person."""
    found = set()
    for model in MODELS:
        said = policy_of(model)
        if said is None or model._meta.auto_created or label(model) in OF_COURSES:
            continue
        for each in model._meta.local_concrete_fields:
            kind = said.fields if isinstance(said.fields, str) else said.fields.get(each.name)
            if each.get_internal_type() in TEXTS and not each.choices and kind != PLAIN:
                found.add((label(model), each.name))
    return found


def test_of_every_text_it_is_known_who_wrote_it():
    assert {f"{name}.{text}" for name, text in texts_of_persons() - set(WRITERS)} == OF_HERSELF
    assert set(WRITERS) <= texts_of_persons()


def test_no_sealed_text_is_taken_for_something_else():
    sealed = {
        (label(model), each.name)
        for model in MODELS
        for each in model._meta.local_concrete_fields
        if isinstance(each, SealedTextField)
    }
    assert sealed <= set(WRITERS) | OF_NETWORKS


@pytest.mark.parametrize(("name", "text"), sorted(WRITERS))
def test_what_she_wrote_goes_with_her_wherever_it_stands(name, text):
    rule = policy_of(apps.get_model(name)).on_erase[WRITERS[name, text]]
    assert rule == DELETE or text in rule.fields


def test_no_half_of_a_pair_is_forgotten():
    halves = {
        f"{label(model)}.{field.name}"
        for model in MODELS
        if model.__module__.split(".")[0] in OURS
        for field in model._meta.local_concrete_fields
        if HALF.search(field.name) and (field.null or (field.blank and field.empty_strings_allowed))
    }
    paired = {f"{name}.{column}" for name, *both in PAIRS for column in both}
    assert halves - paired == ALONE
