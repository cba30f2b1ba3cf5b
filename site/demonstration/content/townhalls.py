"""What is said in the demonstration's town halls. All of it is made up, and each name says so."""

LABEL = "A demonstration. What is asked and answered here is an illustration."

# What is asked in the town hall of each workstream, in the order of content.review.WORKSTREAMS: who, what, and what became
# of it. "live" and "writing" were answered; "merged" stands in the first; "declined" was not published.
ASKED: list[list[tuple[str, str, str, str]]] = [
    [
        (
            "Illustration: a director of public health",
            "How will a system show that money moved towards prevention?",
            "writing",
            "Each system would say once a year what share of its spending goes to prevention, and how that has changed.",
        ),
        ("Illustration: a practice nurse", "Who decides what counts as prevention?", "live", ""),
        ("Illustration: a council officer", "How do we see whether money was moved to prevention?", "merged", ""),
    ],
    [
        ("Illustration: a neighbourhood manager", "What may a place decide without asking the system?", "live", ""),
        (
            "Illustration: a care provider",
            "Will social care providers sit at the table of the place?",
            "writing",
            "The draft says that partnerships should have them there. How is left to each place.",
        ),
        ("Illustration: a passer-by", "Buy our software for integrated care!", "declined", "advert"),
    ],
    [
        (
            "Illustration: a board member",
            "How many national targets is few enough?",
            "writing",
            "The call for evidence asks this, and the figure people named most often was ten.",
        ),
        ("Illustration: a trust governor", "To whom does the chair of a partnership answer?", "live", ""),
        ("Illustration: a patient", "Who answers to patients when two organisations disagree?", "live", ""),
    ],
    [
        ("Illustration: a finance lead", "When could budgets be set for more than one year?", "live", ""),
        (
            "Illustration: a treasurer of a charity",
            "Can grants to charities run as long as those budgets?",
            "writing",
            "Nothing stops it today where the money is known. Where it is not, the risk has to be shared.",
        ),
        ("Illustration: a finance officer", "Will there be budgets for several years?", "merged", ""),
    ],
    [
        ("Illustration: a care home manager", "Will care homes see the same record as the hospital?", "live", ""),
        (
            "Illustration: a carer",
            "How will I know who has read my mother's record?",
            "writing",
            "A log that the person can read was proposed in several submissions. It is not decided.",
        ),
        ("Illustration: an analyst", "Which data may be shared without asking each time?", "live", ""),
    ],
]

# The town hall that is live: who, what, how many votes, and what is replied.
LIVE_TITLE = "What should the report say first?"
LIVE_AGENDA = ["Prevention", "Targets and freedom", "Money"]
LIVE_PANEL = ["Illustration: the chair of the review", "Illustration: a chief executive of a place"]
LIVE: list[tuple[str, str, int, str]] = [
    ("Illustration: a leader of a council", "What will change for places in the first year?", 5, ""),
    (
        "Illustration: a community worker",
        "How will small charities be paid for their time?",
        8,
        "Many of us were asked for free.",
    ),
    ("Illustration: a hospital doctor", "Which target would you drop first?", 3, ""),
    ("", "What happens if a system does not improve?", 6, ""),
]
