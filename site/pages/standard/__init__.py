"""The words a new site begins with. Staff change them in the editor; a second run never overwrites those."""

from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils.formats import date_format
from wagtail.models import Page

from pages.models import ContactPage, ContentPage, CookiePage, PrivacyNoticePage

HERE = Path(__file__).parent


def standard_pages(today: date) -> list[Page]:
    """Return the pages that the footer of every page leads to, unsaved."""
    looked_over = {"reviewed_on": today, "next_review_on": _in_a_year(today)}

    def words(name: str) -> str:
        return _words(name, today)

    return [
        PrivacyNoticePage(
            title="Privacy notice",
            slug="privacy",
            summary=f"How {settings.SERVICE_NAME} uses personal data. A call for evidence may have a notice of its own.",
            controller=f"the organisation that runs {settings.SERVICE_NAME}",
            data_collected=words("privacy_data"),
            how_used=words("privacy_use"),
            lawful_basis=(
                "Public task (Article 6(1)(e) of the UK GDPR). For data about health and other special categories: "
                "substantial public interest, the function of a government department (Article 9(2)(g))."
            ),
            retention=(
                "Submissions: until two years after the review has reported, then with the public record. "
                "Accounts: until you close yours. Searches you get emails about: until you stop them, or for 7 days if you "
                "do not confirm. The text of emails: until they are sent."
            ),
            rights=words("privacy_rights"),
            **looked_over,
        ),
        ContentPage(title="Accessibility statement", slug="accessibility", body=words("accessibility"), **looked_over),
        CookiePage(title="Cookies", slug="cookies", body=words("cookies"), **looked_over),
        ContentPage(title="Terms and conditions", slug="terms", body=words("terms"), **looked_over),
        ContactPage(title="Contact and help", slug="contact", body=words("contact"), **looked_over),
        ContentPage(title="Help", slug="help", body=words("help"), **looked_over),
    ]


def _words(name: str, today: date) -> str:
    text = (HERE / f"{name}.html").read_text(encoding="utf-8")
    return text.format(
        service_name=settings.SERVICE_NAME,
        base_url=settings.BASE_URL,
        contact_email=settings.CONTACT_EMAIL,
        today=date_format(today, "j F Y"),
    )


def _in_a_year(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)
