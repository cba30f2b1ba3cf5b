"""`{% shape field as shape %}`: see core.forms.looks."""

from django import template
from django.forms import BoundField

from core.forms.looks import Shape, shape_of

register = template.Library()


@register.simple_tag
def shape(field: BoundField) -> Shape:
    """Return what forms/field.html draws."""
    return shape_of(field)
