"""What hosts say in the demonstration. Every sentence is an illustration; no such system exists."""

ILLUSTRATION = "This is an illustration, written for the demonstration."

SCOPES = (
    {
        "focus": f"How people get home from hospital, and who they talk to on the way. {ILLUSTRATION}",
        "left_out": "The building programme: it was looked at last year.",
        "team_wanted": "Somebody who ran community services, and somebody who cared for a relative.",
        "feedback_form": "A talk of an hour on the last day, to all hosts together.",
        "preparation": "Each host gives its plan for the year and one example that did not work.",
    },
    {
        "focus": f"How the partners decide together where money goes. {ILLUSTRATION}",
        "left_out": "Contracts that are being bid for.",
        "team_wanted": "A finance officer of a council, and a clinical leader.",
        "feedback_form": "A talk on the last day, and a workshop a fortnight later.",
        "preparation": "The last three papers on which the partners disagreed.",
    },
    {
        "focus": f"What the system does before people fall ill, and how it knows that this helps. {ILLUSTRATION}",
        "left_out": "Vaccination: there is a plan for it.",
        "team_wanted": "Somebody of a voluntary organisation, and a director of public health.",
        "feedback_form": "A talk on the last day, with people who use services in the room.",
        "preparation": "Figures by neighbourhood, with what is not known.",
    },
)

PARTS = (
    (
        f"We serve a town and forty villages. Two councils and three trusts work here. {ILLUSTRATION}",
        f"We serve a city with a young population. Most of us joined in the last three years. {ILLUSTRATION}",
    ),
    (
        f"In three years nobody should wait a night in a chair. We count the nights. {ILLUSTRATION}",
        f"In three years half of what we spend more goes to what keeps people well. {ILLUSTRATION}",
    ),
    (
        f"The teams in two neighbourhoods share one list of people. Falls went down there. {ILLUSTRATION}",
        f"Our carers' panel reads every plan, and changed four of nine. {ILLUSTRATION}",
    ),
    (
        f"We tried three times to share records with homes. Each time it ended with the pilot. {ILLUSTRATION}",
        f"We agree on prevention, and cut it each winter. We do not know how to stop. {ILLUSTRATION}",
    ),
    (
        f"The councils want budgets by place. The trusts fear for their services. {ILLUSTRATION}",
        f"Some of us think that we meet too often, others that we decide too little. {ILLUSTRATION}",
    ),
    (
        f"People say that they tell their story six times. Staff say that they hear it so often, too. {ILLUSTRATION}",
        f"Carers say that we ask them late, and thank them well. {ILLUSTRATION}",
    ),
    (
        f"Tell us what we do not see in how we decide. We need no more case studies. {ILLUSTRATION}",
        f"Tell us which of our plans you would stop. {ILLUSTRATION}",
    ),
)
