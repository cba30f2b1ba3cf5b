"""Moments as people read them: 14:32 on 3 May 2023, in London, as a <time>."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def moment(value: datetime | None) -> SafeString | str:
    """14:32 on 3 May 2023. A clock time alone would be wrong for half the readers, so pages say the zone once."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), plain_moment(value))


@register.filter
def day(value: date | datetime | None) -> SafeString | str:
    """3 May 2023."""
    if value is None:
        return ""
    local = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), plain_day(local))


def plain_day(value: date) -> str:
    """The same without markup."""
    return date_format(value, "j F Y")


def plain_days(first: date, last: date) -> str:
    """11 to 14 November 2025: from one day to another, each part of the date said once."""
    if first == last:
        return plain_day(last)
    same_year = first.year == last.year
    begins = "j" if same_year and first.month == last.month else "j F" if same_year else "j F Y"
    return _("%(first)s to %(last)s") % {"first": date_format(first, begins), "last": plain_day(last)}


@register.filter
def plain_moment(value: datetime) -> str:
    """The same without markup, for mail and plain text."""
    local = timezone.localtime(value)
    return _("%(time)s on %(day)s") % {"time": f"{local:%H:%M}", "day": plain_day(local)}
