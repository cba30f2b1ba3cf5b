"""Addresses that answer websockets, and the one that answers before Django."""

from channels.security.websocket import WebsocketDenier
from django.urls import URLPattern, URLResolver, path, re_path

from consultations.townhalls.live.consumer import DeskConsumer, ThreadConsumer
from consultations.townhalls.live.server_sent import server_sent_events

websocket_urlpatterns: list[URLPattern | URLResolver] = [
    path("town-halls/<uuid:key>/live/", ThreadConsumer.as_asgi()),
    path("town-halls/<uuid:key>/desk/live/", DeskConsumer.as_asgi()),
    re_path("", WebsocketDenier.as_asgi()),
]
streams: list[URLPattern | URLResolver] = [
    path("town-halls/<uuid:key>/stream/", server_sent_events),  # type: ignore[arg-type]  # an ASGI application
]
