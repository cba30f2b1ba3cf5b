"""The words of the advice register: illustrations of advice, of what was replied and of what came of it."""

from dataclasses import dataclass

from demonstration.content.body_sessions import BREAKS, CARERS, COST, COUNT, LOG, PLANS, PREVENTION

DEPARTMENT = "An illustrative department"
NATIONAL = "An illustrative national body"
COUNCILS = "An illustrative association of councils"


@dataclass(frozen=True)
class Advised:
    """Advice out of an item. `reply` is after how many days and what; `outcome` the same; `moved` is to how many days, and why."""

    session: str
    item: str
    title: str
    text: str
    horizon: str
    asked: str
    due_after: int
    sources: tuple[str, ...] = ()
    reply: tuple[int, str] | None = None
    outcome: tuple[int, str] | None = None
    moved: tuple[int, str] | None = None


ADVICE: tuple[Advised, ...] = (
    Advised(
        CARERS,
        COUNT,
        "Count what carers do",
        "Publish each year what unpaid carers do, in hours and in money, in every system and in one way.",
        "long",
        DEPARTMENT,
        90,
        ("CFE1-0007",),
        (70, "We agree with the aim. A first count will be published within two years."),
        (160, "A method is being tried in four systems."),
    ),
    Advised(
        PREVENTION,
        COST,
        "Say what goes to prevention",
        "Set out each year what share of spending goes to prevention, by one definition. See CFE1-0001, REC-1 and Q-1.",
        "short",
        NATIONAL,
        60,
        ("CFE1-0001", "REC-1", "Q-1"),
        (72, "We will consult on a definition."),
    ),
    Advised(
        PREVENTION,
        BREAKS,
        "Offer a break to every carer who asks",
        "Make a break from caring something that a carer can ask for and get within a month.",
        "short",
        COUNCILS,
        60,
    ),
    Advised(
        "What stands in our way",
        PLANS,
        "Let money for prevention run for three years",
        "Let what is meant for prevention be spent over three years, so that nobody has to spend it in March.",
        "long",
        DEPARTMENT,
        60,
        ("REC-1",),
        moved=(120, "A budget is to be announced first, and the reply depends on it."),
    ),
    Advised(
        "Who sees the record",
        LOG,
        "Let everyone see who read their record",
        "Give everyone a log of who has read their record, in words that they understand.",
        "long",
        NATIONAL,
        120,
        ("CFE1-0002",),
    ),
)
