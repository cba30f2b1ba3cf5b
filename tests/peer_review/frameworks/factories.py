from factory import Sequence, SubFactory
from factory.django import DjangoModelFactory

from peer_review.frameworks.models import Framework, FrameworkVersion, Line, Prompt, Theme


class FrameworkFactory(DjangoModelFactory):
    class Meta:
        model = Framework

    name = Sequence(lambda number: f"Illustrative framework {number}")
    slug = Sequence(lambda number: f"framework-{number}")
    purpose = "To look at a system together."


class FrameworkVersionFactory(DjangoModelFactory):
    """A draft; the database refuses changes to what is in force."""

    class Meta:
        model = FrameworkVersion

    framework = SubFactory(FrameworkFactory)
    number = Sequence(lambda number: number + 101)


class ThemeFactory(DjangoModelFactory):
    class Meta:
        model = Theme

    version = SubFactory(FrameworkVersionFactory)
    position = Sequence(lambda number: number + 1)
    title = "Leadership"


class LineFactory(DjangoModelFactory):
    class Meta:
        model = Line

    theme = SubFactory(ThemeFactory)
    position = Sequence(lambda number: number + 1)
    title = Sequence(lambda number: f"Who leads {number}")
    question = "Who leads, and how do they decide?"
    good = "Everybody knows who decides what."


class PromptFactory(DjangoModelFactory):
    class Meta:
        model = Prompt

    line = SubFactory(LineFactory)
    position = Sequence(lambda number: number + 1)
    text = "Ask who decides."
