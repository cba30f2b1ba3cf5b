"""The standing bodies of the demonstration. The review recommended two such; nobody who sits here exists, and each name says so."""

NAMED = "Illustration: {}"  # whoever sits here is named by what they are, and nobody is named otherwise
LABEL = "A demonstration. Its members, sessions and advice here are illustrations."

# Each body: title, purpose, remit, whether it advises or decides, by what it is carried, how many days before a session its
# papers are due, and the categories of its seats with their quotas.
ASSEMBLY = {
    "title": "Health, Wellbeing and Care Assembly",
    "purpose": "Brings together people who use, give, lead and support care, to advise on the long view. The review recommended "
    "such a body: REC-4. " + LABEL,
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
    "purpose": "Where the chairs of integrated care partnerships meet each other and those who make national policy. The review "
    "recommended such a body: REC-3. " + LABEL,
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
        "<h2>Meetings</h2><p>It meets in public six times a year.</p>",
        "",
    ),
    (
        150,
        "<h2>Purpose</h2><p>The Assembly advises on the long-term direction of health, wellbeing and care.</p>"
        "<h2>Members</h2><p>Members serve in a personal capacity for three years, once renewable. They are paid expenses and, "
        "if they lose earnings, for their time.</p>"
        "<h2>Meetings</h2><p>It meets in public six times a year, in person and online.</p>",
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

ONLY_MEMBERS = (
    "Members of the Assembly tell the secretariat that they would like to join the group. It is an illustration."
)
FIRST_DAY = -330  # days from today
SERVES = 3 * 365  # days
APPLY_BY = 30  # days from today

# The seat that changed hands: who has it now, who had it, until when and why, and since when it is held again, in days from today.
HANDED_ON = (
    "an ethicist",
    "a historian of medicine",
    -160,
    "Took up a post with a body that the Assembly advises.",
    -140,
)

# Which of the Assembly's members sit on its part as well.
PART = ("Members of the Assembly", 4, ["a director of public health", "a pharmacist", "a youth worker"])

# What members declared: who, the kind, what, since how many days, and whether they looked through their entries when it was due.
INTERESTS = [
    (
        "a director of a hospice",
        "employment",
        "Paid director of a hospice that has contracts with two boards",
        2100,
        True,
    ),
    ("a chair of an integrated care board", "employment", "Paid chair of a board", 900, True),
    ("a leader of a council", "employment", "Leader of a council that runs buses and lets halls", 1500, True),
    ("an economist", "money", "Advised a maker of insulin, for a fee, until last year", 1200, True),
    ("a pharmacist", "money", "Owns a pharmacy", 3000, False),
    ("a youth worker", "loyalty", "Trustee of a charity for young carers", 700, True),
    ("a cabinet member for health", "employment", "Member of a county’s cabinet", 600, True),
]
DECLARED, REVIEWED = -322, -310  # days from today
ENDED_INTEREST = ("a care worker", "employment", "Worked nights for an agency", 800, -60)
