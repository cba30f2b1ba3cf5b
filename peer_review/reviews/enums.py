"""Where a review stands, who somebody is to it, what is due, and what may be known of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReviewState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    SCOPING = "scoping", _("Scoping")
    PREPARING = "preparing", _("Preparing")
    ON_SITE = "on_site", _("On site")
    DRAFTING = "drafting", _("Drafting")
    FACT_CHECK = "fact_check", _("Fact check")
    FINAL = "final", _("Final")
    PUBLISHED = "published", _("Published")
    ACTION_PLAN = "action_plan", _("Action plan published")
    PROGRESS = "progress", _("Progress review")
    CLOSED = "closed", _("Closed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


# In the order in which a review goes through them; what was withdrawn stands beside.
STAGES = (
    ReviewState.PROPOSED,
    ReviewState.SCOPING,
    ReviewState.PREPARING,
    ReviewState.ON_SITE,
    ReviewState.DRAFTING,
    ReviewState.FACT_CHECK,
    ReviewState.FINAL,
    ReviewState.PUBLISHED,
    ReviewState.ACTION_PLAN,
    ReviewState.PROGRESS,
    ReviewState.CLOSED,
)
SCOPED = frozenset(STAGES[2:])  # its framework is frozen and its days on site are set
ARRIVED = frozenset(STAGES[3:])  # the team is on site, or was
RUNNING = frozenset(STAGES[1:-1])
REPORTED = frozenset(STAGES[7:])  # everybody may read its report


# In which of their reviews hosts are needed first: where people come or days run; what is over is last.
HOSTS_ARE_NEEDED = (
    ReviewState.ON_SITE,
    ReviewState.FACT_CHECK,
    ReviewState.PREPARING,
    ReviewState.PROGRESS,
    ReviewState.PUBLISHED,
    ReviewState.FINAL,
    ReviewState.SCOPING,
    ReviewState.ACTION_PLAN,
    ReviewState.DRAFTING,
    ReviewState.PROPOSED,
    ReviewState.CLOSED,
    ReviewState.WITHDRAWN,
)


class Capacity(models.TextChoices):
    """What somebody is to one review. Rights are given to capacities, never to people."""

    MANAGER = "manager", _("Peer review manager")
    PEER = "peer", _("Peer of the team")
    HOST_LEAD = "host_lead", _("Lead of a host")
    HOST = "host", _("Colleague at a host")
    OBSERVER = "observer", _("Observer")
    PUBLIC = "public", _("Everybody")


class Thing(models.TextChoices):
    """What of a review may be known or done. A right is one of these, for a capacity, in a state."""

    SCOPING = "scoping", _("Read the scoping record")
    STATEMENT = "statement", _("Read the position statement")
    WRITE_STATEMENT = "write_statement", _("Write the position statement")
    TEAM = "team", _("Read who is in the team")
    TIMETABLE = "timetable", _("Read the timetable of the days on site")
    EVIDENCE = "evidence", _("Read the evidence room")
    GIVE_EVIDENCE = "give_evidence", _("Put something into the evidence room, and say what it speaks to")
    ORDER_PACK = "order_pack", _("Order the reading pack of the team")
    NOTES = "notes", _("Read the notes of the team")
    WRITE_NOTES = "write_notes", _("Write notes")
    ASSESSMENTS = "assessments", _("Read the assessments, after one's own is in")
    ASSESS = "assess", _("Write an assessment")
    MODERATE = "moderate", _("Take part on the moderation board")
    FINDINGS = "findings", _("Read the findings in the making")
    WRITE_FINDINGS = "write_findings", _("Write findings")
    FEEDBACK = "feedback", _("See the feedback of the last day on site")
    DRAFT = "draft", _("Read the draft report")
    CHECK_FACTS = "check_facts", _("Comment on the facts of the draft report")
    REPORT = "report", _("Read the report")
    ACTION_PLAN = "action_plan", _("Read the action plan")
    WRITE_ACTION_PLAN = "write_action_plan", _("Write the action plan")
    PROGRESS = "progress", _("Read the progress review")
    WRITE_PROGRESS = "write_progress", _("Write of the progress")
    SAY_HOW = "say_how", _("Say how the review was")


class DutyKind(models.TextChoices):
    """What is due in the course of a review (domain facts, C1)."""

    SCOPING_MEETING = "scoping_meeting", _("Scoping meeting")
    POSITION_STATEMENT = "position_statement", _("Position statement is frozen")
    READING_PACK = "reading_pack", _("Reading pack goes to the team")
    TEAM_CALL = "team_call", _("Team call")
    ON_SITE = "on_site", _("First day on site")
    FEEDBACK = "feedback", _("Feedback on the last day on site")
    DRAFT_REPORT = "draft_report", _("Draft report goes to the hosts")
    FACT_CHECK = "fact_check", _("Hosts have checked the facts")
    REPORT = "report", _("Report is published")
    ACTION_PLAN = "action_plan", _("Action plan is published")
    PROGRESS_REVIEW = "progress_review", _("Progress review")
    PROGRESS_REPORT = "progress_report", _("Progress report is published")
    NOTES_DELETED = "notes_deleted", _("Notes are deleted")


# The clock that everybody sees: months after the days on site (domain facts, C1).
PUBLIC_DUTIES = (DutyKind.REPORT, DutyKind.ACTION_PLAN, DutyKind.PROGRESS_REVIEW, DutyKind.PROGRESS_REPORT)

# What the hosts do, or have to be there for.
OF_HOSTS = frozenset(
    {
        DutyKind.SCOPING_MEETING,
        DutyKind.POSITION_STATEMENT,
        DutyKind.ON_SITE,
        DutyKind.FACT_CHECK,
        DutyKind.ACTION_PLAN,
        DutyKind.PROGRESS_REPORT,
    }
)
