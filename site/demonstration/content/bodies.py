"""The standing bodies of the demonstration. The review recommended two such; nobody who sits here exists, and each name says so."""

LABEL = "A demonstration. The review recommended such a body; its members, sessions and advice here are illustrations."

# Each body: title, purpose, remit, whether it advises or decides, by what it is carried, how many days before a session its
# papers are due, and the categories of its seats with their quotas.
ASSEMBLY = {
    "title": "Health, Wellbeing and Care Assembly",
    "purpose": "Brings together people who use, give, lead and support care, to advise on the long view. " + LABEL,
    "remit": (
        "<p>It may look at anything that decides how well people live, and at how health and care could serve them better. It "
        "advises. It runs nothing, spends nothing, and judges no organisation.</p>"
    ),
    "secretariat": "The demonstration’s secretariat",
    "decides_by": "consensus",
    "notice_days": 7,
    "quorum": 50,
}
FORUM = {
    "title": "National ICP Forum",
    "purpose": "Where the chairs of integrated care partnerships meet each other and those who make national policy. "
    + LABEL,
    "remit": (
        "<p>It compares what partnerships learn, and says with one voice what stands in their way. It decides on its own "
        "programme; towards others it advises.</p>"
    ),
    "secretariat": "The demonstration’s secretariat",
    "decides_by": "majority",
    "notice_days": 5,
    "quorum": 40,
}
SUB_BODY = {
    "title": "Working group on prevention",
    "purpose": "Prepares what the Assembly says about prevention. " + LABEL,
    "remit": "<p>It gathers evidence and drafts. What it drafts is the Assembly’s to agree.</p>",
    "secretariat": "The demonstration’s secretariat",
    "decides_by": "consensus",
    "notice_days": 5,
    "quorum": 50,
}

# Terms of reference: days ago, text, what changed.
TERMS = [
    (
        330,
        "<h2>Purpose</h2><p>The Assembly advises on the long-term direction of health and care.</p>"
        "<h2>Members</h2><p>Members serve in a personal capacity for three years. They are paid expenses.</p>"
        "<h2>Meetings</h2><p>It meets in public five or six times a year.</p>",
        "",
    ),
    (
        150,
        "<h2>Purpose</h2><p>The Assembly advises on the long-term direction of health, wellbeing and care.</p>"
        "<h2>Members</h2><p>Members serve in a personal capacity for three years, once renewable. They are paid expenses and, "
        "if they lose earnings, for their time.</p>"
        "<h2>Meetings</h2><p>It meets in public five or six times a year, in person and online.</p>",
        "Wellbeing is named; members who lose earnings are paid; sessions are hybrid.",
    ),
]

# Category, quota, and who sits there: what they are, in which capacity ("" for a personal one), and whether as a co-chair. None is
# a vacancy.
ASSEMBLY_SEATS: list[tuple[str, int, list[tuple[str, str, bool] | None]]] = [
    (
        "Patients, public and carers",
        5,
        [
            ("a carer of two parents", "", True),
            ("a patient with a long illness", "", False),
            ("a young person who left care", "", False),
            ("somebody who was homeless", "", False),
            None,
        ],
    ),
    (
        "Frontline staff and clinicians",
        5,
        [
            ("a district nurse", "", False),
            ("a general practitioner", "", False),
            ("a paramedic", "", False),
            ("a care worker", "", False),
            ("a pharmacist", "", False),
        ],
    ),
    (
        "Voluntary and community sector",
        5,
        [
            ("a director of a hospice", "An illustrative hospice", False),
            ("an organiser of a food bank", "", False),
            ("a head of a patients’ charity", "An illustrative charity", False),
            ("a youth worker", "", False),
            None,
        ],
    ),
    (
        "System leaders",
        5,
        [
            ("a chair of an integrated care board", "", True),
            ("a leader of a council", "An illustrative council", False),
            ("a chief executive of a trust", "", False),
            ("a director of public health", "", False),
            ("a director of adult social services", "", False),
        ],
    ),
    (
        "Research and policy",
        4,
        [("an economist", "", False), ("a researcher of ageing", "", False), ("an ethicist", "", False), None],
    ),
]
FORUM_SEATS: list[tuple[str, int, list[tuple[str, str, bool] | None]]] = [
    (
        "Chairs of partnerships",
        7,
        [
            ("a chair of a partnership in the North East", "An illustrative partnership in the North East", True),
            ("a chair of a partnership in the North West", "An illustrative partnership in the North West", False),
            ("a chair of a partnership in the Midlands", "An illustrative partnership in the Midlands", False),
            ("a chair of a partnership in the East", "An illustrative partnership in the East", False),
            ("a chair of a partnership in London", "An illustrative partnership in London", False),
            ("a chair of a partnership in the South East", "An illustrative partnership in the South East", False),
            None,
        ],
    ),
    (
        "Local government",
        2,
        [
            ("a cabinet member for health", "An illustrative county", False),
            ("a chief executive of a borough", "An illustrative borough", True),
        ],
    ),
    (
        "Voluntary and community sector",
        2,
        [("a head of a volunteers’ network", "An illustrative network", False), None],
    ),
]
HOW_TO_APPLY = (
    "This is a demonstration, so nobody can apply. A real vacancy says here who is looked for, what the time and the pay are, "
    "and where to write."
)

# What members declared: who, the kind, what, and whether the year's review is done.
INTERESTS = [
    ("a director of a hospice", "employment", "Paid director of a hospice that has contracts with two boards", True),
    ("a chair of an integrated care board", "employment", "Paid chair of a board", True),
    ("an economist", "money", "Advised a maker of insulin, for a fee, until last year", True),
    ("a pharmacist", "money", "Owns a pharmacy", False),
    ("a youth worker", "loyalty", "Trustee of a charity for young carers", True),
]

# A year of sessions: days from today, title, and items: title, outcome, what came of it.
SESSIONS: list[tuple[int, str, list[tuple[str, str, str]]]] = [
    (
        -300,
        "First session",
        [
            ("How we work", "decision", "The Assembly meets in public and publishes its papers seven days before."),
            ("What matters over ten years", "noted", "Members named prevention, carers and data as the first three."),
        ],
    ),
    (
        -210,
        "Carers",
        [
            ("What carers do, and who counts it", "advice", "Count what carers do, and say so each year."),
            ("Breaks from caring", "deferred", "There was no time for it."),
        ],
    ),
    (
        -120,
        "Prevention",
        [
            (
                "What prevention costs and saves",
                "advice",
                "Set out each year what goes to prevention, in one way for all.",
            ),
            ("Breaks from caring", "advice", "Offer a break to every carer who asks."),
            ("Reading list", "noted", "The secretariat keeps it."),
        ],
    ),
    (
        -45,
        "Who sees the record",
        [
            ("A log that people can read", "advice", "Let everyone see who has read their record."),
            ("Our second year", "decision", "The Assembly goes on for a second year with the same number of seats."),
        ],
    ),
    (
        0,
        "Places to grow old in",
        [("Homes that suit", "", ""), ("Moving about", "", ""), ("What we will ask for", "", "")],
    ),
    (45, "Work and health", [("Keeping work when ill", "", ""), ("Small employers", "", "")]),
]

# Advice: the number of its session above and of the item, title, text, horizon, who is asked, days to reply, and what came:
# (days after, who, reply) and (days after, outcome); or None.
ADVICE: list[tuple[int, int, str, str, str, str, int, tuple[int, str, str] | None, tuple[int, str] | None]] = [
    (
        1,
        0,
        "Count what carers do",
        "Publish each year what unpaid carers do, in hours and in money, in every system and in one way.",
        "long",
        "An illustrative department",
        90,
        (70, "An illustrative department", "We agree with the aim. A first count will be published within two years."),
        (160, "A method is being tried in four systems."),
    ),
    (
        2,
        0,
        "Say what goes to prevention",
        "Set out each year what share of spending goes to prevention, by one definition. See CFE1-0001.",
        "short",
        "An illustrative national body",
        60,
        (55, "An illustrative national body", "We will consult on a definition."),
        None,
    ),
    (
        2,
        1,
        "Offer a break to every carer who asks",
        "Make a break from caring something that a carer can ask for and get within a month.",
        "short",
        "An illustrative association of councils",
        60,
        None,
        None,
    ),
    (
        3,
        0,
        "Let everyone see who read their record",
        "Give everyone a log of who has read their record, in words that they understand.",
        "long",
        "An illustrative national body",
        120,
        None,
        None,
    ),
]

# What members propose: who, title, why, and who seconds it.
PROPOSALS = [
    (
        "a care worker",
        "Pay of care workers",
        "Nothing else on our list can be done without people who stay.",
        "a paramedic",
    ),
    (
        "an ethicist",
        "When a machine suggests who is seen first",
        "It is being bought before anybody asked whether.",
        "",
    ),
]

PAPERS = [
    ("What we know", "<p>What the submissions say about it, in two pages. It is an illustration.</p>", 10),
    ("Questions for members", "<p>Three questions to think about beforehand. It is an illustration.</p>", 3),
]
LATE = "A figure in it was wrong and had to be checked."
MINUTES_CHANGE = "A name was spelt wrongly."
