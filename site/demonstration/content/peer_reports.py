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

# The answer to each recommendation, in the order of the findings (`peer_judgements.FINDINGS`).
ACTIONS = (
    (
        "Send one note to every ward and partner by six in the evening of the day.",
        "Secretary of the partnership",
        "The notes, and when each was sent.",
    ),
    (
        "Agree three measures with all partners, and report them in May and in November.",
        "Director of public health",
        "The two reports of each year.",
    ),
)
# What hosts and team say of each: where it is under way, done, and changed.
PROGRESS = (
    (
        ("Two of three partners send the note on the day. The third follows in spring.", "We saw it on two wards."),
        ("The note goes out by six each time.", "Ward staff showed us yesterday’s note. Keep it as short as it is."),
        (
            "The note goes out once a week: few decisions cannot wait so long.",
            "An honest account. Wards still hear late before a weekend: send that one on the day.",
        ),
    ),
    (
        ("Two measures are agreed, and the third is tried out.", "We saw both in the papers of the board."),
        ("All partners report the same three measures.", "Both reports are public. Keep the three for some years."),
        (
            "We chose two measures: partners could not count the third in the same way.",
            "Two that are counted alike are better than three that are not.",
        ),
    ),
)
