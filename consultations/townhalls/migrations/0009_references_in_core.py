"""What each contribution refers to stands in core.Citation, with that of every other kind of row."""

from django.db import migrations


def keep(apps, schema_editor):
    links = apps.get_model("townhalls", "Contribution").refers_to.through.objects
    rows = links.order_by("pk").values_list("from_contribution", "to_contribution__reference")
    if not rows.exists():
        return
    kinds = apps.get_model("contenttypes", "ContentType").objects
    source, _is_new = kinds.get_or_create(app_label="townhalls", model="contribution")
    citation = apps.get_model("core", "Citation")
    citation.objects.bulk_create(
        (
            citation(source_type=source, source_key=key, family="question", reference=reference)
            for key, reference in rows
            if reference
        ),
        ignore_conflicts=True,
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("core", "0005_citations"),
        ("townhalls", "0008_measures_outlive_an_account"),
    ]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
