"""The pool of the demonstration: sixty illustrative peers, each of whom is named by what they are. Nobody here exists."""

from peer_review.pool.enums import ConflictKind, PeerType

LABEL = "An illustration: no such person exists."
NAMED = "Illustrative peer {number:02} ({what})"
EMAIL = "peer{number:02}@moothall.example"

SKILLS = (
    "Care at home and in care homes",
    "Children and families",
    "Digital and data",
    "Finance and use of resources",
    "Governance and scrutiny",
    "Health inequalities",
    "Housing and place",
    "Mental health",
    "Prevention and population health",
    "Urgent and emergency care",
    "Voluntary sector partnerships",
    "Workforce and culture",
)

# How many of a type, what names them, their roles in turn, and the kind of body they are from.
TYPES: tuple[tuple[PeerType, int, str, tuple[str, ...], str], ...] = (
    (
        PeerType.MEMBER,
        14,
        "member",
        (
            "Leader of the council",
            "Cabinet member for adult care",
            "Chair of a health and wellbeing board",
            "Opposition leader",
        ),
        "council",
    ),
    (
        PeerType.OFFICER,
        14,
        "officer",
        ("Director of adult social services", "Director of public health", "Finance director", "Head of partnerships"),
        "council",
    ),
    (
        PeerType.CLINICAL,
        10,
        "clinician",
        ("General practitioner", "Chief nurse", "Consultant in emergency medicine", "Allied health professional"),
        "NHS trust",
    ),
    (PeerType.VCSE, 8, "voluntary sector", ("Chief officer", "Head of services", "Trustee"), "charity"),
    (
        PeerType.LIVED,
        8,
        "lived experience",
        ("Carer", "Expert by experience", "Member of a patients’ panel"),
        "network",
    ),
    (
        PeerType.CHIEF,
        6,
        "chair or chief executive",
        ("Chair of an integrated care board", "Chief executive of a council", "Chief executive of a trust"),
        "integrated care system",
    ),
)
ORGANISATION = "An illustrative {kind} ({number})"
BIOGRAPHY = LABEL + " Joined the pool to learn from other places and to take something back."

# By number: what somebody needs to take part; what they declared, of which body of the register, and in what words.
ADJUSTMENTS = {
    5: "Step-free rooms and a seat near the door.",
    41: "A sign language interpreter, booked two weeks ahead.",
    48: "Somebody to sit with the person they care for on the days on site.",
    52: "Papers in large print.",
}
DECLARED: tuple[tuple[int, ConflictKind, str, str], ...] = (
    (1, ConflictKind.NEIGHBOUR, "QWO", "Our council borders this system."),
    (3, ConflictKind.PARTY, "", "Spoke at a national conference of the party."),
    (9, ConflictKind.EARLIER_REVIEW, "QHM", "Was on the team of a pilot there."),
    (17, ConflictKind.EMPLOYER_BEFORE, "QOP", "Left three years ago."),
    (22, ConflictKind.CONTRACT, "", "A small advisory contract with a supplier of several systems."),
    (30, ConflictKind.FAMILY, "QE1", "Somebody close works in a trust of this system."),
    (36, ConflictKind.NEIGHBOUR, "QT1", "Refers patients across the boundary."),
    (44, ConflictKind.CONTRACT, "QYG", "Our charity provides a service there."),
    (55, ConflictKind.EMPLOYER_BEFORE, "QUA", "Was on the board until two years ago."),
)
WITHDRAWN = 44  # whose declaration turned out to be wrong
OWN = {14: "peer@moothall.example", 29: "secondpeer@moothall.example"}  # the two who sign in
PAUSED = (12, 33)
