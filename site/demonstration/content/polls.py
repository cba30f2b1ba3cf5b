"""The polls of the demonstration. What is asked and how people voted is made up, as the town halls say of themselves."""

from consultations.townhalls.domain.polls import Asked
from consultations.townhalls.enums import PollKind, PollResults

# What each poll asks, and who voted how: for choices the number of people by position, for words what each entered.
# One is closed, the others are open, and a draft waits for its moment.
CLOSED = Asked(
    PollKind.SINGLE,
    "Illustration: what brought you here today?",
    (
        "I work in the NHS",
        "I work in a council",
        "I work for a charity",
        "I use services, or care for somebody who does",
    ),
)
CLOSED_VOTES = (9, 5, 6, 7)

OPEN: list[tuple[Asked, tuple[int, ...]]] = [
    (
        Asked(
            PollKind.SINGLE,
            "Illustration: what should the report say first?",
            ("What changes for patients", "What changes for places", "What it costs"),
        ),
        (11, 6, 3),
    ),
    (
        Asked(
            PollKind.MULTIPLE,
            "Illustration: which two would help your place most?",
            ("Budgets for several years", "Fewer targets", "One shared record", "More say for places"),
            most=2,
        ),
        (12, 8, 9, 5),
    ),
    (
        Asked(
            PollKind.SCALE,
            "Illustration: how ready is your system for more autonomy?",
            ("1", "2", "3", "4", "5"),
            low="not at all",
            high="fully",
        ),
        (2, 4, 9, 5, 1),
    ),
]

WORDS = Asked(PollKind.WORDS, "Illustration: what stands most in the way of prevention?", most=3)
ENTERED = (
    ("money", "time"),
    ("Money",),
    ("short budgets", "targets"),
    ("time", "staff"),
    ("targets",),
    ("money", "staff", "trust"),
)

DRAFT = Asked(
    PollKind.SINGLE,
    "Illustration: should there be another town hall?",
    ("Yes", "No"),
    results=PollResults.WHEN_CLOSED,
)
