"""How every form of the site is drawn."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Draws forms, formsets and fields with our templates, and widgets with Django's.

    Wagtail's editor shares the renderer and draws its fields itself, so the widgets' own templates stay as they are and
    our classes are put on at the field.
    """

    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"
