from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    name = "consultations.reviews"
    verbose_name = _("Reviews")

    def ready(self) -> None:
        from consultations.reviews import citations  # noqa: F401 - says what its pages show
