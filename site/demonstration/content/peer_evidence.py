"""What lies in the evidence rooms of the demonstration, and what peers noted. All of it is made up, and says so."""

from typing import NamedTuple

LABEL = "An illustration: no such paper exists."


class Paper(NamedTuple):
    title: str
    source_type: str
    text: str


PAPERS = (
    Paper("Plan for winter", "document", "Beds at home come first. Each place keeps a list of who can be visited within a day."),
    Paper("Waits for a first visit, by month", "data", "May 31 days, June 28, July 26. The count changed in June, so that May stands alone."),
    Paper("Minutes of the place board", "document", "The board asked twice who decides about the shared budget. The minutes name nobody."),
    Paper("What carers told us", "lived", "Carers say that they tell their story to five services, and that the sixth asks again."),
    Paper("Budget held together", "data", "A fortieth of what the partners spend. It grew by a tenth in a year."),
    Paper("Survey of staff in four teams", "data", "Two of three know whom to call in the other organisation. One of three has done so."),
    Paper("Strategy for five years", "document", "Twelve aims, of which three have a measure. The partners agreed to begin with falls."),
    Paper("A morning at the front door", "observation", "Seen by the team beforehand: one list, three screens, and a telephone that is always busy."),
)  # fmt: skip

ASKED = (
    Paper("Figures of those who wait at home", "data", "By month, for the last year, as you have them."),
    Paper("How the board decides about money", "document", "The terms of reference are enough."),
    Paper("What was done after the last survey", "document", "One page that exists is enough."),
)

GIVEN = "They are in the paper that the board saw in spring; nothing was written anew for this."
WITHDRAWN_BECAUSE = "A later edition stands in its place."

NOTES = (
    "They say that handing over takes an hour, and that nobody is sure who owns the list.",
    "Money came up first, and trust second. Two examples of a budget that was moved within a week.",
    "The plan hangs on the wall and the figures beside it. Asked what changed: visits at the weekend.",
    "Nobody in the room had seen the strategy. All of them could say what it is for.",
    "A carer is on the board, and spoke third. What she asked for in May was done in June.",
    "They know the other team by first names. It rests on two people, one of whom leaves.",
    "Data is shared by telephone. The system that was bought is used for leave.",
)
