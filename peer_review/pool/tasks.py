"""What the sweep does for the pool."""

from core.sweep import sweeper
from peer_review.pool.domain.reminding import remind

sweeper("peers reminded")(remind)
