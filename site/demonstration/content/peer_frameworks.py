"""What peers look at in the demonstration: an illustration in our own words.

Its five areas follow those that the Local Government Association's corporate peer challenges look at, carried over from one
council to a system of many organisations. No body has adopted it.
"""

from dataclasses import dataclass, field

from peer_review.frameworks.domain import Wording

NAME = "Core framework for systems"
PURPOSE = (
    "An illustration: what peers look at in every review of a system, in five areas. It helps them to ask the same things "
    "everywhere. It gives no grade."
)
FROM_WHERE = "Illustration: drawn up from what peer challenges of councils look at, with systems in mind."
CHANGED = (
    "Illustration: peers of the first reviews asked for a line on how people who use services are heard, and said that two lines "
    "about plans asked the same. One of them is gone, and three are said more plainly."
)
EDITION = "Core framework for systems: additions for Calderwick (illustrative)"
LOCAL_THEME = "Two rivers, one plan"
LOCAL_LINE = Wording(
    title="Care on both banks",
    question="Do people get the same care on both banks of the river, where two councils and three trusts meet?",
    good=(
        "There is one plan for both banks. Somebody who moves across the river keeps their care and does not tell their story "
        "anew. Each council and trust can say what it gave up for that, and what it gained."
    ),
    prompts=(
        "Follow somebody who was discharged across the river.",
        "Which of the two councils pays, and how long does it take them to agree?",
    ),
)


@dataclass(frozen=True)
class Area:
    title: str
    about: str
    lines: tuple[Wording, ...] = field(default_factory=tuple)


AREAS: tuple[Area, ...] = (
    Area(
        "Shared priorities and what comes of them",
        "Whether the partners want the same few things, know why, and can show what changed for people.",
        (
            Wording(
                title="A few priorities, shared",
                question="Do all partners name the same few priorities, and do these come from what is known about local people?",
                good=(
                    "Leaders of the NHS, councils and voluntary organisations name the same priorities without looking them up, "
                    "and say what each of them stopped doing for their sake."
                ),
                prompts=(
                    "Ask three leaders of three organisations, each alone, for the priorities.",
                    "Which numbers about local people stand behind each priority?",
                ),
            ),
            Wording(
                title="Plans that fit together",
                question="Do the strategies of the system, its places and its organisations say the same?",
                good="Whoever reads two of the plans finds the same aims, the same numbers and no gap between them.",
                prompts=(
                    "Lay the plans side by side: where do they contradict each other?",
                    "Who noticed that first, and what did they do?",
                ),
            ),
            Wording(
                title="Fairer chances of good health",
                question="Do gaps in health between neighbourhoods and groups close, and does the system know why?",
                good=(
                    "Gaps are measured by neighbourhood and group and shown openly. Money moves towards the greatest need, and "
                    "what did not work is said as plainly as what did."
                ),
                prompts=(
                    "Which gap closed, and what closed it?",
                    "Show a budget that moved because of this.",
                    "What was tried and given up?",
                ),
            ),
        ),
    ),
    Area(
        "Leadership of the system and its places",
        "How leaders of many organisations lead together, and how much is decided close to where people live.",
        (
            Wording(
                title="Leading together",
                question="Do leaders act as a team for the whole system, also when it costs their own organisation something?",
                good="Leaders can tell of a decision that went against their own organisation and that they carried all the same.",
                prompts=(
                    "When did somebody last give way for the good of the whole?",
                    "What happens in the room when two partners disagree?",
                ),
            ),
            Wording(
                title="Places that decide",
                question="Is it clear what is decided in places and neighbourhoods, and do these have the money and people for it?",
                good="Each place knows what it may decide, holds a budget for it, and is asked what came of it rather than how it was done.",
                prompts=(
                    "Ask a place leader what they decided last month without asking anybody.",
                    "Which decision came back up, and why?",
                ),
            ),
            Wording(
                title="The voluntary sector at the table",
                question="Do voluntary, community and social enterprise organisations help to decide, and not only to deliver?",
                good="They sit where priorities are set, are paid for their time, and can name something that was changed by what they said.",
                prompts=(
                    "What was changed because of them?",
                    "For how long is their money certain?",
                ),
            ),
        ),
    ),
    Area(
        "Governance and culture",
        "Whether it is clear who decides, whether decisions can be questioned, and how people treat each other.",
        (
            Wording(
                title="Who decides what",
                question="Are the ways of deciding clear and sound, and do people inside and outside understand them?",
                good="One page shows who decides what. Papers come in time, and decisions can be found with their reasons.",
                prompts=(
                    "Follow one decision from the first paper to what was done.",
                    "Ask somebody at the front line who could say yes to their idea.",
                ),
            ),
            Wording(
                title="Challenge that is welcome",
                question="Can people question what leaders do, and is bad news passed on early?",
                good="Scrutiny gets papers in time and changes things. Staff speak up, and what they say reaches the board as they said it.",
                prompts=(
                    "What bad news came up last, and how soon?",
                    "What did scrutiny change this year?",
                ),
            ),
            Wording(
                title="Plans for engaging people",
                question="Is there a plan for engaging people, and is it kept to?",
                good="The plan says who is asked about what and when, and people are told what came of it.",
                prompts=(
                    "Who wrote the plan, and with whom?",
                    "What were people told after they were last asked?",
                ),
            ),
        ),
    ),
    Area(
        "Money and other means",
        "Whether the partners know their common position, plan for years ahead, and use what they have where it does most.",
        (
            Wording(
                title="One picture of the money",
                question="Do the partners see one honest picture of their money, and own its risks together?",
                good=(
                    "There is one set of numbers that all finance leaders stand behind. Risks are named with their owners, and a gap is "
                    "known before it is news."
                ),
                prompts=(
                    "Ask two finance leaders for the size of the gap.",
                    "Who carries the risk if a saving does not come?",
                ),
            ),
            Wording(
                title="Money towards prevention",
                question="Does the share that is spent on keeping people well grow?",
                good="The share is counted in a way that all agree on, has grown, and is protected when a year gets hard.",
                prompts=(
                    "How is the share counted, and by whom?",
                    "What happened to it the last time that money was short?",
                ),
            ),
            Wording(
                title="People, buildings and data",
                question="Are staff, buildings and data planned and used across organisations?",
                good="Staff move between organisations without losing anything, buildings are shared, and data follows the person.",
                prompts=(
                    "How long does it take a nurse to start in a neighbouring organisation?",
                    "Which building stands half empty, and who knows?",
                ),
            ),
        ),
    ),
    Area(
        "Capacity to improve",
        "Whether the system knows itself, learns, and has what it takes to do what it plans.",
        (
            Wording(
                title="Knowing oneself",
                question="Does the system know how well it does, and where it is stuck?",
                good="What leaders say of themselves agrees with what data, staff and people who use services say.",
                prompts=(
                    "Where does the position statement say that they are stuck?",
                    "What would staff add to it?",
                ),
            ),
            Wording(
                title="Learning from others and from what went wrong",
                question="Does what is learned in one place change what is done in another?",
                good="A good idea has crossed at least one border of organisations in the last year, and so has a lesson from a failure.",
                prompts=(
                    "Name an idea that was taken over from elsewhere.",
                    "What is done differently since the last serious incident?",
                ),
            ),
            Wording(
                title="Enough hands for what is planned",
                question="Are there people, skills and time for what is planned?",
                good="Each large change has a leader with time for it, and something else was stopped to make room.",
                prompts=(
                    "Which change has no leader at the moment?",
                    "What was stopped?",
                ),
            ),
        ),
    ),
)

# The second version, by the titles of the first: what is reworded, removed, and added under which area.
REWORDED: dict[str, Wording] = {
    "A few priorities, shared": Wording(
        title="A few priorities, shared",
        question="Do all partners name the same few priorities, and do these come from what local people need and say?",
        good=AREAS[0].lines[0].good,
        prompts=(
            "Ask three leaders of three organisations, each alone, for the priorities.",
            "Which numbers about local people stand behind each priority?",
            "What did local people say that changed one of them?",
        ),
    ),
    "Challenge that is welcome": Wording(
        title="Challenge that is welcome",
        question="Can people question what leaders do, and is bad news passed on early and safely?",
        good=AREAS[2].lines[1].good,
        prompts=AREAS[2].lines[1].prompts,
    ),
    "Plans for engaging people": Wording(
        title="Plans for engaging people",
        question="Do people know what they are asked about, and what came of it?",
        good="People are asked before it is decided, in ways that suit them, and are told within three months what came of it.",
        prompts=AREAS[2].lines[2].prompts,
    ),
}
REMOVED = "Plans that fit together"
ADDED_UNDER = "Governance and culture"
ADDED = Wording(
    title="People who use services are heard",
    question="Do people who use services, and carers, help to decide how these are run?",
    good=(
        "People with lived experience sit where services are designed, are paid for their time, and can name what they changed. "
        "Those who are seldom heard are sought out."
    ),
    prompts=(
        "Ask a carer what was changed because of them.",
        "Who is never in the room, and what was done about it?",
    ),
)
