"""Frameworks for tests: bare rows, and versions as the verbs leave them."""

from typing import Any
from uuid import uuid4

from factory import Sequence, SubFactory
from factory.django import DjangoModelFactory

from accounts.enums import Role
from accounts.models import User
from peer_review.frameworks import domain
from peer_review.frameworks.domain import Wording
from peer_review.frameworks.models import Framework, FrameworkVersion, Line, Prompt, Theme
from peer_review.frameworks.queries import lines_of
from tests.factories import UserFactory


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


def manager() -> User:
    return UserFactory(holds=[Role.PEER_REVIEW_MANAGER])


def wording(title: str = "Who decides", **fields: Any) -> Wording:
    """Return what a line says, with two prompts unless others are given."""
    said = {
        "question": f"{title}: how is it done here?",
        "good": "Everybody knows who decides what, and why.",
        "prompts": ("Ask who decided last.", "Read the minutes."),
    }
    return Wording(title=title, **{**said, **fields})


def drafted(*, by: User, name: str = "Core framework") -> FrameworkVersion:
    """Return the draft of a framework of two themes: the first has two lines of enquiry, the second one."""
    draft = domain.begin(name=name, purpose="What peers look at.", by=by)
    leadership = domain.save_theme(version=draft, key=uuid4(), title="Leadership", about="Who leads.", by=by)
    money = domain.save_theme(version=draft, key=uuid4(), title="Money", by=by)
    for theme, title in ((leadership, "Who decides"), (leadership, "Who is heard"), (money, "Where it goes")):
        domain.save_line(version=draft, key=uuid4(), theme=theme.key, wording=wording(title), by=by)
    return draft


def in_force(*, by: User, name: str = "Core framework") -> FrameworkVersion:
    return domain.put_in_force(version=drafted(by=by, name=name), by=by)


def line_named(version: FrameworkVersion, title: str) -> Line:
    return lines_of(version).get(title=title)
