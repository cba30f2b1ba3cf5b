"""What the indexes hold. Haystack looks here; which connection each belongs to stands in config.settings.engines."""

from search.search_indexes.assemblies import (
    AdviceIndex,
    BodyIndex,
    ItemIndex,
    MemberIndex,
    MinutesIndex,
    PaperIndex,
    SessionIndex,
)
from search.search_indexes.peer_review import FindingIndex, PeerReportIndex
from search.search_indexes.public import (
    CallIndex,
    ContentIndex,
    EditionAttachmentIndex,
    EditionIndex,
    PrivacyNoticeIndex,
    ReviewIndex,
    WorkstreamIndex,
)
from search.search_indexes.staff import SentAttachmentIndex, SentIndex
from search.search_indexes.statements import StatementIndex
from search.search_indexes.townhalls import ContributionIndex, SentContributionIndex, TownHallIndex

__all__ = [
    "AdviceIndex",
    "BodyIndex",
    "CallIndex",
    "ContentIndex",
    "ContributionIndex",
    "EditionAttachmentIndex",
    "EditionIndex",
    "FindingIndex",
    "ItemIndex",
    "MemberIndex",
    "MinutesIndex",
    "PaperIndex",
    "PeerReportIndex",
    "PrivacyNoticeIndex",
    "ReviewIndex",
    "SentAttachmentIndex",
    "SentContributionIndex",
    "SentIndex",
    "SessionIndex",
    "StatementIndex",
    "TownHallIndex",
    "WorkstreamIndex",
]
