"""Who may do what in a standing body."""

from typing import Any

import rules

from accounts.rules import is_secretariat
from consultations.assemblies.models import BodyPage, Member, Term


@rules.predicate
def sits_on(actor: Any, subject: Any = None) -> bool:
    """Whether somebody holds a seat today: of the body, or of the body of a session, item, paper, proposal or advice."""
    return _terms(actor, subject).exists()


@rules.predicate
def co_chairs(actor: Any, subject: Any = None) -> bool:
    return _terms(actor, subject).filter(is_co_chair=True).exists()


@rules.predicate
def is_a_member(actor: Any, subject: Any = None) -> bool:
    """Whether somebody comes in as a member, from before their first day until after their last."""
    pk = getattr(actor, "pk", None)
    return bool(pk) and Member.objects.filter(user=pk).exists()


@rules.predicate
def is_this_member(actor: Any, member: Any = None) -> bool:
    pk = getattr(actor, "pk", None)
    return bool(pk) and member is not None and member.user_id == pk


may_run = is_secretariat
may_take_part = sits_on
may_declare_for = is_this_member | is_secretariat


def _terms(actor: Any, subject: Any) -> Any:
    pk = getattr(actor, "pk", None)
    terms = Term.objects.today().filter(member__user=pk) if pk else Term.objects.none()
    path = _path_of_body(subject)
    return terms if path is None else terms.filter(seat__category__body__path=path)


def _path_of_body(subject: Any) -> str | None:
    """A session stands below its body in the tree; all else names one of the two."""
    if subject is None or isinstance(subject, BodyPage):
        return getattr(subject, "path", None)
    for name in ("item", "session", "body"):
        if (above := getattr(subject, name, None)) is not None and hasattr(above, "_meta"):
            return _path_of_body(above)
    return str(subject.path_of_body)
