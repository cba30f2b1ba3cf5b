"""A session that is played into the town hall that is live. All of it is made up, and each name says so."""

from consultations.townhalls.domain.polls import Asked
from consultations.townhalls.enums import PollKind

POLL = Asked(
    PollKind.SINGLE,
    "Illustration: should prevention have a budget of its own?",
    ("Yes", "No", "It depends on the place"),
)
POLL_VOTES = (14, 4, 9)

# What happens, one step after the other: a verb, the key of what it is about, and what it needs besides.
STEPS: list[tuple[str, ...]] = [
    ("begin", "0"),
    ("ask", "data", "Illustration: a nurse in a hospice", "Will hospices be part of the shared record?"),
    ("want", "data", "4"),
    ("ask", "money", "Illustration: a finance officer", "how is prevention to be paid in a year w/o new money?"),
    ("edit", "money", "How is prevention to be paid for in a year without new money?"),
    ("want", "money", "9"),
    ("reply", "money", "Illustration: a councillor", "We ask ourselves the same every February."),
    ("answer_now", "money"),
    ("ask", "again", "Illustration: a treasurer", "Where does the money for prevention come from?"),
    ("merge", "again", "money"),
    ("comment", "thanks", "Illustration: somebody who listens", "It helps that the questions stay on the screen."),
    ("poll",),
    ("answered", "money"),
    ("ballots",),
    ("begin", "1"),
    ("slow", "30", "Many speak at once, and the panel wants to read along."),
    ("ask", "pay", "", "Who pays people for the evenings they spend on this?"),
    ("want", "pay", "7"),
    ("ask", "advert", "Illustration: a passer-by", "Buy our software for integrated care!"),
    ("decline", "advert", "advert"),
    ("answer_now", "pay"),
    ("fast",),
    ("count",),
    ("answered", "pay"),
    ("answer", "data", "The draft asks for it. Each system would agree with its hospices by when."),
    ("begin", "2"),
    ("ask", "next", "Illustration: a practice manager", "When will we see what became of all this?"),
    ("want", "next", "6"),
]
