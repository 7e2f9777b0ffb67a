"""The pages that an installation begins with: a home for each language, and nothing of Wagtail's own."""

from django.db import migrations

LANGUAGES = (("es", "Inicio"), ("en", "Home"))
STEP = 4


def plant(apps, schema_editor):
    Page, HomePage = apps.get_model("wagtailcore.Page"), apps.get_model("modules.HomePage")
    Locale, Site = apps.get_model("wagtailcore.Locale"), apps.get_model("wagtailcore.Site")
    if HomePage.objects.exists():
        return
    kind, _ = apps.get_model("contenttypes.ContentType").objects.get_or_create(
        app_label="modules", model="homepage"
    )
    Site.objects.all().delete()
    Page.objects.filter(depth=2).delete()
    root = Page.objects.get(depth=1)
    first = None
    for place, (code, title) in enumerate(LANGUAGES, 1):
        locale, _ = Locale.objects.get_or_create(language_code=code)
        home = HomePage(
            path=f"{root.path}{place:0{STEP}}",
            depth=2,
            title=title,
            draft_title=title,
            slug=f"inicio-{code}",
            url_path=f"/inicio-{code}/",
            content_type=kind,
            locale=locale,
            live=True,
        )
        if first:
            home.translation_key = first.translation_key
        home.save()
        first = first or home
    root.numchild = len(LANGUAGES)
    root.save()
    Site.objects.create(hostname="localhost", root_page_id=first.pk, is_default_site=True)


def forget_groups_over_everything(apps, schema_editor):
    """Rights over pages are a network's own; Wagtail's two groups would reach all networks at once."""
    names = ("Moderators", "Editors")
    apps.get_model("auth.Group").objects.filter(name__in=names).delete()
    apps.get_model("wagtailcore.WorkflowPage").objects.all().delete()
    apps.get_model("wagtailcore.Workflow").objects.all().delete()
    apps.get_model("wagtailcore.Task").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("modules", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]

    operations = [
        migrations.RunPython(plant, migrations.RunPython.noop),
        migrations.RunPython(forget_groups_over_everything, migrations.RunPython.noop),
    ]
