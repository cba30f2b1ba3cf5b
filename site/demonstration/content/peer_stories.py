"""What teams of the demonstration found, and what hosts made of it. All of it is an illustration: no such system exists."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """One review from what its team found to what its hosts do.

    `findings` are (kind, title, what it says, what it rests on). The two `comments` are (what is wrong, proof), of what the first
    two strengths rest on; the second is accepted, and the sentence reads `corrected` then. `actions` are (what, owner, what
    will show it), one for each recommendation.
    """

    findings: tuple[tuple[str, str, str, str], ...]
    comments: tuple[tuple[str, str], ...]
    corrected: str
    actions: tuple[tuple[str, str, str], ...]


STORIES: tuple[Story, ...] = (
    Story(
        findings=(
            (
                "strength",
                "Partners decide together and write it down",
                "Illustration: the boards meet every week, and leave with one list of what was decided and who does it.",
                "Illustration: minutes of a year, and what was heard in interviews.",
            ),
            (
                "consider",
                "Decisions reach wards late",
                "Illustration: what is decided on a Friday is known on wards on Tuesday. A short note on the day would help.",
                "Illustration: the dates of minutes and notices, and what frontline staff told.",
            ),
            (
                "recommendation",
                "Send one note of each decision on the day",
                "Illustration: agree one short note of what was decided, and send it to every ward and partner on the same day.",
                "Illustration: it follows from how late decisions arrive.",
            ),
            (
                "strength",
                "Residents were asked before the plan was written",
                "Illustration: the plan says what residents asked for, and what changed because of it.",
                "Illustration: the plan, the record of six meetings, and what residents told.",
            ),
            (
                "recommendation",
                "Say in one way what prevention is to change",
                "Illustration: choose three measures of prevention for all partners, and report them twice a year.",
                "Illustration: three papers that measure it in three ways.",
            ),
        ),
        comments=(
            (
                "These are the minutes of eleven months: in August no board met.",
                "The calendar of the board, page 4, in the evidence room.",
            ),
            (
                "Of the first of the six meetings there is no record.",
                "The list of meetings, version 6, page 1. It begins with the second.",
            ),
        ),
        corrected="{sentence} Of the first meeting there is no record.",
        actions=(
            (
                "Write one page of what each board decided, and send it to every ward and partner that day.",
                "Chair of the partnership",
                "The pages of a quarter, and what twenty staff say that they had read.",
            ),
            (
                "Choose three measures of prevention, and have all partners report them in spring and in autumn.",
                "Director of public health",
                "The first paper that all boards read alike.",
            ),
        ),
    ),
    Story(
        findings=(
            (
                "strength",
                "Carers know whom to ring",
                "Illustration: each carer has one number, and a person at the end of it who knows the family.",
                "Illustration: the log of calls of a quarter, and a group of nine carers.",
            ),
            (
                "consider",
                "People tell their story at each door",
                "Illustration: three services ask the same questions, for none can see what the others wrote. One shared record "
                "would spare it.",
                "Illustration: the forms of three services, and what people with lived experience told.",
            ),
            (
                "recommendation",
                "Share one record across the three services",
                "Illustration: agree what each may read, begin with two practices, and tell people what is shared and why.",
                "Illustration: it follows from how often people are asked the same.",
            ),
            (
                "strength",
                "Charities help to set the budget",
                "Illustration: two charities sit where money is divided, and last year moved a tenth of it to neighbourhoods.",
                "Illustration: the papers of four meetings, and what charities told.",
            ),
            (
                "recommendation",
                "Pay small bodies for the time that they give",
                "Illustration: set an hourly rate for bodies of fewer than ten staff, so that they can send somebody.",
                "Illustration: who came to the meetings of a year, and why others stayed away.",
            ),
        ),
        comments=(
            (
                "The log is of two months: in the third the line was being moved.",
                "The notice of the move, page 1, in the evidence room.",
            ),
            (
                "The fourth meeting was called off, so there are papers of three.",
                "The minutes of the third meeting, item 7, call it off.",
            ),
        ),
        corrected="{sentence} The fourth of these meetings was called off.",
        actions=(
            (
                "Try one record in two practices, and publish what people made of it after six months.",
                "Chief information officer",
                "How often people were asked the same before and after.",
            ),
            (
                "Pay a rate for each hour that a small body spends with us, from April.",
                "Director of finance",
                "Who came in the year before, and in the year after.",
            ),
        ),
    ),
    Story(
        findings=(
            (
                "strength",
                "The worst figures are looked at first",
                "Illustration: each meeting of the board begins with what goes worst, and nobody is blamed for bringing it.",
                "Illustration: the agendas of a year, and what was seen at one meeting.",
            ),
            (
                "consider",
                "Three plans say what comes first",
                "Illustration: staff were shown three plans with three first aims. Leaders might choose one of them in the open.",
                "Illustration: the three plans, and what two groups of managers told.",
            ),
            (
                "recommendation",
                "Put the three plans into one page",
                "Illustration: say on one page what comes first this year, what waits, and who decided so.",
                "Illustration: it follows from three plans with three first aims.",
            ),
            (
                "strength",
                "Leaders of places can spend without asking",
                "Illustration: each place decides on its own budget, up to a sum that is written down.",
                "Illustration: the scheme of delegation, and the decisions of five places.",
            ),
            (
                "recommendation",
                "Tell places each quarter what they saved others",
                "Illustration: show what fewer admissions save, and let the place that brought it about keep a part.",
                "Illustration: the accounts of two places, and what their leaders told.",
            ),
        ),
        comments=(
            (
                "One agenda of the year begins with the budget: that of March.",
                "The agenda of March, page 1, in the evidence room.",
            ),
            (
                "There are four places: two of the five became one in July.",
                "The decision of the council of 3 July, page 2.",
            ),
        ),
        corrected="{sentence} Two of these places are one since July.",
        actions=(
            (
                "Write the one page with staff, and hang it where the three plans hung.",
                "Chief executive of the partnership",
                "What forty staff answer when they are asked what comes first.",
            ),
            (
                "Show each place every quarter what it saved, and agree the part that it keeps.",
                "Head of planning",
                "The first four quarters, published.",
            ),
        ),
    ),
)
