from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "consultations.reviews"
    verbose_name = "Reviews"
