"""Forms: how they are drawn, and the words of their errors.

Every field of the site is drawn as `{{ form.field.as_field_group }}` (templates/forms/field.html). What a field may say
of its looks: `look(field, size="l", heading=True, …)`, and on its widget `data-width` (2, 3, 4, 5, 10, 20, 30
characters) and `data-word-limit`. A form that derives from `Form` or `ModelForm` here gets the design system's error
texts from its labels. What people write is asked with `TextField`, a name with `LineField`, one of a few kinds with
`OneOf`, several rows with `ManyField`. A form with a page to itself derives from `AskingForm`.
"""

from core.forms.asking import AskingForm
from core.forms.choices import OneOf
from core.forms.dates import DateField, DateParts
from core.forms.looks import Look, look
from core.forms.many import ManyField
from core.forms.plain import Form, ModelForm
from core.forms.renderer import Renderer
from core.forms.texts import LineField, TextField
from core.forms.wording import MaxWords, count_words, errors_for

__all__ = [
    "AskingForm",
    "DateField",
    "DateParts",
    "Form",
    "LineField",
    "Look",
    "ManyField",
    "MaxWords",
    "ModelForm",
    "OneOf",
    "Renderer",
    "TextField",
    "count_words",
    "errors_for",
    "look",
]
