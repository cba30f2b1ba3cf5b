"""Finding what may say who somebody is. It suggests; people decide.

Each pattern errs on the side of silence where a plain number or word would match, because a screener who is shown
twenty wrong suggestions reads none.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from evidence.submissions.finding import HYPHENS, Words, squeezed


class Kind(TextChoices):
    """What was found, in words for the screener."""

    EMAIL = "email address", _("email address")
    TELEPHONE = "telephone number", _("telephone number")
    NHS_NUMBER = "NHS number", _("NHS number")
    POSTCODE = "postcode", _("postcode")
    NATIONAL_INSURANCE = "National Insurance number", _("National Insurance number")
    BIRTH = "date of birth", _("date of birth")
    NAME = "name that must not show", _("name that must not show")


@dataclass(frozen=True, order=True)
class Found:
    """Characters `start` to `end` (exclusive) look like `kind`."""

    start: int
    end: int
    kind: Kind


# Begun only where a run of its characters begins, and never given back: a hundred thousand letters without a blank would
# else be read once for each of them.
EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]++@[\w-]+(?:\.[\w-]+)+")
# What parts groups of digits: blanks as word processors set them, but no tabulator or line end, which part columns.
BLANK = r"[^\S\n\t]"
HYPHEN = re.escape(HYPHENS)
GAP = rf"(?:{BLANK}|[{HYPHEN}]){{0,3}}"
# +44 or 0, then nine or ten digits, in groups parted by blanks, hyphens or brackets; or by dots, where the groups are too
# long for decimals.
TELEPHONE = re.compile(
    rf"(?<![\w+])(?:\+44[\s({HYPHEN}]*(?:0[\s){HYPHEN}]*)?|\(?0)(?=[\s(){HYPHEN}]{{0,2}}[1-35-9])"
    rf"(?:[\s(){HYPHEN}]{{0,3}}\d){{9,10}}(?!\d)"
    r"|(?<![\w+.])(?:\+44\.?|0)[1-35-9]\d{1,3}(?:\.\d{3,4}\.\d{3,4}|\.\d{6,8})(?!\d)"
)
NHS_NUMBER = re.compile(rf"(?<!\d)\d{{3}}{GAP}\d{{3}}{GAP}\d{{4}}(?!\d)")
POSTCODE = re.compile(
    rf"\b(?:GIR{BLANK}{{0,3}}0AA"
    rf"|[A-PR-UWYZ](?:\d[\dA-HJKPSTUW]?|[A-HK-Y]\d[\dABEHMNPRVWXY]?){BLANK}{{0,3}}\d[ABD-HJLNP-UW-Z]{{2}})\b",
    re.IGNORECASE,
)
NATIONAL_INSURANCE = re.compile(
    rf"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?:{GAP}\d\d){{3}}{GAP}[A-D]\b"
)
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
BIRTH = re.compile(
    r"(?:\b(?:born|birth|DOB|d\.o\.b\.?)\b[^.\n]{0,20}?)"
    rf"(?P<date>\d{{1,2}}[/.{HYPHEN}]\d{{1,2}}[/.{HYPHEN}](?:19|20)?\d\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s{{1,3}}(?:{MONTHS}),?\s{{1,3}}(?:19|20)\d\d)",
    re.IGNORECASE,
)
NHS_WEIGHTS = range(10, 1, -1)


def find_personal_data(text: str, names: Iterable[str] = ()) -> list[Found]:
    """Return what in `text` looks like personal data, in order and without overlaps; `names` are looked for as they are."""
    found: list[Found] = []
    for one in sorted(_everything(text, names), key=lambda one: (one.start, -one.end)):
        if not found or one.start >= found[-1].end:
            found.append(one)
    return found


def find_names(text: str, names: Iterable[str]) -> list[Found]:
    """Return where one of `names` stands as whole words, as a reader would find it: see `finding`."""
    telling = (Words(name, whole=True) for name in names if is_telling(name))
    return sorted({Found(*place, Kind.NAME) for words in telling for place in words.places(text)})


def is_telling(name: str) -> bool:
    """Whether it is worth looking for: initials alone match half the text."""
    return len(squeezed(name).replace(" ", "")) >= 3  # noqa: PLR2004


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits carry the NHS number's check digit (modulus 11; NHS Data Dictionary, NHS NUMBER)."""
    if len(digits) != 10 or len(set(digits)) == 1:  # noqa: PLR2004
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, NHS_WEIGHTS, strict=False))
    return (11 - total % 11) % 11 == int(digits[9])


def _everything(text: str, names: Iterable[str]) -> Iterator[Found]:
    yield from find_names(text, names)
    for pattern, kind in (
        (EMAIL, Kind.EMAIL),
        (POSTCODE, Kind.POSTCODE),
        (NATIONAL_INSURANCE, Kind.NATIONAL_INSURANCE),
        (TELEPHONE, Kind.TELEPHONE),
    ):
        yield from (Found(*hit.span(), kind) for hit in pattern.finditer(text))
    for hit in NHS_NUMBER.finditer(text):
        if is_nhs_number(re.sub(r"\D", "", hit.group())):
            yield Found(*hit.span(), Kind.NHS_NUMBER)
    yield from (Found(*hit.span("date"), Kind.BIRTH) for hit in BIRTH.finditer(text))
