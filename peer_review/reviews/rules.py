"""Who runs peer reviews. What anybody may know of one review is a row (`Right`), asked through `disclosure.reader_of`."""

from accounts.rules import is_peer_review_manager

may_run = is_peer_review_manager
