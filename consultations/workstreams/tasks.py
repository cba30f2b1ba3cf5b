"""What the sweep does for workstreams."""

from consultations.workstreams.domain.joining import forget
from core.sweep import sweeper

sweeper("requests to join")(forget)
