"""`{% component %}`: see core.components."""

from django import template

register = template.Library()
