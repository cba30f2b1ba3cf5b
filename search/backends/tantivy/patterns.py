"""Patterns for Tantivy's regular expressions over terms. Every character of a value is escaped, so none is a sign."""

_HIGHEST = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)  # no characters


def _literal(character: str) -> str:
    return character if character.isascii() and character.isalnum() else f"\\x{{{ord(character):x}}}"


def _next(character: str, step: int) -> int:
    code = ord(character) + step
    while code in _SURROGATES:
        code += step
    return code


def literal(text: str) -> str:
    return "".join(map(_literal, text))


def beginning(text: str) -> str:
    return f"(?s){literal(text)}.*"


def ending(text: str) -> str:
    return f"(?s).*{literal(text)}"


def holding(text: str) -> str:
    return f"(?s).*{literal(text)}.*"


def above(text: str, *, inclusive: bool) -> str:
    """Match the terms that sort after `text`: those that go on from it, or differ first by a higher character."""
    ways = [literal(text) + (".*" if inclusive else ".+")]
    for at, character in enumerate(text):
        if (least := _next(character, 1)) <= _HIGHEST:
            ways.append(f"{literal(text[:at])}[\\x{{{least:x}}}-\\x{{{_HIGHEST:x}}}].*")
    return f"(?s)({'|'.join(ways)})"


def below(text: str, *, inclusive: bool) -> str:
    """Match the terms that sort before `text`: its beginnings, and those that differ first by a lower character."""
    ways = [literal(text)] if inclusive else []
    for at, character in enumerate(text):
        if at:
            ways.append(literal(text[:at]))
        if (most := _next(character, -1)) >= 0:
            ways.append(f"{literal(text[:at])}[\\x{{0}}-\\x{{{most:x}}}].*")
    return f"(?s)({'|'.join(ways)})" if ways else "[a&&b]"
