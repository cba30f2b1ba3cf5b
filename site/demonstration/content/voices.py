"""Forty illustrative respondents: no such person or body exists, and each name says so."""

from dataclasses import dataclass

from evidence.submissions.enums import Channel, PublishingChoice, RespondentKind, SubmissionState
from organisations.models import OrganisationType, Region

LABEL = "(illustration)"


@dataclass(frozen=True)
class Voice:
    """One illustrative respondent: who, how they sent it, how much they wrote, and how far it has come.

    `words` is the length of each answer; `answers` the categories answered, all when empty.
    """

    name: str
    kind: RespondentKind
    state: SubmissionState
    words: int = 120
    answers: tuple[str, ...] = ()
    type: str = ""
    region: str = ""
    publishing: PublishingChoice = PublishingChoice.FULL
    channel: Channel = Channel.ONLINE
    attachment: str = ""
    confidential: bool = False
    redacted: bool = False

    def label(self, number: int | None = None) -> str:
        """Return how it is named wherever a name stands: as an illustration."""
        numbered = self.name if number is None else f"{self.name} no. {number}"
        return f"{numbered} {LABEL}"

    def person(self, number: int | None = None) -> str:
        """Return the person who answers: the voice itself, or somebody of the body."""
        return f"A lead officer {LABEL}" if self.kind == RespondentKind.ORGANISATION else self.label(number)

    def body(self, number: int | None = None) -> str:
        """Return the body that answers, or nothing."""
        return self.label(number) if self.kind == RespondentKind.ORGANISATION else ""


I, O, B = RespondentKind.INDIVIDUAL, RespondentKind.ORGANISATION, RespondentKind.ON_BEHALF  # noqa: E741
S = SubmissionState
T, R, P, C = OrganisationType, Region, PublishingChoice, Channel

VOICES: tuple[Voice, ...] = (
    # Published
    Voice("A northern integrated care board", O, S.PUBLISHED, 230, (), T.ICB, R.NORTH_EAST_YORKSHIRE),
    Voice("A coastal care partnership", O, S.PUBLISHED, 230, (), T.ICP, R.SOUTH_EAST, attachment="pdf"),
    Voice("A rural county council", O, S.PUBLISHED, 180, ("leaders", "targets", "more"), T.COUNCIL, R.EAST),
    Voice("An alliance of small charities", O, S.PUBLISHED, 150, (), T.VCSE, R.MIDLANDS, redacted=True),
    Voice("A community health trust", O, S.PUBLISHED, 140, ("leaders", "data"), T.TRUST, R.NORTH_WEST),
    Voice("A group of care homes", O, S.PUBLISHED, 110, ("leaders", "oversight"), T.PROVIDER, R.SOUTH_WEST),
    Voice("A carer in a market town", I, S.PUBLISHED, 90, ("leaders", "more"), publishing=P.WITHOUT_NAME),
    Voice("A retired finance director", I, S.PUBLISHED, 160, ("targets", "oversight")),
    Voice("A general practitioner", I, S.PUBLISHED, 130, ("targets", "data"), publishing=P.WITHOUT_NAME, redacted=True),
    Voice("A city integrated care board", O, S.PUBLISHED, 240, (), T.ICB, R.LONDON, attachment="docx"),
    Voice("A hospice", O, S.PUBLISHED, 120, ("leaders", "more"), T.VCSE, R.LONDON),
    Voice("A unitary council", O, S.PUBLISHED, 170, ("data", "oversight"), T.COUNCIL, R.SOUTH_WEST, redacted=True),
    Voice("A parent, for an adult son", B, S.PUBLISHED, 100, ("leaders",), publishing=P.WITHOUT_NAME),
    Voice("A mental health trust", O, S.PUBLISHED, 150, (), T.TRUST, R.MIDLANDS, confidential=True),
    Voice("A network of analysts", O, S.PUBLISHED, 200, ("data",), T.OTHER, R.NORTH_WEST, attachment="xlsx"),
    Voice("A patients' forum", O, S.PUBLISHED, 140, ("leaders", "targets"), T.VCSE, R.EAST, channel=C.PAPER),
    Voice("A place director", I, S.PUBLISHED, 180, ("leaders", "oversight")),
    Voice("A border partnership", O, S.PUBLISHED, 160, (), T.ICP, R.MIDLANDS),
    Voice("A charity for unpaid carers", O, S.PUBLISHED, 130, ("leaders", "more"), T.VCSE, R.NORTH_EAST_YORKSHIRE),
    Voice("A district nurse", I, S.PUBLISHED, 80, ("leaders",), publishing=P.WITHOUT_NAME, channel=C.TELEPHONE),
    # Ready, waiting to be published
    Voice("A borough council", O, S.READY, 150, ("targets", "data"), T.COUNCIL, R.LONDON),
    Voice("A care technology social enterprise", O, S.READY, 120, ("data",), T.VCSE, R.SOUTH_EAST, attachment="odt"),
    Voice("A practice manager", I, S.READY, 100, ("targets",)),
    # In screening
    Voice("An island partnership", O, S.SCREENING, 160, (), T.ICP, R.SOUTH_EAST, redacted=True),
    Voice("A service user", I, S.SCREENING, 90, ("leaders", "more"), publishing=P.WITHOUT_NAME, confidential=True),
    Voice("An ambulance trust", O, S.SCREENING, 150, ("targets", "oversight"), T.TRUST, R.EAST, attachment="pdf"),
    Voice("A social worker", I, S.SCREENING, 110, ("oversight",)),
    # Waiting for a reply
    Voice("A leisure trust", O, S.CLARIFICATION, 90, ("leaders",), T.OTHER, R.NORTH_WEST),
    # Received, unread
    Voice("A large integrated care board", O, S.RECEIVED, 240, (), T.ICB, R.NORTH_WEST, attachment="pdf"),
    Voice("A think tank on public service", O, S.RECEIVED, 240, (), T.OTHER, R.LONDON),
    Voice("A pharmacist", I, S.RECEIVED, 70, ("leaders", "data")),
    Voice("A county's youth council", O, S.RECEIVED, 90, ("leaders", "more"), T.VCSE, R.SOUTH_WEST, channel=C.PAPER),
    Voice("A domiciliary care provider", O, S.RECEIVED, 100, ("oversight",), T.PROVIDER, R.MIDLANDS),
    Voice("A former non-executive", I, S.RECEIVED, 140, ("targets", "oversight"), publishing=P.NOT_AT_ALL),
    # Not published
    Voice("A campaign's form letter", O, S.NOT_PUBLISHED, 60, ("more",), T.OTHER),
    Voice("A whistle-blower", I, S.NOT_PUBLISHED, 120, ("oversight",), publishing=P.NOT_AT_ALL, confidential=True),
    # Withdrawn
    Voice("A merged council", O, S.WITHDRAWN, 100, ("leaders",), T.COUNCIL, R.MIDLANDS),
    # Drafts
    Voice("A joint reply in the writing", O, S.DRAFT, 120, ("leaders", "targets"), T.ICB, R.EAST),
    Voice("A volunteer driver", I, S.DRAFT, 40, ("leaders",)),
    Voice("A charity just beginning", O, S.DRAFT, 20, ("more",), T.VCSE, R.LONDON),
)

WHY_NOT_PUBLISHED = {
    PublishingChoice.FULL: "The same text came from several senders; one copy stands for all.",
    PublishingChoice.NOT_AT_ALL: "The respondent asked that it is not published.",
}
