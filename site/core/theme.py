"""The NHS.UK frontend in our own clothes.

The package wagtail-nhsuk-frontend ships one stylesheet and one script. The stylesheet loads the NHS font from another
host and names the NHS palette; neither may reach a page of a house that is not the NHS. So the originals are never
gathered. When static files are asked for, this module makes `moothall/frontend.css` and `moothall/frontend.js` from
them: font rules dropped, each colour replaced by one of our tokens (static/css/moothall.css holds their values), and
the script told to start itself, because a page may hold no inline script. The result is written to DATA_DIR/theme and
is not committed. Why so: docs/decisions/0010-theming-the-nhs-frontend.md.
"""

import gzip
import re
import secrets
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import AppDirectoriesFinder, BaseFinder, searched_locations
from django.core.files.storage import FileSystemStorage

PACKAGE = "wagtailnhsukfrontend"
STYLESHEET, SCRIPT = "moothall/frontend.css", "moothall/frontend.js"
FONTS = '"Segoe UI","Helvetica Neue",Arial,sans-serif'

# Our token for each colour of the package.
PALETTE = {
    "ink": "#212b32",
    "slate": "#4c6272",
    "hall": "#004b93 #00478a #0055a6",
    "hall-deep": "#003d78",
    "link": "#005eb8 #003087",
    "link-hover": "#7c2855 #002f5c",
    "visited": "#330072",
    "go": "#007f3b",
    "go-hover": "#00662f",
    "go-deep": "#00401e",
    "error": "#d5281b",
    "error-hover": "#aa2016",
    "error-deep": "#6b140e",
    "line": "#768692 #aeb7bd #b3b3b3",
    "rule": "#d8dde0 #d9d9d9 #337ec6 #dd5349",
    "plaster": "#f0f4f5 #dee7e9",
    "focus": "#ffeb3b #fff59d",
    "blue": "#004281",
    "blue-tint": "#ccdff1 #d9e7f4 #c7dcef #edf4fa",
    "green": "#004c23 #00524d",
    "green-tint": "#cce5d8 #ccedeb",
    "red-tint": "#f7d4d1 #f9dfdd",
    "amber": "#4d3708 #4d4712",
    "amber-tint": "#ffdc8e #fff9c4",
    "violet": "#240050 #57133a",
    "violet-tint": "#d6cce3 #efd3e3",
    "grey": "#354550",
    "grey-tint": "#dbe0e3",
}
_TOKENS = {colour: token for token, colours in PALETTE.items() for colour in colours.split()}
_PLAIN = {"#fff", "#000"}


class UnknownColour(ValueError):
    """The package came with a colour or an address that the theme has no answer to."""


def themed_stylesheet(css: str) -> str:
    """Return the package's stylesheet with our tokens and fonts.

    Raises UnknownColour for a colour that is not in the palette above or a file of another host, so that a new release
    of the package can't slip either onto a page.
    """
    css = re.sub(r"@font-face\s*\{[^}]*\}", "", css)
    # Its own custom properties for colours are read by nothing; those for breakpoints are read by its script.
    css = re.sub(r"--nhsuk-[a-z0-9-]*colour:[^;}]*;?", "", css)
    css = re.sub(r"Frutiger W01(,arial,sans-serif)?", FONTS, css)
    css = re.sub(r"/\*#\s*sourceMappingURL=.*?\*/", "", css)
    css = re.sub(r"#[0-9a-fA-F]{3,8}\b", _token, css)
    # What is left of the ink with a breath of transparency, and of its shadows.
    css = css.replace("rgba(33,43,50,.99)", "var(--mh-ink)").replace("rgba(216,221,224,.5)", "var(--mh-plaster)")
    css = css.replace("rgba(0,47,92,.1)", "rgba(23,33,43,.1)")
    elsewhere = re.search(r"url\(\s*[\"']?(?!data:)[^)]*\)|https?://[^\s)\"']+", css)
    if elsewhere:
        raise UnknownColour(f"The frontend's stylesheet loads a file: {elsewhere.group()}.")
    return css


def _token(match: re.Match[str]) -> str:
    colour = match.group().lower()
    if colour in _PLAIN:
        return colour
    if colour not in _TOKENS:
        raise UnknownColour(f"The frontend's stylesheet has a colour that core.theme does not know: {colour}.")
    return f"var(--mh-{_TOKENS[colour]})"


def self_starting_script(script: str) -> str:
    """Return the package's module, starting itself and without the name of a source map that is not there."""
    script = re.sub(r"^//# sourceMappingURL=.*$", "", script, flags=re.MULTILINE).strip()
    return f'{script}\ndocument.body.classList.add("nhsuk-frontend-supported");\ninitAll();\n'


@cache
def built_theme() -> Path:
    """Return the folder that holds the themed files, writing them first where they are missing or other."""
    source = Path(apps.get_app_config(PACKAGE).path) / "static" / PACKAGE
    folder = Path(settings.DATA_DIR) / "theme"
    _write(folder / STYLESHEET, themed_stylesheet(_only(source / "css", "*.min.css")))
    _write(folder / SCRIPT, self_starting_script(_only(source / "js", "*.min.js")))
    return folder


def _only(folder: Path, pattern: str) -> str:
    (found,) = folder.glob(pattern)
    return found.read_text(encoding="utf-8")


def _write(target: Path, text: str) -> None:
    """Write `text` and a compressed copy beside it, which WhiteNoise serves to whoever takes it."""
    if target.exists() and target.read_text(encoding="utf-8") == text:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    packed = gzip.compress(text.encode(), mtime=0)
    for path, content in ((target.with_name(f"{target.name}.gz"), packed), (target, text.encode())):
        # Two processes or threads may ask at once: each writes its own file and the last name given wins, whole.
        part = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        part.write_bytes(content)
        part.replace(path)


class ThemedFrontendFinder(BaseFinder):
    """Finds the two themed files, making them on the first question."""

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        find_all = find_all or kwargs.get("all", False)
        if path not in (STYLESHEET, SCRIPT):
            return []
        folder = built_theme()
        if str(folder) not in searched_locations:
            searched_locations.append(str(folder))
        found = str(folder / path)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        storage = FileSystemStorage(location=built_theme())
        for path in (STYLESHEET, SCRIPT):
            yield path, storage


class OtherAppsFinder(AppDirectoriesFinder):
    """Every app's static files but the package's own, which carry another body's brand."""

    def __init__(self, app_names: Iterable[str] | None = None, *args: Any, **kwargs: Any) -> None:
        names = app_names or [one.name for one in apps.get_app_configs()]
        super().__init__([name for name in names if name != PACKAGE], *args, **kwargs)
