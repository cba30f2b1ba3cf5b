"""How every form of the site is drawn."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Draws Django's fields with the templates in core/templates/django/forms."""
