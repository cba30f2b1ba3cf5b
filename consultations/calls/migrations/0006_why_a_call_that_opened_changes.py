"""A reason is asked for every change that people see, and each holiday is a point of the checklist by itself."""

from django.db import migrations, models
from django.utils import timezone

from consultations.calls.holidays import holidays_between


def one_answer_a_holiday(apps, schema_editor):
    """What was answered of "holidays" was asked of those the call was open in."""
    check = apps.get_model("calls", "Check")
    for answer in check.objects.filter(key="holidays").select_related("call"):
        first, last = (timezone.localdate(moment) for moment in (answer.call.opens_at, answer.call.closes_at))
        for holiday in holidays_between(first, last):
            check.objects.get_or_create(
                call=answer.call,
                key=f"holiday-{holiday.name.lower()}-{holiday.first.year}",
                defaults={
                    "answer": answer.answer,
                    "answered_by_id": answer.answered_by_id,
                    "answered_at": answer.answered_at,
                },
            )
        answer.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0005_usual_times"),
    ]

    operations = [
        migrations.AlterField(
            model_name="callpage",
            name="change_reason",
            field=models.CharField(
                blank=True,
                help_text="Needed whenever you publish a change that people see. It is kept in the audit log: name no respondent.",
                max_length=300,
                verbose_name="Why you change it",
            ),
        ),
        migrations.RunPython(one_answer_a_holiday, migrations.RunPython.noop),
    ]
