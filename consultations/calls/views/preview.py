"""A call as its editor previews it. Nothing here is saved, and no draft is begun."""

import json
from dataclasses import dataclass

from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString

from consultations.calls.models import CallPage, QuestionVersion
from consultations.calls.queries import asked_in
from consultations.calls.questions import field_name, form_for
from core.html import rich


@dataclass(frozen=True)
class PreviewQuestion:
    version: QuestionVersion
    field: BoundField | None
    key: str
    condition: str


@dataclass(frozen=True)
class PreviewSection:
    title: str
    intro: SafeString
    questions: list[PreviewQuestion]


def as_respondent(request: HttpRequest, call: CallPage) -> HttpResponse:
    """Show the draft's form, with working conditions."""
    return TemplateResponse(request, "calls/preview.html", {"page": call, "sections": _sections(call)})


def _sections(call: CallPage) -> list[PreviewSection]:
    sections: list[PreviewSection] = []
    asked = asked_in(call.questionnaire)
    form = form_for(version for _title, _intro, version in asked)
    for title, intro, version in asked:
        if not sections or (sections[-1].title, sections[-1].intro) != (title, rich(intro)):
            sections.append(PreviewSection(title, rich(intro), []))
        name = field_name(version)
        sections[-1].questions.append(
            PreviewQuestion(
                version=version,
                field=form[name] if name in form.fields else None,
                key=str(version.question.key),
                condition=json.dumps(version.show_when) if version.show_when else "",
            )
        )
    return sections
