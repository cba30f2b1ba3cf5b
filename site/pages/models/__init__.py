from pages.models.contact import ContactPage
from pages.models.home import HomePage
from pages.models.prose import ContentPage, CookiePage, PrivacyNoticePage

__all__ = ["ContactPage", "ContentPage", "CookiePage", "HomePage", "PrivacyNoticePage"]
