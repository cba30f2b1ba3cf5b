"""What peers of the demonstration make of what they saw. All of it is an illustration: no such system, peer or finding exists."""

# (what is strong, what to consider), taken in turn.
ASSESSMENTS: tuple[tuple[str, str], ...] = (
    (
        "Illustration: partners meet every week and leave with one list of decisions.",
        "Illustration: the list is kept by one partner, and others see it late.",
    ),
    (
        "Illustration: staff in two places could say who decides, and how to reach them.",
        "Illustration: at weekends nobody could.",
    ),
    (
        "Illustration: residents were asked before the plan was written, and can see what changed because of them.",
        "Illustration: people who need an interpreter were asked last.",
    ),
    (
        "Illustration: money for prevention is shown apart, and its use is followed.",
        "Illustration: what it is meant to change is said in three ways.",
    ),
    (
        "Illustration: the voluntary sector sits at the table where budgets are set.",
        "Illustration: its papers come two days before, and small bodies cannot read them in time.",
    ),
)

JUDGEMENTS: tuple[str, ...] = (
    "Illustration: the team saw partners who decide together and write it down. What was decided reaches wards and small "
    "bodies late, above all at weekends.",
    "Illustration: the team heard one account of who decides from leaders and from staff. Residents were asked early; those "
    "who need an interpreter were asked last.",
    "Illustration: the team found that prevention has its own line in the budget. What it is to change is said in several "
    "ways, and the system would gain from one.",
)
CHALLENGE = "Illustration: the minutes of two months show no decision, so the text says more than we saw."
STANDS = "Illustration: minutes and two interviews bear it out; the dissent is about how often, and stands beside it."

ANSWER = "Illustration: the papers of several partners say so one by one, and what was heard does not differ."
SENT_BACK = "Illustration: say how often, and by which papers it is known."
