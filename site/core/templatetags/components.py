"""`{% component %}` and `{% fill %}`: see core.components."""

from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.template.context import Context
from django.utils.safestring import SafeString

from core.components import component_named

register = template.Library()


class ComponentNode(template.Node):
    def __init__(self, name: FilterExpression, props: dict[str, FilterExpression], body: NodeList | None) -> None:
        self.name, self.props, self.body = name, props, body

    def render(self, context: Context) -> SafeString:
        given: dict[str, Any] = {name: value.resolve(context) for name, value in self.props.items()}
        body = self.body.render(context) if self.body is not None else ""
        return component_named(self.name.resolve(context)).render(given, body=body, request=context.get("request"))


def _parsed(parser: Parser, token: Token) -> tuple[FilterExpression, dict[str, FilterExpression]]:
    tag, *bits = token.split_contents()
    if not bits:
        raise template.TemplateSyntaxError(f"{tag} needs the name of a component.")
    name = parser.compile_filter(bits.pop(0))
    props = token_kwargs(bits, parser)
    if bits:
        raise template.TemplateSyntaxError(f"{tag} takes name=value, not {' '.join(bits)}.")
    return name, props


@register.tag("component")
def do_component(parser: Parser, token: Token) -> ComponentNode:
    """`{% component "tag" text="Open" %}`"""
    return ComponentNode(*_parsed(parser, token), body=None)


@register.tag("fill")
def do_fill(parser: Parser, token: Token) -> ComponentNode:
    """`{% fill "details" summary="Why" %}…{% endfill %}`"""
    name, props = _parsed(parser, token)
    body = parser.parse(("endfill",))
    parser.delete_first_token()
    return ComponentNode(name, props, body)
