"""Who keeps frameworks."""

from accounts.rules import is_peer_review_manager

may_keep_frameworks = is_peer_review_manager
