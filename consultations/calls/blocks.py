"""The blocks with which editors build a questionnaire."""

from collections import defaultdict
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from consultations.calls.enums import QuestionType
from consultations.calls.plan import Fault, Planned, faults_of, lines
from core.rich_text import INLINE

OPTION_CHARACTERS = 200
WORDS_AT_MOST = 10_000

code_shape = RegexValidator(r"^[0-9A-Za-z][0-9A-Za-z.-]*$", gettext_lazy("Use letters and digits, such as 3 or 3a."))


class LinesBlock(blocks.TextBlock):
    """Short texts, one a line: quicker to paste and to reorder than a list of boxes."""

    def __init__(self, *, at_least: int = 0, at_most: int = 200, **kwargs: Any) -> None:
        self.at_least, self.at_most = at_least, at_most
        super().__init__(**{"rows": 4, **kwargs})

    def clean(self, value: str) -> str:
        cleaned = lines(super().clean(value))
        if not self.is_deferred_validation and (why := self._fault(cleaned)):
            raise ValidationError(why)
        return "\n".join(cleaned)

    def _fault(self, given: list[str]) -> str:
        twice = sorted({one for one in given if given.count(one) > 1})
        if twice:
            return _("“%(line)s” stands here twice.") % {"line": twice[0]}
        if any(len(one) > OPTION_CHARACTERS for one in given):
            return _("Keep each line to %(limit)d characters or fewer.") % {"limit": OPTION_CHARACTERS}
        if len(given) < self.at_least:
            return _("Enter at least %(count)d, one on each line.") % {"count": self.at_least}
        if len(given) > self.at_most:
            return _("Enter at most %(count)d, one on each line.") % {"count": self.at_most}
        return ""


class ShowWhenBlock(blocks.StructBlock):
    question = blocks.CharBlock(
        required=False,
        max_length=12,
        label=gettext_lazy("When question"),
        help_text=gettext_lazy(
            "The code of an earlier question that is answered by choosing. Leave empty to show always."
        ),
    )
    answers = LinesBlock(
        required=False,
        rows=2,
        label=gettext_lazy("is answered with any of"),
        help_text=gettext_lazy("Options of that question, word for word, one on each line."),
    )

    class Meta:
        label = gettext_lazy("Show this question only")
        icon = "view"
        collapsed = True


class QuestionBlock(blocks.StructBlock):
    """What every question has. The order of these fields is the order in which an editor thinks of them."""

    code = blocks.CharBlock(
        max_length=12,
        validators=[code_shape],
        label=gettext_lazy("Code"),
        help_text=gettext_lazy(
            "Its short name in tables and conditions, such as 3 or 3a. It stands beside the question on paper."
        ),
    )
    wording = blocks.TextBlock(rows=2, max_length=1000, label=gettext_lazy("Question"))
    help = blocks.TextBlock(
        required=False,
        rows=2,
        max_length=1000,
        label=gettext_lazy("Help"),
        help_text=gettext_lazy("One or two short sentences under the question. No links: people would leave the form."),
    )
    required = blocks.BooleanBlock(
        required=False,
        label=gettext_lazy("An answer is required"),
        help_text=gettext_lazy("Asked for only when somebody checks their answers; a draft may be blank."),
    )


def _last() -> ShowWhenBlock:
    return ShowWhenBlock(required=False)


class ShortTextBlock(QuestionBlock):
    word_limit = blocks.IntegerBlock(
        required=False,
        min_value=1,
        max_value=50,
        label=gettext_lazy("Words at most"),
        help_text=gettext_lazy("Empty: no limit."),
    )
    show_when = _last()


class LongTextBlock(QuestionBlock):
    word_limit = blocks.IntegerBlock(
        required=False,
        default=250,
        min_value=10,
        max_value=WORDS_AT_MOST,
        label=gettext_lazy("Words at most"),
        help_text=gettext_lazy("Empty: no limit. 250 words are half a page."),
    )
    show_when = _last()


class ChoiceQuestionBlock(QuestionBlock):
    options = LinesBlock(
        at_least=2, at_most=30, label=gettext_lazy("Options"), help_text=gettext_lazy("One on each line.")
    )
    show_when = _last()


class SelectBlock(QuestionBlock):
    options = LinesBlock(
        at_least=2, at_most=500, label=gettext_lazy("Options"), help_text=gettext_lazy("One on each line.")
    )
    show_when = _last()


class RankingBlock(QuestionBlock):
    options = LinesBlock(
        at_least=2,
        at_most=10,
        label=gettext_lazy("What is to be put in order"),
        help_text=gettext_lazy("One on each line. More than six are hard to rank."),
    )
    show_when = _last()


class LikertBlock(QuestionBlock):
    options = LinesBlock(
        at_least=1, at_most=20, label=gettext_lazy("Statements"), help_text=gettext_lazy("The rows, one on each line.")
    )
    scale = LinesBlock(
        at_least=2,
        at_most=7,
        default="Strongly agree\nAgree\nNeither agree nor disagree\nDisagree\nStrongly disagree",
        label=gettext_lazy("Points of the scale"),
        help_text=gettext_lazy("The choices for each row, one on each line."),
    )
    show_when = _last()


class PlainQuestionBlock(QuestionBlock):
    show_when = _last()


class QuestionsBlock(blocks.StreamBlock):
    """One block a type of question, named as the type is."""

    short_text = ShortTextBlock(icon="pilcrow", label=gettext_lazy("Short text"))
    long_text = LongTextBlock(icon="doc-full", label=gettext_lazy("Long text"))
    radios = ChoiceQuestionBlock(icon="radio-full", label=gettext_lazy("One of several"))
    checkboxes = ChoiceQuestionBlock(icon="tasks", label=gettext_lazy("Any of several"))
    select = SelectBlock(icon="list-ul", label=gettext_lazy("One from a list"))
    number = PlainQuestionBlock(icon="decimal", label=gettext_lazy("Number"))
    date = PlainQuestionBlock(icon="date", label=gettext_lazy("Date"))
    organisation = PlainQuestionBlock(icon="group", label=gettext_lazy("Organisation"))
    ranking = RankingBlock(icon="list-ol", label=gettext_lazy("Ranking"))
    likert = LikertBlock(icon="table", label=gettext_lazy("Grid of statements"))
    file = PlainQuestionBlock(icon="upload", label=gettext_lazy("File upload"))

    class Meta:
        label = gettext_lazy("Questions")


class SectionBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=200, label=gettext_lazy("Title"))
    intro = blocks.RichTextBlock(
        required=False,
        features=INLINE,
        label=gettext_lazy("Introduction"),
        help_text=gettext_lazy("What people should know before they answer this section."),
    )
    questions = QuestionsBlock()

    class Meta:
        icon = "folder-open-inverse"
        label = gettext_lazy("Section")
        label_format = "{title}"


class QuestionnaireBlock(blocks.StreamBlock):
    """The sections of a call. One section is one page of the form."""

    section = SectionBlock()

    def clean(self, value: Any) -> Any:
        """Check each block, then the plan as a whole. A draft may be unfinished; what is published may not."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        if faults := list(faults_of(plan_of(cleaned))):
            raise _on_their_blocks(faults)
        return cleaned


def plan_of(questionnaire: Any) -> list[Planned]:
    """Return the questions of a StreamField's value in order."""
    plan = []
    for at, section in enumerate(questionnaire):
        for place, question in enumerate(section.value["questions"]):
            fields = question.value
            condition = fields.get("show_when") or {}
            plan.append(
                Planned(
                    section=at,
                    place=place,
                    type=QuestionType(question.block_type),
                    code=fields["code"],
                    options=tuple(lines(fields.get("options", ""))),
                    depends_on=(condition.get("question") or "").strip(),
                    wanted=tuple(lines(condition.get("answers", ""))),
                )
            )
    return plan


def faults_in(questionnaire: Any) -> list[str]:
    """Return what keeps a questionnaire from being published, as sentences.

    The editor's form says each beside its box; this is for ways to publish that have no form.
    """
    if found := [fault.why for fault in faults_of(plan_of(questionnaire))]:
        return found
    try:
        # A block of its own: that of the page's field may be checking somebody's draft, and then asks for less.
        QuestionnaireBlock(required=False).clean(questionnaire)
    except ValidationError:
        return [_("A question is not finished. Publish the page from its editor to see what is missing.")]
    return []


def _on_their_blocks(faults: list[Fault]) -> StreamBlockValidationError:
    """Nest each fault as Wagtail wants it, so that it stands beside the box that is wrong."""
    by_section: dict[int, dict[int, dict[str, Any]]] = defaultdict(lambda: defaultdict(dict))
    for fault in faults:
        error = ValidationError(fault.why)
        fields = by_section[fault.section][fault.place]
        if fault.field == "code":
            fields["code"] = error
        else:
            within = fields.get("show_when")
            others = within.block_errors if within else {}
            fields["show_when"] = StructBlockValidationError({**others, fault.field: error})
    return StreamBlockValidationError(
        {
            at: StructBlockValidationError(
                {
                    "questions": StreamBlockValidationError(
                        {place: StructBlockValidationError(fields) for place, fields in questions.items()}
                    )
                }
            )
            for at, questions in by_section.items()
        }
    )
