"""What the review said: its six draft principles and its 36 recommendations, in short titles of our own wording.

Source: the review chair's letter to leaders of January 2023 for the principles, the report of 4 April 2023 for the
recommendations and the chapters they stand in. Numbers 20 to 25 were put in order by inference.
"""

SHORT = "This is a short title in our own words, and not the review’s wording. The report itself has the whole."
REPORT = "https://www.gov.uk/government/publications/the-hewitt-review-an-independent-review-of-integrated-care-systems"

# Number, title, and the text of each version with what changed.
PRINCIPLES: list[tuple[int, str, list[tuple[str, str]]]] = [
    (1, "Collaboration", [("Collaboration within and between systems and national bodies.", "")]),
    (
        2,
        "Few shared priorities",
        [
            ("Shared priorities.", ""),
            (
                "A limited number of shared priorities.",
                "Illustration of a change: respondents asked that the number of priorities be limited.",
            ),
        ],
    ),
    (3, "Space and time to lead", [("Local leaders are given space and time to lead.", "")]),
    (4, "The right support", [("Systems get the right support.", "")]),
    (5, "Freedom and accountability", [("Freedom is balanced with accountability.", "")]),
    (
        6,
        "Data",
        [
            ("Timely and relevant data.", ""),
            (
                "Timely, relevant, high-quality and transparent data.",
                "Illustration of a change: respondents asked that quality and openness be named.",
            ),
        ],
    ),
]

HEALTH = "From focusing on illness to promoting health"
SYSTEMS = "Delivering on the promise of systems"
CARE = "Unlocking the potential of primary and social care and their workforce"
FINANCE = "Resetting our approach to finance to embed change"
RECOMMENDATIONS: list[tuple[str, list[str]]] = [
    (
        HEALTH,
        [
            "A larger share of spending for prevention, by one per cent over five years",
            "A national mission for health",
            "A national forum of integrated care partnerships",
            "A Health, Wellbeing and Care Assembly",
            "Minimum standards for sharing data",
            "Reform of the rules on patients’ confidential information",
            "Leaders of systems on national boards for data",
            "The NHS App as a platform",
            "Health accounts for citizens",
        ],
    ),
    (
        SYSTEMS,
        [
            "Councils’ scrutiny committees look at whole systems",
            "Local priorities weigh as much as national ones",
            "Integrated care boards lead support for providers",
            "National bodies that help to improve add to each other",
            "A national offer of peer review",
            "A pathway to maturity for integrated care boards",
            "High accountability and responsibility partnerships",
            "Running costs: resources rebalanced, and the ten per cent cut looked at again",
            "Fewer approvals",
            "The next regions of NHS England designed together",
            "An offer of support for leaders",
            "Work on leadership includes local government and the voluntary sector",
            "No more than ten national priorities",
            "One approach to co-production",
            "Maturity counts in the regulator’s view of systems",
            "The same automated data for all",
        ],
    ),
    (
        CARE,
        [
            "A new framework for contracts of general practice",
            "A strategy for the social care workforce",
            "Healthcare tasks that may be delegated",
            "Pay of specialists",
        ],
    ),
    (
        FINANCE,
        [
            "Consistent financial reporting",
            "An end to small pots of money within the year",
            "Budgets and grants aligned",
            "Wider use of pooled budgets (section 75)",
            "Resources for improvement",
            "Models of payment",
            "A review of NHS capital",
        ],
    ),
]

# What is known of what became of them: number, how it stands, as of, what, source. Of all others nothing is said.
PROGRESS: list[tuple[int, str, str, str, str]] = [
    (2, "not-taken-up", "2023-06-14", "The government’s response did not take it up.", ""),
    (
        3,
        "under-way",
        "2024-07-31",
        "By July 2024 some progress had been reported towards a national forum of partnerships.",
        "",
    ),
]
