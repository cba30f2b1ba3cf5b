"""The principles and recommendations of the review, by their short titles.

The six principles are those of the review chair's letter to leaders of January 2023, which calls them a draft. The
recommendations are numbered as in the report; their titles are short ones in our own words, and each says so. What became of
one is told where a source for it is known, and else nothing is.
"""

from datetime import date

REPORT = "https://www.gov.uk/government/publications/the-hewitt-review-an-independent-review-of-integrated-care-systems"
ORIGIN_OF_PRINCIPLES = (
    "A draft principle of the review chair’s letter to leaders, January 2023, which says that it develops with the discussion. "
    "The wording is a reconstruction of its short title."
)
ORIGIN_OF_RECOMMENDATIONS = (
    "A short title in reconstructed wording; the report has the whole text. "
    "Which workstream it stands under is this demonstration’s own choice."
)
ORIGIN_WITHOUT_WORKSTREAM = "A short title in reconstructed wording; the report has the whole text."

BY_WHOM = "The demonstration’s secretariat"
# Of the principle with this number: its second version, all of it an illustration.
REWORDED = 5
REWORDED_TEXT = (
    "Freedom balanced with accountability: the two are read together, and neither is given without the other."
)
REWORDED_CHANGED = "Illustration: the text now says that freedom and accountability belong together."
REWORDED_WHY = (
    "Illustration: people who answered the consultation on the principles asked that the two be read together, and a town hall "
    "asked to whom a chair answers: Q-8."
)

CHAPTERS: list[tuple[str, list[str]]] = [
    (
        "From focusing on illness to promoting health",
        [
            "Raise the share of budgets that goes to prevention by at least one percentage point over five years",
            "A national mission for health improvement",
            "A national forum of integrated care partnerships",
            "A Health, Wellbeing and Care Assembly",
            "Minimum standards for sharing data",
            "Reform of the rules on control of patient information",
            "Leaders of integrated care systems on the Data Alliance and Partnership Board",
            "The NHS App as a platform",
            "Citizen Health Accounts",
        ],
    ),
    (
        "Delivering on the promise of systems",
        [
            "Health overview and scrutiny committees as System Overview and Scrutiny Committees",
            "Local priorities given equal weight",
            "Integrated care boards lead the support of providers, with and through them",
            "NHS England and the Care Quality Commission complement each other in improvement",
            "A national peer review offer for systems",
            "A pathway to the maturity of integrated care boards",
            "High Accountability and Responsibility Partnerships",
            "Rebalance resources towards systems, and look again at the ten per cent cut in running costs",
            "Ease the burden of approvals",
            "Co-design the next shape of NHS England’s regions",
            "An offer of support for leadership",
            "Local government and the voluntary sector in the groups that follow the Messenger review",
            "No more than ten national priorities",
            "A common approach to co-production",
            "Maturity among what the Care Quality Commission looks at",
            "The same automated data for all",
        ],
    ),
    (
        "Unlocking the potential of primary and social care and their workforce",
        [
            "A new framework for general practice contracts",
            "A strategy for the social care workforce",
            "Delegated healthcare tasks",
            "Pay for specialists",
        ],
    ),
    (
        "Resetting our approach to finance to embed change",
        [
            "Consistent financial reporting",
            "An end to small pots of money within the year, and more room in how it is spent",
            "Budgets and grants aligned",
            "Wider use of section 75",
            "Resources for improvement",
            "Payment models",
            "A review of NHS capital",
        ],
    ),
]

# Which recommendations stand under which workstream, by its place in content.review.WORKSTREAMS.
UNDER: dict[int, int] = {
    1: 0,
    2: 0,
    5: 4,
    6: 4,
    7: 4,
    8: 4,
    9: 4,
    25: 4,
    11: 2,
    13: 2,
    14: 2,
    15: 2,
    16: 2,
    22: 2,
    24: 2,
} | dict.fromkeys(range(30, 37), 3)

DISCUSSED = "The letter calls the principles a draft that develops with the discussion. This demonstration takes comments on each version."
DISCUSSED_BY = "The review chair’s letter to leaders, January 2023"

ANSWERED_ON = date(2023, 6, 14)
ANSWERED_BY = "Royal College of Paediatrics and Child Health: government responds to the Hewitt review"
ANSWERED_AT = "https://www.rcpch.ac.uk/news-events/news/government-responds-hewitt-review"
# Number, and what is known of the government's response of 14 June 2023 from that source.
NOT_ACCEPTED: dict[int, str] = {
    1: "The government’s response did not take up the share for prevention.",
    2: "The government’s response did not take up the national mission.",
}

# Comments on the newest version: of a principle or a recommendation (True), its number, who, what they say, whether published.
COMMENTS: list[tuple[bool, int, str, str, bool]] = [
    (False, 5, "Illustration: a director of adult social care", "It should also say to whom systems answer.", True),
    (False, 5, "Illustration: a patient", "Plain words, thank you. Who decides when freedom is taken back?", True),
    (False, 2, "Illustration: a board member", "Limited to how many? REC-22 names a number.", True),
    (True, 4, "Illustration: a charity’s chair", "How would smaller charities be heard there?", True),
    (
        True,
        14,
        "Illustration: a council officer",
        "Peers from councils could be trained together with peers from the NHS.",
        False,
    ),
]

CO_CHAIR = "Illustration: a co-chair"
JOINS = (
    "Illustration: a data analyst",
    "Analyst (illustration)",
    "analyst@moothall.example",
    "Illustration: I work on shared records and could bring what patients tell us about them.",
    "An example trust",
)
