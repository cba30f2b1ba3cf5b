"""Components: one template each, with declared props, sample data and a place on /design/.

A component is a template `components/<name>.html` and a declaration here or in an app's components.py. A template uses
it as `{% component "tag" text="Open" colour="green" %}`, or with a body as
`{% fill "details" summary="Why we ask" %}…{% endfill %}`. An unknown name, an unknown prop or a missing one raises, so a
slip of the pen is found by the first test and not by a reader.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

REQUIRED = object()
Prepare = Callable[[dict[str, Any]], Mapping[str, Any]]


@dataclass(frozen=True)
class Component:
    """`props` maps each name to its default, or to REQUIRED.

    `samples` are shown on /design/; the body of one that has a body is its `body`. `prepare` works out from the checked
    props (and the request) what the template needs besides, so that no template computes.
    """

    name: str
    purpose: str
    props: Mapping[str, Any] = field(default_factory=dict)
    has_body: bool = False
    samples: tuple[Mapping[str, Any], ...] = ()
    prepare: Prepare | None = None

    @property
    def template(self) -> str:
        return f"components/{self.name}.html"

    def checked(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return all props with their defaults. Raises TypeError for one that is unknown or missing."""
        unknown = set(given) - set(self.props)
        if unknown:
            raise TypeError(f"The component {self.name} has no {', '.join(sorted(unknown))}.")
        props = {**self.props, **given}
        missing = sorted(name for name, value in props.items() if value is REQUIRED)
        if missing:
            raise TypeError(f"The component {self.name} needs {', '.join(missing)}.")
        return props

    def render(self, given: Mapping[str, Any], *, body: SafeString | str = "", request: Any = None) -> SafeString:
        """Return the component as HTML. Raises TypeError for wrong props or a body it can't hold."""
        if body and not self.has_body:
            raise TypeError(f"The component {self.name} has no body.")
        context = self.checked(given)
        context["request"] = context.get("request") or request
        if self.has_body:
            context["body"] = body
        if self.prepare:
            context.update(self.prepare(context))
        # Not as a request's context: the context processors need not run again for each tag in a table.
        # Without the line ends of its file, so that it can stand in a sentence right before a full stop.
        return SafeString(render_to_string(self.template, context).strip())

    def rendered_samples(self, request: Any = None) -> list[SafeString]:
        """Return each sample as HTML."""
        return [
            self.render(
                {name: value for name, value in sample.items() if name != "body"},
                body=sample.get("body", ""),
                request=request,
            )
            for sample in self.samples
        ]


_components: dict[str, Component] = {}


def component(
    name: str,
    purpose: str,
    /,
    *,
    has_body: bool = False,
    samples: tuple[Mapping[str, Any], ...] = (),
    prepare: Prepare | None = None,
    **props: Any,
) -> Component:
    """Declare a component. Raises ValueError when the name is taken."""
    if name in _components:
        raise ValueError(f"There are two components named {name}.")
    _components[name] = Component(name, purpose, props, has_body, samples, prepare)
    return _components[name]


def component_named(name: str) -> Component:
    """Return a component. Raises LookupError for an unknown name."""
    try:
        return _components[name]
    except KeyError:
        raise LookupError(f"There is no component named {name}.") from None


def all_components() -> list[Component]:
    return sorted(_components.values(), key=lambda one: one.name)
