"""What reports, plans and progress reviews say in the demonstration. Every sentence is an illustration; no such system exists."""

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
    "Five peers and a manager came for four days. They read 31 documents, held 48 meetings and heard 142 people.",
    "Four peers came for three days. They sat in on two boards, and spoke with staff on three wards at night.",
    "Five peers came for four days. They spoke with people at home, in a library and in two surgeries.",
)
THANKS = (
    "We thank everybody who gave us their time, and those who found us rooms.",
    "We thank the carers who came after work, and the porters who knew every corridor.",
    "We thank those who told us what is hard. It is hard to say to strangers.",
)
COMMENTS = (
    ("The number is that of last year.", "The minutes of the board of March, page 4."),
    ("It is two buildings, not three.", "The list of sites, version 6, page 1."),
)
ACCEPTED = "The proof shows it. The sentence says so now."
REFUSED = "We looked at the same paper, and it bears out what we wrote."
CORRECTED = "{sentence} The figure is that of the year before last."

ACTIONS = (
    (
        "Name one place for the figures, and close the other two.",
        "Director of data",
        "The first board paper made from it.",
    ),
    ("Pay what it costs carers to come, from this month on.", "Head of engagement", "Claims paid, by month."),
    (
        "Look at every decision again after half a year.",
        "Chair of the partnership",
        "A column in the register of decisions.",
    ),
)
PROGRESS = (
    ("It is done for two of three partners. The third follows in spring.", "We saw it in use, and staff trust it."),
    ("It is done. More carers come, and they come again.", "Carers told us the same. Keep the fund."),
    (
        "We began, and stopped in winter. We begin again in April.",
        "An honest account. Winter comes each year: plan for it.",
    ),
)
