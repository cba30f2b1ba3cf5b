"""Names in mail to others: anybody may begin a submission under any name, and have us write to any address."""

import re

from core.plain_text import one_line

LONGEST = 60
# Addresses of pages and of mail, and telephone numbers: what a mail program makes a link of, and no name holds.
_MORE_THAN_A_NAME = re.compile(r"[@/\\:]|\w\.\w{2,}|\d{3}")


def name_in_mail(name: str) -> str:
    """Return a name on one line, as it may stand in a mail to somebody else; nothing where it is more than a name."""
    line = one_line(name)
    return "" if len(line) > LONGEST or _MORE_THAN_A_NAME.search(line) else line
