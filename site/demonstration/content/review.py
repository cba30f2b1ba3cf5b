"""The review, its workstreams and its calls, as facts.

What is known and how surely: the project's notes on the domain. The review's own documents give the workstreams, their
co-chairs and the six draft principles. The wording of the questions was not settled between sources, so every question
here is a reconstruction in our own words and says so on the page.
"""

REVIEW_TITLE = "The Hewitt Review"
REVIEW_SUMMARY = (
    "An independent review, in 2022 and 2023, of how England's integrated care systems should be led, "
    "overseen and given room to act."
)
REVIEW_BODY = """
<p>The review was announced in November 2022 and its terms of reference were published on 6 December 2022. It asked how
local leaders could be given more freedom together with clear and effective accountability.</p>
<h2>How it worked</h2>
<ul>
<li>A call for evidence, to which about 400 organisations and people replied.</li>
<li>Five workstreams, each led by two co-chairs from the field.</li>
<li>Town halls in February 2023, and letters and visits: more than a thousand leaders took part in all.</li>
<li>A report on 4 April 2023 with 36 recommendations, and the government's response on 14 June 2023.</li>
</ul>
<p><strong>This is a demonstration.</strong> The facts on this page are public. The questions of the calls are
reconstructed from public summaries, and every submission is an illustration: no such respondent exists.</p>
"""

# Title, purpose, co-chairs with their posts of January 2023 (the review chair's letter to leaders).
WORKSTREAMS: list[tuple[str, str, list[tuple[str, str]]]] = [
    (
        "Prevention and population health management",
        "How systems can shift effort from treating illness to keeping people well.",
        [("Patricia Miller", "Chief executive, Dorset ICB"), ("Joe Rafferty", "Chief executive, Mersey Care FT")],
    ),
    (
        "Integration and place",
        "How partners in a place can plan and work as one.",
        [
            ("Felicity Cox", "Chief executive, Bedfordshire, Luton and Milton Keynes ICB"),
            ("Cllr Tim Oliver", "Chair, Surrey Heartlands ICP; Leader, Surrey County Council"),
        ],
    ),
    (
        "Autonomy, accountability and regulation",
        "Which freedoms systems need, and to whom they should answer for them.",
        [
            ("Dr Kathy McLean", "Chair, Nottingham and Nottinghamshire ICB"),
            ("Rt Hon Paul Burstow", "Chair, Hertfordshire and West Essex ICB; Chair, SCIE"),
        ],
    ),
    (
        "Productivity and finance",
        "How money and rules can help partners make better use of what they have.",
        [
            ("Dr Penny Dash", "Chair, North West London ICB"),
            ("Sir Richard Leese", "Chair, Greater Manchester ICB"),
        ],
    ),
    (
        "Digital and data",
        "How information can flow to those who care, plan and hold to account.",
        [
            ("Sam Allen", "Chief executive, North East and North Cumbria ICB"),
            ("Adam Doyle", "Chief executive, Sussex ICB"),
        ],
    ),
]

# Section title, the category of words.py, and its questions: wording, help, words allowed.
EVIDENCE_SECTIONS: list[tuple[str, str, list[tuple[str, str, int]]]] = [
    (
        "Empowering local leaders",
        "leaders",
        [
            (
                "Where have local leaders and organisations changed health and care for the better?",
                "Examples may be from a neighbourhood, a place or a whole system.",
                1000,
            ),
            (
                "Which policies or kinds of support have helped local leaders, and ICSs above all, to reach their goals?",
                "Local, regional and national examples are welcome.",
                1000,
            ),
            (
                "Which policies or kinds of support have made it harder for local leaders to reach their goals?",
                "",
                1000,
            ),
            (
                "What would ICSs and the partners within them need, to innovate more and go further and faster?",
                "",
                1000,
            ),
            (
                "What would best support partners to take an active part in integrated care systems?",
                "Partners are, for example, adult social care providers, children's services and the voluntary sector.",
                1000,
            ),
        ],
    ),
    (
        "National targets and accountability",
        "targets",
        [
            (
                "How should national bodies decide what to set as a target and what to leave to local decision?",
                "",
                1000,
            ),
            (
                "What mechanisms outside of national targets could be used to support performance improvement?",
                "For example peer support, peer review, shared learning, or publishing data for each place.",
                1000,
            ),
        ],
    ),
    (
        "Data and transparency",
        "data",
        [
            ("Which new uses of data or digital services should others know of?", "", 1000),
            ("How could the collection of data from ICSs and their partners be made simpler?", "", 1000),
            (
                "Which standards and what support should national bodies provide for data and digital services?",
                "",
                1000,
            ),
        ],
    ),
    (
        "System oversight",
        "oversight",
        [
            (
                "What should NHS England, the CQC and the department watch, to see early that a system needs support?",
                "",
                1000,
            ),
            (
                "Which support, regulation or intervention suits systems and organisations in difficulty?",
                "",
                1000,
            ),
        ],
    ),
    (
        "Additional evidence",
        "more",
        [("Is there anything else that you would like the review to consider?", "", 3000)],
    ),
]

# The six draft principles of January 2023, in short.
PRINCIPLES = (
    "Collaboration within and between systems and national bodies",
    "A limited number of shared priorities",
    "Local leaders given space and time to lead",
    "The right support for systems",
    "Freedom balanced with accountability",
    "Timely, relevant, high-quality and transparent data",
)

EVIDENCE_BACKGROUND = """
<p>The review asks how integrated care systems can be given more freedom together with clear and effective accountability. Its
terms of reference were published on 6 December 2022. This call gathers the evidence for it.</p>
<p>Answer what matters to you: every question but the first is optional.</p>
"""

PRINCIPLES_BACKGROUND = (
    "<p>The review chair's letter to leaders of January 2023 set out six draft principles:</p>"
    f"<ol>{''.join(f'<li>{one}</li>' for one in PRINCIPLES)}</ol>"
)

# What the demonstration's secretariat answered on the checklist before each call opened.
CHECKS: dict[str, str] = {
    "purpose": "The answers inform the report; this copy of the call shows how the service works.",
    "audience": "Leaders and partners of integrated care systems, patients and the public, told through their networks.",
    "privacy": "The data protection officer read the notice against the questions.",
    "formats": "A page that prints, a Word document of all questions, and large print on request.",
    "equality": "An equality analysis was written before the questions were settled.",
    "holidays": "The dates follow the review's timetable; two working days were added at the end.",
    "formative": "The principles are a draft. Wording, number and order can all change.",
    "reasons": "The page lists the six principles and says which letter set them out.",
    "time": "Six weeks, extended on request for any format.",
    "consideration": "The co-chairs of each workstream read the answers; the outcome says what changed.",
}
EVIDENCE_LENGTH = "Thirteen open questions and one for files, all optional but the first, and six weeks."
PRINCIPLES_LENGTH = "Four questions, of which one must be answered, and six weeks."

OUTCOME = """
<p>This outcome is an illustration: it shows where a reader finds what was decided.</p>
<h2>What we asked</h2><p>Whether six draft principles were the right ones to build on.</p>
<h2>What you said</h2><p>Most who replied agreed with all six. Many wanted prevention to be named, and asked that freedom and
accountability be read together.</p>
<h2>What we did</h2><p>The principles were kept, the fifth was reworded, and prevention was taken into the first chapter.</p>
"""
