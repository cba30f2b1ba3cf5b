"""What an engine has to tell the rest of search."""

from django.dispatch import Signal

# The engine found its index missing, foreign or corrupted and began an empty one: it must be filled again.
index_lost = Signal()
