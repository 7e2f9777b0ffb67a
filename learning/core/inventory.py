"""What the models of packages keep of a person, in the same words as our own."""

from .privacy import DELETE, KEEP, PERSONAL, PLAIN, SENSITIVE, blank, register_package

_PLAIN = """
    auth.Group auth.Permission contenttypes.ContentType sites.Site
    taggit.Tag taggit.TaggedItem
    modelsearch.IndexEntry modelsearch.SQLiteFTSIndexEntry
    wagtailsearch.IndexEntry wagtailsearch.SQLiteFTSIndexEntry
    wagtailadmin.Admin wagtailembeds.Embed wagtailimages.Rendition wagtailredirects.Redirect
    wagtailcore.Collection wagtailcore.CollectionViewRestriction wagtailcore.GroupApprovalTask
    wagtailcore.GroupCollectionPermission wagtailcore.GroupPagePermission wagtailcore.GroupSitePermission
    wagtailcore.Locale wagtailcore.PageViewRestriction wagtailcore.Site wagtailcore.Task wagtailcore.Workflow
    wagtailcore.WorkflowContentType wagtailcore.WorkflowPage wagtailcore.WorkflowTask
    wagtail_localize.LocaleSynchronization wagtail_localize.OverridableSegment
    wagtail_localize.RelatedObjectSegment wagtail_localize.String wagtail_localize.StringSegment
    wagtail_localize.Template wagtail_localize.TemplateSegment wagtail_localize.TranslatableObject
    wagtail_localize.Translation wagtail_localize.TranslationContext
    wagtail_localize.TranslationLog
    account.EmailConfirmation
"""

for label in _PLAIN.split():
    register_package(label, fields=PLAIN)

# What goes with her: her keys, her settings of the editor, her remarks in it.
for label in (
    "account.EmailAddress",
    "mfa.Authenticator",
    "wagtailadmin.EditingSession",
    "wagtailadmin.FormState",
    "wagtailcore.CommentReply",
    "wagtailcore.PageSubscription",
    "wagtailusers.UserProfile",
):
    register_package(label, fields=SENSITIVE, on_erase={"user": DELETE})
register_package("wagtailcore.Comment", fields=PERSONAL, on_erase={"user": DELETE, "resolved_by": KEEP})
register_package("sessions.Session", fields=SENSITIVE)
# Names a piece of work by its key, and nobody.
register_package("django_tasks_database.DBTaskResult", fields=PLAIN)

# What stays and no longer says whose it was. Its moments become days (learning.core.moments); how long its rows stay
# is said in learning.core.editor_limits.
for label in (
    "wagtaildocs.Document",
    "wagtailimages.Image",
    "wagtailmedia.Media",
    "wagtailcore.UploadedFile",
):
    register_package(label, fields=PERSONAL, on_erase={"uploaded_by_user": KEEP})
for label in ("wagtail_localize.StringTranslation", "wagtail_localize.SegmentOverride"):
    register_package(label, fields=PERSONAL, on_erase={"last_translated_by": KEEP})
register_package("wagtail_localize.TranslationSource", fields=PERSONAL, scrub=("content_json",))
register_package("wagtailcore.Page", fields=PERSONAL, on_erase={"owner": KEEP, "locked_by": KEEP})
register_package("wagtailcore.Revision", fields=PERSONAL, on_erase={"user": KEEP}, scrub=("content",))
register_package("wagtailcore.WorkflowState", fields=PERSONAL, on_erase={"requested_by": KEEP})
register_package("wagtailcore.TaskState", fields=PERSONAL, on_erase={"finished_by": blank("comment")})
register_package("wagtailcore.PageLogEntry", fields=PERSONAL, on_erase={"user": KEEP}, scrub=("data",))
register_package(
    "wagtailcore.ModelLogEntry",
    fields=PERSONAL,
    on_erase={"user": KEEP},
    generic=(("content_type", "object_id"),),
    scrub=("data",),
)
register_package(
    "wagtailcore.ReferenceIndex",
    fields=PERSONAL,
    generic=(("base_content_type", "object_id"), ("to_content_type", "to_object_id")),
)
