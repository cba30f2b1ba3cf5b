"""File names as people gave them, made safe to show."""

import re
import unicodedata

MAX_LENGTH = 150
# Cc and Cf hold control characters, zero-width ones, and those that turn the direction of text, with which
# "fdp.exe" can be made to read as "exe.pdf"; Cs, Co and Cn can't be shown at all; Zl and Zp break lines.
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')
_DEVICES = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


def cleaned_name(given: str) -> str:
    """Return the name without folders, unseen characters and what file systems refuse; "file" when nothing is left."""
    last = re.split(r"[/\\]", given)[-1]
    seen = "".join(" " if char.isspace() else char for char in last if unicodedata.category(char) not in _UNSEEN)
    name = " ".join(_NOT_IN_NAMES.sub("_", unicodedata.normalize("NFC", seen)).split()).lstrip(".").strip()
    if _DEVICES.match(name):
        name = f"_{name}"
    stem, dot, extension = name.rpartition(".")
    if not dot:
        return (name or "file")[:MAX_LENGTH]
    return f"{(stem.rstrip('. ') or 'file')[: MAX_LENGTH - len(extension) - 1]}.{extension[:10]}"


def extension_of(name: str) -> str:
    """Return the extension in small letters, without its dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""
