"""Counts in the place of a row for each person."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Count


def count(apps, schema_editor):
    answers, counts = (apps.get_model("submissions", name) for name in ("EqualityAnswer", "EqualityCount"))
    rows = answers.objects.values("call", "question", "answer").order_by("call", "question", "answer")
    counts.objects.bulk_create(
        counts(call_id=row["call"], question=row["question"], answer=row["answer"], count=row["number"])
        for row in rows.annotate(number=Count("pk"))
    )


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0005_usual_times"),
        ("submissions", "0005_nothing_of_a_file_goes_out_by_default"),
    ]

    operations = [
        migrations.CreateModel(
            name="EqualityCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("question", models.CharField(max_length=30)),
                ("answer", models.CharField(max_length=120)),
                ("count", models.PositiveIntegerField(default=0)),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="calls.callpage"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["call", "question", "answer"], name="one_equality_count_an_answer")
                ]
            },
        ),
        migrations.RunPython(count, migrations.RunPython.noop, elidable=True),
        migrations.DeleteModel(name="EqualityAnswer"),
    ]
