"""References in texts (Q-12, CFE1-0042), followed both ways.

A room says what its references look like and where they lead (`family`), and how a row of its own is named that refers to
something (`sources`). A verb that writes words writes down what they refer to (`write_down_row`). A page marks references as
links (`linked`), and says where its own subject is named (`cited_in`). Core knows no room: what may be seen is asked of the
rooms each time, so what was taken back is linked, titled and named nowhere from that moment on.
"""

from core.citations.families import Target, family
from core.citations.marking import Links, linked, linked_each, links_in, targets_in
from core.citations.rows import MOST, MOST_BACK, Citation, Citing, cited_in, sources, write_down, write_down_row

__all__ = [
    "MOST",
    "MOST_BACK",
    "Citation",
    "Citing",
    "Links",
    "Target",
    "cited_in",
    "family",
    "linked",
    "linked_each",
    "links_in",
    "sources",
    "targets_in",
    "write_down",
    "write_down_row",
]
