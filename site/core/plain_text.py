"""What a text is made of: characters that every page, file and feed can hold.

People paste what they can't see: a control character from a PDF, half a character from a broken file. Forms and readers
drop it at the door, and what writes XML drops it once more, for a text may be older than the door.
"""

import re

# All that XML can hold (XML 1.0, 2.2); with one more, a feed, a workbook or a Word document is none.
_NO_CHARACTER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Word and PDF part lines and pages with these: dropped, they would make one word of two.
_BREAK = re.compile("[\x0b\x0c\x1c-\x1e]")


def characters_of(text: str) -> str:
    """Return the text without what is no character; an old sign for a new line or page becomes a line end."""
    return _NO_CHARACTER.sub("", _BREAK.sub("\n", text))


def one_line(text: str) -> str:
    """Return the text as one line, every run of blanks and line ends as one blank."""
    return " ".join(characters_of(text).split())
