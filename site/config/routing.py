"""Addresses that answer websockets. Live threads add theirs here."""

from django.urls import URLPattern, URLResolver

websocket_urlpatterns: list[URLPattern | URLResolver] = []
