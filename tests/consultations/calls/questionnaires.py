"""Questionnaires as an editor builds them."""

from uuid import uuid4

SIZES = "Small\nLarge"


def block(type_, code, **fields):
    """Return one question block, as a StreamField stores it."""
    condition = {"question": fields.pop("after", ""), "answers": fields.pop("answers", "")}
    value = {
        "code": code,
        "wording": f"What of {code}?",
        "help": "",
        "required": False,
        "show_when": condition,
        **({"word_limit": None} if type_ in ("short_text", "long_text") else {}),
        **({"options": SIZES} if type_ in ("radios", "checkboxes", "select", "ranking", "likert") else {}),
        **({"scale": "Agree\nDisagree"} if type_ == "likert" else {}),
        **fields,
    }
    return {"type": type_, "id": str(uuid4()), "value": value}


def section(*questions, title="Local leaders", intro=""):
    return {
        "type": "section",
        "id": str(uuid4()),
        "value": {"title": title, "intro": intro, "questions": list(questions)},
    }


def publish(page, questionnaire, user=None, **fields):
    """Publish a new revision of a page, as the editor's button does. It has a reason, which an open call needs."""
    page = type(page).objects.get(pk=page.pk)
    for name, value in {
        "questionnaire": page._meta.get_field("questionnaire").to_python(questionnaire),
        "change_reason": "A test needs it.",
        **fields,
    }.items():
        setattr(page, name, value)
    page.save_revision(user=user).publish(user=user)
    return type(page).objects.get(pk=page.pk)
