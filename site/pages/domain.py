"""The verbs of the site around the domain."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from core.citations import write_down_row
from core.errors import Refused
from core.limits import too_often
from core.outbox.domain import put
from pages.models import HomePage
from pages.standard import standard_pages

INTRODUCTION = (
    "Public reviews ask for evidence here, publish what they receive, and say what was done with it. "
    "Anyone can answer, and anyone can read."
)
MESSAGES_AN_HOUR = 5


def set_up_site() -> HomePage:
    """Make the home page and the pages that every footer leads to, at the address of BASE_URL. Safe to repeat.

    Only what is missing is made: what staff wrote stays. Wagtail's welcome page goes.
    """
    with transaction.atomic():
        home = HomePage.objects.first() or _new_home()
        site = _site_at(home)
        _without_welcome(site)
        there = set(home.get_children().values_list("slug", flat=True))
        for page in standard_pages(timezone.localdate()):
            if page.slug not in there:
                home.add_child(instance=page)
                page.save_revision().publish()
        return home


def send_contact(*, name: str, email: str, message: str, sender: str) -> None:
    """Mail what somebody wrote to CONTACT_EMAIL, with their address to reply to.

    `sender` is the internet address it came from; more than five in an hour are refused. Raises Refused.
    """
    if too_often("contact", sender, times=MESSAGES_AN_HOUR, seconds=3600):
        raise Refused(_("You have sent several messages already. Wait an hour, or write to us by email."))
    put(
        to=settings.CONTACT_EMAIL,
        subject=_("Message from %(who)s") % {"who": name or email},
        text=f"{name}\n{email}\n\n{message}\n".lstrip("\n"),
        kind="contact",
        headers={"Reply-To": email},
    )


def note_references(*, page: Page) -> None:
    """Write down what a page refers to as everybody may read it now: nothing for one that is not published."""
    write_down_row(page)


def _new_home() -> HomePage:
    home = HomePage(
        title=settings.SERVICE_NAME,
        slug="moothall",
        seo_title="Public reviews: calls for evidence, and what was said",
        introduction=INTRODUCTION,
    )
    Page.objects.get(depth=1).add_child(instance=home)
    home.save_revision().publish()
    return home


def _site_at(home: HomePage) -> Site:
    address = urlsplit(settings.BASE_URL)
    site, _new = Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": address.hostname or "localhost",
            "port": address.port or (443 if address.scheme == "https" else 80),
            "site_name": settings.SERVICE_NAME,
            "root_page": home,
        },
    )
    return site


def _without_welcome(site: Site) -> None:
    """Wagtail's first page is a plain Page; ours all have types of their own."""
    for page in Page.objects.filter(depth=2).exclude(pk=site.root_page_id):
        if page.specific_class is Page and not page.get_children().exists():
            page.delete()
