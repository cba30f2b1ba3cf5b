"""Papers, minutes and terms of reference as people type them, and as pages keep them.

Whoever writes one types plain text: a blank line parts paragraphs, `## ` begins a heading, `### ` a smaller one and `- ` a
point of a list. That is all the marks there are, so each text goes to a page and back without a loss.
"""

from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from core.html import rich

MARKS = _(
    "A blank line begins a new paragraph. Begin a line with ## for a heading, ### for a smaller one, - for a point of a list."
)
HEADINGS = {"h2": "## ", "h3": "### ", "h4": "### "}
POINT = "- "
READ_POINT = "• "
BLOCKS = {"p", "blockquote", "ul", "ol", "hr", *HEADINGS}


def html_of(text: str) -> SafeString:
    """Return typed text as clean HTML; markup in it is shown, not obeyed."""
    return rich("".join(_blocks(text)))


def text_of(html: str) -> str:
    """Return clean HTML as the text that would be typed for it; what no mark stands for is left as its words."""
    return _Reader(HEADINGS, POINT).of(html)


def words_of(html: str) -> str:
    """Return clean HTML as the words that a reader sees, a block under another: no mark that only writers know."""
    return _Reader({}, READ_POINT).of(html)


def _blocks(text: str) -> Iterator[str]:
    paragraph: list[str] = []
    points: list[str] = []
    for line in [*text.replace("\r\n", "\n").split("\n"), ""]:
        words = line.strip()
        if paragraph and _begins_anew(words):
            yield f"<p>{'<br>'.join(paragraph)}</p>"
            paragraph = []
        if points and not words.startswith(POINT):
            yield f"<ul>{''.join(f'<li>{point}</li>' for point in points)}</ul>"
            points = []
        if words.startswith("### "):
            yield f"<h3>{conditional_escape(words[4:])}</h3>"
        elif words.startswith("## "):
            yield f"<h2>{conditional_escape(words[3:])}</h2>"
        elif words.startswith(POINT):
            points.append(conditional_escape(words[len(POINT) :]))
        elif words:
            paragraph.append(conditional_escape(words))


def _begins_anew(words: str) -> bool:
    return not words or words.startswith((POINT, "## ", "### "))


class _Reader(HTMLParser):
    def __init__(self, headings: Mapping[str, str], point: str) -> None:
        super().__init__(convert_charrefs=True)
        self.headings, self.point = headings, point
        self.parts: list[str] = []

    def of(self, html: str) -> str:
        self.feed(html)
        self.close()
        return self.text()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in BLOCKS:
            self.parts.append("\n\n" + self.headings.get(tag, ""))
        elif tag == "li":
            self.parts.append("\n" + self.point)
        elif tag == "br":
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(" ".join(data.split("\n")))

    def text(self) -> str:
        lines = [line.strip() for line in "".join(self.parts).split("\n")]
        kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
        return "\n".join(kept).strip()
