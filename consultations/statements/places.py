"""The first part of an address: principles or recommendations."""

from django.urls import register_converter

from consultations.statements.enums import PLACES


class PlaceConverter:
    regex = "|".join(PLACES.values())

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PlaceConverter, "statements")
