"""Sentences for illustrative answers.

Nobody wrote these as evidence. They are put together from the parts below by a seeded choice, so that the demonstration
is the same on every machine, reads like the field, and holds enough different words to make a search worth trying.
"""

import random
from collections.abc import Iterator

OFTEN = 0.6

SLOTS: dict[str, tuple[str, ...]] = {
    "place": (
        "the coastal towns",
        "the northern neighbourhoods",
        "two rural valleys",
        "the estate around the old docks",
        "our largest town",
        "the villages along the border",
        "the inner-city wards",
        "the market towns",
    ),
    "partner": (
        "the hospice",
        "the housing association",
        "district councils",
        "the ambulance service",
        "community pharmacies",
        "the carers' centre",
        "the fire service",
        "care home managers",
        "the county's food network",
        "the mental health trust",
        "school nurses",
        "the voluntary sector alliance",
    ),
    "group": (
        "people waiting to leave hospital",
        "young people with eating disorders",
        "unpaid carers",
        "people with a learning disability",
        "adults who sleep rough",
        "older people after a fall",
        "new parents",
        "people with long-term breathing problems",
        "farm workers",
        "refugee families",
        "children in care",
        "people with dementia",
    ),
    "measure": (
        "missed appointments",
        "emergency admissions",
        "the wait for a first visit",
        "ambulance call-outs at night",
        "days lost to delayed discharge",
        "repeat prescriptions",
        "complaints about handovers",
        "vaccination gaps",
        "readmissions within a month",
    ),
    "number": ("a tenth", "a fifth", "a quarter", "nearly a third", "about two in five", "half"),
    "months": ("six months", "nine months", "a year", "eighteen months", "two winters"),
    "body": (
        "the board",
        "the partnership",
        "the place committee",
        "the joint team",
        "the provider collaborative",
        "the alliance",
    ),
}

# By category of the call: what a respondent has seen, holds, can show, and asks for.
CATEGORIES: dict[str, dict[str, tuple[str, ...]]] = {
    "leaders": {
        "seen": (
            "In {place}, {partner} and the council now share one team for {group}.",
            "Three years ago nobody in {place} could say who was in charge of care for {group}.",
            "Our best work began when {partner} offered a room and a kettle, not when a plan was signed.",
            "{partner} asked for a seat at the table and was given the pen as well.",
            "We moved a small budget to {place} and let local leaders decide without a business case.",
        ),
        "hold": (
            "Trust came first and the money followed it.",
            "What made the difference was permission to stop doing something.",
            "People who live in {place} set the order of work, and they did not choose what we had expected.",
            "Leaders need time in post: three changes of chief officer undid more than any reorganisation.",
            "Prevention is everybody's second priority, so it loses every winter.",
            "Short-term funding makes partners compete for the same staff.",
        ),
        "show": (
            "Within {months}, {measure} fell by {number}.",
            "After {months} we saw {number} fewer cases of {measure} among {group}.",
            "Staff turnover in the team halved in {months}, and {measure} fell with it.",
            "The change cost less than one agency post and reached {number} of {group}.",
        ),
        "ask": (
            "Give systems a budget over several years, and say so in one letter.",
            "Let {body} keep what it saves, and spend it on prevention.",
            "Name the voluntary sector as a partner in guidance and not as a supplier.",
            "Treat local government as an equal from the first draft.",
        ),
    },
    "targets": {
        "seen": (
            "In one month {body} reported on more than two hundred national measures.",
            "Two regulators asked us for the same figures on {measure} in different forms.",
            "We counted the targets that touch {group}: some pull against each other.",
            "A target on {measure} drew staff away from {place} because the work there is not counted.",
        ),
        "hold": (
            "A few national priorities, held for long enough, would do more than many that change each spring.",
            "National bodies should set the what and leave the how to places.",
            "Outcomes matter more than activity, and they take longer than a financial year.",
            "Peer support finds causes where performance meetings find blame.",
            "Local priorities deserve the same standing as national ones.",
            "Publishing data by place is a sharper spur than another meeting.",
        ),
        "show": (
            "When reporting was paused, {body} found the time to cut {measure} by {number}.",
            "A peer visit to {place} led to eleven changes, nine of which still stand after {months}.",
            "{number} of the measures we return have never led to a question from anyone.",
        ),
        "ask": (
            "Set no more than ten national priorities, and retire one for each that is added.",
            "Build peer review on what councils have learnt from it, with people who use services on the team.",
            "Ask once, share the answer, and say what was done with it.",
        ),
    },
    "data": {
        "seen": (
            "{partner} still sends referrals for {group} on paper.",
            "A shared care record reached {place} last year, but {partner} may only read it.",
            "Our analysts spend {number} of their week making returns.",
            "We linked housing and health records for {group} under one agreement.",
        ),
        "hold": (
            "Data should flow automatically from care, once, and serve every purpose.",
            "People are readier to share their records than we are to ask them.",
            "Social care providers need a digital record before they can share one.",
            "Standards work when suppliers must meet them to sell.",
            "A dashboard that no ward looks at is only a cost.",
        ),
        "show": (
            "The link showed that {number} of {group} were known to four services and helped by none.",
            "Automated feeds replaced fourteen manual returns and {measure} could be seen the next morning.",
            "In {months} the record was opened in {number} of contacts by {partner}.",
        ),
        "ask": (
            "Publish minimum standards for sharing, with dates.",
            "Let councils and providers see the same figures on the same day as the NHS.",
            "Fund analysts in places and not only in the centre.",
        ),
    },
    "oversight": {
        "seen": (
            "After a poor winter {body} met three sets of improvement advisers in one week.",
            "Support came to {place} with a reporting template and left with it.",
            "The most useful visit we had was from another system with the same problem.",
        ),
        "hold": (
            "Look at relationships and governance before numbers alone.",
            "A system in difficulty needs a few experienced people for {months}, not many for a fortnight.",
            "Regulators should judge the system as a whole, and in the same words.",
            "Early help should not need a label of failure.",
            "Watch {measure} for {group}: it moves first when partners stop talking.",
        ),
        "show": (
            "Where support stayed for {months}, {measure} fell by {number} and did not rise again.",
            "Of the reviews we have had, {number} repeated what an earlier one had found.",
        ),
        "ask": (
            "Agree one plan with one lead regulator.",
            "Match systems with peers that know their ground: coast with coast, border with border.",
            "Keep the most intrusive measures for where leaders cannot or will not act.",
        ),
    },
    "more": {
        "seen": (
            "We enclose an account by {group} of what changed for them in {place}.",
            "{partner} and {body} wrote this reply together.",
            "Much of what helps {group} lies outside health services altogether.",
        ),
        "hold": (
            "Workforce is the limit on everything else in this reply.",
            "Capital is the quiet obstacle: a team cannot share a building that was never repaired.",
            "Citizens should be in the room, and not only in the survey.",
            "Integration is measured at a front door.",
        ),
        "show": (
            "Of {group} who told us their story, {number} had repeated it to five services or more.",
            "An evaluation over {months} is under way and we will gladly share it.",
        ),
        "ask": (
            "Please read this with the reply of {partner}.",
            "Come to {place} and see.",
        ),
    },
}


def sentence(pattern: str, chance: random.Random) -> str:
    """Fill the slots of one pattern and begin it with a capital."""
    filled = pattern.format(**{slot: chance.choice(words) for slot, words in SLOTS.items()})
    return filled[0].upper() + filled[1:]


def paragraphs(category: str, chance: random.Random) -> Iterator[str]:
    """Yield paragraphs without end, each: what was seen, what is held, what shows it, now and then what is asked."""
    pick = {part: _turns(patterns, chance) for part, patterns in CATEGORIES[category].items()}
    while True:
        order = ["seen", "hold", *(["hold"] if chance.random() < OFTEN else []), "show"]
        order += ["ask"] if chance.random() < OFTEN else []
        yield " ".join(sentence(next(pick[part]), chance) for part in order)


def _turns(patterns: tuple[str, ...], chance: random.Random) -> Iterator[str]:
    """Yield the patterns in turns, each turn shuffled: a sentence comes again only when all others have been said."""
    while True:
        yield from chance.sample(patterns, len(patterns))


def answer(category: str, words: int, chance: random.Random) -> str:
    """Return an answer of at least `words` words, in paragraphs."""
    written: list[str] = []
    count = 0
    for paragraph in paragraphs(category, chance):
        written.append(paragraph)
        count += len(paragraph.split())
        if count >= words:
            break
    return "\n\n".join(written)
