"""Drawing decisions in templates without ever asking one for its truth.

``{% if decision %}`` would swallow the error a Decision raises and fail open; use
``{% allowed decision %}…{% refused %}…{% endallowed %}``.
"""

from __future__ import annotations

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context

from audit import faces, gate
from audit.actions import Action
from audit.adoption import profile_in_force
from policy import catalogue
from policy.decision import Decision, Ground, Source

register = template.Library()


class AllowedNode(template.Node):
    """Draws one branch or the other; anything that is not a Decision is drawn as refused."""

    def __init__(self, expression: FilterExpression, yes: NodeList, no: NodeList) -> None:
        self.expression, self.yes, self.no = expression, yes, no

    def render(self, context: Context) -> str:
        decision = self.expression.resolve(context)
        permitted = isinstance(decision, Decision) and decision.permitted
        return (self.yes if permitted else self.no).render(context)


@register.tag("allowed")
def allowed(parser: Parser, token: Token) -> AllowedNode:
    """``{% allowed decision %} yes {% refused %} no {% endallowed %}``; the refused part is optional."""
    try:
        _, expression = token.split_contents()
    except ValueError:
        raise template.TemplateSyntaxError("allowed takes one decision") from None
    yes, no = parser.parse(("refused", "endallowed")), NodeList()
    if parser.next_token().contents == "refused":
        no = parser.parse(("endallowed",))
        parser.delete_first_token()
    return AllowedNode(parser.compile_filter(expression), yes, no)


@register.simple_tag(takes_context=True)
def may(context: Context, action: str, reference: str = "") -> Decision:
    """``{% may "add-note" reference as d %}``: a Decision to draw with ``allowed``; records nothing."""
    return gate.ask(Action(action), by=context["request"].user, on=reference)


@register.simple_tag
def cite(ground: Ground, decision: Decision) -> str:
    """The source of a ground, with the version of the policy it was decided under."""
    return faces.cited(ground, decision)


@register.filter
def explained(source: Source) -> str:
    """What a clause, default or law note says, in one line."""
    return catalogue.explain(source, profile_in_force())


@register.filter
def public(decision: Decision) -> Decision:
    """The face of a decision that its asker may see."""
    return faces.public_face(decision, profile_in_force())
