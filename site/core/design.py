"""/design/: every component with its props and its samples."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from core.components import REQUIRED, Component, all_components


@dataclass(frozen=True)
class Exhibit:
    """One component as the page shows it. `props` are rows of name and default."""

    name: str
    purpose: str
    usage: str
    props: list[tuple[str, str]]
    samples: list[SafeString]


def design(request: HttpRequest) -> HttpResponse:
    """Show every component."""
    exhibits = [_exhibit(one, request) for one in all_components()]
    return render(request, "core/design.html", {"exhibits": exhibits})


def _exhibit(one: Component, request: HttpRequest) -> Exhibit:
    needed = "".join(f" {name}=…" for name, default in one.props.items() if default is REQUIRED)
    usage = (
        f'{{% fill "{one.name}"{needed} %}}…{{% endfill %}}'
        if one.has_body
        else f'{{% component "{one.name}"{needed} %}}'
    )
    props = [(name, "needed" if default is REQUIRED else repr(default)) for name, default in one.props.items()]
    return Exhibit(one.name, one.purpose, usage, props, one.rendered_samples(request))
