"""References drawn as links."""

from collections.abc import Iterable

from django.utils.html import escape, format_html
from django.utils.safestring import SafeData, SafeString, mark_safe

from core.citations.families import Target, named_in, targets_of
from core.citations.texts import pieces_of


class Links:
    """Where the references of some texts lead: asked for once for all of them, when the first text is drawn.

    A text that was not named beforehand is drawn as well; what it refers to is asked for then.
    """

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._targets: dict[tuple[str, str], Target] = {}
        self._asked: set[tuple[str, str]] = set()
        self._to_ask = {found for text in texts for found in _references(text)}

    def also(self, texts: Iterable[str]) -> "Links":
        """Take in more texts before the first is drawn, and return itself."""
        self._to_ask.update(found for text in texts for found in _references(text))
        return self

    def mark(self, text: str, *, is_titled: bool = True) -> SafeString:
        """Return a text as HTML, with its references as links where everybody may see what they name.

        Plain text is escaped; text that is marked safe is taken to be cleaned HTML and kept as it is. A link has as its title
        what it leads to, but where that stands beside it (`is_titled`).
        """
        self._ask(_references(text))
        is_html = isinstance(text, SafeData)
        drawn = "".join(
            self._words(piece.text, is_html=is_html, is_titled=is_titled) if piece.takes_links else piece.text
            for piece in pieces_of(text)
        )
        return mark_safe(drawn)  # noqa: S308 - each piece was escaped, or came as HTML

    def targets_in(self, texts: Iterable[str]) -> dict[str, Target]:
        """Return by reference where those lead that some texts name and everybody may see, in their order; the rest is left out."""
        named = dict.fromkeys((one.family, one.reference) for text in texts for one in named_in(text))
        self._ask(set(named))
        return {key[1]: self._targets[key] for key in named if key in self._targets}

    def _ask(self, found: set[tuple[str, str]]) -> None:
        if new := (found - self._asked):
            new |= self._to_ask - self._asked
            by_family: dict[str, set[str]] = {}
            for name, reference in new:
                by_family.setdefault(name, set()).add(reference)
            self._targets |= targets_of(by_family)
            self._asked |= new

    def _words(self, text: str, *, is_html: bool, is_titled: bool) -> str:
        drawn, at = [], 0

        def kept(words: str) -> str:
            return words if is_html else escape(words)

        for named in named_in(text):
            target = self._targets.get((named.family, named.reference))
            if target is not None:
                drawn += [kept(text[at : named.start]), _link(target, text[named.start : named.end], is_titled)]
                at = named.end
        return "".join([*drawn, kept(text[at:])])


def links_in(texts: Iterable[str]) -> Links:
    """Return what draws these texts, and asks each family once for all of them. A page gives all that it shows."""
    return Links(texts)


def targets_in(texts: Iterable[str]) -> dict[str, Target]:
    """Return by reference where those lead that some texts name and everybody may see, in their order."""
    return Links().targets_in(texts)


def linked(text: str) -> SafeString:
    """Return one text as HTML with its references as links: see `Links.mark`."""
    return Links([text]).mark(text)


def linked_each(texts: Iterable[str]) -> list[SafeString]:
    """Return many texts so, each family asked once."""
    rows = list(texts)
    links = Links(rows)
    return [links.mark(text) for text in rows]


def _references(text: str) -> set[tuple[str, str]]:
    pieces = (piece.text for piece in pieces_of(text) if piece.takes_links)
    return {(named.family, named.reference) for piece in pieces for named in named_in(piece)}


def _link(target: Target, words: str, is_titled: bool) -> SafeString:
    if not is_titled:
        return format_html('<a href="{}">{}</a>', target.url, words)
    return format_html('<a href="{}" title="{}">{}</a>', target.url, target.title, words)
