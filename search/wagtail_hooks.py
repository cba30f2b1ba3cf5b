"""Search in Wagtail."""

from wagtail.contrib.settings.registry import register_setting

from search.models import SynonymList

register_setting(SynonymList, icon="search", order=400)
