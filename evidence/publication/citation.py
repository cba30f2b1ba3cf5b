"""How a published submission is cited."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from evidence.publication.models import Edition

FORMATS = {"ris": "application/x-research-info-systems", "bib": "application/x-bibtex"}


@dataclass(frozen=True)
class Citation:
    """`text` is one line for a footnote; `ris` and `bib` are for reference managers."""

    text: str
    ris: str
    bib: str


def citation_of(edition: Edition) -> Citation:
    """Return the citation. The name is the one published, so an anonymous submission is cited as such."""
    url = settings.BASE_URL + edition.get_absolute_url()
    day = timezone.localdate(edition.published_at)
    year, service = edition.received_on.year, settings.SERVICE_NAME
    title = _("Submission %(reference)s to “%(call)s”") % {"reference": edition.reference, "call": edition.call.title}
    ris = [
        ("TY", "GEN"),
        ("AU", edition.respondent),
        ("PY", str(year)),
        ("DA", f"{day:%Y/%m/%d}"),
        ("TI", title),
        ("PB", service),
        ("UR", url),
        ("ER", ""),
    ]
    fields = {
        "author": f"{{{edition.respondent}}}",
        "title": title,
        "year": str(year),
        "publisher": service,
        "url": url,
    }
    entry = ",\n".join(f"  {name} = {{{_braced(value)}}}" for name, value in fields.items())
    return Citation(
        text=f"{edition.respondent} ({year}), {title}, {service}, {url}",
        ris="".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in ris),
        bib=f"@misc{{{edition.reference},\n{entry}\n}}\n",
    )


def _braced(value: str) -> str:
    """BibTeX counts braces, so a lone one is dropped."""
    inner = value[1:-1] if value.startswith("{") and value.endswith("}") else value
    cleaned = inner.replace("{", "").replace("}", "").replace("\\", "")
    return f"{{{cleaned}}}" if inner is not value else cleaned
