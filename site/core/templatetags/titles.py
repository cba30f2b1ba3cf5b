"""What a page's title says besides its name: that something is wrong, or which page of a list this is."""

from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext

register = template.Library()


@register.simple_tag
def error_prefix(*forms: "BaseForm | BaseFormSet[Any] | None") -> str:
    """`{% block title %}{% error_prefix form %}About you{% endblock %}` gives `Error: About you` when a form has faults."""
    if any(form is not None and form.is_bound and not form.is_valid() for form in forms):
        return f"{gettext('Error:')} "
    return ""


@register.simple_tag
def page_suffix(page: "Page[Any]") -> str:
    """` (page 2 of 7)`, and nothing when there is but one page."""
    if page.paginator.num_pages <= 1:
        return ""
    return " " + gettext("(page %(number)s of %(total)s)") % {"number": page.number, "total": page.paginator.num_pages}
