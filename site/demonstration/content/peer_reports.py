"""What reports, plans and progress reviews say in the demonstration. Every sentence is an illustration; no such system exists."""

from peer_review.reports.enums import Standing

ILLUSTRATION = "This is an illustration, written for the demonstration."

SUMMARIES = (
    f"Partners here know one another well, and decide most things in one room. {ILLUSTRATION}\n\n"
    "- What is decided is seldom looked at again.\n- Data come late, and in three shapes.\n\n"
    "We recommend few things. Each can begin this year.",
    f"This system asks the people it serves, and listens. {ILLUSTRATION}\n\n"
    "Money follows buildings more than people, and everybody says so. What is missing is a day on which that changes.",
    f"Much is begun here, and begun well. {ILLUSTRATION}\n\n"
    "- Staff speak of too many plans.\n- Leaders speak of too little time.\n\nBoth are right, and can be helped together.",
)
ABOUTS = (
    "The team came for four days. It read 31 documents, held 48 meetings and heard 142 people.",
    "The team came for four days. It sat in on two boards, and spoke with staff on three wards at night.",
    "The team came for four days. It spoke with people at home, in a library and in two surgeries.",
)
THANKS = (
    "We thank everybody who gave us their time, and those who found us rooms.",
    "We thank the carers who came after work, and the porters who knew every corridor.",
    "We thank those who told us what is hard. It is hard to say to strangers.",
)
ACCEPTED = "The proof shows it. The report says so now."
REFUSED = "We looked at the same paper, and it bears out what we wrote."

# (where it stands, what hosts say, what the team says, why where it was changed), taken in turn.
PROGRESS = (
    (
        Standing.UNDER_WAY,
        "Two of three partners do it. The third follows in spring.",
        "We saw it in use, and staff trust it.",
        "",
    ),
    (
        Standing.DONE,
        "It is done, and the boards asked staff what they make of it.",
        "Staff told us the same. Keep it, and keep asking.",
        "",
    ),
    (
        Standing.CHANGED,
        "We began, and stopped in winter. We begin again in April.",
        "An honest account. Winter comes each year: plan for it.",
        "Illustration: in winter nobody had the time, so it begins again in April.",
    ),
)
