from peer_review.reviews.models.hosts import Host, HostPerson
from peer_review.reviews.models.review import Duty, Programme, Review, Right
from peer_review.reviews.models.scoping import Scoping
from peer_review.reviews.models.statement import PositionPart, PositionPartVersion, PositionStatement
from peer_review.reviews.models.written import Written, WrittenVersion

__all__ = [
    "Duty",
    "Host",
    "HostPerson",
    "PositionPart",
    "PositionPartVersion",
    "PositionStatement",
    "Programme",
    "Review",
    "Right",
    "Scoping",
    "Written",
    "WrittenVersion",
]
