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

# (kind, title, what it says, what it rests on), taken in turn.
FINDINGS: tuple[tuple[str, str, str, str], ...] = (
    (
        "strength",
        "Partners decide together and write it down",
        "Illustration: the boards meet every week, and leave with one list of what was decided and who does it.",
        "Illustration: minutes of a year, and what was heard in interviews.",
    ),
    (
        "consider",
        "Decisions reach wards late",
        "Illustration: what is decided on a Friday is known on wards on Tuesday. A short note on the day would help.",
        "Illustration: the dates of minutes and notices, and what frontline staff told.",
    ),
    (
        "recommendation",
        "Send one note of each decision on the day",
        "Illustration: agree one short note of what was decided, and send it to every ward and partner on the same day.",
        "Illustration: it follows from how late decisions arrive.",
    ),
    (
        "strength",
        "Residents were asked before the plan was written",
        "Illustration: the plan says what residents asked for, and what changed because of it.",
        "Illustration: the plan, the record of six meetings, and what residents told.",
    ),
    (
        "recommendation",
        "Say in one way what prevention is to change",
        "Illustration: choose three measures of prevention for all partners, and report them twice a year.",
        "Illustration: three papers that measure it in three ways.",
    ),
)
ANSWER = "Illustration: the papers of several partners say so one by one, and what was heard does not differ."
SENT_BACK = "Illustration: say how often, and by which papers it is known."
