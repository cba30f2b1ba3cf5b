"""The editor's form of a call, filled in."""

from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from consultations.calls.models import CallPage

WORDS = ("title", "slug", "kind", "summary", "audience", "minutes_needed", "contact_email", "wording_note")


def edit(browser, call, *, publishing=True, **fields):
    """Send the editor's form for a call, as it stands but for `fields`, and return the response."""
    stored = CallPage.objects.get(pk=call.pk)
    data = {
        **{name: getattr(stored, name) for name in WORDS},
        "body": rich_text(stored.body),
        "outcome": rich_text(stored.outcome),
        "opens_at": typed(stored.opens_at),
        "closes_at": typed(stored.closes_at),
        "privacy_notice": stored.privacy_notice_id or "",
        "sign_off_offered": "on",
        "change_reason": "",
        "documents": inline_formset([]),
        "questionnaire": posted(stored.questionnaire.get_prep_value()),
        "comments": inline_formset([]),
        **fields,
        **({"action-publish": "1"} if publishing else {}),
    }
    return browser.post(reverse("wagtailadmin_pages:edit", args=[call.pk]), nested_form_data(data))


def typed(moment):
    """Return a moment as its box shows it: to the minute, in London."""
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


def posted(sections):
    """Return a questionnaire (questionnaires.section) as the form posts it."""
    return _blocks(sections, _section)


def _section(value):
    return {**value, "intro": rich_text(value["intro"]), "questions": _blocks(value["questions"], _question)}


def _question(value):
    """A box that is not ticked posts nothing."""
    return {name: "" if one is None else one for name, one in value.items() if one is not False}


def _blocks(blocks, of_value):
    rows = {
        str(place): {
            "type": one["type"],
            "id": one["id"],
            "value": of_value(one["value"]),
            "deleted": "",
            "order": place,
        }
        for place, one in enumerate(blocks)
    }
    return {**rows, "count": str(len(rows))}


def errors_of(response):
    """Return what stands beside the fields of a form that was not saved."""
    errors = {} if response.status_code == 302 else response.context["form"].errors
    return {name: list(why) for name, why in errors.items()}


def told(response):
    """Return the messages on the page."""
    return [str(message).strip() for message in response.context["messages"]]
