"""Tables of models that exist for one test, made inside its transaction."""

from django.db import connection, models


def create_tables(*each: type[models.Model]) -> None:
    """As `schema_editor()` would, which SQLite refuses inside a transaction."""
    editor = connection.SchemaEditorClass(connection, collect_sql=True)
    editor.deferred_sql = []
    for model in each:
        editor.create_model(model)
    with connection.cursor() as cursor:
        for statement in (*editor.collected_sql, *map(str, editor.deferred_sql)):
            cursor.execute(statement)
