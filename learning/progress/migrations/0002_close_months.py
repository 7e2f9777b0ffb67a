import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0002_fold_look_alikes"),
        ("progress", "0001_enrolment_and_completion"),
    ]

    operations = [
        migrations.CreateModel(
            name="NetworkMonth",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("month", models.DateField()),
                ("active", models.BooleanField(null=True)),
                ("counts", models.JSONField(default=dict)),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="networks.network"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("network", "month"), name="month_closed_once")
                ],
            },
        ),
    ]
