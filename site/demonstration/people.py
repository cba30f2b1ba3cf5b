"""Who may sign in to the demonstration, and as what."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.domain import give_role
from accounts.enums import Role
from accounts.models import User
from core.actors import SYSTEM

PASSWORD = "an open door to the hall"  # noqa: S105 - printed on the screen by `make run`, for local mode alone


@dataclass(frozen=True)
class SignIn:
    email: str
    first_name: str
    last_name: str
    does: str
    roles: tuple[Role, ...] = ()
    superuser: bool = False


SIGN_INS: tuple[SignIn, ...] = (
    SignIn("leader@moothall.example", "Example", "Leader", "answers a call for an organisation", (Role.RESPONDENT,)),
    SignIn(
        "secretariat@moothall.example", "Example", "Secretary", "opens calls, screens, publishes", (Role.SECRETARIAT,)
    ),
    SignIn(
        "second@moothall.example", "Example", "Checker", "checks redactions as the second person", (Role.SECRETARIAT,)
    ),
    SignIn("moderator@moothall.example", "Example", "Moderator", "runs a town hall from its desk", (Role.MODERATOR,)),
    SignIn(
        "cochair@moothall.example",
        "Example",
        "Co-chair",
        "drafts with a workstream and answers who asks to join",
        (Role.CO_CHAIR,),
    ),
    SignIn("member@moothall.example", "Example", "Member", "sits on the Assembly: votes, proposes, declares interests"),
    SignIn("seconder@moothall.example", "Example", "Seconder", "sits on it too, and can second what a member proposed"),
    SignIn(
        "reviewmanager@moothall.example",
        "Example",
        "Review manager",
        "keeps what peers look at and the pool of peers, and runs peer reviews",
        (Role.PEER_REVIEW_MANAGER,),
    ),
    SignIn("peer@moothall.example", "Example", "Peer", "is a peer in the pool and on teams", (Role.PEER_REVIEWER,)),
    SignIn("secondpeer@moothall.example", "Example", "Second peer", "is another peer", (Role.PEER_REVIEWER,)),
    SignIn(
        "hostlead@moothall.example", "Example", "Host lead", "leads a host of each system that is reviewed by peers"
    ),
    SignIn(
        "observer@moothall.example", "Example", "Observer", "observes the peer review that is on site, and only reads"
    ),
    SignIn("auditor@moothall.example", "Example", "Auditor", "reads the audit log", (Role.AUDITOR,)),
    SignIn("keeper@moothall.example", "Example", "Keeper", "gives roles and keeps the site", superuser=True),
)


def load_people() -> dict[str, User]:
    """Make the people of the demonstration who are not there yet; return all by address."""
    return {sign_in.email: _person(sign_in) for sign_in in SIGN_INS}


@transaction.atomic
def _person(sign_in: SignIn) -> User:
    user = User.objects.filter(email=sign_in.email).first()
    if user:
        return user
    user = User.objects.create_user(
        sign_in.email,
        PASSWORD,
        first_name=sign_in.first_name,
        last_name=sign_in.last_name,
        is_superuser=sign_in.superuser,
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    for role in sign_in.roles:
        give_role(user=user, role=role, actor=SYSTEM)
    return user
