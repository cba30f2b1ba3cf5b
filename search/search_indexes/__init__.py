"""What the indexes hold. Haystack looks here; which connection each belongs to stands in config.settings.engines."""

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

__all__ = [
    "CallIndex",
    "ContentIndex",
    "EditionAttachmentIndex",
    "EditionIndex",
    "PrivacyNoticeIndex",
    "ReviewIndex",
    "SentAttachmentIndex",
    "SentIndex",
    "WorkstreamIndex",
]
