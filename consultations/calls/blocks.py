"""The blocks with which editors build a questionnaire."""

from wagtail import blocks


class QuestionnaireBlock(blocks.StreamBlock):
    pass
