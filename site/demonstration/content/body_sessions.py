"""The words of the sessions of standing bodies: illustrations, each by the day on which it stands as seen from today."""

from dataclasses import dataclass

SECRETARIAT_WRITES = "It is an illustration."


@dataclass(frozen=True)
class Vote:
    """A question put to the vote. Without `counted` it was a consensus; whoever is not named was in favour."""

    question: str
    counted: bool = True
    against: tuple[str, ...] = ()
    abstained: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stake:
    """Who declared an interest in an item. `out` says whether they stepped out of the session for it."""

    who: str
    what: str
    out: bool = False


@dataclass(frozen=True)
class Item:
    """A point of an agenda. `deferred_to` is the title of the session to which it was put off."""

    title: str
    outcome: str = ""
    words: str = ""
    vote: Vote | None = None
    stake: Stake | None = None
    deferred_to: str = ""
    takes: int = 30


@dataclass(frozen=True)
class Meeting:
    """A session. `came` is how many of those who held a seat could come, `no_quorum` what was done without a quorum."""

    days: int
    title: str
    summary: str
    items: tuple[Item, ...]
    apologies: tuple[str, ...] = ()
    came: int | None = None
    no_quorum: str = ""
    late_paper: str = ""
    is_recorded: bool = False
    agreed_after: int = 0  # days; 0 where the minutes are a draft
    correction: str = ""


HOUR = 14
ROOM = "A hall in Exampleton, step-free, with a hearing loop"
WATCH = "https://moothall.example/watch"

PREVENTION = "Prevention"
CARERS = "Carers"
BREAKS = "Breaks from caring"
COUNT = "What carers do, and who counts it"
COST = "What prevention costs and saves"
LOG = "A log that people can read"

ASSEMBLY: tuple[Meeting, ...] = (
    Meeting(
        -300,
        "First session",
        "How the Assembly works, and what it looks at first.",
        (
            Item(
                "How we work",
                "decision",
                "The Assembly meets in public and publishes its papers seven days before.",
                Vote("Shall the Assembly meet in public, with its papers published seven days before?", counted=False),
            ),
            Item(
                "What matters over ten years", "noted", "Members named prevention, carers and data as the first three."
            ),
        ),
        ("a head of a patients’ charity",),
        agreed_after=40,
    ),
    Meeting(
        -210,
        CARERS,
        "What unpaid carers do, and what they may expect.",
        (
            Item(COUNT, "advice", "Count what carers do, and say so each year."),
            Item(BREAKS, "deferred", "There was no time for it.", deferred_to=PREVENTION),
        ),
        ("an economist", "a district nurse"),
        agreed_after=45,
        correction="A name was spelt wrongly, and who sent apologies was missing.",
    ),
    Meeting(
        -165,
        "Heat and health",
        "What hot weeks do to people who are ill, old or outdoors.",
        (
            Item("What a hot week does", "noted", "Members heard two witnesses, and decided nothing."),
            Item("Cool places", "deferred", "It waits until there is a quorum."),
        ),
        came=8,
        no_quorum="The heat had closed the railway. Those who were there heard the witnesses, and left the rest for later.",
        agreed_after=45,
    ),
    Meeting(
        -120,
        PREVENTION,
        "What keeps people well, what it costs, and who pays.",
        (
            Item(BREAKS, "advice", "Offer a break to every carer who asks."),
            Item(
                COST,
                "advice",
                "Set out each year what goes to prevention, in one way for all.",
                Vote(
                    "Shall it be advised to set out each year what goes to prevention?",
                    abstained=("a general practitioner",),
                ),
                Stake("an economist", "Advised a maker of insulin, for a fee, until last year", out=True),
                takes=45,
            ),
            Item("Reading list", "noted", "The secretariat keeps it.", takes=10),
        ),
        ("somebody who was homeless",),
        late_paper="A figure in it was wrong and had to be checked.",
        is_recorded=True,
        agreed_after=75,
    ),
    Meeting(
        -45,
        "Who sees the record",
        "Who reads a person’s record, and who can tell.",
        (
            Item(
                LOG,
                "advice",
                "Let everyone see who has read their record.",
                Vote(
                    "Shall it be advised that everyone can see who has read their record?",
                    abstained=("a pharmacist", "a chief executive of a trust"),
                ),
            ),
            Item(
                "Our second year",
                "decision",
                "The Assembly goes on for a second year with the same number of seats.",
                Vote("Shall the Assembly go on for a second year?", counted=False),
                Stake("a leader of a council", "The council lets halls, and the Assembly meets in one of them"),
            ),
        ),
        ("a paramedic", "a youth worker"),
    ),
)
# Who voted and left before the count, so that the vote was set aside: the item, and who.
LEFT_EARLY = (LOG, "a researcher of ageing")

FORUM: tuple[Meeting, ...] = (
    Meeting(
        -200,
        "First session of the Forum",
        "What the Forum takes on in its first year.",
        (
            Item(
                "Our programme",
                "decision",
                "The Forum takes housing, work and food, in this order.",
                Vote(
                    "Shall the Forum take housing, work and food, in this order?",
                    against=("a chair of a partnership in London",),
                    abstained=("a cabinet member for health",),
                ),
            ),
            Item("What each partnership tries", "noted", "Six chairs told of one thing each."),
        ),
        agreed_after=110,
    ),
    Meeting(
        -80,
        "What stands in our way",
        "What partnerships cannot settle by themselves.",
        (
            Item("Plans that end in March", "advice", "Let money for prevention run for three years."),
            Item("Who is at the table", "noted", "Members compare who sits on their partnerships."),
        ),
        ("a head of a volunteers’ network",),
        agreed_after=60,
    ),
)
PLANS = "Plans that end in March"

# The session that is live: what was said to its threads, and whether it is published.
LIVE = Meeting(
    0,
    "Places to grow old in",
    "Homes, streets and neighbours that let people stay where they live.",
    (
        Item("Homes that suit", "noted", "Members saw three homes that were changed for less than a stair lift costs."),
        Item(
            "Moving about",
            vote=Vote("Shall it be advised that a bus stops within reach of every surgery?"),
            stake=Stake("a leader of a council", "The council runs buses"),
        ),
        Item("What we will ask for"),
    ),
    ("an ethicist", "a chief executive of a trust"),
)
BEGAN = 40  # minutes ago
SAID = [
    ("Illustration: somebody who watches", "Will the three homes be shown on the website?"),
    ("Illustration: a carer", "Can you say who pays when a home is changed?"),
]
SAID_OF_ITEM = [
    ("Illustration: a bus driver", "Who decides where a bus stops: the council, or who runs it?"),
    ("Illustration: somebody who cannot drive", "Our surgery moved, and the bus did not. Was anybody asked?"),
]

# What is ahead: papers that are out, a session that is planned and one that was called off.
OUT = Meeting(
    14,
    "Rural and coastal places",
    "Why distance makes people ill, and what helps.",
    (Item("How far is too far"), Item("Staff who stay"), Item("Cool places")),
)
PLANNED = Meeting(
    45,
    "Work and health",
    "What keeps people in work when they are ill.",
    (Item("Keeping work when ill"), Item("Small employers")),
)
FORUM_PLANNED = Meeting(
    30, "Housing and health", "The first of the Forum’s three subjects.", (Item("Damp and cold"), Item("Who owns it"))
)
CALLED_OFF = Meeting(9, "What to count", "Which figures the Assembly sees each year.", (Item("Ten figures"),))
CALLED_OFF_FOR = "The hall is needed as a polling station. The group meets again in the new year."

# Papers: title, text as typed, and how many days before.
PAPERS = [
    (
        "{item}: what we know",
        "## In short\n\nWhat submissions say about it, in one page.\n\n- Most begin with staff.\n- Many ask who pays.\n- Few say "
        "how anybody would know that it works.\n\n## Where it is from\n\nIt is an illustration of a paper.",
        10,
    ),
    (
        "Questions for members",
        "Three questions to think about beforehand.\n\n- Who is not in the room?\n- What would change first?\n- How would anybody "
        "know?\n\nIt is an illustration of a paper.",
        8,
    ),
]
LATE_BY = 5  # days
DRAFT_PAPER = ("Keeping work when ill: a first draft", "An illustration of a paper that is not published yet.")

MINUTES_BEGIN = "An illustration of minutes."
NOT_THERE = "Apologies came from members who could not travel."

# What members propose, and why. The first was seconded and stands on an agenda; the second waits for somebody.
PROPOSED = ("Pay of care workers", "Nothing else on our list can be done without people who stay.")
WAITING = ("When a machine suggests who is seen first", "It is being bought before anybody asked whether.")
