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

# The agenda of each of these, and what staff wrote about it afterwards.
AGENDAS: list[list[str]] = [
    ["Where the money for prevention goes", "Who decides what counts"],
    ["What a place may decide", "Who sits at the table"],
    ["How many targets", "Who answers to whom"],
    ["Budgets for several years", "Grants to charities"],
    ["One record for hospital and home", "Who reads it"],
]
SUMMED_UP: list[str] = [
    "<p>An illustration of a summary. People asked how anybody would see that money moves towards prevention, and who "
    "says what prevention is.</p><ul><li>The first was answered in writing: each system would publish the share every "
    "year.</li><li>Two people had asked it, and their questions were merged.</li></ul>",
    "<p>An illustration of a summary. Most wanted to know what a place may settle by itself. Care providers asked for a "
    "seat, and were told that the draft says so.</p>",
    "<p>An illustration of a summary. The number of targets, and to whom a chair answers, were asked and answered on "
    "stage; ten targets were named most often.</p>",
    "<p>An illustration of a summary. Budgets for several years were what nearly everybody came for. Whether grants can "
    "run as long was answered in writing.</p>",
    "<p>An illustration of a summary. Care homes and carers asked about one record, and about a log of who has read "
    "it.</p>",
]
# What was sent, where moderators edited it for clarity.
SENT_AS: dict[str, str] = {
    "Who decides what counts as prevention?": "who decides what counts as prevention, and who does not??",
    "What may a place decide without asking the system?": "What may a place decide w/o asking?",
    "To whom does the chair of a partnership answer?": "The chair, to whom does he or she answer?",
    "When could budgets be set for more than one year?": "When will the one-year budgets end, when?",
    "Will care homes see the same record as the hospital?": "Will we see the same record?",
}
SLOWED_FOR = "Many speak at once, and the panel wants to read along."

# The town hall that is live: who, what, how many votes, and what is replied.
LIVE_TITLE = "What should the report say first?"
LIVE_AGENDA = ["What comes first", "Who pays and who is paid", "What happens next"]
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
