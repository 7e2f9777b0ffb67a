"""Networks that were founded before: those whose courses every network reads may change the words of the glossary."""

from django.db import migrations

ACTS = ("add", "change", "delete", "view")


def grant(apps, schema_editor, model="glossaryterm", name="término"):
    Page, Network = apps.get_model("wagtailcore.Page"), apps.get_model("networks.Network")
    shared = apps.get_model("modules.CourseIndexPage").objects.filter(shared=True)
    keys = Page.objects.filter(pk__in=shared.values("pk")).values("translation_key")
    owners = Network.objects.filter(course_index__translation_key__in=keys, editors__isnull=False)
    if not owners.exists():
        return
    # Django makes what may be granted only after all migrations.
    kind, _ = apps.get_model("contenttypes.ContentType").objects.get_or_create(
        app_label="modules", model=model
    )
    make = apps.get_model("auth.Permission").objects.get_or_create
    rights = [
        make(content_type=kind, codename=f"{act}_{model}", defaults={"name": f"Can {act} {name}"})[0]
        for act in ACTS
    ]
    for network in owners:
        network.editors.permissions.add(*rights)


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0006_review_with_a_checklist"),
        ("modules", "0011_adapt_shared_courses"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
