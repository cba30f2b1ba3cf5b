from django.db import migrations, models


def carry_over(apps, schema_editor):
    """What was said of a file stays; of one that nobody spoke of, only what is published already stays public."""
    files = apps.get_model("submissions", "Attachment").objects
    files.filter(cleared=True).update(release="file")
    files.filter(withheld=True).update(release="nothing")
    silent = files.filter(cleared=False, withheld=False, is_paper_scan=False, scan="clean")
    silent.filter(submission__state="published").update(release="text")


class Migration(migrations.Migration):
    dependencies = [("submissions", "0004_keyings_and_pages")]

    operations = [
        migrations.AddField(
            model_name="attachment",
            name="release",
            field=models.CharField(
                choices=[
                    ("undecided", "Not decided yet"),
                    ("nothing", "Publish nothing of it"),
                    ("text", "Publish its text"),
                    ("file", "Publish its text and the file itself"),
                ],
                default="undecided",
                help_text="What a screener let the public have of it.",
                max_length=10,
            ),
        ),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="attachment", name="only_a_clean_file_is_cleared"),
        migrations.RemoveConstraint(model_name="attachment", name="a_withheld_file_is_not_cleared"),
        migrations.RemoveField(model_name="attachment", name="cleared"),
        migrations.RemoveField(model_name="attachment", name="withheld"),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(("release__in", ["undecided", "nothing"]), ("scan", "clean"), _connector="OR"),
                name="only_a_clean_file_is_released",
            ),
        ),
    ]
