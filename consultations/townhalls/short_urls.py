"""Addresses short enough to be read off a screen and typed on a phone."""

from django.urls import path

from consultations.townhalls.views import screen

urlpatterns = [path("<int:pk>/", screen.join, name="join")]
