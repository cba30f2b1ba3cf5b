"""Every text of the interface goes through gettext (decision 8): no bare words in templates, no plain text for people in code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.settings.env import ROOT

ROOMS = ("site", "consultations", "evidence", "peer_review", "search")
WORD = re.compile(r"[^\W\d_]{2,}")


def files(pattern: str, *but: str) -> list[Path]:
    found = [path for room in ROOMS for path in sorted((ROOT / room).rglob(pattern))]
    return [path for path in found if not {*but, "migrations"} & {part.removesuffix(".py") for part in path.parts}]


def named(path: Path, line: int, words: str) -> str:
    return f"{path.relative_to(ROOT)}:{line}: {' '.join(words.split())[:80]}"


# What is left of a template when these are gone is what its readers see: no comment, no code, nothing translated.
NOT_FOR_READERS = (
    r"\{#.*?#\}",
    r"\{%\s*comment\b.*?endcomment\s*%\}",
    r"<!--.*?-->",
    r"<(script|style|code|pre)\b.*?</\1>",
    r"\{%\s*blocktrans.*?endblocktrans(?:late)?\s*%\}",
    r"\{% block width %\}.*?\{% endblock %\}",  # a class
    r"\{\{ base_url \}\}/[\w/]+/$",  # the rest of an address
)
READ_ALOUD = re.compile(r'\b(?:alt|title|placeholder|aria-label|label)="([^"]*)"')
# {% component "button" text="Save" %}
PROP = re.compile(
    r"""\{%\s*(?:component|fill)\b[^%]*?\b(?!kind|name|type|colour|state|id|size|url|form|lang)\w+="([^"|]*\s[^"|]*)"[^%]*%\}"""
)


def without(patterns: tuple[str, ...], text: str) -> str:
    """Return `text` without what fits, line for line."""
    for pattern in patterns:
        text = re.sub(pattern, lambda found: "\n" * found.group().count("\n"), text, flags=re.DOTALL | re.MULTILINE)
    return text


def bare_words(template: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the words of each text that stands in a template outside of the tags that translate."""
    text = without(NOT_FOR_READERS, template)
    for prop in PROP.finditer(text):
        yield text[: prop.start()].count("\n") + 1, prop.group(1)
    text = without((r"\{\{.*?\}\}", r"\{%.*?%\}"), text)
    for spoken in READ_ALOUD.finditer(text):
        yield text[: spoken.start()].count("\n") + 1, spoken.group(1)
    yield from enumerate(re.sub(r"&\w+;", "", without((r"<[^>]*>",), text)).split("\n"), start=1)


def test_no_template_has_bare_words():
    templates = [path for path in files("*") if "templates" in path.parts and path.suffix in {".html", ".txt"}]
    assert len(templates) > 150
    # The rules of the search box are shown as they are typed.
    syntax = {"help.html"}
    bare = [
        named(path, line, words)
        for path in templates
        for line, words in bare_words(path.read_text())
        if path.name not in syntax and WORD.search(words)
    ]
    assert bare == []


FOR_PEOPLE = {
    "help_text",
    "label",
    "heading",
    "message",
    "menu_label",
    "page_title",
    "verbose_name",
    "verbose_name_plural",
    "violation_error_message",
    "empty_label",
    "public_label",
    "effect",
}
SAYING = {"Refused", "NotAllowed", "Fault", "demand", "add_error"}
RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}


def plain_texts(tree: ast.AST) -> Iterator[ast.expr]:
    """Yield each text for people that is a plain string: by the name it is given under, or by what is called with it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _in_call(node)
        elif isinstance(node, ast.ClassDef):
            yield from _in_class(node)


def _in_call(call: ast.Call) -> Iterator[ast.expr]:
    for keyword in call.keywords:
        if keyword.arg in FOR_PEOPLE:
            yield from _plain(keyword.value)
        elif keyword.arg == "error_messages" and isinstance(keyword.value, ast.Dict):
            yield from _plain(*keyword.value.values)
    owner, name = _called(call)
    if name == "ValidationError":
        yield from _plain(*call.args[:1])  # the second is a code
    elif name in SAYING or owner == "messages":
        yield from _plain(*call.args[-1:])
    if owner == "models" and name.endswith("Field") and name not in RELATIONS:
        yield from _plain(*call.args[:1])


def _in_class(body: ast.ClassDef) -> Iterator[ast.expr]:
    is_app = any(getattr(base, "id", "") == "AppConfig" for base in body.bases)
    names = FOR_PEOPLE - {"label"} if is_app else FOR_PEOPLE  # an app's label is the prefix of its tables
    for one in body.body:
        if isinstance(one, ast.Assign) and {getattr(target, "id", "") for target in one.targets} & names:
            yield from _plain(one.value)


def _called(call: ast.Call) -> tuple[str, str]:
    """Return what is called as owner and name: `messages.error` as ("messages", "error")."""
    if isinstance(call.func, ast.Attribute):
        return getattr(call.func.value, "id", ""), call.func.attr
    return "", getattr(call.func, "id", "")


def _plain(*values: ast.expr) -> Iterator[ast.expr]:
    for value in values:
        parts = value.values if isinstance(value, ast.JoinedStr) else [value]
        texts = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
        if WORD.search(" ".join(texts)):
            yield value


def test_no_text_for_people_is_a_plain_string():
    """Samples of the kit and the words of the demonstration are content; commands and checks speak to who runs them."""
    plain = [
        named(path, text.lineno, ast.unparse(text))
        for path in files("*.py", "demonstration", "settings", "management", "design", "tantivy")
        for text in plain_texts(ast.parse(path.read_text()))
    ]
    assert plain == []


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("<p>{% translate 'Hello' %}</p>", []),
        ("<p>{{ name }} wrote</p>", ["wrote"]),
        ('{% if a %}<a href="/x/" title="Open it">{{ b }}</a>{% endif %}', ["Open it"]),
        ('{% component "button" text="Save it" kind="main" %}', ["Save it"]),
        ("{% blocktranslate %}One {{ a }}{% plural %}Two{% endblocktranslate %}{# a note #}", []),
    ],
)
def test_the_scan_of_templates_finds_what_it_should(template, words):
    assert [text.strip() for _, text in bare_words(template) if WORD.search(text)] == words


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ('CharField(label="Name")', 1),
        ('CharField(label=_("Name"))', 0),
        ('models.CharField("Name", max_length=3)', 1),
        ('models.ForeignKey("calls.CallPage")', 0),
        ('Refused(f"{who} may not.")', 1),
        ('messages.error(request, "No.")', 1),
        ('class A:\n    menu_label = "Calls"', 1),
        ('CharField(error_messages={"required": "Enter it"})', 1),
    ],
)
def test_the_scan_of_code_finds_what_it_should(code, count):
    assert len(list(plain_texts(ast.parse(code)))) == count
