"""Addresses that answer websockets."""

from django.urls import URLPattern, URLResolver, path

from consultations.townhalls.live.consumer import ThreadConsumer

websocket_urlpatterns: list[URLPattern | URLResolver] = [
    path("town-halls/<uuid:key>/live/", ThreadConsumer.as_asgi()),
]
